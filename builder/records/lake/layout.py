"""Where things lie in the folder of a lake."""

from typing import Final

STATEMENTS: Final = "statements"
"""`statements/month=2026-11/*.parquet`: the rows; columns.py."""
CODEBOOK: Final = "codebook"
"""`codebook/*.parquet`: the codebooks of courses, all versions; one row a thing."""
AGENCIES: Final = "agencies"
"""`agencies/*.parquet`: id, name, state."""
IMPORTS: Final = "imports"
"""`imports/*.parquet`: what each import took, and what not."""
ASIDE: Final = "aside"
"""`aside/*.parquet`: statements that could not be taken, and why."""
ASKED: Final = (STATEMENTS, CODEBOOK, AGENCIES, IMPORTS, ASIDE)
"""What analysts' SQL may read; everything else in the folder is the lake's own."""
