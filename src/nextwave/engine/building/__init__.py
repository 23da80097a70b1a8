"""From a rulebook to a plan: names looked up, types and units checked, every number measured."""
