"""What stands in an output file when a run begins, ends, breaks off and goes on."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.batch.items import RunItem
from reader.batch.output import open_output
from reader.batch.run import Options, annotate_paths
from reader.batch.target import find_rows, put_in_place
from reader.errors import ReaderError
from reader.exchange.jsonl import write_row
from reader.model import Article

ITEMS = [RunItem(f"{number}.txt", Article(f"نص {number}")) for number in range(4)]
ROWS = [write_row(item.article, (), doc=item.doc, with_text=False) for item in ITEMS]
WHOLE = "".join(row + "\n" for row in ROWS).encode()


def run(path: Path, *, resume: bool, items: list[RunItem] = ITEMS) -> int:
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
    assert run(path, resume=True, items=[RunItem("0.txt", Article("نص آخر"))]) == 1


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


FAILED = [
    write_row(replace(item.article, fields=(("failed", "broken"),)), (), doc=item.doc, with_text=False)
    for item in ITEMS
]


def lines(rows: list[str]) -> bytes:
    return "".join(row + "\n" for row in rows).encode()


def test_articles_on_which_an_annotator_failed_are_done_again_and_have_one_row(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_bytes(lines([ROWS[0], FAILED[1], ROWS[2], FAILED[3]]))
    assert run(path, resume=True) == 2
    assert path.read_bytes() == lines([ROWS[0], ROWS[2], ROWS[1], ROWS[3]])
    assert [each.name for each in tmp_path.iterdir()] == ["out.jsonl"]


def test_a_failed_row_stays_while_its_article_is_not_done_again(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_bytes(lines([FAILED[0], FAILED[1]]))
    assert run(path, resume=True, items=ITEMS[1:2]) == 1
    assert path.read_bytes() == lines([FAILED[0], ROWS[1]])


def test_a_run_that_was_killed_while_it_did_articles_again_leaves_no_repetition_in_the_end(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_bytes(lines([FAILED[0], FAILED[1], ROWS[2], ROWS[0]]))
    assert run(path, resume=True) == 2
    assert path.read_bytes() == lines([ROWS[2], ROWS[0], ROWS[1], ROWS[3]])


def test_what_fails_again_has_one_row_too(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_bytes(lines(FAILED))
    with open_output(path, resume=True) as output:
        for item, row in zip(ITEMS, FAILED, strict=True):
            assert not output.is_done(item)
            output.write(row)
    assert path.read_bytes() == lines(FAILED)


def test_where_failed_rows_cannot_be_taken_out_the_file_stays_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out.jsonl"
    path.write_bytes(lines(FAILED))

    def refuse(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(ReaderError, match="No space left on device"):
        run(path, resume=True)
    assert path.read_bytes() == lines(FAILED + ROWS)
    assert [each.name for each in tmp_path.iterdir()] == ["out.jsonl"]


@pytest.mark.parametrize("resume", [True, False])
def test_two_runs_do_not_write_to_one_file(tmp_path: Path, resume: bool) -> None:
    path = tmp_path / "out.jsonl"
    with open_output(path) as output:
        output.write(ROWS[0])
        with pytest.raises(ReaderError, match="another run"):
            run(path, resume=resume)
        output.write(ROWS[1])
    assert path.read_bytes() == lines(ROWS[:2])


def test_a_file_is_replaced_at_the_end_and_goes_on_beside_it(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("قالت مصر إنها تتعهد بدعم السودان.", encoding="utf-8")
    (tmp_path / "two.txt").write_text("نعم.", encoding="utf-8")
    output, rows = tmp_path / "out.jsonl", tmp_path / "out.jsonl.part.jsonl"
    assert annotate_paths([str(tmp_path / "one.txt")], Options(output=output)) == 0
    before = output.read_bytes()
    with open_output(rows, replaces=output) as open_rows:
        open_rows.write(ROWS[0])
    assert output.read_bytes() == before
    assert find_rows(output, resume=True) == rows
    assert annotate_paths([str(tmp_path)], Options(output=output, resume=True)) == 0
    assert len(output.read_bytes().splitlines()) == 3
    assert sorted(each.name for each in tmp_path.iterdir()) == ["one.txt", "out.jsonl", "two.txt"]


def test_a_run_without_a_row_leaves_what_there_was(tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    output.write_bytes(lines(ROWS))
    assert annotate_paths([str(tmp_path / "none.txt")], Options(output=output)) == 2
    assert output.read_bytes() == lines(ROWS)
    assert [each.name for each in tmp_path.iterdir()] == ["out.jsonl"]


def test_a_run_over_nothing_empties_the_output(tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    output.write_bytes(lines(ROWS))
    (tmp_path / "empty").mkdir()
    with open_output(output.with_name("out.jsonl.part.jsonl"), replaces=output) as rows:
        rows.begin()
    put_in_place(output.with_name("out.jsonl.part.jsonl"), output)
    assert output.read_bytes() == b""


def test_a_second_run_takes_nothing_from_the_first(tmp_path: Path) -> None:
    output, rows = tmp_path / "out.jsonl", tmp_path / "out.jsonl.part.jsonl"
    output.write_bytes(lines(ROWS))
    with open_output(rows, replaces=output):
        with pytest.raises(ReaderError, match="another run"), open_output(rows, replaces=output):
            pass
        assert rows.exists()


def test_a_file_under_the_name_of_the_rows_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("نعم.", encoding="utf-8")
    rows = tmp_path / "out.jsonl.part.jsonl"
    rows.write_text("precious\n")
    with pytest.raises(ReaderError, match="it is another file"):
        annotate_paths([str(tmp_path / "one.txt")], Options(output=tmp_path / "out.jsonl"))
    assert rows.read_text() == "precious\n"


def test_a_text_that_only_a_row_or_a_link_names_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("نعم.", encoding="utf-8")
    (tmp_path / "rows.jsonl").write_text('{"doc": "one", "path": "one.txt"}\n', encoding="utf-8")
    (tmp_path / "links").mkdir()
    (tmp_path / "links" / "two.txt").symlink_to(tmp_path / "one.txt")
    for path in ("rows.jsonl", "links"):
        with pytest.raises(ReaderError, match="one of the articles"):
            annotate_paths([str(tmp_path / path)], Options(output=tmp_path / "one.txt"))
    assert (tmp_path / "one.txt").read_text(encoding="utf-8") == "نعم."
    assert not (tmp_path / "one.txt.part.jsonl").exists()
