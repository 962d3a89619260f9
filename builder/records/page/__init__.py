"""All reports as one static page."""
