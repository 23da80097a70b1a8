"""The case of a resident: where it stands, its facts, papers and notices."""
