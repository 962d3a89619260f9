"""What `make bench` measures, always against a floor measured in the same run."""
