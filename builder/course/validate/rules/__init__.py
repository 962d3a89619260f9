"""Rules that need more than one value, one function a code, one file a topic."""
