"""What administrators of an LMS read: the catalogue of an output folder, and how to upload what is in it."""
