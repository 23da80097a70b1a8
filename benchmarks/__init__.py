"""How fast Nextwave is, beside what its issues ask for: `make bench`."""
