"""`reader picture`: the figures of the pictures as a table and as CSV."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from library.small_library import commitment, mention, propose

from reader.cli.command_line import app
from reader.library.index.library_index import LibraryIndex, index_place
from reader.library.index.refreshing import refreshed_index

TEXTS = {
    "أ.txt": "2017-01-31\nتعهدت روسيا بدعم حلب قبل 5 مارس 2017.",
    "ب.txt": "2017-03-02\nطالبت =روسيا بدعم حلب.",
}


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of two articles that the engine has read."""
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    folder = tmp_path / "news"
    folder.mkdir()
    for name, written in TEXTS.items():
        (folder / name).write_text(written.partition("\n")[2], encoding="utf-8")
    with refreshed_index([str(folder)], who="هدى", complain=print):
        pass
    with LibraryIndex(index_place([str(folder)])) as index:
        for name, written in TEXTS.items():
            day, _, text = written.partition("\n")
            (number,) = index.connection.execute(
                "SELECT number FROM articles WHERE place LIKE ?", (f"%{name}",)
            ).fetchone()
            with index.writing() as connection:
                connection.execute(
                    "UPDATE articles SET day = ? WHERE number = ?", (date.fromisoformat(day).toordinal(), number)
                )
            cue, label = ("تعهدت", "pledge") if "تعهدت" in text else ("طالبت", "demand")
            deadline = {"deadline": "5 مارس 2017"} if "مارس" in text else {}
            who = "روسيا" if label == "pledge" else "=روسيا"
            made = commitment(text, cue, label, committer=who, counterparty="حلب", **deadline)
            propose(index, number, text, [mention(text, "روسيا", "place"), mention(text, "حلب", "place"), made])
    return folder


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["picture", *map(str, arguments)])


def figures(*arguments: object) -> list[list[str]]:
    """The rows of the CSV."""
    result = run(*arguments, "--format", "csv")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("\ufeff")
    return list(csv.reader(io.StringIO(result.stdout.removeprefix("\ufeff"))))


def test_commitments_over_time_by_type_and_by_outcome(library: Path) -> None:
    assert figures("timeline", library) == [
        ["period", "Pledge", "Demand"],
        ["2017-01", "1", "0"],
        ["2017-02", "0", "0"],
        ["2017-03", "0", "1"],
    ]
    assert figures("timeline", library, "--of", "outcome")[0] == ["period", "open"]
    assert len(figures("timeline", library, "--by", "week")) == 1 + 5


def test_who_commits_to_whom(library: Path) -> None:
    assert figures("who", library) == [["committer", "counterparty", "commitments"], ["روسيا", "حلب", "2"]]


def test_deadlines_are_looked_at_from_a_day(library: Path) -> None:
    assert figures("deadlines", library, "--on", "2017-02-20") == [
        ["due", "Pledge"],
        ["overdue", "0"],
        ["2017-02", "0"],
        ["2017-03", "1"],
    ]
    assert figures("deadlines", library, "--on", "2017-03-06")[1] == ["overdue", "1"]


def test_mentions_of_named_entities(library: Path) -> None:
    assert figures("mentions", library, "--name", "حلب")[0] == ["period", "حلب"]
    refused = str(run("mentions", library, "--name", "أحد\x1b[31m").exception)
    assert refused.startswith(r"أحد\x1b[31m: no entity of this library has this name")


def test_the_table_has_a_bar_for_each_row_and_says_what_is_left_out(library: Path) -> None:
    result = run("timeline", library)
    assert [line.split()[0] for line in result.stdout.splitlines()] == ["period", "2017-01", "2017-02", "2017-03"]
    assert "█" in result.stdout
    assert "Not counted: 1 commitment open without a deadline" in run("deadlines", library, "--on", "2017-02-20").stderr


def test_it_is_said_that_there_is_nothing_to_count(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("خبر", encoding="utf-8")
    result = run("timeline", tmp_path)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "There is nothing to count" in result.stderr
    assert run("nothing", tmp_path).exit_code == 2
