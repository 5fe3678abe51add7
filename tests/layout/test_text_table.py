"""Tables and sentences in a terminal and in a pipe: Arabic shaped and in order, no line wider than the window."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from pty_session import PtySession
from wcwidth import width

from reader.gate import drop_held
from reader.journal import tagging
from reader.layout.medium import PIPE, Medium, draw_cell, draw_lines
from reader.layout.ordering import resolve_order
from reader.layout.text_table import write_table
from reader.model import Article, Span
from reader.store.workspace import Workspace

VISUAL = Medium(sending="visual")
EMBEDDED = Medium(sending="embedded")


@pytest.mark.parametrize(
    ("text", "most_cells", "cut"),
    [
        ("tagged «حلب» as Place", 30, "tagged «حلب» as Place"),
        ("tagged «حلب» as Place", 21, "tagged «حلب» as Place"),
        ("tagged «حلب» as Place", 12, "tagged «حلب…"),
        ("قَالَ لافروف", 4, "قَالَ…"),
        ("日本語", 4, "日 …"),
        ("a", 0, ""),
    ],
)
def test_a_cell_is_cut_to_its_column(text: str, most_cells: int, cut: str) -> None:
    assert draw_cell(text, PIPE, most_cells=most_cells) == (cut, width(cut))
    assert width(cut) <= most_cells


def test_arabic_is_shaped_and_in_order_on_a_terminal_and_as_it_is_in_a_pipe() -> None:
    rows = [("who", "layer", "what"), ("هدى", "خالد", "tagged «لافروف»"), ("Sara", "لا", "x")]
    assert write_table(rows) == "who   layer  what\nهدى   خالد   tagged «لافروف»\nSara  لا     x\n"
    assert write_table(rows, medium=VISUAL) == ("who   layer  what\nﻯﺪﻫ   ﺪﻟﺎﺧ   tagged «ﻑﻭﺮﻓﻻ»\nSara  ﻻ      x\n")


def test_columns_of_arabic_are_kept_apart_where_the_terminal_orders_them() -> None:
    (line,) = write_table([("هدى", "خالد")], medium=EMBEDDED).splitlines()
    order = [line[index] for index in resolve_order(line, "ltr").indices]
    assert drop_held("".join(order)) == "ىده  دلاخ"
    assert "خالد" in line
    assert "هدى" in line


def test_a_cell_is_cut_at_the_end_of_what_is_read() -> None:
    assert draw_cell("قال لافروف", VISUAL, most_cells=6) == ("…ﻻ ﻝﺎﻗ", 6)
    assert draw_cell("قال لافروف", EMBEDDED, most_cells=6).text == "\u202bقال ل…\u202c"


def test_the_widest_columns_give_way_and_figures_stay() -> None:
    rows = [("label", "F1", "text"), ("place", "0.123", "ا" * 50), ("person", "0.5", "ب" * 9)]
    lines = write_table(rows, right=[1], medium=Medium(24, "visual")).splitlines()
    assert lines == ["label      F1  text", "place   0.123  …ﺍﺍﺍﺍﺍﺍﺍﺍ", "person    0.5  ﺐﺒﺒﺒﺒﺒﺒﺒﺑ"]
    assert all(width(line) <= 12 for line in write_table(rows, right=[1], medium=Medium(12, "visual")).splitlines())


def test_no_column_but_the_last_is_wider_than_it_may_be() -> None:
    rows = [("what", "where"), ("ا" * 50, "b" * 50), ("قصير", "c")]
    lines = write_table(rows, most_cells=10).splitlines()
    assert lines == ["what        where", f"{'ا' * 9}…  {'b' * 50}", "قصير        c"]


def test_a_message_with_arabic_is_wrapped_before_it_is_put_in_order() -> None:
    drawn = draw_lines("no file قال لافروف نعم\nplain text that is longer", Medium(12, "visual"))
    assert drawn == "no file ﻝﺎﻗ\nﻢﻌﻧ ﻑﻭﺮﻓﻻ\nplain text that is longer"
    assert draw_lines("no file قال", PIPE) == "no file قال"


@pytest.fixture
def tagged(tmp_path: Path) -> Path:
    """A folder whose article two analysts have tagged, with a title and a name that no terminal is wide enough for."""
    text = "قال سيرغي لافروف " * 20
    (tmp_path / "one.txt").write_text(text, encoding="utf-8")
    for who in ("هدى", "خالد"):
        with Workspace.open(tmp_path / ".reader" / "reader.db", who=who * 30) as workspace:
            workspace.remember(Article(text, title=text, source="one.txt"))
            workspace.apply(tagging.tag(workspace.authorship(Article(text).id), Span(4, 300), "person"))
    return tmp_path


@pytest.mark.parametrize(
    ("command", "table"),
    [
        (["history", "."], "when"),
        (["agree", "."], "analysts"),
        (["annotate", "one.txt", "--format", "table", "--annotators", "names"], "offsets"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_a_table_fits_the_terminal_and_is_whole_in_a_pipe(command: list[str], table: str, tagged: Path) -> None:
    environment = {name: str(tagged / name) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
    # Progress is shown on standard error.
    line = f"cd {tagged} && {sys.executable} -m reader {shlex.join(command)} 2>/dev/null"
    with PtySession(["bash", "-c", line], columns=60, environment=environment) as session:
        assert session.wait_for_exit(seconds=60) == 0
        shown = "\n".join(session.row(y).rstrip() for y in range(session.screen.lines)).rstrip().split("\n")
    piped = subprocess.run(["bash", "-c", line], env=os.environ | environment, capture_output=True, check=True)
    whole = piped.stdout.decode().rstrip().splitlines()
    assert any(row.startswith(table) for row in whole)
    assert len(shown) == len(whole)
    assert all(width(row) <= 60 for row in shown)
    assert max(map(width, whole)) > 60
    assert is_shaped("".join(shown))
    assert not is_shaped("".join(whole))


def test_a_sentence_that_quotes_arabic_is_shaped_on_a_terminal_only(tmp_path: Path) -> None:
    line = f"cd {tmp_path} && {sys.executable} -m reader read مصر.txt"
    with PtySession(["bash", "-c", line], columns=60) as session:
        assert session.wait_for_exit(seconds=60) == 2
        assert session.shows("reader: ﺮﺼﻣ.txt: there is no such file")
    piped = subprocess.run(["bash", "-c", line], capture_output=True)
    assert "مصر.txt" in piped.stderr.decode()


def is_shaped(text: str) -> bool:
    return any("\ufe70" <= character <= "\ufefc" for character in text)
