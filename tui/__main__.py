"""Starts the program: the `newsreader` command, and `python -m tui`."""

import sys


def main() -> int:
    """Run the command line of this process; returns the exit status."""
    from tui.cli import main as run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
