"""Numbers: sums, products, quotients, the least and the most, rounding, and money by another period."""
