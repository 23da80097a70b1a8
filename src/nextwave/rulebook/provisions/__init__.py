"""The paragraphs of the law that a rulebook is written from, each with what the rules make of it."""
