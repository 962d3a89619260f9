"""Reads the files of a course into plain data and remembers where each value stands."""
