"""course.lock: the ids that were released and what they meant, and whether the course still means the same by them."""
