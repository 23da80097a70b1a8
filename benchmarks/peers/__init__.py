"""Nextwave beside other models of the same law, of which each lives in an environment of its own. `make bench-peers`."""
