"""Turns an analyst's marks on an article as a whole - flag, bookmark, tag, note, position - into operations."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from reader.journal.ledger_marks import read_ledger_mark
from reader.journal.operations import LEDGER_KINDS, Authorship, Operation, OperationKind, Value, operation
from reader.wording import sayable


class Flag(StrEnum):
    """How far the reading of an article has come."""

    UNREAD = sayable("unread")
    READ = sayable("read")
    IN_PROGRESS = sayable("in progress")
    DONE = sayable("done")


@dataclass(frozen=True, slots=True, order=True)
class Bookmark:
    """A place to come back to."""

    offset: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class ReadingState:
    """An analyst's marks on an article, with the position of the caret."""

    position: int = 0
    """The caret's offset, in code points."""
    flag: Flag = Flag.UNREAD
    bookmarks: tuple[Bookmark, ...] = ()
    """The bookmarks, in text order."""
    tags: tuple[str, ...] = ()
    """The tags, in alphabetical order."""
    note: str = ""


def keep_position(authorship: Authorship, state: ReadingState, offset: int) -> tuple[Operation, ...]:
    """Record the caret's offset; return no operations if it is recorded already."""
    return _set(authorship, OperationKind.POSITION, "", state.position or None, offset or None)


def set_flag(authorship: Authorship, state: ReadingState, flag: Flag) -> tuple[Operation, ...]:
    """Record how far the reading has come."""
    was, wanted = (None if each is Flag.UNREAD else each.value for each in (state.flag, flag))
    return _set(authorship, OperationKind.FLAG, "", was, wanted)


def set_bookmark(authorship: Authorship, state: ReadingState, offset: int, name: str = "") -> tuple[Operation, ...]:
    """Put a bookmark at an offset, or give the one there another name."""
    was = next((each.name for each in state.bookmarks if each.offset == offset), None)
    return _set(authorship, OperationKind.BOOKMARK, str(offset), was, name)


def remove_bookmark(authorship: Authorship, state: ReadingState, offset: int) -> tuple[Operation, ...]:
    """Remove the bookmark at an offset."""
    was = next((each.name for each in state.bookmarks if each.offset == offset), None)
    return _set(authorship, OperationKind.BOOKMARK, str(offset), was, None)


_BETWEEN_TAGS = r"\s,،;؛#"


def split_tags(written: str, known: Iterable[str] = ()) -> tuple[str, ...]:
    """The tags in a text, each once: spaces and commas, Latin and Arabic, stand between them, and # may begin them.

    A `known` tag stays whole even if one of these characters is in it.
    """
    whole = "|".join(re.escape(tag) for tag in sorted(known, key=len, reverse=True) if tag)
    either = f"(?:{whole})(?![^{_BETWEEN_TAGS}])|" if whole else ""
    return tuple(dict.fromkeys(re.findall(f"(?<![^{_BETWEEN_TAGS}])(?:{either}[^{_BETWEEN_TAGS}]+)", written)))


def add_tag(authorship: Authorship, state: ReadingState, tag: str) -> tuple[Operation, ...]:
    """Put a tag on the article."""
    return _set(authorship, OperationKind.TAG, tag, True if tag in state.tags else None, True)


def remove_tag(authorship: Authorship, state: ReadingState, tag: str) -> tuple[Operation, ...]:
    """Take a tag off the article."""
    return _set(authorship, OperationKind.TAG, tag, True if tag in state.tags else None, None)


def write_remark(authorship: Authorship, state: ReadingState, note: str) -> tuple[Operation, ...]:
    """Write the note on the article."""
    return _set(authorship, OperationKind.REMARK, "", state.note or None, note or None)


def _set(
    authorship: Authorship, kind: OperationKind, key: str, before: Value | None, after: Value | None
) -> tuple[Operation, ...]:
    return () if before == after else (operation(authorship, kind, key, before, after),)


def gather(marks: Iterable[tuple[str, str, object]]) -> ReadingState:
    """The reading state that marks make up, each given as its kind, key and value; see `read_mark`.

    Marks of the ledger are ignored.
    """
    position, flag, note = 0, Flag.UNREAD, ""
    bookmarks: list[Bookmark] = []
    tags: list[str] = []
    for kind, key, value in marks:
        if kind in LEDGER_KINDS:
            continue
        match read_mark(kind, key, value):
            case Flag() as flag:
                pass
            case Bookmark() as bookmark:
                bookmarks.append(bookmark)
            case int(position):
                pass
            case str(said) if kind == OperationKind.REMARK:
                note = said
            case _:
                tags.append(key)
    return ReadingState(position, flag, tuple(sorted(bookmarks)), tuple(sorted(tags)), note)


def read_mark(kind: str, key: str, said: object) -> Flag | Bookmark | int | str:
    """The value of a mark; ValueError if it is invalid.

    It is a flag, a bookmark, the caret's offset, the note, the tag, or what a mark of the ledger says.
    """
    match OperationKind(kind):
        case each if each in LEDGER_KINDS:
            return read_ledger_mark(each, key, said)
        case OperationKind.FLAG if isinstance(said, str):
            return Flag(said)
        case OperationKind.POSITION if type(said) is int and said >= 0:
            return said
        case OperationKind.REMARK if isinstance(said, str):
            return said
        case OperationKind.BOOKMARK if isinstance(said, str) and key.isascii() and key.isdecimal():
            return Bookmark(int(key), said)
        case OperationKind.TAG:
            return key
    raise ValueError(f"{said!r} is not a {kind}")


def play_marks(state: ReadingState, operations: Iterable[Operation]) -> ReadingState:
    """The reading state after operations; those on annotations and of the ledger are ignored."""
    for each in operations:
        if each.is_mark and each.kind not in LEDGER_KINDS:
            state = _play(state, each)
    return state


def _play(state: ReadingState, operation: Operation) -> ReadingState:
    key, after = operation.key, operation.after
    mark = None if after is None else read_mark(operation.kind, key, after)
    match operation.kind:
        case OperationKind.POSITION:
            return replace(state, position=mark if isinstance(mark, int) else 0)
        case OperationKind.FLAG:
            return replace(state, flag=mark if isinstance(mark, Flag) else Flag.UNREAD)
        case OperationKind.REMARK:
            return replace(state, note=mark if isinstance(mark, str) else "")
        case OperationKind.BOOKMARK:
            others = [each for each in state.bookmarks if each.offset != int(key)]
            marked = [*others, mark] if isinstance(mark, Bookmark) else others
            return replace(state, bookmarks=tuple(sorted(marked)))
        case OperationKind.TAG:
            tags = {*state.tags, key} if mark is not None else {*state.tags} - {key}
            return replace(state, tags=tuple(sorted(tags)))
        case _:
            return state
