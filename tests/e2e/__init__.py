"""Finished packages played in a real browser, against an LMS and an LRS that check what they get."""
