"""What LMSs ask of a package: one file of data an LMS, each statement with its source."""
