"""What a rulebook gives out for people and programs to read: its facts, its type stubs, its text."""
