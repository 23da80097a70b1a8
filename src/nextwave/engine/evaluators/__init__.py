"""What a plan comes to: for one household, for many, over ranges, and by a slow reference."""
