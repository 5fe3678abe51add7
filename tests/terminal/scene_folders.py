"""Lays out the folder of articles that a scene shows, and says how the reader is started on it."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from pathlib import Path

from feed_server import LONG, FeedServer, rss, sends
from scenes import PROMISES, Articles, Scene

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
LIBRARY = Path(__file__).with_name("small_library.jsonl")
"""Articles of our own, for the pictures of the list."""
ANALYST = "سارة"
OTHERS = ("huda", "khaled")
PROMPT = "$ "


@dataclass(frozen=True, slots=True)
class Start:
    """A command with the variables that it needs; it is run in the folder that holds the articles."""

    command: Sequence[str]
    environment: dict[str, str]


def lay_out(articles: Articles, folder: Path) -> None:
    """Make the folder `news` in a folder, with the articles and what the reader keeps beside them."""
    news = folder / "news"
    match articles:
        case "sample":
            shutil.copytree(SEEDS, news)
        case "library":
            news.mkdir(parents=True)
            shutil.copy(LIBRARY, news)
            build = [sys.executable, "-m", "reader", "index", str(news)]
            environment = os.environ | _environment(folder) | {"READER_INDEX": "text"}
            subprocess.run(build, env=environment, check=True, stdout=subprocess.DEVNULL)
            _save_searches(news)
        case "team":
            news.mkdir(parents=True)
            for name, line in zip(
                ("crossing", "envoy"), LIBRARY.read_text(encoding="utf-8").splitlines(), strict=False
            ):
                (news / f"{name}.txt").write_text(json.loads(line)["text"], encoding="utf-8")
            _let_two_analysts_tag(news)
        case "feed":
            news.mkdir(parents=True)
            _pull_a_feed(news, _environment(folder))


def start_of(scene: Scene, folder: Path) -> Start:
    """How the program of a scene is started, once `lay_out` has made its folder."""
    environment = _environment(folder) | {"READER_LANG": scene.language}
    if scene.articles == "library":
        environment["READER_INDEX"] = "text"
    if scene.theme:
        environment["READER_THEME"] = scene.theme
    if scene.script:
        return Start(["bash", "-c", _shown(scene.script)], environment)
    words = scene.command.split() or ["news"]
    return Start([sys.executable, "-m", "reader", *words], environment)


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: str(folder / "home") for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    return {"READER_ANALYST": ANALYST, "PYTHONPATH": str(ROOT), **kept}


def _shown(script: str) -> str:
    """A script that prints each of its lines before what the line prints, and then keeps the window open."""
    reader = f'reader() {{ {shlex.quote(sys.executable)} -m reader "$@"; }}'
    lines = [f"printf '%s\\n' {shlex.quote(PROMPT + line)}; {line}; echo" for line in script.splitlines()]
    return "; ".join([reader, *lines, f"printf {shlex.quote(PROMPT)}", 'touch "${READY:-/dev/null}"', "sleep 600"])


def _save_searches(news: Path) -> None:
    from reader.library.queries.saved_queries import SavedQuery, save_query
    from reader.store.location import where
    from reader.store.workspace import Workspace

    with Workspace.open(where(news), who=ANALYST) as workspace:
        for name, query in (("وعود ومطالب", PROMISES), ("المعبر", '~"فتح المعبر"')):
            save_query(workspace, SavedQuery(name, query))


def _pull_a_feed(news: Path, environment: dict[str, str]) -> None:
    rows = [json.loads(line) for line in LIBRARY.read_text(encoding="utf-8").splitlines()[-4:]]
    with FeedServer() as server:
        for number, row in enumerate(rows):
            server.pages[f"/{number}"] = sends(_page(row), "text/html; charset=utf-8")
        server.pages["/rss"] = sends(rss([_item(row, number) for number, row in enumerate(rows)]))
        settings = news.parent / "settings.toml"
        settings.write_text(f'[feeds]\nagency = "{server.address}/rss"\n', encoding="utf-8")
        pull = [sys.executable, "-m", "reader", "pull", "agency", "--into", str(news)]
        ways = {"READER_CONFIG": str(settings), "no_proxy": "127.0.0.1"}
        subprocess.run(pull, env=os.environ | environment | ways, check=True, stdout=subprocess.DEVNULL)


def _page(row: dict[str, str]) -> str:
    title, text = escape(row["title"]), escape(row["text"])
    return f"<html><body><article><h1>{title}</h1><p>{text}</p><p>{LONG}.</p></article></body></html>"


def _item(row: dict[str, str], number: int) -> str:
    day = format_datetime(datetime.fromisoformat(row["date"]).replace(tzinfo=UTC))
    title = escape(row["title"])
    return f"<item><title>{title}</title><link>/{number}</link><guid>{number}</guid><pubDate>{day}</pubDate></item>"


def _let_two_analysts_tag(news: Path) -> None:
    from reader.journal.tagging import tag
    from reader.load import load_all
    from reader.model import Span
    from reader.store.location import where
    from reader.store.workspace import Workspace

    articles = [each.article for each in load_all([str(news)])[0]]
    tags = {
        OTHERS[0]: [("الحكومة", "organization"), ("تتعهد", "pledge"), ("سمير الحلبي", "person"), ("الطرفين", "group")],
        OTHERS[1]: [("الحكومة", "group"), ("تتعهد", "pledge"), ("وزير الداخلية سمير الحلبي", "person")],
    }
    for who, wanted in tags.items():
        with Workspace.open(where(news), who=who) as workspace:
            for article in articles:
                workspace.remember(article)
                desk = workspace.authorship(article.id)
                for words, label in wanted:
                    if (at := article.text.find(words)) >= 0:
                        workspace.apply(tag(desk, Span(at, at + len(words)), label))
