"""`reader explain` as it is typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reader.cli.command_line import app
from reader.errors import ReaderError

TEXT = "روسيا تتعهد\n\nتعهدت روسيا بحماية المدنيين في حلب. وكان الجو جميلا.\n"


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(app, ["explain", *map(str, arguments)])
    if result.exception is not None and not isinstance(result.exception, SystemExit | ReaderError):
        raise result.exception
    return result


def refused(*arguments: object) -> str:
    result = run(*arguments)
    assert isinstance(result.exception, ReaderError)
    assert "\n" not in str(result.exception)
    return str(result.exception)


def test_a_place_is_explained_with_verdict_lexicon_network_and_reasons() -> None:
    lines = run("one.txt", "--at", TEXT.index("تعهدت")).output.splitlines()
    headings = [line.split("  ")[0] for line in lines if not line.startswith(" ")]
    assert headings[:2] == ["word", "verdict"]
    assert {"lexicon", "network", "to begin", "for", "roles"} <= set(headings)
    assert "proposed as" in lines[1]
    assert "تعهد" in next(line for line in lines if line.startswith("lexicon"))


def test_every_candidate_is_listed_without_a_place() -> None:
    lines = run("one.txt").output.splitlines()
    assert lines[0].split() == ["at", "word", "type", "sure", "proposed", "most", "for", "it", "most", "against", "it"]
    assert str(TEXT.index("تعهدت")) in [line.split()[0] for line in lines[1:]]


def test_words_are_found_in_whatever_spelling() -> None:
    assert run("one.txt", "--find", "تعهّدت").output.startswith("word")
    assert refused("one.txt", "--find", "هدنة") == "one.txt: 'هدنة' does not stand in this text; check the spelling."


def test_a_place_without_a_candidate_is_said_to_be_one() -> None:
    assert "nor does the lexicon list it: الجو" in run("one.txt", "--at", TEXT.index("الجو")).output
    assert f"no word stands at {TEXT.index('.')}" in run("one.txt", "--at", TEXT.index(".")).output


def test_an_entity_is_explained_by_its_annotator_and_rule() -> None:
    output = run("one.txt", "--at", TEXT.rindex("روسيا")).output
    assert "entity" in output
    assert "by the annotator " in output
    assert "place, " in output


@pytest.mark.parametrize("offset", [-1, len(TEXT), 10**12])
def test_an_offset_outside_the_text_is_a_sentence(offset: int) -> None:
    assert refused("one.txt", f"--at={offset}") == (
        f"one.txt: there is no offset {offset} in a text of {len(TEXT)} code points; give one from 0 to {len(TEXT) - 1}."
    )


def test_an_offset_that_is_no_number_and_two_ways_to_choose_are_refused() -> None:
    assert run("one.txt", "--at", "here").exit_code == 2
    assert run("one.txt", "--at", "3", "--find", "روسيا").exit_code == 2


def test_json_holds_the_same() -> None:
    at = TEXT.index("تعهدت")
    (place,) = json.loads(run("one.txt", "--at", at, "--json").stdout)["places"]
    candidate = place["candidate"]
    assert (place["offset"], candidate["quote"], candidate["span"]) == (at, "تعهدت", {"start": at, "end": at + 5})
    assert candidate["proposed"] is (candidate["chance"] >= candidate["threshold"])
    every = json.loads(run("one.txt", "--json").stdout)["candidates"]
    assert candidate in every


def test_a_file_with_several_articles_needs_a_name(tmp_path: Path) -> None:
    rows = [{"title": f"خبر {name}", "text": f"خبر {name}\n\nتعهدت روسيا بحماية {name}."} for name in ("حلب", "حمص")]
    (tmp_path / "two.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert refused("two.jsonl") == "two.jsonl: there are 2 articles; name one with --article."
    assert refused("two.jsonl", "--article", "درعا").endswith("no article called 'درعا'; name one with --article.")
    assert "تعهدت" in run("two.jsonl", "--article", "حمص").output


def test_a_file_that_is_not_there_is_a_sentence() -> None:
    assert refused("missing.txt").startswith("missing.txt: ")


def test_nothing_is_explained_in_a_text_that_is_not_arabic(tmp_path: Path) -> None:
    (tmp_path / "english.txt").write_text("The ministers met on Monday and agreed on a plan. " * 5, encoding="utf-8")
    result = run("english.txt", "--at", "4")
    assert "nothing is proposed in a text that is not Arabic" in result.output
    assert "English" in result.stderr
