"""The plan: a typed graph of small operations, and the figures in it."""
