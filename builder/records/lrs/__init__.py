"""The embedded Learning Record Store: xAPI 1.0.3 and 2.0 over SQLite or PostgreSQL."""
