"""What people state, read into a household as evaluators want it."""
