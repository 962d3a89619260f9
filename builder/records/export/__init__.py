"""What leaves the lake as a file: tables and rosters."""
