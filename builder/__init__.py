"""Peacebuilder: compiles course definitions written in YAML into packages for learning management systems."""

__version__ = "0.1.0"
