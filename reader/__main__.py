"""Starts the command line: `python -m reader` and the installed `reader`."""

from reader.cli.starting import main

if __name__ == "__main__":
    main()
