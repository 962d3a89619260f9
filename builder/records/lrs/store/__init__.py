"""Where the records are kept: one SQL for two databases."""
