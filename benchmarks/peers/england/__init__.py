"""Universal Credit, Child Benefit and its charge beside PolicyEngine-UK, unit by unit.

Three processes, since PolicyEngine-UK lives in an environment of its own: `inputs` writes what both are told and what
our rules come to, `policyengine` works out theirs, `report` assigns every difference to a cause.
"""
