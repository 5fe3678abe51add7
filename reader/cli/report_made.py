"""Makes the report that `reader report` was asked for."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from reader.batch.progress import Progress
from reader.cli.refreshed_library import refreshed_library
from reader.errors import ReaderError, shown
from reader.labels import LabelSet
from reader.library.choosing import analyst
from reader.library.pictures.picture import COMMITMENTS
from reader.library.queries.query_parsing import parse_query
from reader.report.contents_gathering import gather
from reader.report.report_choice import ReportChoice, check_layer, name_library
from reader.report.report_page import ReportHead
from reader.report.report_target import ReportFormat, check_report_target, choose_target
from reader.report.report_writing import list_sources, write_report
from reader.wording import counted, say

LARGE = 10
"""From how many megabytes on one page is too much for a browser to open at once."""


def make_report(
    paths: Sequence[str],
    *,
    output: str,
    form: str | None,
    query: str | None,
    layer: str | None,
    engine: bool,
    store: str | None,
    labels: LabelSet,
) -> None:
    """Write a report on the library at the paths."""
    if engine and layer is not None:
        raise ReaderError(say("--engine and --layer name different annotations; give only one of them."))
    if layer is not None and not layer.strip():
        raise ReaderError(say("--layer needs the name of an analyst; --engine means the engine's proposals."))
    target = choose_target(output, form)
    folders = [path for path in paths if os.path.isdir(path)]
    check_report_target(target, folders=folders, sources=paths)
    choice = ReportChoice(
        query=None if query is None else parse_query(query, labels=labels), layer="" if engine else layer
    )
    head = ReportHead(name_library(paths), query or "", choice.layer, date.today())
    who = analyst()
    progress = Progress()

    def report(stage: str, done: int, total: int) -> None:
        if stage == "reports":
            progress.show(stage, done, total, noun=COMMITMENTS)
        else:
            progress.show(stage, done, total)

    with refreshed_library(paths, store=store, who=who, progress=progress) as index:
        check_layer(index, choice.layer)
        contents = gather(index, choice, who=who, labels=labels, today=head.today, report=report)
        progress.clear()
        sources = [*paths, *list_sources(index)]
        write_report(contents, head, target, index=index, who=choice.sees_as(who), labels=labels, sources=sources)
    if not target.is_folder and target.form is ReportFormat.HTML and (size := _megabytes(target.path)) > LARGE:
        progress.complain(
            say(
                "{name}: one page of {size} MB opens slowly; -o {folder} writes a page for each article.",
                name=shown(output),
                size=size,
                folder=shown(target.path.with_suffix("")) + "/",
            )
        )
    if contents.unread and not choice.layer:
        progress.complain(
            counted(
                contents.unread,
                "The engine has not read {number} of the articles; `reader index {paths}` lets it.",
                "The engine has not read {number} of the articles; `reader index {paths}` lets it.",
                paths=" ".join(map(shown, paths)),
            )
        )


def _megabytes(path: Path) -> int:
    try:
        return path.stat().st_size // 1_000_000
    except OSError:
        return 0
