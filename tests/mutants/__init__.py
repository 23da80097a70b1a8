"""Faults put into the code on purpose, to see that the suite notices: `make mutants`.

A fault is one line of the source and what stands in its place; `faults.yaml` keeps those that the suite is held to.
A line is found by its text, wherever its file has moved. `seeding.py` made the list: by one change of one word or
sign, drawn by a seed, kept where the suite noticed it.
"""
