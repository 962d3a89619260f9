"""peacebuilder records: commands about what learners did."""

import click


@click.group("records")
def command() -> None:
    """Gather what learners did in a lake, and ask it."""
