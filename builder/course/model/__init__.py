"""The language as pure data: strict, frozen pydantic models."""
