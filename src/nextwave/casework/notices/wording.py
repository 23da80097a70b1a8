"""The sentences of a notice that are the same in every programme, by language."""

from __future__ import annotations

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "title": "Decision on {programme}",
        "filed": "You applied on {day}.",
        "granted": "{people}: you get {programme}, {amount} each month.",
        "until": "You get this until {last}. The first month is {first}. We will write to you before it ends.",
        "denied": "{people}: you do not get {programme}.",
        "otherwise": "This is other than the rules of our computer program would give. {reason} In your case: {explanation}",
        "apply_again": "You can apply again at any time.",
        "reasons": "How we came to this",
        "hearing": "If you do not agree",
        "nondiscrimination": "Equal treatment",
        "yes": "Yes",
        "no": "No",
    },
    "es": {
        "title": "Decisión sobre {programme}",
        "filed": "Usted presentó su solicitud el {day}.",
        "granted": "{people}: usted recibe {programme}, {amount} cada mes.",
        "until": "Usted recibe esto hasta el {last}. El primer mes es {first}. Le escribiremos antes de que termine.",
        "denied": "{people}: usted no recibe {programme}.",
        "otherwise": "Esto es distinto de lo que darían las reglas de nuestro programa informático. {reason} En su caso: {explanation}",
        "apply_again": "Puede presentar otra solicitud en cualquier momento.",
        "reasons": "Cómo llegamos a esto",
        "hearing": "Si no está de acuerdo",
        "nondiscrimination": "Trato igual",
        "yes": "Sí",
        "no": "No",
    },
}
