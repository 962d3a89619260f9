"""Starts the command line; python -m builder is the same as peacebuilder."""

import sys


def main() -> None:
    """Ends quietly when interrupted, also while the modules are still being read, which takes the longest."""
    try:
        from builder.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(130)  # as a shell counts it: 128 and SIGINT


if __name__ == "__main__":
    main()
