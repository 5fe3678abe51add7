"""Libraries that reports are written of: a small one with everything in it, and a hostile one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from click.testing import CliRunner
from library.ledger_library import ARTICLES, HUDA, PLEDGED, PROPOSALS
from library.small_library import commitment, mention

from reader.cli.command_line import app
from reader.exchange.jsonl import write_row
from reader.journal.ledger_marks import Bearing, Outcome
from reader.library.index.refreshing import refreshed_index
from reader.library.ledger.ledger import Ledger
from reader.library.ledger.saying import accept_entry, say_outcome, take_evidence, write_note
from reader.model import Annotation, Article, Span
from reader.store.location import where
from reader.store.workspace import Workspace
from reader.wording import Language, use_language

SCRIPT = "<script>window.hurt=1</script>"
IMAGE = '"><img src=x onerror="window.hurt=1">'
ENDS = "</style></title></textarea></script><b>"
BRACES = "{{7*7}}{% raw %}${7*7}"
ADDRESS = "javascript:window.hurt=1"
TURNED = "\u202eتنعكس\u2066"
HOSTILE = f"{SCRIPT}{IMAGE}{ENDS}{BRACES}{TURNED}\x00\x1b[31m\ud800"

_BODY = f"تعهدت روسيا {HOSTILE} بسحب قواتها من حلب قبل نهاية العام.\n\n{ADDRESS} {HOSTILE}"


def hostile_articles() -> list[tuple[Article, list[Annotation]]]:
    """Articles in which every string tries to get out of the page."""
    annotations = [
        replace(mention(_BODY, "روسيا", "place", f"روسيا{HOSTILE}"), rule=HOSTILE),
        mention(_BODY, "حلب", f"label{HOSTILE}"),
        replace(
            commitment(
                _BODY, "تعهدت", "pledge", committer=f"روسيا {HOSTILE}", action="بسحب قواتها", **{HOSTILE: "حلب"}
            ),
            note=HOSTILE,
        ),
    ]
    fields = (("url", ADDRESS), ("publisher", f"دار{HOSTILE}"))
    first = Article(_BODY, f"عنوان{HOSTILE}", "a.txt", "2017-01-10", fields)
    second = Article("نص آخر", f"'{IMAGE}", "b.txt", "2017-01-11", (("url", "https://example.org/\" onclick='x'"),))
    return [(first, annotations), (second, [])]


def write_library(folder: Path, rows: Sequence[tuple[Article, Sequence[Annotation]]]) -> Path:
    """A folder with these articles and what the engine proposes for them."""
    folder.mkdir()
    lines = []
    for article, proposed in rows:
        row = json.loads(write_row(article, proposed))
        # A lone surrogate is written as an escape.
        lines.append(json.dumps(row) + "\n")
    (folder / "rows.jsonl").write_text("".join(lines), encoding="utf-8")
    return folder


def small_library(folder: Path) -> Path:
    """Four articles with two commitments, one of which هدى has accepted, and said to be kept, with evidence."""
    news = write_library(folder, [(each, PROPOSALS[each]) for each in ARTICLES])
    with (
        refreshed_index([str(news)], who=HUDA, complain=print) as index,
        Workspace.open(where(news), who=HUDA) as workspace,
    ):
        ledger = Ledger(index, who=HUDA)
        ledger.group_all()
        entry = next(each for each in ledger.entries() if each.head.article == PLEDGED.id)
        workspace.apply(accept_entry(workspace, entry, index=index))
        workspace.apply(say_outcome(workspace, entry, Outcome.KEPT, index=index))
        workspace.apply(write_note(workspace, entry, "كما في الخبر", index=index))
        workspace.apply(take_evidence(workspace, entry, Span(0, 5), ARTICLES[-1].id, Bearing.KEPT, index=index))
    return news


def write_report(*arguments: str | Path, language: Language = "en") -> str:
    """Run `reader report`, and return what it prints to people."""
    use_language(language)
    try:
        result = CliRunner().invoke(app, ["report", *map(str, arguments)])
    finally:
        use_language("en")
    if result.exception is not None:
        raise result.exception
    return result.output
