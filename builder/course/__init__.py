"""The language: from a folder of YAML to a ResolvedCourse."""
