"""What comes back from learners: xAPI statements, Learning Record Stores."""
