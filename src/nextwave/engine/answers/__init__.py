"""Assessments as people and programs read them: results, reasons, what they rest on, worked cases."""
