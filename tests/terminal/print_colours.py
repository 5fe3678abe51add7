"""Writes what is found out about the colours of this terminal into a file.

Its arguments are the background that it gives the terminal first, and the file.
"""

import os
import signal
import sys
from pathlib import Path

from reader.ui.terminal.sequences import detect_terminal

if __name__ == "__main__":
    background, found = sys.argv[1:]
    sys.stdout.write(f"\x1b]11;{background}\x07")
    sys.stdout.flush()
    colours = detect_terminal().colours
    Path(found).write_text(f"{colours.depth} {'light' if colours.is_light else 'dark'}", encoding="utf-8")
    print(colours)
    sys.stdout.flush()
    Path(os.environ["READY"]).touch()
    signal.pause()
