"""Run Wardbook as `python -m reader`."""

import sys

from reader.cli import main

if __name__ == "__main__":  # a child process imports this module and must not start the program again
    sys.exit(main())
