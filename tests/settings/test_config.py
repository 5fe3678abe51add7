"""What config.toml, the environment and the command line may say, and what is said about mistakes."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.settings.config import explain, list_rules, load_config
from reader.settings.definitions import Config


def written(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_nothing_said_gives_the_defaults(tmp_path):
    result = load_config(environment={"READER_CONFIG": str(written(tmp_path, ""))})
    assert result.config == Config()
    assert result.problems == ()
    assert {origin for _, _, origin in explain(result)} == {"default"}


def test_the_file_overrules_the_default_and_the_environment_the_file(tmp_path):
    path = written(
        tmp_path,
        '[display]\nbidi = "lro"\nmeasure = 70\ntheme = "sepia"\n[panel]\nvisible = false\n[annotate]\nannotators = ["names", "entities"]\n',
    )
    result = load_config(
        path,
        environment={"READER_BIDI": "plain", "READER_THEME": "light"},
    )
    assert result.problems == ()
    assert result.config.display.measure == 70
    assert result.config.display.bidi == "plain"
    assert result.config.display.theme == "light"
    assert result.config.panel.visible is False
    assert result.config.annotate.annotators == ("names", "entities")
    rows = {key: (value, origin) for key, value, origin in explain(result)}
    assert rows["display.measure"] == ("70", f"file ({path})")
    assert rows["display.bidi"] == ('"plain"', "environment (READER_BIDI)")
    assert rows["display.theme"] == ('"light"', "environment (READER_THEME)")
    assert rows["display.margin"] == ("2", "default")
    assert rows["annotate.annotators"] == ('["names", "entities"]', f"file ({path})")


def test_keys_are_given_one_or_several(tmp_path):
    path = written(tmp_path, '[keys]\nquit = "ctrl+x"\nmove.word_forward = ["w", "ص"]\n"move.left" = "h"\n')
    result = load_config(path, environment={})
    assert result.config.keys_for("quit") == ("ctrl+x",)
    assert result.config.keys_for("move.word_forward") == ("w", "ص")
    assert result.config.keys_for("move.left") == ("h",)
    assert result.config.keys_for("undo") is None
    assert ("keys.move.word_forward", '["w", "ص"]', f"file ({path})") in explain(result)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[display]\nmesure = 80", "there is no setting display.mesure; did you mean display.measure?"),
        ("[dispaly]\nmeasure = 80", "there is no setting dispaly.measure; did you mean display.measure?"),
        ("measure = 80", "there is no setting measure; did you mean display.measure?"),
        ("[display]\nmeasure = 5", "display.measure cannot be 5; set a whole number of cells from 20 to 300."),
        ("[display]\nmeasure = true", "display.measure cannot be true; set a whole number of cells from 20 to 300."),
        ("[display]\njustify = 1", 'display.justify cannot be 1; set one of "none", "tatweel", "spaces".'),
        ("[panel]\nvisible = 1", "panel.visible cannot be 1; set true or false."),
        ("[analyst]\nname = 1", "analyst.name cannot be 1; set a text in quotation marks."),
        (
            '[annotate]\nannotators = "names"',
            'annotate.annotators cannot be "names"; set a list of names, as ["one", "two"].',
        ),
        (
            '[feeds]\n"../x" = "http://a.example/"',
            'a feed cannot be called "../x"; give it a name of at most 60 letters, digits, - and _.',
        ),
        (
            '[feeds]\nx = "file:///etc/passwd"',
            'feeds.x cannot be "file:///etc/passwd"; set the address of a feed, which begins with http:// or https://.',
        ),
        ("[keys]\nquit = 3", 'keys.quit cannot be 3; set a key such as "ctrl+g", or a list of keys.'),
    ],
)
def test_a_mistake_is_named_with_its_key_file_and_remedy_and_the_rest_is_kept(tmp_path, text, problem):
    path = written(tmp_path, f"{text}\n[reading]\nresume = false\n")
    result = load_config(path, environment={})
    assert result.problems == (f"{path}: {problem}",)
    assert result.config.reading.resume is False
    assert result.config.display == Config().display


@pytest.mark.parametrize("text", ["[display", "display.measure = ", 'theme = "\udcff"', "\0"])
def test_a_broken_file_is_named_in_one_sentence_and_the_defaults_are_used(tmp_path, text):
    path = tmp_path / "config.toml"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    result = load_config(path, environment={})
    assert result.config == Config()
    (problem,) = result.problems
    assert problem.startswith(f"{path}: the settings cannot be read (")
    assert "\n" not in problem


def test_a_file_that_was_named_must_exist_but_the_usual_one_need_not(tmp_path, monkeypatch):
    named = load_config(environment={"READER_CONFIG": str(tmp_path / "none.toml")})
    assert named.problems == (
        f"{tmp_path / 'none.toml'}: there is no such settings file, so the defaults are used; "
        "create it or name another.",
    )
    monkeypatch.setattr("reader.settings.config.config_folder", lambda: tmp_path)
    assert load_config(environment={}).problems == ()


def test_a_wrong_variable_is_named_too():
    result = load_config(environment={"READER_BIDI": "both", "READER_CONFIG": os.devnull})
    assert result.problems == (
        'READER_BIDI: display.bidi cannot be "both"; '
        'set one of "auto", "plain", "bdsm", "konsole", "mlterm", "lro", "kitty".',
    )
    assert result.config == Config()


def test_every_default_is_a_value_its_rule_accepts():
    defaults = {key: value for key, value, _ in explain(load_config(environment={"READER_CONFIG": os.devnull}))}
    for key, rule in list_rules().items():
        table, name = key.split(".")
        value = getattr(getattr(Config(), table), name)
        assert rule.accepts(list(value) if isinstance(value, tuple) else value), key
        assert key in defaults


@given(st.integers())
def test_a_whole_number_is_kept_exactly_when_it_is_in_range(tmp_path_factory, number):
    path = written(tmp_path_factory.mktemp("settings"), f"[display]\nmeasure = {number}\n")
    result = load_config(path, environment={})
    kept = 20 <= number <= 300
    assert result.config.display.measure == (number if kept else 70)
    assert bool(result.problems) is not kept
