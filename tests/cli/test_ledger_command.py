"""`reader ledger`, as it is typed, and its spreadsheets read back."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from library.ledger_library import ARTICLES, FULFILLED, HOSPITAL, HUDA, PROPOSALS
from openpyxl import load_workbook
from pty_session import PtySession

from reader.cli.command_line import app
from reader.cli.due_dates import read_due_day
from reader.errors import ReaderError
from reader.exchange.jsonl import write_row
from reader.journal.ledger_marks import Bearing, Outcome
from reader.journal.operations import Operation
from reader.library.index.library_index import LibraryIndex
from reader.library.index.refreshing import refreshed_index
from reader.library.ledger.entry import Entry
from reader.library.ledger.ledger import Ledger
from reader.library.ledger.saying import accept_entry, say_outcome, take_evidence, write_note
from reader.model import Annotation, Article, Span
from reader.store.location import where
from reader.store.workspace import Workspace

Say = Callable[[Workspace, Entry, LibraryIndex], Iterable[Operation]]

pytestmark = pytest.mark.usefixtures("huda")


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder with four articles and what the engine proposes for them."""
    folder = tmp_path / "news"
    folder.mkdir()
    rows = (write_row(article, PROPOSALS[article]) for article in ARTICLES)
    (folder / "rows.jsonl").write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
    return folder


def say(news: Path, article: Article, what: Say) -> None:
    """Let هدى say something of the commitment in an article."""
    with (
        refreshed_index([str(news)], who=HUDA, complain=print) as index,
        Workspace.open(where(news), who=HUDA) as workspace,
    ):
        ledger = Ledger(index, who=HUDA)
        entry = next(each for each in ledger.entries() if each.head.article == article.id)
        workspace.apply(what(workspace, entry, index))


def run(*arguments: str | Path) -> str:
    result = CliRunner().invoke(app, ["ledger", *map(str, arguments)])
    if result.exception is not None:
        raise result.exception
    return result.stdout


def rows_of(*arguments: str | Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in run(*arguments, "--format", "jsonl").splitlines()]


def test_the_table_has_a_row_for_each_report(news: Path) -> None:
    lines = run(news, "--order", "oldest").splitlines()
    assert lines[0].split()[:5] == ["Due", "Outcome", "Type", "Committer", "Action"]
    assert [line.split()[:4] for line in lines[1:]] == [
        ["≤", "2017-12-31", "open", "Pledge"],
        ["≤", "2017-12-31", "open", "Pledge"],
        ["2017-03-01–2017-05-01", "open", "Pledge", "وزير"],
    ]


def test_long_cells_are_cut_in_a_table_and_whole_elsewhere(news: Path) -> None:
    text = f"تعهدت روسيا ب{'حماية ' * 30}المدنيين."
    cue, action = Span(0, 5), Span(12, len(text) - 1)
    pledge = Annotation(cue, "pledge", roles=(("action", action),))
    (news / "rows.jsonl").write_text(write_row(Article(text, title="خبر"), [pledge]) + "\n", encoding="utf-8")
    line = run(news).splitlines()[1]
    assert "حماية حم…" in line
    assert re.search(r"rows\.jsonl#\w+@0$", line)
    assert max(map(len, re.split("  +", line.rpartition("  ")[0]))) <= 40
    assert rows_of(news)[0]["roles"]["action"]["quote"] == action.of(text)


