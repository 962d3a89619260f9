"""What an admin does with a whole store: save it, put it back, take a person out."""
