"""`reader index` as it is typed: what it says, its exit codes, Ctrl-C, and several processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from library.indexes import CITIES, make_folder, titles, write_news, write_rows
from pty_session import PtySession

from reader.cli.command_line import app
from reader.errors import ReaderError
from reader.library.index.builder_claim import claimed
from reader.library.index.library_index import LibraryIndex, index_place
from reader.model import Article


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return make_folder(tmp_path / "news", CITIES[:4])


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(app, list(map(str, arguments)))
    if result.exception is not None and not isinstance(result.exception, SystemExit | ReaderError):
        raise result.exception
    return result


def proposals(news: Path) -> list[tuple[object, ...]]:
    with LibraryIndex(index_place([str(news)])) as index:
        rows = "SELECT id, label, start, end, score FROM annotations JOIN articles ON articles.number = article"
        return sorted(index.connection.execute(rows).fetchall())


def test_it_says_what_the_index_holds_and_that_nothing_is_new(news: Path) -> None:
    place = index_place([str(news)])
    assert run("index", news, "--no-engine").output == (
        f"{place}: 4 articles, 4 new, 4 without proposals of the engine.\n"
    )
    assert run("index", news, "--no-engine").output.startswith(f"{place}: 4 articles, 0 new")


def test_one_process_and_two_come_to_the_same(news: Path) -> None:
    assert run("index", news).exit_code == 0
    one = proposals(news)
    assert {label for _, label, *_ in one} >= {"pledge", "place"}
    index_place([str(news)]).unlink()
    command = [sys.executable, "-m", "reader", "index", str(news), "--jobs", "2"]
    assert subprocess.run(command, check=True, capture_output=True, text=True).stderr == ""
    assert proposals(news) == one


def test_what_cannot_be_read_is_told_each_time_with_exit_code_2(news: Path) -> None:
    write_rows(news / "rows.jsonl", ['{"text": "cut'])
    for _ in range(2):
        result = run("index", news, "--no-engine")
        assert result.exit_code == 2
        assert "rows.jsonl, line 1: this is not valid JSON" in result.output
    (news / "rows.jsonl").unlink()
    assert run("index", news, "--no-engine").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere"], "nowhere: there is no such file; check the name."),
        (
            ["news", "--from", "nowhere.jsonl"],
            "nowhere.jsonl: there is no such file; name a file that `reader annotate`",
        ),
        (["news", "--from", "bad.parquet"], "bad.parquet: not a file that `reader annotate` wrote"),
    ],
)
def test_a_bad_path_is_one_sentence(
    tmp_path: Path, news: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    (tmp_path / "bad.parquet").write_bytes(b"PAR1 but no more")
    monkeypatch.chdir(tmp_path)
    result = run("index", "--no-engine", *arguments)
    assert said in result.output + str(result.exception)
    assert result.exit_code == 2 or isinstance(result.exception, ReaderError)


def test_a_folder_without_files_may_have_the_articles_of_a_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    assert "the folder has no file with a known ending" in run("index", folder, "--no-engine").output
    text = write_news("حلب")
    row = {"doc": "a.txt", "sha256": Article(text).id, "text": text, "entities": [], "commitments": []}
    monkeypatch.chdir(tmp_path)
    write_rows(tmp_path / "run.jsonl", [row])
    for options in (["--from", "run.jsonl"], ["--no-engine"]):
        result = run("index", folder, *options)
        assert (result.exit_code, result.output.count("\n")) == (0, 1)
    assert run("search", "روسيا", folder, "--count").output == "1\n"


def test_a_second_builder_and_an_index_that_cannot_be_written_are_refused(news: Path) -> None:
    run("index", news, "--no-engine")
    with claimed(index_place([str(news)])):
        assert "another program is building this index" in str(run("index", news).exception)
    with LibraryIndex(index_place([str(news)])) as index:
        index.connection.execute("PRAGMA user_version = 99")
    assert str(run("index", news).exception).endswith("update the reader, or remove the file.")


def test_a_workspace_alone_has_the_articles_that_were_worked_on(news: Path) -> None:
    from reader.journal.article_marks import Flag, set_flag
    from reader.load import load_all
    from reader.store.location import where
    from reader.store.workspace import Workspace

    with Workspace.open(where(news), who="هدى") as workspace:
        for each in load_all([str(news)])[0]:
            workspace.remember(each.article)
        state = workspace.reading_state(each.article.id)
        workspace.apply(set_flag(workspace.authorship(each.article.id), state, Flag.DONE))
    assert run("index", where(news), "--no-engine").exit_code == 0
    with LibraryIndex(index_place([str(where(news))])) as index:
        assert titles(index) == [(each.article.title, 1)]


def test_ctrl_c_ends_it_with_a_sentence_and_it_goes_on_later(tmp_path: Path) -> None:
    many = make_folder(tmp_path / "many", [f"قرية {number}" for number in range(400)])
    with PtySession([sys.executable, "-m", "reader", "index", str(many)], columns=100, rows=20) as session:
        session.wait_for(lambda session: session.shows("engine: "))
        session.press("ctrl+c")
        assert session.wait_for_exit() == 130
        assert session.shows("interrupted; what is done is kept, and the same command goes on")
    with LibraryIndex(index_place([str(many)])) as index:
        done = index.connection.execute("SELECT count(*) FROM articles WHERE engine IS NOT NULL").fetchone()[0]
    assert 0 < done < 400


def test_a_killed_run_with_several_processes_leaves_none_behind(tmp_path: Path) -> None:
    many = make_folder(tmp_path / "many", [f"قرية {number}" for number in range(200)])
    process = subprocess.Popen([sys.executable, "-m", "reader", "index", str(many), "--jobs", "2"])
    with LibraryIndex(index_place([str(many)])) as index:
        end = time.monotonic() + 100
        while not index.connection.execute("SELECT count(*) FROM articles WHERE engine IS NOT NULL").fetchone()[0]:
            assert time.monotonic() < end
            time.sleep(0.1)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert children
    end = time.monotonic() + 30
    while any(os.path.exists(f"/proc/{child}/exe") for child in children):
        assert time.monotonic() < end
        time.sleep(0.1)
