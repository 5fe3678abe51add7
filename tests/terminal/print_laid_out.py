"""Prints sentences as the application draws them: laid out, and through the output layer of this terminal.

Its argument is what display.bidi may be, or "bare", which leaves the output layer out.
"""

import os
import signal
import sys
from pathlib import Path

from reader.layout import lay_out
from reader.ui.terminal.detecting import Terminal
from reader.ui.terminal.sequences import detect_terminal, explicit_order

MEASURE = 60
ROW, COLUMN = 3, 10
"""Where the first sentence stands, counted from 1; the others follow two rows apart, all of them right-aligned."""

SENTENCES = (
    "هذا نصٌّ تجريبيٌّ في النافذة اليمنى.",
    "يحتوي على English و أرقام 123 و(أقواس).",
    "النهاية: ١٢٣٤ ؟",
    "قال: لا إله إلا الله.",
)


def main(bidi: str) -> None:
    terminal = Terminal("bare", "plain", "keep", ()) if bidi == "bare" else detect_terminal(bidi=bidi)
    with explicit_order(terminal, sys.stdout) as write:
        write("\x1b[?1049h\x1b[2J\x1b[?25l")
        for number, line in enumerate(lay_out("\n".join(SENTENCES), MEASURE).lines):
            text = "".join(cell.glyph for cell in line.cells)
            write(f"\x1b[{ROW + 2 * number};{COLUMN + MEASURE - line.width}H{text}")
        sys.stdout.flush()
        Path(os.environ["READY"]).touch()
        signal.pause()  # until the terminal is closed


if __name__ == "__main__":
    main(sys.argv[1])
