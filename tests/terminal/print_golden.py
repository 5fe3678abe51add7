"""Prints the letters that must be seen for the sentences of print_laid_out.py; uses nothing of what is tested.

Its argument is the kind of terminal, whose own bidi it switches off.
"""

import os
import signal
import sys
from pathlib import Path

ROW, LAST_COLUMN = 3, 69
SWITCH = {"xterm": "", "vte": "\x1b[8l", "konsole": "\x1b]50;BidiRenderingEnabled=false\x07"}

# What stands in the cells from left to right, with its width: checked letter by letter against the Unicode charts of
# presentation forms. Marks stand after their letter.
LINES = (
    (
        ".\ufef0\ufee8\ufee4\ufef4\ufedf\ufe8d \ufe93\ufeac\ufed3\ufe8e\ufee8\ufedf\ufe8d \ufef2\ufed3 "
        "\ufef2\u0651\u064c\ufe92\ufef3\ufeae\ufea0\ufe97 \ufeba\u0651\u064c\ufee7 \ufe8d\ufeac\ufeeb",
        32,
    ),
    (
        ".(\ufeb1\ufe8d\ufeee\ufed7\ufe83)\ufeed 123 \ufee1\ufe8e\ufed7\ufead\ufe83 \ufeed English \ufef0\ufee0\ufecb "
        "\ufef1\ufeee\ufe98\ufea4\ufef3",
        39,
    ),
    ("\u061f \u0661\u0662\u0663\u0664 :\ufe94\ufef3\ufe8e\ufeec\ufee8\ufedf\ufe8d", 15),
    (".\ufeea\ufee0\ufedf\ufe8d \ufefb\ufe87 \ufeea\ufedf\ufe87 \ufefb :\ufedd\ufe8e\ufed7", 19),
)

if __name__ == "__main__":
    out = SWITCH[sys.argv[1]] + "\x1b[?1049h\x1b[2J\x1b[?25l"
    for number, (text, width) in enumerate(LINES):
        out += f"\x1b[{ROW + 2 * number};{LAST_COLUMN - width + 1}H{text}"
    sys.stdout.write(out)
    sys.stdout.flush()
    Path(os.environ["READY"]).touch()
    signal.pause()
