"""`reader export`: which layers and decisions a format gets, where it is written, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from reader.cli.command_line import app
from reader.errors import ReaderError
from reader.journal import article_marks, tagging
from reader.journal.article_marks import Flag, ReadingState
from reader.model import Annotation, Article, Span
from reader.store.location import where
from reader.store.workspace import Workspace

ARTICLE = Article("تعهدت روسيا بحماية المدنيين.", "خبر", "../../..:x/خبر.txt")

pytestmark = pytest.mark.usefixtures("own_folders")


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder in whose workspace two analysts have tagged an article; huda has rejected a proposal too."""
    folder = tmp_path / "news"
    folder.mkdir()
    for who, label in {"huda": "place", "khaled": "organization"}.items():
        with Workspace.open(where(folder), who=who) as workspace:
            workspace.remember(ARTICLE)
            desk = workspace.authorship(ARTICLE.id)
            workspace.apply(tagging.tag(desk, Span(6, 11), label))
            if who == "huda":
                workspace.apply(tagging.reject(desk, Annotation(Span(0, 5), "person", rule="قائمة")))
                workspace.apply(article_marks.set_flag(desk, ReadingState(), Flag.DONE))
    return folder


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)))


def test_the_native_format_has_every_layer_with_its_decisions_and_marks(news: Path) -> None:
    row = json.loads(run("export", news, "--format", "native", "--all-layers").stdout)
    found = {each["layer"]: [entry["decision"] for entry in each["annotations"]] for each in row["layers"]}
    assert found == {"huda": ["rejected", "accepted"], "khaled": ["accepted"]}
    assert [each["state"] for each in row["layers"]] == ["done", ""]


def test_other_formats_get_what_is_accepted(news: Path) -> None:
    row = json.loads(run("export", news, "--layer", "huda").stdout)
    assert [each["label"] for each in row["entities"]] == ["place"]


def test_the_schema_is_printed_and_is_one() -> None:
    schema = json.loads(run("export", "--schema").stdout)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_what_is_left_out_is_said_on_standard_error(news: Path) -> None:
    done = run("export", news, "--format", "csv", "--all-layers")
    assert done.stderr == "reader: csv cannot hold everything; left out or changed: 1 marks on articles.\n"
    assert len(done.stdout.splitlines()) == 4


def test_no_source_names_a_file_outside_of_the_folder(news: Path, tmp_path: Path) -> None:
    run("export", news, "--format", "brat", "--layer", "huda", "-o", tmp_path / "out")
    assert {"خبر.ann", "خبر.txt"} <= {each.name for each in (tmp_path / "out").iterdir()}


@pytest.mark.parametrize(
    ("options", "part"),
    [
        (["--format", "xlsx", "--layer", "huda"], "this format is not text; name the file to write with -o FILE"),
        (["--format", "brat", "--layer", "huda"], "name the folder for them with -o FOLDER"),
        (["--all-layers", "--layer", "huda"], "cannot both be given"),
        (["--all-layers", "--format", "conll"], "conll cannot hold several layers"),
        (["--without-text", "--format", "csv", "--layer", "huda"], "it goes with: native, jsonl"),
        (["--format", "native"], "name one with --layer: huda, khaled"),
    ],
)
def test_options_that_do_not_fit_are_one_sentence(options: list[str], part: str, news: Path) -> None:
    result = run("export", news, *options)
    assert isinstance(result.exception, ReaderError)
    assert part in str(result.exception)
