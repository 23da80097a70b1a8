"""Pages on which a case is worked on: taken in, facts stated, papers asked for and given, decided."""
