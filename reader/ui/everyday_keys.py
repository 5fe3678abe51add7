"""Lists the ten keys with which an analyst works all day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual.content import Content

from reader.settings.definitions import Config
from reader.ui.actions.action import Action
from reader.ui.bindings import keys_of
from reader.ui.key_reference import name_in_both
from reader.ui.mirroring import interface_base
from reader.ui.reading.reading_order import arrange, put_at_start
from reader.ui.widgets.arabic_text import shaped
from reader.wording import either

_LABELS = "label"
"""Stands for the keys of all labels."""
_EVERYDAY = (
    ("move.screen_down", "Read on", "متابعة القراءة"),
    ("annotation.next", "Next tag", "الوسم التالي"),
    ("review.accept", "Accept", "قبول"),
    ("review.reject", "Reject", "رفض"),
    (_LABELS, "Tag, relabel", "وسم وتغييره"),
    ("tag.commitment", "Commitment", "التزام"),
    ("tag.role", "Fill a role", "ملء دور"),
    ("search.open", "Search", "بحث"),
    ("article.next", "Next article", "المقال التالي"),
    ("tag.undo", "Undo", "تراجع"),
)
_LAST_KEY = ("move.screen_down",)
"""The actions whose last key lies nearer to the hand than their first."""
_COLUMN = 34
"""The least width of a column, in cells."""
_KEYS_WIDTH = 5


def list_everyday(actions: Iterable[Action], config: Config, width: int) -> Content:
    """The keys of every day with what they do, in two columns if there is room for them."""
    by_name = {action.name: action for action in actions}
    columns = 2 if width >= 2 * _COLUMN else 1
    room = width // columns
    cells = [
        _draw(_name_keys(name, by_name, config), either(english, arabic), room) for name, english, arabic in _EVERYDAY
    ]
    base = interface_base()
    title = put_at_start(shaped(f" {either('Every day', 'كل يوم')} ", width=width).stylize("bold reverse"), width, base)
    rows = -(-len(cells) // columns)
    lines = (put_at_start(arrange(cells[at::rows], base, divider=""), width, base) for at in range(rows))
    return Content("\n").join([title, *lines, Content("")])


def _name_keys(name: str, by_name: Mapping[str, Action], config: Config) -> str:
    if name == _LABELS:
        labels = (action for action in by_name.values() if action.name.startswith(f"{_LABELS}."))
        keys = [key for action in labels for key in keys_of(action, config)[:1]]
        numbers = sorted(int(key) for key in keys if key.isdecimal())
        rest = sorted(key for key in keys if not key.isdecimal())
        is_row = len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1
        return " ".join([f"{numbers[0]}–{numbers[-1]}", *rest] if is_row else [*map(str, numbers), *rest])
    keys_there = keys_of(by_name[name], config)
    named = name_in_both(keys_there[-1:] if name in _LAST_KEY else keys_there)
    return "⌫" if named == "backspace" else named


def _draw(keys: str, does: str, room: int) -> Content:
    base = interface_base()
    named = put_at_start(shaped(keys, base="ltr").stylize("bold"), _KEYS_WIDTH, base)
    line = arrange([named, shaped(does, base=base, width=room - _KEYS_WIDTH - 1)], base, divider=" ")
    return put_at_start(line, room, base)
