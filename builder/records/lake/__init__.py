"""Statements as flat rows in Parquet, by month: what analysts ask."""