def test_how_far_the_grouping_is_stands_on_a_terminal(news: Path, tmp_path: Path) -> None:
    rows = (write_row(Article(f"تعهدت روسيا بالدعم {at}."), [Annotation(Span(0, 5), "pledge")]) for at in range(300))
    (news / "rows.jsonl").write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
    folders = {name: str(tmp_path / name) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME")}
    with PtySession([sys.executable, "-m", "reader", "ledger", str(news)], environment=folders) as session:
        assert session.wait_for_exit(seconds=60) == 0
        assert "300 commitments" in session.sent.decode()
        assert not session.shows("reports:")


def test_a_line_for_each_commitment(news: Path) -> None:
    found = rows_of(news, "--entries", "--order", "oldest")
    assert [each["report_count"] for each in found] == [2, 1]
    assert [each["date"] for each in found[0]["reports"]] == ["2017-01-10", "2017-02-03"]
    assert (found[0]["first"], found[0]["latest"]) == ("2017-01-10", "2017-02-03")


def test_json_has_offsets_and_what_was_said(news: Path) -> None:
    say(news, HOSPITAL, lambda *at: say_outcome(at[0], at[1], Outcome.BROKEN, index=at[2]))
    say(news, HOSPITAL, lambda *at: write_note(at[0], at[1], "لم يُبنَ", index=at[2]))
    say(
        news,
        HOSPITAL,
        lambda *at: take_evidence(at[0], at[1], Span(0, 4), FULFILLED.id, Bearing.RELATED, index=at[2]),
    )
    (row,) = rows_of(news, "--where", "type:pledge مستشفى")
    cue = row["cue"]
    assert HOSPITAL.text[cue["start"] : cue["end"]] == cue["quote"] == "وعد"
    assert row["roles"]["deadline"]["quote"] == "خلال شهرين"
    assert row["deadline"]["last"] == row["due"]["last"] == "2017-05-01"
    assert (row["outcome"], row["note"], row["annotator"], row["decision"]) == ("broken", "لم يُبنَ", HUDA, "accepted")
    assert row["evidence"] == [{"article": FULFILLED.id, "start": 0, "end": 4, "shows": "related"}]
    assert row["place"].startswith(str(news / "rows.jsonl"))


def test_what_is_due_is_open_and_ends_by_that_day(news: Path) -> None:
    assert len(rows_of(news, "--due", "2017-12-31")) == 3
    assert [row["title"] for row in rows_of(news, "--due", "2017-06-01")] == ["مستشفى درعا"]
    assert len(rows_of(news, "--overdue")) == len(rows_of(news, "--due", "today")) == 3
    say(news, HOSPITAL, lambda *at: say_outcome(at[0], at[1], Outcome.KEPT, index=at[2]))
    assert rows_of(news, "--due", "2017-06-01") == []


def test_only_what_was_accepted(news: Path) -> None:
    assert rows_of(news, "--accepted") == []
    say(news, HOSPITAL, lambda *at: accept_entry(at[0], at[1], index=at[2]))
    assert [row["title"] for row in rows_of(news, "--accepted")] == ["مستشفى درعا"]


def test_csv_has_a_mark_and_no_formula(news: Path) -> None:
    say(news, HOSPITAL, lambda *at: write_note(at[0], at[1], "=HYPERLINK(1)", index=at[2]))
    written = run(news, "--format", "csv", "--language", "english", "--order", "oldest")
    assert written.startswith("\ufeffType,")
    rows = list(csv.DictReader(io.StringIO(written.removeprefix("\ufeff"))))
    assert [row["Committer"] for row in rows] == ["روسيا", "روسيا", "وزير الصحة"]
    assert rows[2]["Note"] == "'=HYPERLINK(1)"
    assert (rows[2]["Due from"], rows[2]["Due by"]) == ("2017-03-01", "2017-05-01")
    assert rows[0]["Reports"] == "2"


def test_a_workbook_is_read_back(news: Path, tmp_path: Path) -> None:
    say(news, HOSPITAL, lambda *at: write_note(at[0], at[1], '=SUM("A1")', index=at[2]))
    run(news, "-o", tmp_path / "ledger.xlsx", "--order", "oldest")
    sheet = load_workbook(tmp_path / "ledger.xlsx").active
    assert sheet.sheet_view.rightToLeft
    assert sheet.freeze_panes == "A2"
    names = [cell.value for cell in sheet[1]]
    assert names[0] == "Type (النوع)"
    rows = [dict(zip(names, row, strict=True)) for row in sheet.iter_rows(min_row=2)]
    hospital = {name.partition(" (")[0]: cell for name, cell in rows[2].items()}
    assert hospital["Due by"].value == datetime(2017, 5, 1)
    assert hospital["Date"].is_date
    assert hospital["Committer"].value == "وزير الصحة"
    assert (hospital["Note"].value, hospital["Note"].data_type) == ('=SUM("A1")', "s")
    assert hospital["Score"].value == 0.8


def test_hostile_words_reach_the_workbook_as_text(news: Path, tmp_path: Path) -> None:
    text = "=1+1 تعهدت\x01\x1b[31m <b>روسيا</b> بشيء"
    article = Article(text, "\x07=title", "x", "2017-01-01")
    pledge = Annotation(Span(5, 10), "pledge", roles=(("action", Span(0, len(text))),), source="commitments", score=0.5)
    (news / "more.jsonl").write_text(write_row(article, [pledge]) + "\n", encoding="utf-8")
    run(news, "-o", tmp_path / "ledger.xlsx", "--language", "english", "--where", "date:2017-01-01")
    sheet = load_workbook(tmp_path / "ledger.xlsx").active
    cells = {name.value: cell for name, cell in zip(sheet[1], sheet[2], strict=True)}
    assert cells["Action"].value == "=1+1 تعهدت�\ufffd[31m <b>روسيا</b> بشيء"
    assert cells["Action"].data_type == "s"
    assert "\x1b" not in run(news)


def test_the_ending_of_the_file_gives_the_format(news: Path, tmp_path: Path) -> None:
    for ending, beginning in (("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK"), ("jsonl", b"{"), ("txt", b"Due")):
        run(news, "-o", tmp_path / f"ledger.{ending}")
        assert (tmp_path / f"ledger.{ending}").read_bytes().startswith(beginning)


def test_columns_in_arabic(news: Path) -> None:
    header = run(news, "--language", "arabic").splitlines()[0]
    assert header.split()[:3] == ["الاستحقاق", "المآل", "النوع"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["gone"], "gone: there is no such file or folder"),
        (["--due", "soon"], "--due soon: this is no day; write 2017-01-31, today or +30d."),
        (["--due", "+99999999d"], "this is no day"),
        (["--overdue", "--due", "today"], "give only one of them"),
        (["--where", "type:"], "The query cannot be read"),
        (["--format", "xlsx"], "name a file with -o FILE.xlsx"),
        (["-o", "ledger.pdf"], "no format has the ending .pdf"),
        (["-o", "news/ledger.csv"], "name another folder"),
        (["-o", "news/rows.jsonl"], "this is one of the files being read|name another folder"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(news: Path, arguments: list[str], said: str) -> None:
    before = (news / "rows.jsonl").read_bytes()
    with pytest.raises(ReaderError, match=said.replace("+", r"\+")):
        run(news, *arguments)
    assert (news / "rows.jsonl").read_bytes() == before


def test_articles_that_the_engine_has_not_read_are_counted(news: Path) -> None:
    (news / "new.txt").write_text("تعهدت مصر بالدعم.\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["ledger", str(news)])
    assert "Of 1 article, only what analysts have accepted is listed" in result.stderr
    assert f"run `reader index {news}`" in result.stderr
    assert CliRunner().invoke(app, ["ledger", str(news), "--accepted"]).stderr == ""


def test_nothing_is_written_where_there_is_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "one.txt").write_text("قال شيئا.\n", encoding="utf-8")
    assert rows_of(tmp_path / "empty") == []
    assert run(tmp_path / "empty").startswith("Due")


TODAY = date(2017, 1, 31)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2017-02-28", date(2017, 2, 28)),
        ("today", TODAY),
        ("اليوم", TODAY),
        ("+30d", TODAY + timedelta(days=30)),
        ("-1d", date(2017, 1, 30)),
        (" +0d ", TODAY),
    ],
)
def test_days(written: str, day: date) -> None:
    assert read_due_day(written, today=TODAY) == day


@given(st.text(max_size=12) | st.from_regex(r"[+-]\d{1,7}d", fullmatch=True))
def test_no_text_for_a_day_is_anything_but_a_day_or_a_sentence(written: str) -> None:
    with suppress(ReaderError):
        assert isinstance(read_due_day(written, today=TODAY), date)
