"""What leads to a decision: a proposal, its approval, its issue or its withdrawal."""
