"""Tables of a population: opened, read by a map, checked whole, and written."""
