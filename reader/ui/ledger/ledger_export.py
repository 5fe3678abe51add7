"""Writes the entries that are listed to a file whose name is asked for: CSV, or a workbook of Excel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from textual.app import App

from reader.errors import ReaderError, shown
from reader.labels import LabelSet
from reader.library.index.library_index import LibraryIndex
from reader.library.ledger.entry import Entry
from reader.library.ledger.ledger import Ledger
from reader.library.ledger.ledger_columns import Columns, LedgerLine
from reader.library.ledger.ledger_sheets import draw_csv, draw_xlsx
from reader.library.ledger.ledger_wording import Language
from reader.load.formats import is_known
from reader.outputs import Outputs
from reader.ui.ledger.ledger_thread import LedgerThread
from reader.ui.widgets.arabic_text import notify
from reader.ui.widgets.asking import AskScreen
from reader.ui.widgets.choice_menu import Choice, ChoiceMenu
from reader.wording import counted, say

_USUAL, _USUAL_FOR_PAGES = "~/ledger.xlsx", "ledger.xlsx"
_ENDINGS = (".xlsx", ".csv")


class LedgerExport:
    """Asks for a file and writes entries to it, in the ledger's thread."""

    def __init__(self, app: App[None], thread: LedgerThread, labels: LabelSet, *, language: Callable[[], str]) -> None:
        self._app = app
        self._thread = thread
        self._labels = labels
        self._language = language
        self._last = ""
        """The name that was given last; empty before."""

    async def show(self, entries: Sequence[Entry]) -> None:
        """Ask for a file, and write the entries to it."""
        title = counted(
            len(entries), "Write {number} entry to (.xlsx, .csv)", "Write {number} entries to (.xlsx, .csv)"
        )
        is_page = self._app.is_web
        proposed = self._last or (_USUAL_FOR_PAGES if is_page else _USUAL)
        name = await self._app.push_screen_wait(AskScreen(title, proposed, does=say("writes")))
        if not (name and name.strip()):
            return
        self._last = name.strip()
        target = Path(Path(self._last).name) if is_page else Path(self._last).expanduser()
        if target.suffix.lower() not in _ENDINGS:
            said = say("{path}: end the name with .xlsx or .csv.", path=shown(target))
            notify(self._app, said, severity="error")
            return
        if is_page:
            # A page's files belong where its analyst sits, and never on the server's disk.
            self._thread.put(partial(self._hand_over, tuple(entries), target.name))
            return
        if target.exists():
            choices = [Choice(say("Replace it"), "r"), Choice(say("Leave it"), "l")]
            question = say("{name} exists", name=shown(target.name))
            if await self._app.push_screen_wait(ChoiceMenu(question, choices, at=1)) != 0:
                return
        self._thread.put(partial(self._write, tuple(entries), target))

    def _hand_over(self, entries: Sequence[Entry], name: str, ledger: Ledger) -> None:
        with TemporaryDirectory() as folder:
            target = Path(folder) / name
            self._write(entries, target, ledger)
            if target.is_file():
                deliver = partial(self._app.deliver_binary, BytesIO(target.read_bytes()), save_filename=name)
                self._app.call_later(deliver)

    def _write(self, entries: Sequence[Entry], target: Path, ledger: Ledger) -> None:
        try:
            write_entries(entries, target, ledger.index, Columns(self._labels, _read_language(self._language())))
        except ReaderError as error:
            self._app.call_later(partial(notify, self._app, str(error), severity="error", timeout=10))
        else:
            said = counted(
                len(entries),
                "{number} entry written to {path}.",
                "{number} entries written to {path}.",
                path=shown(target.name if self._app.is_web else target),
            )
            self._app.call_later(partial(notify, self._app, said))


def write_entries(entries: Sequence[Entry], target: Path, index: LibraryIndex, columns: Columns) -> None:
    """Write a line for each entry; ReaderError where the file must not be written or cannot be."""
    rows = index.connection.execute("SELECT id, place, source FROM articles").fetchall()
    places = {article: place for article, place, _ in rows}
    sources = {source for _, _, source in rows}
    folder = target.resolve().parent
    if is_known(target.name) and any(Path(source).resolve().parent == folder for source in sources if source):
        raise ReaderError(
            say("{path}: here it would be read as articles the next time; name another folder.", path=shown(target))
        )
    lines = [LedgerLine(entry, entry.rows, places.get(entry.head.article, "")) for entry in entries]

    def write(file: IO[bytes]) -> None:
        if target.suffix.lower() == ".xlsx":
            draw_xlsx(lines, columns, file, by_entry=True)
        else:
            pieces = draw_csv(lines, columns, by_entry=True)
            file.writelines(piece.encode("utf-8", "replace") for piece in pieces)

    with Outputs(sources) as outputs:
        outputs.write_bytes(target, write)


def _read_language(named: str) -> Language:
    return "english" if named == "english" else "arabic" if named == "arabic" else "both"
