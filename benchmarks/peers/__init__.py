"""Nextwave's Basic Food beside PolicyEngine-US's `snap`, household by household. `make bench-peers`.

Three processes, since PolicyEngine-US lives in an environment of its own: `inputs` writes what both are told and
what our rules come to, `policyengine` works out theirs, `report` assigns every difference to a cause.
"""
