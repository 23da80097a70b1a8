"""Words for runs: their states, their tables, and what the households rest on."""

from __future__ import annotations

from django.utils.translation import gettext as _

from nextwave.population.impact.sizes import sizes as named
from nextwave.rulebook.wording.amounts import signs
from nextwave.web.localization.formats import currency
from nextwave.web.rules import assessor


def states() -> dict[str, str]:
    return {
        "waiting": _("Waiting"),
        "running": _("Running"),
        "done": _("Done"),
        "failed": _("Failed"),
        "stopped": _("Stopped"),
    }


def doing() -> dict[str, str]:
    """What a run is at."""
    return {
        "": _("Waiting its turn"),
        "loading": _("Reading the rules and the tables"),
        "reading": _("Reading households"),
        "present": _("Working out the present law"),
        "reform": _("Working out the reform"),
    }


def measures() -> dict[str, str]:
    """Lines of the table of totals, in their order."""
    return {
        "cost_before": _("Cost a month, present law"),
        "cost_after": _("Cost a month, reform"),
        "cost_change": _("Change in cost"),
        "once_before": _("Cost once, present law"),
        "once_after": _("Cost once, reform"),
        "once_change": _("Change in cost, once"),
        "units_before": _("Groups that get it, present law"),
        "units_after": _("Groups that get it, reform"),
        "units_change": _("Change in groups"),
        "people_before": _("People in them, present law"),
        "people_after": _("People in them, reform"),
        "average_before": _("Average a month, present law"),
        "average_after": _("Average a month, reform"),
        "average_once_before": _("Average once, present law"),
        "average_once_after": _("Average once, reform"),
        "people_gaining": _("People who gain"),
        "people_losing": _("People who lose"),
    }


def columns() -> dict[str, str]:
    """Columns of the tables by income and by household."""
    return {
        "cost_before": _("Cost, present law"),
        "cost_change": _("Change in cost"),
        "once_before": _("Cost once, present law"),
        "once_change": _("Change in cost, once"),
        "units_before": _("Groups, present law"),
        "units_change": _("Change in groups"),
        "people_gaining": _("People who gain"),
        "people_losing": _("People who lose"),
    }


def types() -> dict[str, str]:
    """Kinds of households."""
    return {
        "one adult": _("One adult"),
        "one adult with children": _("One adult with children"),
        "adults": _("Adults"),
        "adults with children": _("Adults with children"),
        "someone 60 or older": _("Someone 60 or older"),
        "children only": _("Children only"),
        "one person": _("One person"),
        "two people": _("Two people"),
        "three or more people": _("Three or more people"),
    }


def sizes() -> dict[str, str]:
    """Changes of a group's amount in a month, by the names that rows have for them."""
    shown = {"few": currency("25"), "many": currency("100")}
    words = (
        _("Newly eligible"),
        _("No longer eligible"),
        _("Gains over %(many)s") % shown,
        _("Gains %(few)s to %(many)s") % shown,
        _("Gains up to %(few)s") % shown,
        _("No change"),
        _("Loses up to %(few)s") % shown,
        _("Loses %(few)s to %(many)s") % shown,
        _("Loses over %(many)s") % shown,
    )
    return dict(zip(named(signs(assessor().rulebook.jurisdiction)), words, strict=True))


def failures() -> dict[str, str]:
    """Why a run failed, and what to do."""
    return {
        "died": _("The program that worked on it ended before its time. Start it again."),
        "changed": _("The households are not those for which it was asked. Ask for a new run."),
        "refused": _("It could not be worked out. Ask for a new run with other values."),
        "error": _("Something went wrong here. Start it again; if it fails once more, tell whoever runs the service."),
    }
