"""What is in a case, in the words of those who work on it."""
