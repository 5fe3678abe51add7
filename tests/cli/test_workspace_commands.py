"""The commands on a workspace, as they are typed."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from wcwidth import width

from reader.cli.command_line import app
from reader.errors import ReaderError
from reader.journal import article_marks, tagging
from reader.layout.text_table import write_table
from reader.load import load_all
from reader.model import Article, Span
from reader.store.location import where
from reader.store.workspace import Workspace

ONE = "روسيا تتعهد\n\nتعهدت روسيا بحماية المدنيين في حلب.\n"
TWO = "خبر آخر\n\nقالت مصر نعم.\n"

pytestmark = pytest.mark.usefixtures("huda")


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder with two articles; هدى and خالد have tagged the first, هدى alone has opened the second."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "one.txt").write_text(ONE, encoding="utf-8")
    (folder / "two.txt").write_text(TWO, encoding="utf-8")
    one, two = (each.article for each in load_all([str(folder)])[0])
    for who, tags in {"هدى": [("روسيا", "place"), ("حلب", "place")], "خالد": [("روسيا", "organization")]}.items():
        with Workspace.open(where(folder), who=who) as workspace:
            workspace.remember_all([one, two])
            for quote, label in tags:
                tag(workspace, one, quote, label)
            if who == "هدى":
                tag(workspace, two, "مصر", "place")
    return folder


def tag(workspace: Workspace, article: Article, quote: str, label: str) -> None:
    at = article.text.rindex(quote)
    workspace.apply(tagging.tag(workspace.authorship(article.id), Span(at, at + len(quote)), label))


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(app, list(map(str, arguments)), catch_exceptions=True)
    if result.exception is not None and not isinstance(result.exception, SystemExit | ReaderError):
        raise result.exception
    return result


def refused(*arguments: str | Path) -> str:
    """The sentence with which a command ends; `main` prints it and exits with 2."""
    result = run(*arguments)
    assert isinstance(result.exception, ReaderError)
    sentence = str(result.exception)
    assert "\n" not in sentence
    return sentence


def test_where_names_the_database(news: Path, tmp_path: Path) -> None:
    assert run("where", news).output == f"{news}/.reader/reader.db\n"
    assert run("where", news / "one.txt").output == f"{news}/.reader/reader.db\n"
    assert run("where", tmp_path).output == f"{tmp_path}/.reader/reader.db (not made yet)\n"
    assert run("where", "--store", "postgresql://huda:secret@db/news").output.count("secret") == 0


def test_backup_check_and_restore(news: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    assert run("backup", news, "-o", copy).output == f"{copy}\n"
    assert run("check", copy).output == "Nothing is wrong.\n"
    with Workspace.open(where(news), who="هدى") as workspace:
        tag(workspace, load_all([str(news / "one.txt")])[0][0].article, "المدنيين", "group")
    assert "is kept in" in run("restore", copy, news).output
    assert "المدنيين" not in run("history", news).output
    assert "exists already" in refused("backup", news, "-o", copy)
    assert "there is no workspace" in refused("restore", tmp_path / "none.db", news)


def test_backup_without_a_name_goes_into_this_folder(news: Path, tmp_path: Path) -> None:
    made = Path(run("backup", news).output.strip())
    assert (tmp_path / made).is_file()


def test_check_lists_what_is_wrong_and_exits_with_1(news: Path) -> None:
    with sqlite3.connect(where(news)) as database:
        database.execute("UPDATE annotations SET quotes = '{\"\": \"موسكو\"}' WHERE layer = 'خالد'")
    result = run("check", news)
    assert result.exit_code == 1
    assert "خالد" in result.output
    assert "does not lie over the text that was tagged" in result.output


def test_agree_compares_those_who_have_read_an_article(news: Path) -> None:
    output = run("agree", news).output
    assert output.startswith("1 article, ")
    rows = [line.split() for line in output.splitlines()]
    assert ["خالد", "/", "هدى", "place", "0.000", "0.000", "0.000", "0", "2"] in rows
    assert ["خالد", "/", "هدى", "organization", "0.000", "0.000", "0.000", "1", "0"] in rows
    assert output == run("agree", news, "--layers", "هدى,خالد").output
    assert output == run("agree", news / "one.txt").output
    assert output == run("agree", news, "--article", "تتعهد").output


def test_who_found_nothing_in_what_is_flagged_as_done_is_compared(news: Path) -> None:
    one = load_all([str(news / "one.txt")])[0][0].article
    with Workspace.open(where(news), who="ليلى") as workspace:
        workspace.apply(
            article_marks.set_flag(workspace.authorship(one.id), article_marks.ReadingState(), article_marks.Flag.DONE)
        )
    rows = [line.split() for line in run("agree", news, "--layers", "هدى,ليلى").output.splitlines()]
    assert ["ليلى", "/", "هدى", "place", "0.000", "0.000", "0.000", "0", "2"] in rows


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["agree", "--layers", "هدى,ليلى"], "ليلى: there is no such layer; these articles have: خالد, هدى."),
        (["agree", "--article", "two.txt"], "there is nothing to compare"),
        (["agree", "--article", "لا شيء"], "no article of this workspace is called that"),
        (["adjudicate", "--layers", "هدى"], "two layers are needed"),
        (["adjudicate", "--as", "هدى", "--layers", "هدى,خالد"], "needs a layer of its own"),
        (["adjudicate", "--article", "two.txt"], "two layers are needed"),
        (["adjudicate"], "needs a terminal"),
        (["export"], "name one with --layer: خالد, هدى"),
        (["export", "--layer", "ليلى"], "there is no such layer"),
        (["export", "--layer", "هدى", "--format", "brat"], "name the folder"),
        (["export", "--layer", "هدى", "-o", "news/one.txt/x"], "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(news: Path, arguments: list[str], part: str) -> None:
    command, *options = arguments
    assert part in refused(command, news, *options)


@pytest.mark.parametrize("command", ["check", "backup", "agree", "history", "adjudicate", "export"])
def test_no_workspace_is_made_where_there_is_none(command: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "there is no workspace" in refused(command, tmp_path / "empty")
    assert list((tmp_path / "empty").iterdir()) == []
    assert "there is no" in refused(command, tmp_path / "nowhere")


def test_a_text_that_changed_is_not_known(news: Path) -> None:
    (news / "one.txt").write_text(ONE + "تتمة", encoding="utf-8")
    assert "does not know this text yet" in refused("history", news / "one.txt")


def test_history_is_a_line_an_action(news: Path) -> None:
    lines = run("history", news).output.splitlines()
    assert [line.split("  ")[0] for line in lines[:1]] == ["when"]
    assert [line[21:] for line in lines[1:]] == [
        "هدى   هدى    tagged «روسيا» as Place         روسيا تتعهد",
        "هدى   هدى    tagged «حلب» as Place           روسيا تتعهد",
        "هدى   هدى    tagged «مصر» as Place           خبر آخر",
        "خالد  خالد   tagged «روسيا» as Organization  روسيا تتعهد",
    ]
    assert len(run("history", news, "--layer", "خالد").output.splitlines()) == 2


def test_export_as_json_lines_can_be_opened_again(news: Path, tmp_path: Path) -> None:
    row = json.loads(run("export", news / "one.txt", "--layer", "هدى").output)
    assert [entity["text"] for entity in row["entities"]] == ["روسيا", "حلب"]
    run("export", news, "--layer", "هدى", "-o", tmp_path / "out.jsonl")
    loaded, errors = load_all([str(tmp_path / "out.jsonl")])
    assert errors == []
    assert [len(each.annotations) for each in loaded] == [2, 1]


def test_export_for_brat_can_be_opened_again(news: Path, tmp_path: Path) -> None:
    run("export", news, "--layer", "هدى", "--format", "brat", "-o", tmp_path / "brat")
    names = sorted(path.name for path in (tmp_path / "brat").iterdir())
    assert names == ["annotation.conf", "one.ann", "one.txt", "two.ann", "two.txt", "visual.conf"]
    loaded, _ = load_all([str(tmp_path / "brat")])
    assert [[each.span.of(one.article.text) for each in one.annotations] for one in loaded] == [
        ["روسيا", "حلب"],
        ["مصر"],
    ]


def test_export_as_conll(news: Path) -> None:
    output = run("export", news / "one.txt", "--layer", "خالد", "--format", "conll").output
    assert "روسيا\tB-organization\n" in output


def test_an_adjudicated_layer_is_exported_by_itself(news: Path) -> None:
    article = load_all([str(news / "one.txt")])[0][0].article
    with Workspace.open(where(news), who="adjudicated") as workspace:
        tag(workspace, article, "حلب", "place")
    row = json.loads(run("export", news / "one.txt").output)
    assert [entity["text"] for entity in row["entities"]] == ["حلب"]


def test_tables_keep_their_columns_with_marks_and_wide_characters() -> None:
    table = write_table([("فَيْرُوس", "1", "x"), ("日本", "22", "y\u202e")], right=[1])
    assert table == "فَيْرُوس   1  x\n日本   22  y\\u202e\n"
    assert [width(word) for word in ("فَيْرُوس", "日本")] == [5, 4]


def test_a_broken_label_file_is_named_and_the_command_still_answers(tmp_path, monkeypatch):
    """Figures and history speak of the user's own labels; a broken file costs a sentence, not the answer."""
    import subprocess
    import sys

    settings = tmp_path / "settings" / "arabic-reader"
    settings.mkdir(parents=True)
    (settings / "labels.toml").write_text("[broken\n", encoding="utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    from reader.journal import tagging
    from reader.model import Article, Span
    from reader.store.workspace import Workspace

    news = tmp_path / "news"
    news.mkdir()
    article = Article("زار موسكو", source=str(news / "a.txt"))
    with Workspace.open(news / ".reader" / "reader.db", who="x") as workspace:
        workspace.remember(article)
        workspace.apply(tagging.tag(workspace.authorship(article.id), Span(4, 9), "place"))
    done = subprocess.run(
        [sys.executable, "-m", "reader", "history", str(news)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert "labels.toml" in done.stderr
    assert "موسكو" in done.stdout


@pytest.fixture
def changed(news: Path) -> Path:
    """The folder after one.txt has got a further sentence: what هدى said came along, what خالد said did not yet."""
    (news / "one.txt").write_text(ONE + "وقالت مصر نعم.\n", encoding="utf-8")
    one = next(each.article for each in load_all([str(news)])[0] if each.article.source.endswith("one.txt"))
    with Workspace.open(where(news), who="هدى") as workspace:
        earlier = workspace.remember(one)
        assert earlier is not None
        workspace.carry_over(earlier, one.id)
    return news


def test_an_export_says_which_articles_it_leaves_out(news: Path) -> None:
    with Workspace.open(where(news), who="سارة") as workspace:
        three = Article("زار موسكو", source=str(news / "three.txt"))
        workspace.remember(three)
        workspace.apply(tagging.tag(workspace.authorship(three.id), Span(4, 9), "place"))
    done = run("export", news, "--layer", "سارة")
    assert len(done.stdout.splitlines()) == 1
    assert "1 article of 3 exported, from the layer سارة; for the others name one with --layer: " in done.stderr
    assert "exported, from" not in run("export", news / "one.txt", "--layer", "هدى").stderr


def test_a_changed_file_is_exported_once(changed: Path) -> None:
    done = run("export", changed, "--layer", "هدى")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert sorted(Path(row["doc"]).name for row in rows) == ["one.txt", "two.txt"]
    assert sum(len(row["entities"]) for row in rows) == 3
    assert "1 earlier text of a changed file is left out; --earlier takes it along." in done.stderr
    everything = run("export", changed, "--layer", "هدى", "--earlier")
    assert len(everything.stdout.splitlines()) == 3
    assert "left out" not in everything.stderr


def test_an_earlier_text_is_there_for_who_names_it(changed: Path) -> None:
    with Workspace.open(where(changed), who="هدى") as workspace:
        (superseded,) = (each.article for each in workspace.articles() if each.is_superseded)
    assert len(run("export", changed, "--layer", "هدى", "--article", superseded[:8]).stdout.splitlines()) == 1


def test_agreement_and_decisions_are_counted_over_what_files_hold_now(changed: Path) -> None:
    # Both have read the earlier text, and only one of them the present one.
    done = run("agree", changed)
    assert done.exit_code != 0
    assert "earlier" in done.stderr
    assert run("agree", changed, "--earlier").stdout.startswith("1 article")


def test_rows_that_moved_to_other_lines_are_no_earlier_texts(news: Path) -> None:
    one, two = Article("أول", source="rows.jsonl:1"), Article("ثان", source="rows.jsonl:1")
    with Workspace.open(where(news), who="هدى") as workspace:
        workspace.remember_all([one])
        workspace.remember_all([two])
        assert not any(each.is_superseded for each in workspace.articles())


def everything(folder: Path) -> dict[str, bytes]:
    return {str(each.relative_to(folder)): each.read_bytes() for each in sorted(folder.rglob("*")) if each.is_file()}


@pytest.mark.parametrize(
    ("form", "target"),
    [
        ("jsonl", ".reader/reader.db"),
        ("conll", ".reader/reader.db-wal"),
        ("jsonl", "one.txt"),
        ("conll", "two.txt"),
        ("jsonl", "one.ann"),
        ("brat", "."),
    ],
)
def test_export_writes_over_nothing_that_is_precious(news: Path, form: str, target: str) -> None:
    (news / "one.ann").write_text("T1\tperson 0 5\tروسيا\n", encoding="utf-8")
    before = everything(news)
    refused("export", news, "--layer", "هدى", "--format", form, "-o", news / target)
    assert everything(news) == before
    refused("export", news / "one.txt", "--layer", "هدى", "-o", news / "one.txt")
    assert everything(news) == before


def test_an_export_leaves_rows_that_name_their_texts_and_may_be_repeated(news: Path) -> None:
    (news / "rows.jsonl").write_text('{"doc": "one", "path": "one.txt"}\n', encoding="utf-8")
    before = everything(news)
    for form in ("jsonl", "conll"):
        refused("export", news, "--layer", "هدى", "--format", form, "-o", news / "rows.jsonl")
    assert everything(news) == before
    for form in ("jsonl", "conll"):
        for _ in range(2):
            done = run("export", news, "--layer", "هدى", "--format", form, "-o", news / f"out.{form}")
            assert done.exit_code == 0


def test_an_export_that_fails_leaves_what_an_earlier_one_wrote(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "out.jsonl"
    assert run("export", news, "--layer", "هدى", "-o", output).exit_code == 0
    before = output.read_bytes()

    def fail(self: Workspace, article: str) -> Article | None:
        if article == Article(TWO).id:
            raise ReaderError("the disk cannot be read.")
        return article_of(self, article)

    article_of = Workspace.find_article
    monkeypatch.setattr(Workspace, "find_article", fail)
    refused("export", news, "--layer", "هدى", "-o", output)
    assert output.read_bytes() == before
    refused("export", news, "--layer", "هدى", "--format", "brat", "-o", tmp_path / "brat")
    assert list((tmp_path / "brat").iterdir()) == []


@pytest.mark.parametrize("ending", ["", "-wal", "-shm", "-journal"])
def test_a_backup_is_not_put_where_a_workspace_is(news: Path, ending: str) -> None:
    refused("backup", news, "-o", f"{where(news)}{ending}")
    assert [each.name for each in where(news).parent.iterdir()] == ["reader.db"]
