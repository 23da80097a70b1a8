"""Bodies of rules become nodes: names, calls, periods, and what an expression may stand for besides a value."""
