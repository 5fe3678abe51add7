"""What is held at the gate, what passes it, and where it stands."""

from __future__ import annotations

import io
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hostile import PAYLOAD, find_leaks, hostile_article, is_hostile, print_in_terminal
from hypothesis import given
from hypothesis import strategies as st

from reader.exchange.conll import write_conll
from reader.gate import drop_held, has_held, write_out
from reader.outlets import Outlet

EVERY = [chr(code) for code in range(sys.maxunicode + 1)]


def test_every_control_format_and_separator_is_held_and_nothing_that_is_seen() -> None:
    for character in EVERY:
        if is_hostile(character):
            assert has_held(character), hex(ord(character))
        elif has_held(character):
            # What is not yet assigned among characters that are never drawn.
            assert unicodedata.category(character) in ("Cn", "Cf", "Mn"), hex(ord(character))
            assert ord(character) == 0x2065 or ord(character) >= 0x13430


@given(st.text() | st.text(st.sampled_from(PAYLOAD)))
def test_nothing_held_passes(text: str) -> None:
    for passed in (drop_held(text), write_out(text)):
        assert find_leaks(passed.encode("utf-8", "surrogateescape")) in ([], [repr("\t")])
        assert not has_held(passed)


def test_arabic_passes_as_it_is() -> None:
    text = "قال «وزير» الخارجية: ٣٫٥٪ – 12 مليونًا\u00a0— NATO 😀 \u06dd"
    assert drop_held(text) == text
    assert write_out(text) == text


def test_what_is_held_is_written_out() -> None:
    assert write_out("a\x1b]52;c;QUJD\x07\u202eb\U000e0041") == r"a\x1b]52;c;QUJD\x07\u202eb\U000e0041"
    assert write_out("one\ttwo\nthree\r", keep="\n\t") == "one\ttwo\nthree\\r"


def test_an_outlet_holds_what_is_printed() -> None:
    inner = io.StringIO()
    outlet = Outlet(inner)
    print("قال\x1b[2J\u202e", file=outlet)
    assert inner.getvalue() == "قال\\x1b[2J\\u202e\n"
    assert not hasattr(outlet, "buffer")


def test_data_into_a_pipe_is_exact(tmp_path: Path) -> None:
    """Columns hold their article's characters as they are, escapes among them; a terminal is shown them written out."""
    columns = write_conll(hostile_article(), ())
    code = "import sys; from reader.outlets import *; guard_outlets(); write_data(sys.stdin.buffer.read().decode())"
    piped = subprocess.run([sys.executable, "-c", code], input=columns.encode(), capture_output=True, check=True)
    assert piped.stdout.decode() == columns
    assert "\x1b" in columns


def test_the_line_of_a_run_is_still_drawn_over_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("قال الوزير.", encoding="utf-8")
    sent = print_in_terminal(
        ["annotate", str(tmp_path / "a.txt"), "--annotators", "patterns", "-o", str(tmp_path / "o.jsonl")]
    )
    assert b"\\r" not in sent


def test_colours_of_render_are_still_sent(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("قال الوزير في موسكو.", encoding="utf-8")
    assert b"\x1b[" in print_in_terminal(["render", "--color", "always", str(tmp_path / "a.txt")])
