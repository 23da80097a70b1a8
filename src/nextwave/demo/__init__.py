"""A demonstration: a fresh service with invented applications, made by the same acts that people would take."""
