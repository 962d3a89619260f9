"""What runs the SQL: DuckDB on this computer, Spark on it or on many."""
