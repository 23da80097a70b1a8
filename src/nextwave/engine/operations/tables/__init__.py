"""Rows of tables of figures."""
