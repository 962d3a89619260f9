"""Turns raw data into a Course and every fault in it into a diagnostic."""
