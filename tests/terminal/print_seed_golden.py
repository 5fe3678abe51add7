"""Prints what must be seen of the seed article's first lines; uses nothing of what is tested.

Its argument is the kind of terminal, whose own bidi it switches off.
"""

import os
import signal
import sys
from pathlib import Path

from print_golden import SWITCH

LAST_COLUMN = 85
# The dark theme's page, title and text.
_PAGE = "\x1b[48;2;20;23;28m"
_TITLE = _PAGE + "\x1b[1;38;2;232;230;225m"
_BODY = _PAGE + "\x1b[22;38;2;232;230;225m"

# Row, and what stands in its last cells from left to right: «خروج المدنيين من حلب» and so on, each letter checked against
# the Unicode charts of presentation forms.
LINES = (
    (
        2,
        _TITLE
        + "\ufe90\ufee0\ufea3 \ufee6\ufee3 \ufee6\ufef4\ufef4\ufee7\ufeaa\ufee4\ufedf\ufe8d \ufe9d\ufeed\ufeae\ufea7 "
        "\ufed6\ufef4\ufecc\ufe97 \ufe94\ufeec\ufe9f \ufef1\ufe83 \ufed2\ufebc\ufed8\ufe91 \ufeaa\ufeec\ufecc\ufe98\ufe97 "
        "\ufeee\ufedc\ufeb3\ufeee\ufee3\x1b[0m",
        49,
    ),
    (
        4,
        _BODY
        + "\ufebd\ufeae\ufecc\ufe98\ufedf\ufe8d \ufee1\ufeaa\ufecc\ufe91 \u060c\ufeaa\ufea3\ufef7\ufe8d \u060c\ufe8e\ufef4\ufeb3\ufeed\ufead",
        24,
    ),
)

if __name__ == "__main__":
    out = SWITCH[sys.argv[1]] + "\x1b[?1049h\x1b[2J\x1b[?25l"
    for row, text, width in LINES:
        out += f"\x1b[{row};{LAST_COLUMN - width + 1}H{text}"
    sys.stdout.write(out)
    sys.stdout.flush()
    Path(os.environ["READY"]).touch()
    signal.pause()
