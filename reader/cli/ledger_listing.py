"""Lists the ledger of a library: as a table, JSON Lines, CSV or a workbook of Excel."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import IO

from reader.batch.progress import Progress
from reader.cli.due_dates import read_due_day
from reader.cli.ledger_json import write_line
from reader.cli.refreshed_library import refreshed_library
from reader.errors import ReaderError, shown
from reader.labels import LabelSet
from reader.layout.medium import PIPE
from reader.library.choosing import analyst
from reader.library.index.library_index import LibraryIndex
from reader.library.ledger.entry import Entry
from reader.library.ledger.entry_order import Order
from reader.library.ledger.ledger import Ledger
from reader.library.ledger.ledger_columns import Columns, LedgerLine
from reader.library.ledger.ledger_row import LedgerRow
from reader.library.ledger.ledger_sheets import draw_csv, draw_table, draw_xlsx
from reader.library.ledger.ledger_wording import Language
from reader.library.pictures.picture import COMMITMENTS
from reader.library.queries.query_parsing import parse_query
from reader.library.queries.query_terms import Query
from reader.load.formats import is_known
from reader.outlets import print_drawn, write_data
from reader.outputs import Outputs, check_target
from reader.ui.terminal.printing import find_medium
from reader.wording import counted, language_in_force, say, sayable

_OF_ENDING = {".jsonl": "jsonl", ".csv": "csv", ".xlsx": "xlsx", ".txt": "table", "": "table"}


@dataclass(frozen=True, slots=True)
class LedgerChoice:
    """Which commitments are listed, and in what order."""

    where: Query | None
    due_by: date | None
    accepted_only: bool
    by_entry: bool
    order: Order


def list_ledger(
    paths: Sequence[str],
    *,
    form: str | None,
    output: str | None,
    where: str | None,
    due: str | None,
    overdue: bool,
    accepted: bool,
    entries: bool,
    order: Order,
    language: Language | None,
    store: str | None,
    labels: LabelSet,
) -> None:
    """Print or write the ledger of the library at the paths."""
    form = form or _find_form(output)
    today = date.today()
    wanted = LedgerChoice(
        None if where is None else parse_query(where, labels=labels),
        _read_due(due, overdue=overdue, today=today),
        accepted,
        entries,
        order,
    )
    target = None if output is None or output == "-" else Path(output)
    _check(form, target, paths)
    columns = Columns(labels, language or _find_language(form))
    who = analyst()
    progress = Progress()
    with refreshed_library(paths, store=store, who=who, progress=progress) as index:
        if not accepted and (sentence := _describe_unread(index, paths)):
            progress.complain(sentence)
        ledger = Ledger(index, who=who, labels=labels)
        if ledger.is_behind:
            ledger.group_all(
                report=lambda done, total: progress.show(sayable("reports"), done, total, noun=COMMITMENTS)
            )
            progress.clear()
        lines = list(_find_lines(ledger, index, wanted, today))
        if target is not None:
            with Outputs(paths) as outputs:
                outputs.write_bytes(target, lambda file: _write(lines, form, columns, file, wanted))
        elif form == "table":
            print_drawn(draw_table(lines, columns, find_medium()))
        else:
            for piece in _pieces(lines, form, columns, wanted):
                write_data(piece)


def _find_form(output: str | None) -> str:
    """The format that the ending of the file to write stands for."""
    ending = Path(output or "").suffix.lower()
    if ending not in _OF_ENDING:
        raise ReaderError(
            say(
                "{output}: no format has the ending {ending}; name a file with .csv, .xlsx, .jsonl or .txt, or "
                "give --format too.",
                output=shown(output),
                ending=shown(ending),
            )
        )
    return _OF_ENDING[ending]


def _read_due(due: str | None, *, overdue: bool, today: date) -> date | None:
    if overdue and due is not None:
        raise ReaderError(say("--overdue is the same as --due -1d; give only one of them."))
    if overdue:
        return today - timedelta(days=1)
    return None if due is None else read_due_day(due, today=today)


def _check(form: str, target: Path | None, paths: Sequence[str]) -> None:
    if target is None:
        if form == "xlsx":
            raise ReaderError(say("A workbook of Excel is not printed; name a file with -o FILE.xlsx."))
        return
    check_target(target, sources=paths)
    folders = [Path(path).resolve() for path in paths if os.path.isdir(path)]
    if is_known(target.name) and any(target.resolve().is_relative_to(folder) for folder in folders):
        raise ReaderError(
            say(
                "{target}: in this folder it would be read as articles the next time; name another folder.",
                target=shown(target),
            )
        )


def _find_language(form: str) -> Language:
    """That of the settings; a terminal has no room for both languages."""
    from reader.settings.config import load_config

    chosen = load_config().config.display.label_names
    if form == "table" and chosen == "both":
        return "arabic" if language_in_force() == "ar" else "english"
    return chosen


def _describe_unread(index: LibraryIndex, paths: Sequence[str]) -> str:
    """How many articles have no proposals, as a sentence with the remedy; empty if all have."""
    query = "SELECT count(*) FROM articles WHERE is_present = 1 AND engine IS NULL"
    (unread,) = index.connection.execute(query).fetchone()
    if not unread:
        return ""
    named = " ".join(map(shown, paths))
    return counted(
        unread,
        "Of {number} article, only what analysts have accepted is listed, since the engine has not read it; run "
        "`reader index {paths}`.",
        "Of {number} articles, only what analysts have accepted is listed, since the engine has not read them; run "
        "`reader index {paths}`.",
        paths=named,
    )


def _find_lines(ledger: Ledger, index: LibraryIndex, wanted: LedgerChoice, today: date) -> Iterator[LedgerLine]:
    chosen = ledger.entries(
        where=wanted.where,
        accepted_only=wanted.accepted_only,
        due_by=wanted.due_by,
        order=wanted.order,
        today=today,
    )
    places = dict(index.connection.execute("SELECT id, place FROM articles").fetchall())
    is_meant = ledger.matches(wanted.where)

    def line(entry: Entry, rows: tuple[LedgerRow, ...]) -> LedgerLine:
        return LedgerLine(entry, rows, places.get(rows[0].article, ""))

    for entry in chosen:
        if wanted.by_entry:
            yield line(entry, entry.rows)
            continue
        for row in entry.rows:
            if is_meant(entry, row) and (row.is_accepted or not wanted.accepted_only):
                yield line(entry, (row,))


def _pieces(lines: Sequence[LedgerLine], form: str, columns: Columns, wanted: LedgerChoice) -> Iterator[str]:
    if form == "csv":
        return draw_csv(lines, columns, by_entry=wanted.by_entry)
    return (write_line(line, with_reports=wanted.by_entry) for line in lines)


def _write(lines: Sequence[LedgerLine], form: str, columns: Columns, file: IO[bytes], wanted: LedgerChoice) -> None:
    if form == "xlsx":
        draw_xlsx(lines, columns, file, by_entry=wanted.by_entry)
        return
    pieces = [draw_table(lines, columns, PIPE)] if form == "table" else _pieces(lines, form, columns, wanted)
    file.writelines(piece.encode("utf-8", "replace") for piece in pieces)
