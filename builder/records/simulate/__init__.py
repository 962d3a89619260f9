"""Statements of learners who do not exist, and the truth that they were made from."""
