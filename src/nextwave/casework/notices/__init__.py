"""What the household is sent."""
