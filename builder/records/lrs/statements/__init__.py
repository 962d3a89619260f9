"""Statements between the wire and the store: what a request brings, asks for, and is told."""
