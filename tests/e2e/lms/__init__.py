"""An LMS for tests: serves packages, launches them and keeps what they report."""
