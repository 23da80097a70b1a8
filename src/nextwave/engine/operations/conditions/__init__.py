"""What is true: and, or, not; comparison; membership; one of two values; a fact where it applies."""
