"""Who may come in and to what: accounts, tokens, codes, limits of wrong tries, delegations asked, readings recorded."""
