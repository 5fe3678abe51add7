"""Decides how what a picture counts apart is named and drawn: each has an ink, and a shade where inks repeat."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from reader.journal.ledger_marks import Outcome
from reader.labels import LabelSet
from reader.library.pictures.commitments_over_time import Aspect
from reader.library.pictures.deadlines_ahead import LATER, OVERDUE
from reader.library.pictures.picture import Picture, PictureKind
from reader.wording import either, say, sayable, written_digits

SHADES = "█▓▒░"
"""The characters of columns."""
_OUTCOMES = {
    Outcome.OPEN: ("Open", "مفتوح", "$accent"),
    Outcome.KEPT: ("Kept", "نُفّذ", "$success"),
    Outcome.BROKEN: ("Broken", "أُخلّ به", "$error"),
    Outcome.WITHDRAWN: ("Withdrawn", "سُحب", "$warning"),
    Outcome.UNKNOWN: ("Unknown", "غير معروف", "$muted"),
}
_ROWS = {OVERDUE: sayable("overdue"), LATER: sayable("later")}
_INKS = tuple(f"$label-{name}-colour" for name in ("place", "group", "person", "organization", "quantity", "date"))
"""The inks of entities that are compared."""


@dataclass(frozen=True, slots=True)
class Series:
    """What a picture counts apart."""

    name: str
    ink: str
    shade: str


def list_series(picture: Picture, labels: LabelSet, *, is_colourless: bool) -> tuple[Series, ...]:
    """The series of a picture, in the order of its columns; without colours, all differ in shade."""
    used: Counter[str] = Counter()
    found = []
    for at, column in enumerate(picture.table.columns):
        name, ink = _name(picture, column, labels, at)
        key = "" if is_colourless else ink
        found.append(Series(name, ink, SHADES[used[key] % len(SHADES)]))
        used[key] += 1
    return tuple(found)


def name_row(row: str, kind: PictureKind) -> str:
    """The name of a row: somebody's, a period with the digits of the interface, or what lies outside the periods."""
    if kind is PictureKind.WHO:
        return row
    return say(_ROWS[row]) if row in _ROWS else written_digits(row)


def _name(picture: Picture, column: str, labels: LabelSet, at: int) -> tuple[str, str]:
    if picture.kind in (PictureKind.MENTIONS, PictureKind.WHO):
        return column, _INKS[at % len(_INKS)]
    if picture.kind is PictureKind.TIMELINE and picture.of is Aspect.OUTCOME:
        english, arabic, ink = _OUTCOMES[Outcome(column)]
        return either(english, arabic), ink
    label = labels.named(column)
    return either(label.english, label.arabic), f"$label-{label.colour}-colour"
