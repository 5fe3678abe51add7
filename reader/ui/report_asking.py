"""Asks for the file of a report on the articles that are listed, and writes it in a thread."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from textual.app import App

from reader.errors import ReaderError, shown
from reader.labels import LabelSet
from reader.ui.library_lookups import LibraryLookups, Looked
from reader.ui.widgets.arabic_text import notify
from reader.ui.widgets.asking import AskScreen
from reader.ui.widgets.choice_menu import Choice, ChoiceMenu

_USUAL = "~/report.html"


class ReportAsking:
    """Asks where a report is to be written, and writes it."""

    def __init__(self, app: App[None], lookups: LibraryLookups, labels: LabelSet, *, paths: Sequence[str]) -> None:
        """`paths` are those of the library; there are none where its articles are all that is known of it."""
        self._app = app
        self._lookups = lookups
        self._labels = labels
        self._paths = paths
        self._last = _USUAL
        """The file that was named last."""

    async def ask(self, articles: Collection[str]) -> None:
        """Ask for a file, and write a report on the articles with these ids to it."""
        from reader.report.report_target import choose_target, word_question

        if not self._lookups.has_index:
            return
        name = await self._app.push_screen_wait(AskScreen(word_question(len(articles)), self._last, does="writes"))
        if not (name and name.strip()):
            return
        self._last = name.strip()
        written = str(Path(self._last).expanduser()) + ("/" if self._last.endswith("/") else "")
        try:
            target = choose_target(written, None)
        except ReaderError as error:
            notify(self._app, str(error), severity="error", timeout=10)
            return
        if target.path.is_file():
            choices = [Choice("Replace it · استبداله", "r"), Choice("Leave it · تركه", "l")]
            question = f"{shown(target.path.name)} exists · الملف موجود"
            if await self._app.push_screen_wait(ChoiceMenu(question, choices, at=1)) != 0:
                return
        self._lookups.find("report", partial(self._write, frozenset(articles), written), self._show)

    def _write(self, articles: frozenset[str], written: str, looked: Looked) -> tuple[str, bool]:
        """Write the report, in a thread: a sentence that says so, or why it cannot be done, and whether it was done."""
        from reader.report.contents_gathering import gather
        from reader.report.report_choice import ReportChoice, name_library
        from reader.report.report_page import ReportHead
        from reader.report.report_target import check_report_target, choose_target, word_written
        from reader.report.report_writing import list_sources, write_report

        index, who = looked.index, looked.ledger.who
        target = choose_target(written, None)
        sources = list(list_sources(index))
        folders = {str(Path(source).parent) for source in sources if Path(source).is_file()}
        try:
            check_report_target(target, folders=folders, sources=sources)
            head = ReportHead(name_library(self._paths or sorted(folders)), "", None, date.today())
            contents = gather(index, ReportChoice(articles=articles), who=who, labels=self._labels, today=head.today)
            write_report(contents, head, target, index=index, who=who, labels=self._labels, sources=sources)
        except ReaderError as error:
            return str(error), False
        return word_written(len(contents.articles), target), True

    def _show(self, said: tuple[str, bool]) -> None:
        sentence, is_written = said
        notify(self._app, sentence, severity="information" if is_written else "error", timeout=10)
