"""Nextwave's Basic Food beside PolicyEngine-US's `snap`, household by household.

Three processes, since PolicyEngine-US lives in an environment of its own: `inputs` writes what both are told and
what our rules come to, `policyengine` works out theirs, `report` assigns every difference to a cause.
"""

from datetime import date

#: The month that the population's facts hold for (its data sheet: ages on 1 November 2026). Both have the figures
#: of October 2026, and both carry Washington's utility allowances of the year before, until new ones are published.
MONTH = date(2026, 11, 1)
