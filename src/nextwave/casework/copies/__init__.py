"""Copies of everything, made and put back."""
