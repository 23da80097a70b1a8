"""What follows from the law: the plan and the exact evaluator of one household."""
