"""How the service performs, counted and published."""
