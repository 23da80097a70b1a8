"""What is known of a household, from whom, and what the law says follows from it."""
