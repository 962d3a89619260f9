"""Tests of builder.render."""
