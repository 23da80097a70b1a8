"""The order in which people are stated, and who is first."""
