"""What stands in an output file when a run begins, ends, breaks off and goes on."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.batch.items import Item
from reader.batch.output import open_output
from reader.errors import ReaderError
from reader.exchange.jsonl import write_row
from reader.model import Article

ITEMS = [Item(f"{number}.txt", Article(f"نص {number}")) for number in range(4)]
ROWS = [write_row(item.article, (), doc=item.doc, with_text=False) for item in ITEMS]
WHOLE = "".join(row + "\n" for row in ROWS).encode()


def run(path: Path, *, resume: bool, items: list[Item] = ITEMS) -> int:
    """Write a row for every item that is not done; how many were written."""
    written = 0
    with open_output(path, resume=resume) as output:
        for item in items:
            if not output.is_done(item):
                output.write(write_row(item.article, (), doc=item.doc, with_text=False))
                written += 1
    return written


def test_a_new_run_writes_anew_and_a_resumed_one_adds(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    assert run(path, resume=True, items=ITEMS[:2]) == 2
    assert run(path, resume=True) == 2
    assert path.read_bytes() == WHOLE
    assert run(path, resume=False) == 4
    assert path.read_bytes() == WHOLE


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(0, len(WHOLE)))
def test_wherever_it_broke_off_a_resumed_run_ends_like_a_whole_one(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "out.jsonl"
    path.write_bytes(WHOLE[:cut])
    run(path, resume=True)
    assert path.read_bytes() == WHOLE


def test_of_articles_that_are_alike_each_has_a_row(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    assert run(path, resume=True, items=ITEMS[:1]) == 1
    assert run(path, resume=True, items=[ITEMS[0], ITEMS[0], ITEMS[1]]) == 2


def test_an_article_whose_text_changed_is_done_again(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    run(path, resume=False)
    assert run(path, resume=True, items=[Item("0.txt", Article("نص آخر"))]) == 1


@pytest.mark.parametrize("content", [b"notes", b"{}\n", b"[1]\n", WHOLE + b"notes\n", b'{"doc": "x", "text": "y"}\n'])
def test_a_file_of_another_kind_is_refused_and_stays_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "out.jsonl"
    path.write_bytes(content)
    with pytest.raises(ReaderError, match=r"out\.jsonl, line \d+: not a row"):
        run(path, resume=True)
    assert path.read_bytes() == content


def test_a_full_disk_is_told_and_leaves_whole_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "out.jsonl"
    write, calls = os.write, []

    def write_little(descriptor: int, data: bytes) -> int:
        calls.append(data)
        if len(calls) == 3:
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(descriptor, data[: len(data) if len(calls) == 1 else 5])

    with open_output(path) as output:
        monkeypatch.setattr(os, "write", write_little)
        output.write(ROWS[0])
        with pytest.raises(ReaderError, match="No space left on device"):
            output.write(ROWS[1])
    assert path.read_bytes() == (ROWS[0] + "\n").encode()


def test_a_device_may_be_the_output() -> None:
    assert run(Path("/dev/null"), resume=False) == 4
