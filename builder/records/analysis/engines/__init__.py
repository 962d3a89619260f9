"""What runs SQL over a lake: DuckDB here, Spark past one machine."""
