"""What if: changes of the law, and many households at once."""
