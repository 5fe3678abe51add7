"""Prints the figures of a picture: a table with bars, or CSV for a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from reader.arabic.words import fold
from reader.errors import ReaderError, shown
from reader.exchange.formula_guard import write_csv
from reader.labels import LabelSet
from reader.layout.text_table import write_table
from reader.library.choosing import analyst
from reader.library.entity_pages.entity_finding import is_name
from reader.library.index.refreshing import refreshed_index
from reader.library.pictures.commitments_over_time import Aspect
from reader.library.pictures.picture import Picture, PictureKind, PictureMaker
from reader.library.pictures.weeks_and_months import Period
from reader.outlets import print_drawn, write_data
from reader.ui.terminal.printing import find_medium
from reader.wording import countable, counted, language_in_force, number, say, sayable, written_digits

_BAR = 20
"""The longest bar, in cells."""
_BLOCKS = " ▏▎▍▌▋▊▉█"
_NOT_COUNTED = {
    PictureKind.TIMELINE: countable(
        "Not counted: {number} commitment without a date.", "Not counted: {number} commitments without a date."
    ),
    PictureKind.DEADLINES: countable(
        "Not counted: {number} commitment open without a deadline that could be read.",
        "Not counted: {number} commitments open without a deadline that could be read.",
    ),
    PictureKind.WHO: countable(
        "Not counted: {number} commitment without both parties, or with others than these.",
        "Not counted: {number} commitments without both parties, or with others than these.",
    ),
    PictureKind.MENTIONS: countable(
        "Not counted: {number} mention in articles without a date.",
        "Not counted: {number} mentions in articles without a date.",
    ),
}


def print_picture(
    paths: Sequence[str],
    *,
    kind: str,
    by: str,
    of: str,
    names: Sequence[str],
    today: date | None,
    form: str,
    store: str | None,
    labels: LabelSet,
    complain: Callable[[str], None],
) -> None:
    """Print a picture of the library at the paths as figures."""
    who = analyst()
    with refreshed_index(paths or (".",), store=store, who=who, complain=complain) as index:
        folded = [" ".join(fold(name).split()) for name in names]
        for name, written in zip(folded, names, strict=True):
            if not is_name(index, name):
                raise ReaderError(
                    say(
                        "{written}: no entity of this library has this name; write it as the list of entities does.",
                        written=shown(written),
                    )
                )
        maker = PictureMaker(index, who=who, labels=labels)
        made = maker.make(PictureKind(kind), by=Period(by), of=Aspect(of), names=folded, today=today)
    if form == "csv":
        write_data("".join(write_csv(_list_rows(made, labels))))
    elif any(made.table.totals):
        print_drawn(_draw(made, labels))
    else:
        complain(say("There is nothing to count; `reader index` lets the engine read articles that it has not read."))
    _remark(made, complain)


def _draw(made: Picture, labels: LabelSet) -> str:
    heading, *rows = _list_rows(made, labels, in_arabic=language_in_force() == "ar")
    named = 2 if made.kind is PictureKind.WHO else 1
    totals = [sum(int(str(cell)) for cell in row[named:]) for row in rows]
    most = max(totals)
    drawn = [[*(say(str(cell)) for cell in heading), *([say("total")] if len(heading) > named + 1 else []), ""]]
    for row, total in zip(rows, totals, strict=True):
        counts = [
            number(int(str(cell))) if cell else "·"
            for cell in (*row[named:], *([total] if len(row) > named + 1 else []))
        ]
        drawn.append([*(written_digits(str(cell)) for cell in row[:named]), *counts, _bar(total, most)])
    return write_table(drawn, right=range(named, len(drawn[0]) - 1), medium=find_medium())


def _list_rows(made: Picture, labels: LabelSet, *, in_arabic: bool = False) -> Iterator[list[object]]:
    """The figures with their heading; pairs are listed, the most frequent first, since a matrix is too wide."""
    table = made.table
    if made.kind is PictureKind.WHO:
        yield [sayable("committer"), sayable("counterparty"), sayable("commitments")]
        pairs = [
            (count, row, column)
            for row, counts in zip(table.rows, table.counts, strict=True)
            for column, count in zip(table.columns, counts, strict=True)
            if count
        ]
        for count, row, column in sorted(pairs, key=lambda pair: -pair[0]):
            yield [row, column, count]
        return
    first = sayable("due") if made.kind is PictureKind.DEADLINES else sayable("period")
    yield [first, *(_name_column(column, made, labels, in_arabic=in_arabic) for column in table.columns)]
    for row, counts in zip(table.rows, table.counts, strict=True):
        yield [row, *counts]


def _name_column(column: str, made: Picture, labels: LabelSet, *, in_arabic: bool) -> str:
    is_type = made.kind is PictureKind.DEADLINES or (made.kind is PictureKind.TIMELINE and made.of is Aspect.TYPE)
    if not is_type:
        return column
    return labels.named(column).arabic if in_arabic else labels.named(column).english


def _bar(count: int, most: int) -> str:
    eighths = round(count / most * _BAR * 8) if most else 0
    full, rest = divmod(max(eighths, 1 if count else 0), 8)
    return "█" * full + _BLOCKS[rest].strip()


def _remark(made: Picture, complain: Callable[[str], None]) -> None:
    if made.seen_from is not None:
        complain(
            say(
                "Deadlines are looked at from {day}; --on DATE chooses another day.",
                day=written_digits(made.seen_from.isoformat()),
            )
        )
    if left_out := made.table.left_out:
        complain(counted(left_out, *_NOT_COUNTED[made.kind]))
