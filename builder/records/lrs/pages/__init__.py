"""What the server answers beside xAPI: whether it is well, what it did, and a page for people."""
