"""Writes a report to its file, or to its folder of pages: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from reader.labels import LabelSet
from reader.library.entity_pages.alias_groups import AliasGroups
from reader.library.index.library_index import LibraryIndex
from reader.outputs import Outputs
from reader.report.page_links import ARTICLES
from reader.report.report_contents import ReportContents
from reader.report.report_docx import write_docx
from reader.report.report_markdown import write_markdown
from reader.report.report_page import PageMaker, ReportHead
from reader.report.report_target import ReportFormat, ReportTarget


def write_report(
    contents: ReportContents,
    head: ReportHead,
    target: ReportTarget,
    *,
    index: LibraryIndex,
    who: str,
    labels: LabelSet,
    sources: Iterable[str],
) -> None:
    """Write a report; ReaderError where that cannot be done. `who` is the analyst as whom it was gathered."""
    with Outputs(sources) as outputs:
        match target.form:
            case ReportFormat.MARKDOWN:
                outputs.write(target.path, write_markdown(contents, head, labels))
            case ReportFormat.WORD:
                outputs.write_bytes(target.path, lambda file: write_docx(contents, head, labels, file))
            case ReportFormat.HTML:
                group_of = AliasGroups(index, who=who).group_of
                maker = PageMaker(contents, head, labels, group_of=group_of)
                if not target.is_folder:
                    outputs.write(target.path, maker.whole())
                    return
                for name, pieces in maker.folder():
                    outputs.write(target.path / name, pieces)
    if target.is_folder:
        _remove_older(target.path / ARTICLES, len(contents.articles))


def _remove_older(folder: Path, last: int) -> None:
    """Remove the pages that a longer report has left in the folder."""
    for page in folder.glob("*.html"):
        if page.stem.isdecimal() and page.stem.isascii() and int(page.stem) > last:
            with suppress(OSError):
                page.unlink()


def list_sources(index: LibraryIndex) -> Iterator[str]:
    """The files of the articles in a library, which no report overwrites."""
    return (source for (source,) in index.connection.execute("SELECT DISTINCT source FROM articles") if source)
