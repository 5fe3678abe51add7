"""What commands print for people on a terminal: shaped and in order, whatever the terminal does with Arabic itself."""

from __future__ import annotations

import io

import pytest

from reader.layout.text_table import write_table
from reader.outlets import Outlet
from reader.ui.terminal import sequences
from reader.ui.terminal.detecting import Mode, Terminal
from reader.ui.terminal.printing import Printer

SENTENCE = "reader: لا.txt: there is no such file.\n"
SHAPED = "reader: ﻻ.txt: there is no such file.\n"


class Screen(io.StringIO):
    """A stream that is taken for a terminal."""

    def fileno(self) -> int:
        return 1

    def isatty(self) -> bool:
        return True


@pytest.fixture
def screen(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Outlet:
    """Standard output on a terminal with a way of its own to keep text from being reordered."""
    mode: Mode = request.param
    monkeypatch.setattr(sequences, "detect_terminal", lambda **_: Terminal("test", mode, "keep", ()))
    outlet = Outlet(Screen())
    outlet.drawer = Printer(outlet.stream)
    return outlet


def sent(screen: Outlet) -> str:
    screen.flush()
    assert isinstance(screen.stream, Screen)
    return screen.stream.getvalue()


@pytest.mark.parametrize(
    ("screen", "expected"),
    [
        ("plain", SHAPED),
        ("bdsm", f"\x1b[8l{SHAPED}\x1b[8h"),
        ("lro", SHAPED.replace("r", "r\u200e\u202d", 1)),
        ("konsole", f"\u200e{SENTENCE}"),
        ("mlterm", f"\u200e{SENTENCE}"),
    ],
    indirect=["screen"],
)
def test_a_sentence_is_sent_as_the_terminal_needs_it(screen: Outlet, expected: str) -> None:
    print(SENTENCE, end="", file=screen)
    assert sent(screen) == expected


@pytest.mark.parametrize("screen", ["plain"], indirect=True)
def test_a_line_is_drawn_whole_however_it_is_written(screen: Outlet) -> None:
    for piece in ("قال ", "لا", "فروف", "\n", "no Arabic\n", "لا"):
        screen.write(piece)
    assert sent(screen) == "ﻑﻭﺮﻓﻻ ﻝﺎﻗ\nno Arabic\nﻻ"


@pytest.mark.parametrize("screen", ["plain", "bdsm", "konsole", "mlterm"], indirect=True)
def test_no_command_in_a_name_reaches_the_terminal(screen: Outlet) -> None:
    hostile = "قال\x1b[2J\u202eevil\u2069"
    print(hostile, file=screen)
    assert isinstance(screen.drawer, Printer)
    screen.write_drawn(write_table([(hostile, hostile)], medium=screen.drawer.medium))
    assert "\x1b[2J" not in sent(screen)
    assert "\u202e" not in sent(screen)
    assert "\u2069" not in sent(screen)


@pytest.mark.parametrize("screen", ["konsole"], indirect=True)
def test_a_table_stays_in_order_where_the_terminal_orders_it(screen: Outlet) -> None:
    assert isinstance(screen.drawer, Printer)
    screen.write_drawn(write_table([("هدى", "لا")], medium=screen.drawer.medium))
    assert sent(screen) == "\u200e\u202bهدى\u202c\u200e  \u202bلا\u202c\n"
