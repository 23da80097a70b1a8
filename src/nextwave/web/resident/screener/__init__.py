"""What a resident is asked, one thing a page, and what follows from it."""
