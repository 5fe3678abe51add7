"""Decides what the next key means: a choice, a digit of a count, the filler of a role, or a command.

The state is frozen. `take_key` holds all the rules: given a state and a key, it returns the next state and the outcome.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from reader.labels import Attribute, Role
from reader.model import Annotation
from reader.reading.review import Review
from reader.ui.keys import key_names

_MOST = 1_000
"""The highest count; a higher one is cut to it."""
_DIGITS = "0123456789"


@dataclass(frozen=True, slots=True)
class Idle:
    """The next key is a command."""


@dataclass(frozen=True, slots=True)
class Counting:
    """The next key is another digit, or the command to repeat that many times."""

    digits: str


@dataclass(frozen=True, slots=True)
class ChoosingType:
    """The next key chooses the type of a commitment."""

    labels: Mapping[str, str]
    """The name of each type by its key."""


@dataclass(frozen=True, slots=True)
class ChoosingSlot:
    """The next key chooses a role or an attribute of a commitment."""

    commitment: Annotation
    slots: Mapping[str, Role | Attribute]
    """The roles and attributes by their keys."""


Waiting: TypeAlias = Idle | Counting | ChoosingType | ChoosingSlot


@dataclass(frozen=True, slots=True)
class Picking:
    """A role that is being filled, while the caret can still move."""

    key: str
    """The commitment's key in the workspace."""
    commitment: Annotation
    """The commitment as it was when the role was chosen."""
    role: Role


@dataclass(frozen=True, slots=True)
class Pending:
    """Everything that decides what the next key means."""

    waiting: Waiting = Idle()
    picking: Picking | None = None
    review: Review | None = None

    @property
    def count(self) -> int:
        """The count that was typed; 1 if none was."""
        digits = self.waiting.digits if isinstance(self.waiting, Counting) else ""
        return max(1, min(int(digits or 1), _MOST))

    def without_count(self) -> Pending:
        """The state without the count, once that has been used."""
        return replace(self, waiting=Idle()) if isinstance(self.waiting, Counting) else self


@dataclass(frozen=True, slots=True)
class Passed:
    """The key has its usual meaning."""


@dataclass(frozen=True, slots=True)
class Waited:
    """The key has only changed the state."""


@dataclass(frozen=True, slots=True)
class RoleLeft:
    """The role stays as it is; the caret is to go back to the commitment."""

    picking: Picking


@dataclass(frozen=True, slots=True)
class SelectionLeft:
    """The selection is to be cleared."""


@dataclass(frozen=True, slots=True)
class HitsLeft:
    """The marks of the last search are to be cleared."""


@dataclass(frozen=True, slots=True)
class TypeChosen:
    """A type of commitments was chosen."""

    label: str


@dataclass(frozen=True, slots=True)
class SlotChosen:
    """A role or an attribute of a commitment was chosen."""

    commitment: Annotation
    slot: Role | Attribute


@dataclass(frozen=True, slots=True)
class RoleFilled:
    """The selection, or the text under the caret, is to fill the role."""

    picking: Picking


@dataclass(frozen=True, slots=True)
class RoleEmptied:
    """The role is to be emptied."""

    picking: Picking


Outcome: TypeAlias = (
    Passed | Waited | RoleLeft | SelectionLeft | HitsLeft | TypeChosen | SlotChosen | RoleFilled | RoleEmptied
)


def take_key(
    pending: Pending,
    key: str,
    *,
    bound_digits: Collection[str] = (),
    is_selected: bool = False,
    has_hits: bool = False,
) -> tuple[Pending, Outcome]:
    """Apply a key of any keyboard layout; `bound_digits` are the digits that have commands of their own."""
    match pending.waiting:
        case ChoosingType() | ChoosingSlot():
            return _choose(pending, lambda name: key in key_names(name))
    if key == "escape":
        return _leave_innermost(pending, is_selected=is_selected, has_hits=has_hits)
    if pending.picking is not None and key == "enter":
        return pending, RoleFilled(pending.picking)
    if pending.picking is not None and key in ("backspace", "delete"):
        return pending, RoleEmptied(pending.picking)
    return _take_digit(pending, key, bound_digits)


def _leave_innermost(pending: Pending, *, is_selected: bool, has_hits: bool) -> tuple[Pending, Outcome]:
    """Leave one level, the one that was entered last: each level outside it has its own press of the key."""
    if isinstance(pending.waiting, Counting):
        return replace(pending, waiting=Idle()), Waited()
    if pending.picking is not None:
        return replace(pending, picking=None), RoleLeft(pending.picking)
    if is_selected:
        return pending, SelectionLeft()
    if has_hits:
        return pending, HitsLeft()
    if pending.review is not None:
        return replace(pending, review=None), Waited()
    return pending, Passed()


def take_click(pending: Pending, key: str) -> tuple[Pending, Outcome]:
    """Apply a click in the role bar: on a key it does what the key does, elsewhere it leaves the role unfilled."""
    if isinstance(pending.waiting, ChoosingType | ChoosingSlot):
        return _choose(pending, lambda name: name == key)
    if pending.picking is not None and key == "enter":
        return pending, RoleFilled(pending.picking)
    if pending.picking is not None and key == "backspace":
        return pending, RoleEmptied(pending.picking)
    if pending.picking is not None:
        return replace(pending, picking=None), RoleLeft(pending.picking)
    return pending, Waited()


def _choose(pending: Pending, is_meant: Callable[[str], bool]) -> tuple[Pending, Outcome]:
    after = replace(pending, waiting=Idle())
    match pending.waiting:
        case ChoosingType(labels):
            label = next((label for key, label in labels.items() if is_meant(key)), None)
            return after, Waited() if label is None else TypeChosen(label)
        case ChoosingSlot(commitment, slots):
            slot = next((slot for key, slot in slots.items() if is_meant(key)), None)
            return after, Waited() if slot is None else SlotChosen(commitment, slot)
    return after, Waited()


def _take_digit(pending: Pending, key: str, bound_digits: Collection[str]) -> tuple[Pending, Outcome]:
    digit = next((digit for digit in _DIGITS if key in key_names(digit)), "")
    digits = pending.waiting.digits if isinstance(pending.waiting, Counting) else ""
    # A digit that is a label's key belongs to a count only right after the 0 that begins the count.
    if not digit or (digit in bound_digits and digits != "0"):
        return pending, Passed()
    return replace(pending, waiting=Counting(digits + digit)), Waited()
