"""Decides where toasts are on a screen: far from the caret, and over none of the lines that are being worked in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from typing import Protocol, cast

from textual.notifications import Notification
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets._toast import Toast, ToastRack

from reader.layout import LinePlace
from reader.reading.session import Session

_LAST_LINES = 2
"""The number of rows at the end of the article's pane that toasts leave free."""
_BARS = (
    "TourStrip, SearchBar, RoleBar, StatusLine, KeyLine, FilterLine, "
    "#adjudication-progress, #library-summary, #library-details"
)
_COLUMNS = "TakeColumns"
_HEADING = 2
"""The number of rows at the top of the columns of an adjudication that name the keys."""
_IN_DIALOGS = "Label, Input, ArabicInput, NotesInput"
"""What dialogs are answered in, and what names their keys."""


class _Row(Protocol):
    place: LinePlace | None


class _SeenRows(Protocol):
    rows: tuple[_Row, ...]


class _ArticlePane(Protocol):
    session: Session
    window: _SeenRows


def lift_toasts(screen: Screen[object]) -> None:
    """Move a screen's toasts to where they cover neither the caret nor a line that names or takes keys."""
    standing = list(screen.app._notifications)
    if not standing or not screen.is_attached:
        return
    height = screen.size.height
    caret = _find_caret(screen)
    wanted = sum(map(count_lines, standing))
    spared = set(_spare(screen, caret))
    room = find_room(height, spared | set(_avoid(screen)), wanted=wanted, far_from=caret)
    if len(room) < wanted:
        room = find_room(height, spared, wanted=wanted, far_from=caret)
    for rack in screen.query(ToastRack):
        rack.styles.margin = (room.start, 0, 0, 0)
        rack.styles.max_height = max(len(room), 1)
        _show_newest(rack, len(room))


def _show_newest(rack: ToastRack, room: int) -> None:
    """Show as many toasts as there is room for, and none in part unless it is the only one."""
    for at, holder in enumerate(reversed(rack.children)):
        room -= sum(count_lines(toast._notification) for toast in holder.query(Toast))
        holder.display = at == 0 or room >= 0


def count_lines(notification: Notification) -> int:
    """The number of lines that a toast takes."""
    return notification.message.count("\n") + 1 + bool(notification.title)


def find_room(height: int, spared: Collection[int], *, wanted: int, far_from: int) -> range:
    """The rows for toasts on a screen of a height: as many as wanted if they are free together, or else the most.

    Of several places, the one farthest from a row is taken, the upper one of two that are equally far.
    """
    gaps = [_spanned(rows) for is_free, rows in groupby(range(height), lambda row: row not in spared) if is_free]
    wide = [gap for gap in gaps if len(gap) >= wanted] or sorted(gaps, key=len)[-1:]
    places = [place for gap in wide for place in (gap[:wanted], gap[-wanted:])]
    return max(places, key=lambda place: min(abs(row - far_from) for row in place), default=range(0))


def _spanned(rows: Iterable[int]) -> range:
    listed = list(rows)
    return range(listed[0], listed[-1] + 1)


def _find_caret(screen: Screen[object]) -> int:
    """The row in which the analyst is working: the caret's or the field's, or else the one in the middle."""
    for pane in screen.query("ArticleView"):
        window = cast(_ArticlePane, pane)
        place = window.session.layout.place_of(window.session.caret)
        found = [at for at, row in enumerate(window.window.rows) if row.place == place]
        if found:
            return pane.region.y + found[0]
    focused = screen.focused
    return focused.region.y if focused is not None else screen.size.height // 2


def _spare(screen: Screen[object], caret: int) -> Iterator[int]:
    """The rows that are never covered."""
    yield caret
    for pane in screen.query("ArticleView"):
        yield from range(pane.region.bottom - _LAST_LINES, pane.region.bottom)
    for columns in screen.query(_COLUMNS):
        yield from range(columns.region.y, columns.region.y + _HEADING)
    shown = screen.query(_IN_DIALOGS if isinstance(screen, ModalScreen) else f"{_BARS}, {_IN_DIALOGS}")
    yield from _rows(each for each in shown if each.display)


def _avoid(screen: Screen[object]) -> Iterator[int]:
    """The rows of a dialog's box or of columns, which are covered only if there is not enough room beside them."""
    return _rows(screen.query("Screen > Vertical" if isinstance(screen, ModalScreen) else _COLUMNS))


def _rows(widgets: Iterable[Widget]) -> Iterator[int]:
    for each in widgets:
        yield from range(each.region.y, each.region.bottom)
