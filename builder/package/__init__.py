"""From a ResolvedCourse and its Site to zips, one manifest writer a format."""
