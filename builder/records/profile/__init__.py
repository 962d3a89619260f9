"""What the statements of a course look like, as an xAPI profile that programs can check them against."""
