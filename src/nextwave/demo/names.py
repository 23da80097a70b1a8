"""Invented names: common given names and surnames put together by chance. They are nobody's."""

from __future__ import annotations

import random

GIVEN = {
    "en": (
        "Alex", "Amy", "Brandon", "Carol", "Daniel", "Denise", "Emily", "Eric", "Grace", "Hannah", "Ian", "Jacob",
        "Janet", "Jordan", "Karen", "Kevin", "Laura", "Logan", "Marcus", "Megan", "Nathan", "Olivia", "Patrick",
        "Paula", "Rachel", "Robin", "Ruth", "Samuel", "Sean", "Sharon", "Terry", "Tyler", "Victoria", "Wendy",
    ),
    "es": (
        "Adriana", "Alejandro", "Ana", "Andrés", "Beatriz", "Camila", "Carlos", "Carmen", "Daniela", "Diego", "Elena",
        "Esteban", "Fernando", "Gabriela", "Guadalupe", "Héctor", "Isabel", "Javier", "José", "Juana", "Lucía",
        "Luis", "Manuel", "Mariana", "Mateo", "Miguel", "Natalia", "Óscar", "Paola", "Rosa", "Sofía", "Tomás",
    ),
}  # fmt: skip

SURNAMES = {
    "en": (
        "Adams", "Bailey", "Bennett", "Brooks", "Carter", "Coleman", "Cook", "Cooper", "Ellis", "Foster", "Graham",
        "Gray", "Hayes", "Henderson", "Hughes", "Jenkins", "Kelly", "Long", "Marshall", "Mitchell", "Morgan",
        "Murphy", "Nguyen", "Olson", "Patterson", "Pham", "Price", "Reed", "Russell", "Sullivan", "Tran", "Ward",
    ),
    "es": (
        "Aguilar", "Álvarez", "Castillo", "Castro", "Cruz", "Delgado", "Díaz", "Fernández", "Flores", "García",
        "Gómez", "Guerrero", "Gutiérrez", "Herrera", "Jiménez", "Juárez", "Medina", "Mendoza", "Morales", "Muñoz",
        "Navarro", "Núñez", "Ortega", "Ramírez", "Ramos", "Reyes", "Rivera", "Ruiz", "Salazar", "Torres", "Vargas",
    ),
}  # fmt: skip


def household(people: list[str], language: str, chance: random.Random) -> dict[str, str]:
    """A name for each person's id: a given name each, and mostly one surname for all (two in Spanish)."""
    given = chance.sample(GIVEN[language], k=min(len(people), len(GIVEN[language])))
    surnames = chance.sample(SURNAMES[language], k=2 if language == "es" else 1)
    found = {}
    for i, person in enumerate(people):
        own = surnames if i == 0 or chance.random() < 0.8 else chance.sample(SURNAMES[language], k=len(surnames))
        found[person] = " ".join([given[i % len(given)], *own])
    return found
