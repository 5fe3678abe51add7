"""Decides what is written where: which format a report has, and which files and folders it may be written to."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from reader.errors import ReaderError, shown
from reader.load.formats import is_known
from reader.outputs import check_target
from reader.report.page_links import INDEX
from reader.wording import counted, say

MADE_BY = "arabic-reader-report"
"""What the index of a report in a folder holds, so that it is known again."""
_HEAD = 4096


class ReportFormat(StrEnum):
    """A format of reports."""

    HTML = "html"
    MARKDOWN = "md"
    WORD = "docx"


_OF_ENDING = {
    ".html": ReportFormat.HTML,
    ".htm": ReportFormat.HTML,
    ".md": ReportFormat.MARKDOWN,
    ".docx": ReportFormat.WORD,
}


@dataclass(frozen=True, slots=True)
class ReportTarget:
    """Where a report is written, and as what."""

    path: Path
    form: ReportFormat
    is_folder: bool = False
    """Whether it is a folder of pages."""


def choose_target(output: str, form: str | None) -> ReportTarget:
    """What the name of an output means: an ending names the format, a / at the end or a folder means pages in it."""
    path = Path(output)
    if output.endswith(("/", os.sep)) or path.is_dir():
        if form not in (None, ReportFormat.HTML):
            raise ReaderError(say("{name}: only pages are written to a folder; name a file.", name=shown(output)))
        return ReportTarget(path, ReportFormat.HTML, is_folder=True)
    if form is not None:
        return ReportTarget(path, ReportFormat(form))
    if path.suffix.lower() not in _OF_ENDING:
        raise ReaderError(
            say(
                "{name}: no format of reports has this ending; name a file with .html, .md or .docx, or a folder "
                "with a / at its end.",
                name=shown(output),
            )
        )
    return ReportTarget(path, _OF_ENDING[path.suffix.lower()])


def check_report_target(target: ReportTarget, *, folders: Iterable[str], sources: Iterable[str]) -> None:
    """ReaderError where a report would destroy something, or would be read as articles of one of the folders."""
    name = shown(target.path)
    place = target.path.resolve()
    if target.is_folder:
        if target.path.exists() and not target.path.is_dir():
            raise ReaderError(say("{name}: this is a file; name a folder.", name=name))
        if target.path.is_dir() and any(target.path.iterdir()) and not _is_report(target.path):
            raise ReaderError(say("{name}: this folder holds something else; name a new or empty folder.", name=name))
    check_target(target.path / INDEX if target.is_folder else target.path, sources=sources)
    is_read = target.is_folder or is_known(target.path.name)
    if is_read and any(place.is_relative_to(Path(folder).resolve()) for folder in folders):
        raise ReaderError(
            say("{name}: in this folder it would be read as articles the next time; name another folder.", name=name)
        )


def _is_report(folder: Path) -> bool:
    try:
        with (folder / INDEX).open(encoding="utf-8", errors="replace") as page:
            return MADE_BY in page.read(_HEAD)
    except OSError:
        return False


def word_question(articles: int) -> str:
    """The question for the file of a report on so many articles."""
    what = counted(articles, "Report on {number} article", "Report on {number} articles")
    return say("{what}: a file (.html, .md, .docx), or a folder with a / at its end", what=what)


def word_written(articles: int, target: ReportTarget) -> str:
    """That a report on so many articles is written."""
    return counted(
        articles,
        "A report on {number} article is written to {name}.",
        "A report on {number} articles is written to {name}.",
        name=shown(target.path),
    )
