"""From a ResolvedCourse to a Site: path -> bytes, the same for every format."""
