"""Weights and take-up that come to published totals: who lives in a state, and who receives a programme."""
