"""Authority to act, as Cedar policies that ship with a rulebook: `delegations/` holds the policies, their
schema, the reasons for which a decision may be other than assessed, and (in requirements.toml, if it is there) what
a policy asks for, in words.

What no policy permits is denied; so is everything on which the evaluation reports any error: an error in a
`forbid` would otherwise let through what it was to stop.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import cedarpy

from nextwave.casework.law.named_levels import wrong_names
from nextwave.rulebook.model import Rulebook
from nextwave.rulebook.problems import Place, Problem, RulebookError
from nextwave.rulebook.versions import version_of


@dataclass(frozen=True, slots=True)
class Reason:
    """A coded reason for a decision that is other than assessed, or what a policy asks for."""

    code: str
    says: Mapping[str, str]
    cites: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an act is allowed, and by which policies it is (or is not)."""

    allowed: bool
    policies: tuple[str, ...]
    errors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Delegations:
    """Policies that were checked against their schema."""

    policies: str
    schema: str
    reasons: Mapping[str, Reason]
    version: str
    requirements: Mapping[str, Reason]

    def looks_at(self, attribute: str) -> bool:
        """Whether the schema knows an attribute of a proposal: Cedar refuses to be told of others."""
        return _looks_at(self.schema, attribute)

    def verdict(
        self,
        officer: int,
        action: str,
        resource: tuple[str, str],
        entities: list[dict[str, Any]],
        context: Mapping[str, Any],
    ) -> Verdict:
        """Whether an officer may act on a resource (its type and id), given all entities concerned and what holds
        for this officer."""
        request = {
            "principal": {"type": "Officer", "id": str(officer)},
            "action": {"type": "Action", "id": action},
            "resource": {"type": resource[0], "id": resource[1]},
            "context": dict(context),
        }
        answer = cedarpy.is_authorized(request, _parsed(self.policies), entities, _schema(self.schema))
        errors = tuple(str(e) for e in answer.diagnostics.errors)
        allowed = answer.decision == cedarpy.Decision.Allow and not errors
        names = _names(self.policies)
        return Verdict(allowed, tuple(names.get(p, p) for p in answer.diagnostics.reasons), errors)


@lru_cache(maxsize=4)
def _parsed(policies: str) -> cedarpy.PolicySet:
    """Policies as Cedar holds them: to read them takes longer than to ask them."""
    return cedarpy.PolicySet.from_str(policies)


@lru_cache(maxsize=4)
def _schema(schema: str) -> cedarpy.Schema:
    return cedarpy.Schema.from_str(schema)


@lru_cache(maxsize=64)
def _looks_at(schema: str, attribute: str) -> bool:
    asked = f"permit (principal, action, resource is Proposal) when {{ [resource.{attribute}].isEmpty() }};"
    return bool(cedarpy.validate_policies(asked, schema).validation_passed)


@lru_cache(maxsize=4)
def _names(policies: str) -> Mapping[str, str]:
    """What policies call themselves (`@id`), by what Cedar calls them in its answers."""
    return {key: policy.get("annotations", {}).get("id", key) for key, policy in _as_data(policies).items()}


def _as_data(policies: str) -> dict[str, dict[str, Any]]:
    """What Cedar makes of the text of policies, by what it calls them."""
    found: dict[str, dict[str, Any]] = json.loads(cedarpy.policies_to_json_str(policies))["staticPolicies"]
    return found


def entity(kind: str, of: object, **attributes: Any) -> dict[str, Any]:
    """An entity as Cedar reads it."""
    return {"uid": {"type": kind, "id": str(of)}, "attrs": attributes, "parents": []}


def named(kind: str, of: object) -> dict[str, Any]:
    """A reference to an entity."""
    return {"__entity": {"type": kind, "id": str(of)}}


def read(folder: Path, book: Rulebook) -> Delegations:
    """The delegations of a rulebook's folder, checked. Raises RulebookError with every problem found."""
    texts: dict[str, str] = {}
    for name in ("delegations.cedar", "delegations.cedarschema", "reasons.toml"):
        try:
            texts[name] = (folder / name).read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            what = "this file of the delegations is missing, or no text"
            raise RulebookError(
                [Problem("delegations", what, Place(f"delegations/{name}"), "add it: docs/procedure.md shows it")]
            ) from None
    if (folder / "requirements.toml").is_file():
        texts["requirements.toml"] = (folder / "requirements.toml").read_text("utf-8")
    policies, schema = texts["delegations.cedar"], texts["delegations.cedarschema"]
    problems = []
    checked = cedarpy.validate_policies(policies, schema)
    for error in [] if checked.validation_passed else checked.errors or ["they do not fit the schema"]:
        place = Place("delegations/delegations.cedar")
        problems.append(Problem("delegations", str(error), place, "correct the policy, or the schema"))
    if checked.validation_passed:
        scales = {name: scale.members if (scale := book.scale(name)) else () for name in book.programmes}
        problems += wrong_names(policies, _as_data(policies), scales)
    reasons = _reasons(texts["reasons.toml"], "reasons.toml", book.languages, problems)
    required = _reasons(texts.get("requirements.toml", ""), "requirements.toml", book.languages, problems)
    for policy in required if checked.validation_passed else ():  # of policies that cannot be read nothing is known
        if f'@id("{policy}")' not in policies:
            place = Place("delegations/requirements.toml")
            problems.append(Problem("delegations", f"there is no policy {policy}", place, "name one of the policies"))
    if problems:
        raise RulebookError(problems)
    return Delegations(policies, schema, reasons, version_of(texts), required)


def _reasons(source: str, file: str, languages: tuple[str, ...], problems: list[Problem]) -> dict[str, Reason]:
    place = Place(f"delegations/{file}")
    try:
        tables = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        problems.append(Problem("toml", f"this is not TOML: {error}", place, "correct the line"))
        return {}
    found = {}
    for code, table in tables.items():
        for key in (*languages, "cites"):
            if not isinstance(table, dict) or not isinstance(table.get(key), str) or not table[key]:
                problems.append(
                    Problem("delegations", f"{code} has no {key}", place, f'add {key} = "…" under [{code}]')
                )
                break
        else:
            found[code] = Reason(code, {name: table[name] for name in languages}, table["cites"])
    return found
