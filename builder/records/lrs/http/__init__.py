"""What all resources share: the request, its version, the answer, what is refused and how."""
