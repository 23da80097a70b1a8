"""What the law says: the rule language, its figures, loading and checking."""
