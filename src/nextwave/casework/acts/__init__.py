"""What people do to a case: a file an act, with who may, what must hold, its effect and its record."""
