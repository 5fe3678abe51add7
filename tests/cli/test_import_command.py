"""`reader import`: a layer of its own, over the text as it is now, all of it or nothing, and taken back as one."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reader.cli.command_line import app
from reader.errors import INTERRUPTED, ReaderError
from reader.exchange import foreign_format
from reader.journal import article_marks, tagging
from reader.journal.article_marks import Bookmark, Flag, ReadingState
from reader.load import load_all
from reader.model import Annotation, Article, Decision, Span
from reader.store import recording
from reader.store.location import where
from reader.store.workspace import Workspace

ONE = (
    "روسيا تتعهد\n\nتعهدت روسيا بحماية المدنيين في حلب قبل نهاية الشهر \U0001f54a.\r\n\nوقالت الوزارة إن روسيا باقية.\n"
)
TWO = "خبر آخر\n\nقالت مصر نعم.\n"

pytestmark = pytest.mark.usefixtures("huda")


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder with two articles; هدى has tagged both, rejected a proposal, and marked the first; خالد tagged one."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "one.txt").write_text(ONE, encoding="utf-8", newline="")
    (folder / "two.txt").write_text(TWO, encoding="utf-8")
    one, two = load(folder)
    with Workspace.open(where(folder), who="هدى") as workspace:
        workspace.remember_all([one, two])
        desk = workspace.authorship(one.id)
        pledge = Annotation(
            span(one, "تعهدت"),
            "pledge",
            (("committer", span(one, "روسيا", 2)), ("action", span(one, "بحماية المدنيين في حلب"))),
            (("polarity", "positive"), ("weight", "=2+3")),
            "هدى",
            note="=ملاحظة",
        )
        workspace.apply(tagging.add(desk, pledge))
        workspace.apply(tagging.tag(desk, span(one, "حلب"), "place"))
        workspace.apply(tagging.reject(desk, Annotation(span(one, "الوزارة"), "person", score=0.4, rule="قائمة")))
        workspace.apply(tagging.tag(workspace.authorship(two.id), span(two, "مصر"), "place"))
        for change in (
            article_marks.set_flag(desk, ReadingState(), Flag.DONE),
            article_marks.add_tag(desk, ReadingState(), "حرب"),
            article_marks.write_remark(desk, ReadingState(), "مهم"),
            article_marks.set_bookmark(desk, ReadingState(), 7, "هنا"),
        ):
            workspace.apply(change)
    with Workspace.open(where(folder), who="خالد") as workspace:
        workspace.apply(tagging.tag(workspace.authorship(one.id), span(one, "روسيا", 2), "organization"))
    return folder


def load(folder: Path) -> list[Article]:
    return sorted((each.article for each in load_all([str(folder)])[0]), key=lambda each: each.source)


def span(article: Article, words: str, occurrence: int = 1) -> Span:
    at = -1
    for _ in range(occurrence):
        at = article.text.index(words, at + 1)
    return Span(at, at + len(words))


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(app, list(map(str, arguments)), catch_exceptions=True)
    if result.exception is not None and not isinstance(result.exception, SystemExit | ReaderError):
        raise result.exception
    return result


def done(*arguments: str | Path) -> Result:
    result = run(*arguments)
    assert result.exit_code == 0, result.exception
    return result


def refused(*arguments: str | Path) -> str:
    """The sentence with which a command ends; `main` prints it and exits with 2."""
    result = run(*arguments)
    assert isinstance(result.exception, ReaderError), result.output
    assert "\n" not in str(result.exception)
    return str(result.exception)


def layer(folder: Path, article: Article, name: str) -> list[Annotation]:
    with Workspace.open(where(folder), who="هدى") as workspace:
        found = workspace.annotations(article.id, name)
    return sorted((replace(each, key="") for each in found), key=lambda each: (each.span, each.label))


def named(annotations: list[Annotation], text: str) -> list[str]:
    return [f"{each.label}: {each.span.of(text)}" for each in annotations]


@pytest.mark.parametrize("form", ["native", "csv", "xlsx"])
def test_what_was_exported_comes_back_as_a_layer_of_its_own(form: str, news: Path, tmp_path: Path) -> None:
    out = tmp_path / f"out.{form}"
    done("export", news, "--format", form, "--all-layers", "-o", out)
    assert "6 annotations" not in done("import", out, news, "--as", "back").output
    for article in load(news):
        for who in ("هدى", "خالد"):
            assert layer(news, article, f"back:{who}") == layer(news, article, who)
    assert len(layer(news, load(news)[0], "back:هدى")) == 3


def test_the_report_names_what_was_imported(news: Path, tmp_path: Path) -> None:
    done("export", news, "--format", "native", "--layer", "هدى", "-o", tmp_path / "أول.jsonl")
    said = done("import", tmp_path / "أول.jsonl", news)
    assert said.stdout == "4 annotations in 2 articles imported into native-أول.\n1 of them is rejected.\n"
    assert said.stderr == ""


@pytest.mark.parametrize("options", [[], ["--without-text"]])
def test_lines_of_the_engines_form_come_back(options: list[str], news: Path, tmp_path: Path) -> None:
    done("export", news, "--layer", "هدى", *options, "-o", tmp_path / "out.jsonl")
    done("import", tmp_path / "out.jsonl", news, "--as", "back")
    for article in load(news):
        accepted = [each for each in layer(news, article, "هدى") if each.decision is Decision.ACCEPTED]
        assert layer(news, article, "back") == accepted


def test_marks_of_the_article_come_with_the_native_format(news: Path, tmp_path: Path) -> None:
    done("export", news, "--format", "native", "--layer", "هدى", "-o", tmp_path / "out.jsonl")
    done("import", tmp_path / "out.jsonl", news, "--as", "back")
    with Workspace.open(where(news), who="back") as workspace:
        state = workspace.reading_state(load(news)[0].id)
    assert (state.flag, state.tags, state.note) == (Flag.DONE, ("حرب",), "مهم")
    assert state.bookmarks == (Bookmark(7, "هنا"),)


def test_an_import_never_touches_a_layer_that_is_there(news: Path, tmp_path: Path) -> None:
    done("export", news, "--format", "native", "--layer", "خالد", "-o", tmp_path / "out.jsonl")
    before = layer(news, load(news)[0], "خالد")
    for name in ("خالد", "هدى"):
        assert "there is a layer of this name already" in refused("import", tmp_path / "out.jsonl", news, "--as", name)
    done("import", tmp_path / "out.jsonl", news)
    history = done("history", news).output
    assert "--undo native-out" in refused("import", tmp_path / "out.jsonl", news)
    assert done("history", news).output == history
    assert layer(news, load(news)[0], "خالد") == before


def test_an_import_is_taken_back_as_one_and_shown_in_the_history(news: Path, tmp_path: Path) -> None:
    done("export", news, "--format", "native", "--layer", "هدى", "-o", tmp_path / "out.jsonl")
    for _ in range(2):
        done("import", tmp_path / "out.jsonl", news)
        assert layer(news, load(news)[1], "native-out") != []
        said = done("import", "--undo", "native-out", news).output
        assert said == "8 annotations and marks of native-out were taken back.\n"
        assert [layer(news, each, "native-out") for each in load(news)] == [[], []]
    history = done("history", news, "--layer", "native-out").output
    assert history.count("took back: tagged «مصر» as Place") == 2
    assert history.count("[undone]") == 4
    assert "no import of this name" in refused("import", "--undo", "native-out", news)
    assert "no import of this name" in refused("import", "--undo", "هدى", news)
    assert len(layer(news, load(news)[0], "هدى")) == 3


def test_only_who_imported_takes_it_back(news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done("export", news, "--format", "native", "--layer", "هدى", "-o", tmp_path / "out.jsonl")
    done("import", tmp_path / "out.jsonl", news)
    monkeypatch.setenv("READER_ANALYST", "خالد")
    assert "هدى imported this" in refused("import", "--undo", "native-out", news)


def test_an_export_in_a_folder_that_is_read_is_the_same_article(news: Path) -> None:
    done("export", news, "--format", "native", "--layer", "هدى", "-o", news / "out.jsonl")
    assert {each.id for each in load(news)} == {Article(ONE).id, Article(TWO).id}
    done("export", news, "--format", "native", "--layer", "هدى", "-o", news / "out.jsonl")
    done("import", news / "out.jsonl", news)


def test_undo_in_the_reader_takes_an_import_back_too(news: Path, tmp_path: Path) -> None:
    done("export", news, "--format", "csv", "--layer", "هدى", "-o", tmp_path / "out.csv")
    done("import", tmp_path / "out.csv", news)
    with Workspace.open(where(news), who="هدى") as workspace:
        assert len(workspace.undo_anywhere()) == 4
        assert [workspace.annotations(each.id, "csv-out") for each in load(news)] == [(), ()]
        assert len(workspace.redo_anywhere()) == 4
    assert len(layer(news, load(news)[0], "csv-out")) == 3


@pytest.mark.parametrize("options", [["native"], ["native", "--without-text"], ["csv"]])
def test_annotations_find_their_words_in_a_text_that_has_changed(
    options: list[str], news: Path, tmp_path: Path
) -> None:
    done("export", news, "--layer", "هدى", "-o", tmp_path / "out", "--format", *options)
    changed = "عاجل: " + ONE.replace("الشهر", "العام").replace("الوزارة", "الحكومة")
    (news / "one.txt").write_text(changed, encoding="utf-8", newline="")
    said = done("import", tmp_path / "out", news, "--as", "back")
    one = next(each for each in load(news) if "عاجل" in each.text)
    found = layer(news, one, "back")
    assert named(found, one.text)[:2] == ["pledge: تعهدت", "place: حلب"]
    assert {name: role.of(one.text) for name, role in found[0].roles} == {
        "committer": "روسيا",
        "action": "بحماية المدنيين في حلب",
    }
    assert found[0].role("committer") == span(one, "روسيا", 2)
    if len(found) == 2:
        assert "«الوزارة» as person" in said.stderr
        assert "1 annotation or role has no place" in said.stderr


def test_what_has_no_place_is_listed(news: Path, tmp_path: Path) -> None:
    done("export", news, "--layer", "هدى", "-o", tmp_path / "out", "--format", "native")
    (news / "one.txt").write_text("روسيا تتعهد\n\nلا شيء من ذلك هنا، وهذا نص آخر تماما.\n", encoding="utf-8")
    said = done("import", tmp_path / "out", news, "--as", "back")
    assert "1 annotation in 2 articles imported into back." in said.stdout
    assert "4 annotations and roles have no place in the present text:" in said.stderr
    assert "روسيا تتعهد: «تعهدت» as pledge" in said.stderr


def write_native(path: Path, text: str, words: str, **changes: object) -> Path:
    """A row of the native format with one annotation."""
    from reader.exchange import native
    from reader.exchange.foreign_format import Losses, Outgoing
    from reader.labels import default_labels

    article = Article(text, source="elsewhere/x.txt")
    outgoing = Outgoing(article, (Annotation(span(article, words), "place", decision=Decision.ACCEPTED),), "other")
    (piece,) = native.write([outgoing], labels=default_labels(), losses=Losses())
    path.write_text(json.dumps(json.loads(piece.content) | changes), encoding="utf-8")
    return path


BODY = ONE.removeprefix("روسيا تتعهد\n\n")


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        (ONE, {}),
        (ONE.replace("\r\n", "\n"), {"source": "C:\\news\\one.txt"}),
        (BODY + "وأكثر", {"source": "", "title": "روسيا تتعهّد"}),
        (ONE.replace("الشهر", "العام"), {}),
        ("تعهدت روسيا بحماية المدنيين في حلب قبل", {}),
    ],
    ids=["sum", "name", "title", "likeness", "part"],
)
def test_an_article_is_found(text: str, changes: dict[str, object], news: Path, tmp_path: Path) -> None:
    done("import", write_native(tmp_path / "in.jsonl", text, "حلب", **changes), news, "--as", "back")
    one = load(news)[0]
    assert [each.span for each in layer(news, one, "back")] == [span(one, "حلب")]


def test_an_article_that_is_not_here_is_named(news: Path, tmp_path: Path) -> None:
    strange = write_native(tmp_path / "in.jsonl", "نص عن شيء غريب لا يشبه أي مقال في هذه المكتبة أبدا", "غريب")
    assert "none of its articles is here, beginning with elsewhere/x.txt" in refused("import", strange, news)
    with strange.open("a", encoding="utf-8") as file:
        file.write("\n" + write_native(tmp_path / "other.jsonl", TWO, "مصر").read_text(encoding="utf-8"))
    said = done("import", strange, news)
    assert "1 article of the file is not here" in said.stderr
    assert said.stdout.startswith("1 annotation in 1 article")


def test_a_workspace_is_made_where_there_is_none(tmp_path: Path) -> None:
    (tmp_path / "fresh").mkdir()
    (tmp_path / "fresh" / "two.txt").write_text(TWO, encoding="utf-8")
    done("import", write_native(tmp_path / "in.jsonl", TWO, "مصر"), tmp_path / "fresh", "--as", "back")
    (two,) = load(tmp_path / "fresh")
    assert named(layer(tmp_path / "fresh", two, "back"), TWO) == ["place: مصر"]


def test_unknown_labels_are_kept_and_named(news: Path, tmp_path: Path) -> None:
    row = json.loads(write_native(tmp_path / "in.jsonl", TWO, "مصر").read_text(encoding="utf-8"))
    row["layers"][0]["annotations"][0]["label"] = "[red]WEAPON[/red]"
    (tmp_path / "in.jsonl").write_text(json.dumps(row), encoding="utf-8")
    said = done("import", tmp_path / "in.jsonl", news, "--as", "back")
    assert "These labels are not in labels.toml and were kept as they are: [red]WEAPON[/red]." in said.stderr
    assert [each.label for each in layer(news, load(news)[1], "back")] == ["[red]WEAPON[/red]"]


def hostile(label: str = "place", note: str = "", **entry: object) -> str:
    """A native row whose one annotation is as given."""
    text = Article(TWO)
    annotation = {
        "start": 0, "end": 3, "quote": {"exact": TWO[:3], "prefix": "", "suffix": ""}, "label": label, "roles": [],
        "attributes": [], "decision": "accepted", "note": note, "annotator": "x", "score": None, "rule": "",
    }  # fmt: skip
    layers = [{"layer": "x", "state": "", "tags": [], "note": "", "bookmarks": [], "annotations": [annotation | entry]}]
    return json.dumps(
        {
            "format": "arabic-reader", "version": 1, "sha256": text.id, "length": len(TWO), "title": "", "source": "",
            "date": "", "fields": [], "layers": layers,
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("content", "part"),
    [
        ("", "does not tell its format"),
        ("غير معروف", "does not tell its format"),
        (hostile()[:-30], "not a whole row"),
        (hostile(end=10**9), "outside of the text"),
        (hostile(label="a\x1b[31mb"), "a label, role, attribute or layer has a name"),
        (hostile(label="x" * 5000), "a label, role, attribute or layer has a name"),
        (hostile(label=""), "a label, role, attribute or layer has a name"),
        (hostile(note="a\0b"), "half of a surrogate pair or a NUL"),
        (hostile(note="a\ud800b"), "surrogate"),
        ("article,label,words,start,end\n" + Article(TWO).id + ",place,مصر,5,2\n", "row 2: the row is not"),
        ("article,label,words,start,end\n" + Article(TWO).id + ",place,مصر,5,99\n", "outside of the text"),
        ("article,label,words,start,end\n" + Article(TWO).id + ",place,مصر,inf,inf\n", "row 2: the row is not"),
        ('{"doc": "x", "sha256": "", "entities": [], "commitments": []}', "neither a text nor its length"),
        ('{"doc": "x", "sha256": "", "entities": [], "commitments": [], "length": 1}\n{', "line 2: this is not valid"),
        ("article,label,words,start,end\n", "there are no annotations in it"),
    ],
)
@pytest.mark.parametrize("has_workspace", [True, False])
def test_what_is_not_whole_writes_nothing(
    content: str, part: str, has_workspace: bool, news: Path, tmp_path: Path
) -> None:
    folder = news
    if not has_workspace:
        folder = tmp_path / "fresh"
        folder.mkdir()
        (folder / "two.txt").write_text(TWO, encoding="utf-8")
    (tmp_path / "in").write_text(content, encoding="utf-8")
    history = done("history", news).output
    assert part in refused("import", tmp_path / "in", folder)
    assert done("history", news).output == history
    assert has_workspace or sorted(each.name for each in folder.iterdir()) == ["two.txt"]


def test_a_damaged_workbook_is_one_sentence(news: Path, tmp_path: Path) -> None:
    done("export", news, "--format", "xlsx", "--layer", "هدى", "-o", tmp_path / "out.xlsx")
    whole = (tmp_path / "out.xlsx").read_bytes()
    (tmp_path / "out.xlsx").write_bytes(whole[: len(whole) // 2])
    assert "cannot be read" in refused("import", tmp_path / "out.xlsx", news, "--format", "xlsx")


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["nothing.jsonl", "news"], "nothing.jsonl: there is no such file"),
        (["news/one.txt", "nowhere"], "nowhere: there is no such file"),
        (["news/one.txt", "news", "--as", "\x1b"], "cannot be the name of a layer"),
        (["news/one.txt", "news", "--format", "csv"], "not a table of annotations"),
        (["news/one.txt", "news", "--format", "xlsx"], "the workbook cannot be read"),
        (["news/one.txt", "news", "--format", "native"], "not a whole row"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(news: Path, arguments: list[str], part: str) -> None:
    assert part in refused("import", *arguments)


def test_a_file_has_to_be_named() -> None:
    assert run("import").exit_code == 2


def test_interrupted_it_has_written_nothing(news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done("export", news, "--format", "native", "--layer", "هدى", "-o", tmp_path / "out.jsonl")
    history = done("history", news).output

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(recording._State, "write", interrupt)
        assert run("import", tmp_path / "out.jsonl", news).exit_code == INTERRUPTED
    assert done("history", news).output == history
    done("import", tmp_path / "out.jsonl", news)


def test_what_a_spreadsheet_edited_is_taken(news: Path, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    done("export", news, "--format", "xlsx", "--layer", "هدى", "-o", tmp_path / "out.xlsx")
    book = load_workbook(tmp_path / "out.xlsx")
    sheet = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for row in sheet.iter_rows(min_row=2):
        if row[columns["words"] - 1].value == "مصر":
            row[columns["label"] - 1].value = "organization"
            row[columns["start"] - 1].value = 0
            row[columns["end"] - 1].value = 3
    book.save(tmp_path / "out.xlsx")
    done("import", tmp_path / "out.xlsx", news, "--as", "edited")
    two = load(news)[1]
    assert named(layer(news, two, "edited"), two.text) == ["organization: مصر"]


def test_a_missing_extra_is_named_with_its_command(news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign_format, "find_spec", lambda name: None)
    wanted = "pip install 'arabic-reader[spacy]'"
    assert wanted in refused("export", news, "--format", "spacy", "--layer", "هدى", "-o", tmp_path / "x.spacy")
    assert wanted in refused("import", news / "one.txt", news, "--format", "spacy")
