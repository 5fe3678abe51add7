"""What stands in the README and in docs/ is true: commands run, links lead somewhere, generated pages are in step."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from feed_server import FeedServer, item, page, rss, sends
from loopback_server import ChatServer, answers
from pty_session import PtySession

from reader.model import Article

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
READER = f"{sys.executable} -m reader"


def commands(page: Path) -> list[str]:
    """The `reader …` commands that a page shows, without the words that explain them."""
    shown = re.findall(r"^    (?:[^\n#]*\| )?reader\b[^\n]*", page.read_text(encoding="utf-8"), re.MULTILINE)
    return [re.split(r"\s{2,}", line.strip())[0] for line in shown]


COMMANDS = sorted({command for page in PAGES for command in commands(page)})


@pytest.fixture
def folder_of_news(tmp_path: Path) -> Path:
    """A folder with what the commands name."""
    text = "عنوان الخبر\n\nتعهدت روسيا بحماية المدنيين.\n"
    (tmp_path / "news").mkdir()
    for name in ("FILE", "article.txt", "news/one.txt"):
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "report.html").write_text(
        f"<html><body><article><p>{text * 5}</p></article></body></html>", encoding="utf-8"
    )
    row = {"doc": "gone.txt", "sha256": "", "entities": [], "commitments": []}
    (tmp_path / "annotated.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    (tmp_path / "gold.jsonl").write_text(json.dumps(row | {"doc": "article.txt"}) + "\n", encoding="utf-8")
    (tmp_path / "corpus.conll").write_text("زار O\nموسكو B-LOC\n\n" * 20, encoding="utf-8")
    with gzip.open(tmp_path / "corpus.jsonl.gz", "wt", encoding="utf-8") as rows:
        rows.write(json.dumps({"title": "عنوان", "text": text}) + "\n")
    with gzip.open(tmp_path / "annotated.jsonl.gz", "wt", encoding="utf-8") as rows:
        rows.write(json.dumps(row | {"doc": "news/one.txt", "sha256": Article(text).id, "text": text}) + "\n")
    make_workspace(tmp_path)
    return tmp_path


def make_workspace(folder_of_news: Path) -> None:
    """Let two analysts tag the article in news/ differently, one accept a proposal and save a query; copy it all."""
    from reader.journal.tagging import accept, tag
    from reader.library.queries.saved_queries import SavedQuery, save_query
    from reader.load import load_all
    from reader.model import Annotation, Span
    from reader.store.backups import backup
    from reader.store.location import where
    from reader.store.workspace import Workspace

    place = where(folder_of_news / "news")
    article = load_all([str(folder_of_news / "news" / "one.txt")])[0][0].article
    at = article.text.index("روسيا")
    for name, label in (("huda", "place"), ("khaled", "organization")):
        with Workspace.open(place, who=name) as workspace:
            workspace.remember(article)
            desk_there = workspace.authorship(article.id)
            workspace.apply(tag(desk_there, Span(at, at + len("روسيا")), label))
            if name == "huda":
                save_query(workspace, SavedQuery("موسكو", "روسيا"))
                workspace.apply(accept(desk_there, Annotation(Span(0, 5), "misc", source="names", rule="list")))
    backup(place, folder_of_news / "backup.db")


def make_import(folder_of_news: Path) -> None:
    """A file of annotations, which is imported already under one name."""
    from reader.cli.exporting import export_layers
    from reader.labels import default_labels
    from reader.library.importing.importing_file import import_file

    news, file = str(folder_of_news / "news"), folder_of_news / "huda.jsonl"
    options = {"all_layers": False, "without_text": False, "article": "", "earlier": False, "output": str(file)}
    labels = default_labels()
    assert not list(
        export_layers(news, None, form="native", layer="huda", labels=labels, complain=pytest.fail, **options)  # type: ignore[arg-type]
    )
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("READER_ANALYST", "huda")
        import_file(file, news, None, name="first-try", form=None, labels=labels, complain=pytest.fail)


def test_the_pages_that_show_commands_are_read() -> None:
    showing = [str(page.relative_to(ROOT)) for page in PAGES if commands(page)]
    assert showing == [
        "README.md",
        "docs/annotate.md",
        "docs/evaluate.md",
        "docs/exchange.md",
        "docs/first-hour.md",
        "docs/guide/analysts.md",
        "docs/guide/arabic.ar.md",
        "docs/guide/arabic.md",
        "docs/guide/browser.md",
        "docs/guide/entities.md",
        "docs/guide/export-import.md",
        "docs/guide/feeds.md",
        "docs/guide/first-article.md",
        "docs/guide/learn.md",
        "docs/guide/ledger.md",
        "docs/guide/report.md",
        "docs/guide/search.md",
        "docs/learning.md",
        "docs/ledger.md",
        "docs/library.md",
        "docs/llm.md",
        "docs/report.md",
        "docs/serve.md",
        "docs/workspace.md",
    ]


@pytest.fixture(scope="module")
def model() -> Iterator[str]:
    """The settings of a server with a model that finds nothing, for the commands that ask one."""
    with ChatServer(answers({"entities": [], "commitments": []})) as server:
        yield f"READER_LLM_SERVER={server.address} READER_LLM_MODEL=m PYTHON_KEYRING_BACKEND=keyring.backends.null.Keyring"


@pytest.fixture(scope="module")
def feed() -> Iterator[str]:
    """The settings of a user with a feed."""
    with FeedServer({"/rss": sends(rss([item(1)])), "/page/1": page(1)}) as server:
        yield f'[feeds]\nagency = "{server.address}/rss"\n'


@pytest.mark.parametrize("command", [command for command in COMMANDS if "://" not in command])
def test_a_command_that_is_shown_runs(command: str, folder_of_news: Path, model: str, feed: str) -> None:
    (folder_of_news / "config.toml").write_text(feed, encoding="utf-8")
    if " import " in command:
        make_import(folder_of_news)
    line = re.sub(r"\breader\b(?!\.)", READER, command, count=1)
    # Alone, it opens the folder it is in.
    folder = folder_of_news / "news" if command == "reader" else folder_of_news
    you = f"READER_ANALYST=huda READER_CONFIG='{folder_of_news}/config.toml' no_proxy=127.0.0.1"
    script = f"cd '{folder}' && export XDG_CONFIG_HOME='{folder_of_news}/config' XDG_DATA_HOME='{folder_of_news}/data' {you} {model} && {line}"
    with PtySession(["bash", "-c", script], columns=120, rows=30) as session:
        if re.search(
            r"reader (?:--lang ar )?(render|doctor|completion|config|annotate|evaluate|where|check|backup|restore|agree|history|export|explain|learn|index|search|ledger|picture|pull|report|import)",
            command,
        ):
            assert session.wait_for_exit(seconds=60) == 0
        elif "reader serve" in command:
            session.wait_for(lambda session: session.shows("Ctrl-C ends it"))
            session.press("ctrl+c")
            assert session.wait_for_exit() == 0
        else:
            # The last word of the line of keys, as it is drawn.
            quits = "ﺝﻭﺮﺧ" if "--lang ar" in command else "quit"
            session.wait_for(lambda session: session.shows(quits))
            session.press("q")
            assert session.wait_for_exit() == 0


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_to_files_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_keys_page_is_what_the_registry_says() -> None:
    from reader.ui.key_reference import keys_page

    assert (ROOT / "docs" / "keys.md").read_text(encoding="utf-8") == keys_page()


def test_the_test_command_in_the_readme_is_the_one_that_continuous_integration_runs() -> None:
    assert "sed -n '/<!-- tests -->/" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    found = re.search(r"<!-- tests -->\s+(.+)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert found is not None
    assert found[1].endswith("uv run pytest -n 4")


def test_importing_the_core_loads_neither_the_interface_nor_anything_heavy() -> None:
    heavy = (
        "textual",
        "rich",
        "camel_tools",
        "torch",
        "numpy",
        "trafilatura",
        "pandas",
        "onnxruntime",
        "openai",
        "keyring",
    )
    code = f"import sys, reader.reading.session, reader.load, reader.annotate.pipeline; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_starting_the_interface_loads_nothing_heavy() -> None:
    heavy = ("camel_tools", "torch", "numpy", "trafilatura", "pandas", "onnxruntime", "pydantic", "openai", "keyring")
    code = f"import sys, reader.__main__, reader.ui.app, reader.ui.opening; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
