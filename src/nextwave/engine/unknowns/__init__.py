"""What follows while facts are unknown: bounds, completions, and the search between them."""
