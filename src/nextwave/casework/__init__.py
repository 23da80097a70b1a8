"""Who decides: applications, facts with their sources, evidence, assessments, decisions within delegations,
notices and appeals, as records that are only ever added to."""
