"""`reader search` as it is typed."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from wcwidth import width

from reader.cli.command_line import app
from reader.cli.concordance_table import draw_concordance
from reader.errors import QueryError, ReaderError
from reader.layout.medium import Medium
from reader.library.queries.concordance import ContextLine
from reader.model import Span

ROWS = [
    {"title": "لبنان", "text": "وصل الوزير إلى لُبنان أمس، ثم غادر لبنان.", "date": "2016-12-05", "source": "النهار"},
    {"title": "=1+2", "text": "تتحدث مصر عن لبنان\nوعن ليبيا.", "date": "2017-01-02", "source": "@ahram"},
    {"title": "Beirut", "text": "Lebanon speaks to Beirut.", "date": "2015"},
]


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    (tmp_path / "news.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(app, ["search", *arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit | ReaderError):
        raise result.exception
    return result


def test_hits_stand_in_a_column_in_their_context() -> None:
    lines = run("لبنان", "news.jsonl").stdout.splitlines()
    assert [line[:10] for line in lines] == ["2017-01-02", "2016-12-05", "2016-12-05", "2016-12-05"]
    assert lines[0].split("  ")[-2:] == ["لبنان", "وعن ليبيا."]
    assert len({line.rindex("  ") for line in (lines[0], lines[1])}) == 1
    assert "لُبنان" in lines[2]


def test_json_lines_give_exact_places_in_the_text() -> None:
    rows = [json.loads(line) for line in run("لبنان", "news.jsonl", "--format", "jsonl").stdout.splitlines()]
    assert [row["day"] for row in rows] == ["2017-01-02", "2016-12-05"]
    text = f"{ROWS[0]['title']}\n\n{ROWS[0]['text']}"
    assert [span["quote"] for span in rows[1]["spans"]] == ["لبنان", "لُبنان", "لبنان"]
    assert all(text[span["start"] : span["end"]] == span["quote"] for span in rows[1]["spans"])


def test_a_spreadsheet_has_a_mark_and_no_formulas() -> None:
    written = run("لبنان", "news.jsonl", "--format", "csv").stdout
    assert written.startswith("\ufeffday,outlet,title")
    first = next(csv.DictReader(io.StringIO(written.removeprefix("\ufeff"))))
    assert (first["title"], first["found"], first["after"]) == ("'=1+2", "لبنان", "وعن ليبيا.")
    assert not any(cell.startswith(tuple("=+-@\t")) for cell in first.values())


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["لبنان", "news.jsonl"], 0),
        (["لبنان"], 0),
        (["طوكيو", "news.jsonl"], 1),
        (["طوكيو", "news.jsonl", "--format", "csv"], 1),
        (["طوكيو", "news.jsonl", "--count"], 1),
        (["--", "-لبنان", "news.jsonl"], 0),
    ],
)
def test_the_exit_code_is_that_of_grep(arguments: list[str], code: int) -> None:
    result = run(*arguments)
    assert result.exit_code == code
    assert bool(result.stdout) is (code == 0 or "--count" in arguments)


def test_a_query_that_cannot_be_read_is_said_to_be_so_where_it_is() -> None:
    raised = run("لبنان colour:red", "news.jsonl").exception
    assert isinstance(raised, QueryError)
    assert str(raised).startswith("The query cannot be read at colour (character 7): there is no field of this name;")


def test_a_path_that_is_not_there_is_an_error() -> None:
    said = str(run("لبنان", "nowhere.jsonl").exception)
    assert said == "nowhere.jsonl: there is no such file or folder; check the path."


def test_options_choose_the_words_the_order_and_how_many() -> None:
    days = lambda *options: [line[:10] for line in run(*options, "news.jsonl").stdout.splitlines()]  # noqa: E731
    assert run("وزير", "news.jsonl").exit_code == 1
    assert days("وزير", "--stems") == ["2016-12-05"]
    assert days("لبنان", "--order", "oldest", "--limit", "1") == ["2016-12-05"] * 3
    assert days("لبنان", "--order", "relevance", "--limit", "1") == ["2016-12-05"] * 3
    assert run("لبنان", "news.jsonl", "--count").stdout == "2\n"
    assert [line.split("  ")[-1] for line in run("لبنان", "news.jsonl", "--sort", "right").stdout.splitlines()][
        -1:
    ] == ["وعن ليبيا."]
    assert run("لبنان", "news.jsonl", "--context", "1").stdout.splitlines()[0].endswith("لبنان  وعن")


def line_of(before: str, keyword: str, after: str) -> ContextLine:
    return ContextLine(1, "id", "title", "outlet", "place", None, Span(0, 0), before, keyword, after)


def test_on_a_terminal_what_comes_first_in_arabic_stands_on_the_right() -> None:
    lines = [line_of("قال الوزير", "إن", "لبنان بخير"), line_of("the word", "is", "here")]
    arabic, latin = draw_concordance(lines, Medium(60, "visual")).splitlines()
    folded = unicodedata.normalize("NFKC", arabic)
    assert folded.split("  ") == ["outlet", "ريخب نانبل", "نإ", "ريزولا لاق"]
    assert "the word  is  here" in latin
    # The words found stand above one another.
    assert folded.index("نإ") == latin.index("is")


@pytest.mark.parametrize("sending", ["logical", "visual", "embedded", "ligated"])
def test_both_sides_are_cut_far_from_the_hit(sending: str) -> None:
    long = " ".join(f"كلمة{number}" for number in range(40))
    drawn = draw_concordance([line_of(long, "لبنان", long)] * 2, Medium(80, sending))  # type: ignore[arg-type]
    for line in drawn.splitlines():
        assert width(line) <= 80
        assert line.count("…") == 2
        assert "39" in line
        assert "0" in line


@pytest.mark.parametrize("columns", [2, 10, 25, 40, 60, 200])
def test_a_narrow_window_has_the_hit_and_as_much_beside_it_as_there_is_room_for(columns: int) -> None:
    line = replace(line_of("قال الوزير إن أخبار", "لبنان", "بخير كما يقول"), day=date(2016, 12, 5))
    (drawn,) = draw_concordance([line], Medium(columns, "visual")).splitlines()
    assert width(drawn) <= columns
    assert ("outlet" in drawn) is (columns >= 60)
    assert ("2016-12-05" in drawn) is (columns >= 40)
    assert ("ﻥﺎﻨﺒﻟ" in drawn) is (columns >= 25)


def test_a_query_is_saved_with_its_options_and_taken_again() -> None:
    assert run("وزير", "news.jsonl", "--stems", "--order", "oldest", "--save", "وزراء", "--count").stdout == "1\n"
    name, query, words, order = run("--list", "news.jsonl").stdout.splitlines()[1].split()
    assert (name, query, words, order) == ("وزراء", "وزير", "stems", "oldest")
    assert run("--saved", "وزراء", "news.jsonl", "--count").stdout == "1\n"
    assert run("وزير", "news.jsonl", "--count").stdout == "0\n"
    run("لبنان", "news.jsonl", "--save", "وزراء")
    assert run("--saved", "وزراء", "news.jsonl", "--count").stdout == "2\n"
    assert len(run("--list", "news.jsonl").stdout.splitlines()) == 2


def test_a_query_that_was_not_saved_and_none_at_all() -> None:
    run("لبنان", "news.jsonl", "--save", "لبنان")
    assert str(run("--saved", "لبنا", "news.jsonl").exception).endswith("did you mean لبنان?")
    assert str(run("--count").exception).startswith("There is no query;")
    assert isinstance(run('"', "news.jsonl", "--save", "خطأ").exception, QueryError)
    assert "خطأ" not in run("--list", "news.jsonl").stdout
