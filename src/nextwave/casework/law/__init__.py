"""The law in force: rulebook, delegations and notice rules, with every version that was used."""
