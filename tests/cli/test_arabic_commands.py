"""The command line in Arabic: help, errors and tables, on a terminal and in a pipe."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from reader.batch.annotating import RunTask
from reader.cli import clicks_words
from reader.cli.clicks_words import have_click_speak
from reader.cli.command_line import COMMANDS, app
from reader.cli.concordance_table import draw_concordance
from reader.cli.examples import EXAMPLES
from reader.errors import LoadError, QueryError, ReaderError
from reader.layout.medium import Medium, draw_lines
from reader.layout.text_table import write_table
from reader.library.queries.concordance import ContextLine
from reader.load import find_sources, load_each
from reader.model import Span
from reader.wording import counted, say, use_language

PROPER = frozenset(
    [
        "adjudicated",
        *("FOLDER", "Schema", "Word", "csv", "jsonl", "native", "xlsx"),
        "annotate",
        "brat",
        "CoNLL",
        "Dask",
        "Excel",
        "F1",
        "gold",
        "GOLD",
        "http",
        "https",
        "JSON",
        "Lines",
        "less",
        "Parquet",
        "PATH",
        "QUERY",
        "reader",
        "SYSTEM",
        "FILE",
        "NAME",
        "BACKUP",
        "TimeML",
        "BBC",
        "UTF",
        "windows",
        "NEAR",
        "OR",
        "word",
        "today",
        "R",
        "s",
    ]
)
"""Names of programs, formats, commands and arguments."""


@pytest.fixture(autouse=True)
def in_arabic(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("LANGUAGE", "")
    use_language("ar")
    have_click_speak()
    yield
    use_language("en")


def typed(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments, prog_name="reader")


def latin_words(page: str) -> set[str]:
    """The Latin words of a help page that are no options, metavars, paths, settings, names or examples."""
    lines = [line for line in page.splitlines() if not line.startswith(("الاستعمال", "  reader "))]
    # The column of options and commands, and what stands for something to be typed.
    text = re.sub(r"^  (?:-.*?|\w+)(?=  |$)", "", "\n".join(lines), flags=re.MULTILINE)
    text = re.sub(r"`[^`]*`|\[[^\]]*\]|\S*[:/._=<>+-]\S+|\w+:", " ", text)
    return set(re.findall("[A-Za-z][A-Za-z0-9]*", text)) - PROPER


@pytest.mark.parametrize("name", ["", *sorted(COMMANDS)])
def test_the_help_of_every_command_is_in_arabic(name: str) -> None:
    result = typed(*filter(None, (name, "--help")))
    assert result.exit_code == 0
    assert result.output.startswith("الاستعمال: reader")
    assert "أمثلة:" in result.output.splitlines()
    assert latin_words(result.output) == set()


def test_english_words_in_help_would_be_found() -> None:
    assert latin_words("  --jobs N  The number of processes.\n  عدد jobs\n") == {
        "The",
        "number",
        "of",
        "processes",
        "jobs",
    }


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_an_example_that_it_takes(name: str) -> None:
    command = app.get_command(click.Context(app), name)
    assert command is not None
    assert EXAMPLES[name]
    for example in EXAMPLES[name]:
        known = {option for each in command.params for option in each.opts}
        assert set(re.findall("(?<= )--?[a-z-]+", f" {example.arguments}")) - {"-R"} <= known


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["search", "--frmat", "x"], 2, "لا خيار اسمه '--frmat'. أتقصد '--format'؟"),
        (["index", "--jobs", "x", "."], 2, "قيمة غير صالحة لـ '--jobs'"),
        (["picture"], 2, "ينقص الوسيط"),
        (["evaluate", "a", "b", "c"], 2, "وسيط زائد غير متوقع (c)"),
        (["render", "--theme"], 2, "يحتاج الخيار '--theme' إلى وسيط."),
        (["render", "--color", "blue", "x"], 2, "ليس 'blue' واحدًا من 'auto', 'always', 'never'."),
    ],
)
def test_what_click_refuses_is_refused_in_arabic(arguments: list[str], code: int, sentence: str) -> None:
    result = typed(*arguments)
    assert (result.exit_code, sentence in result.output) == (code, True)


@pytest.mark.parametrize("arguments", [["--lang", "fr", "x"], ["search", "--lang=fr"], ["--lang"]])
def test_a_language_that_is_none_gets_one_sentence(arguments: list[str]) -> None:
    result = typed(*arguments)
    assert isinstance(result.exception, ReaderError)
    assert (
        str(result.exception) == f"--lang {'' if arguments == ['--lang'] else 'fr'}: لا لغة بهذا الاسم؛ اكتب ar أو en."
    )


def test_a_file_that_is_missing() -> None:
    (source,) = find_sources(["missing.txt"])
    (error,) = load_each(source)
    assert isinstance(error, LoadError)
    assert str(error) == "missing.txt: لا ملف بهذا الاسم؛ تحقق من الاسم."


def test_a_query_that_cannot_be_read() -> None:
    assert str(QueryError("لأن", words="(", offset=3)) == "تعذّرت قراءة الاستعلام عند ( (المحرف ٤): لأن"


def test_plurals_of_warnings(tmp_path: Path) -> None:
    for count, words in ((1, "NUL واحد"), (2, "محرفا NUL"), (3, "٣ محارف NUL"), (12, "١٢ محرف NUL")):
        path = tmp_path / f"{count}.txt"
        path.write_bytes(("هذا نص عربي طويل بما يكفي " * 40).encode() + b"\0" * count)
        (source,) = find_sources([str(path)])
        (loaded,) = load_each(source)
        assert not isinstance(loaded, LoadError)
        assert words in loaded.warnings[0]


def test_sentences_of_click_are_those_that_it_says() -> None:
    """Where click says something in other words, it would say it in English."""
    code = "".join(path.read_text(encoding="utf-8") for path in Path(click.__file__).parent.glob("*.py"))
    code = re.sub(r'"\s*\n\s*"', "", code)
    sentences = (*clicks_words.SENTENCES, *(each for pair in clicks_words.COUNTED for each in pair))
    assert [each for each in sentences if f'"{each}"' not in code] == []


def test_a_pipe_gets_help_in_logical_order() -> None:
    lines = typed("--help").output.splitlines()
    assert "  where       عرض موضع حفظ العمل على المقالات." in lines


def test_a_terminal_gets_lines_at_its_right_edge_with_options_as_they_are_typed() -> None:
    medium = Medium(40, "visual", base="rtl")
    assert draw_lines("  --lang ar|en  لغة الواجهة.", medium) == "            .ﺔﻬﺟﺍﻮﻟﺍ ﺔﻐﻟ  --lang ar|en"
    wrapped = draw_lines("اكتب reader search --help ثم اقرأ ما يعرضه من الخيارات", medium).split("\n")
    assert [len(line) for line in wrapped] == [40, 40]
    assert "reader search --help" in wrapped[0]
    assert draw_lines("/tmp/x/: لا شيء.", medium).endswith(" :/tmp/x/")


def test_a_terminal_that_orders_by_itself_gets_each_option_embedded() -> None:
    drawn = draw_lines("لغة --lang ar", Medium(20, "embedded", base="rtl"))
    assert drawn == "\u200e" + " " * 7 + "\u202bلغة \u202a--lang ar\u202c\u202c"


def test_tables_begin_at_the_right_edge_of_a_terminal() -> None:
    rows = [("الاسم", "عدد"), ("hala", "٣"), ("علي", "١٢")]
    lines = write_table(rows, right=[1], medium=Medium(20, "visual", base="rtl")).splitlines()
    assert lines == ["          ﺩﺪﻋ  ﻢﺳﻻﺍ".rjust(20), "٣  hala".rjust(20), "١٢   ﻲﻠﻋ".rjust(20)]
    assert write_table(rows, right=[1]).splitlines() == ["الاسم  عدد", "hala     ٣", "علي     ١٢"]


def test_say_falls_back_to_english() -> None:
    assert say("Not in any catalogue.") == "Not in any catalogue."


def test_a_table_of_any_width_begins_at_the_left_edge() -> None:
    """The terminal would break its rows in the middle, and users copy what is in them."""
    rows = [("النسخة", "صُنعت"), ("/a/copy.db", "٢٠٢٦")]
    assert write_table(rows, medium=Medium(None, "visual", base="rtl")).splitlines()[1] == "/a/copy.db  ٢٠٢٦"


def test_the_processes_of_a_run_speak_as_the_one_that_began_it() -> None:
    task = RunTask()
    use_language("en")
    task.speak()
    assert counted(2, "{number} article", "{number} articles") == "مقالان"


def test_a_concordance_begins_at_the_right_edge() -> None:
    line = ContextLine(1, "id", "title", "bbc", "place", date(2017, 1, 2), Span(4, 8), "قبل", "كلمة", "بعد")
    (drawn,) = draw_concordance([line], Medium(60, "visual", base="rtl")).splitlines()
    assert drawn == "ﺪﻌﺑ  ﺔﻤﻠﻛ  ﻞﺒﻗ  bbc  ٢٠١٧-٠١-٠٢".rjust(60)
