"""Names the states of articles."""

from __future__ import annotations

from reader.journal.article_marks import Flag
from reader.wording import either

_NAMES = {
    Flag.UNREAD: ("unread", "غير مقروء"),
    Flag.READ: ("read", "مقروء"),
    Flag.IN_PROGRESS: ("in progress", "قيد العمل"),
    Flag.DONE: ("done", "منجز"),
}


def name_flag(flag: Flag) -> str:
    """The name of a state in the language of the interface."""
    return either(*_NAMES[flag])
