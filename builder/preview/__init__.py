"""A course in the browser of its author while it is being written."""
