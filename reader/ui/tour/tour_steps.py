"""Lists the steps of the tour: what each one asks for, and how it is seen that it was done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reader.model import Span
from reader.wording import sayable

Tag = tuple[Span, str]
"""A span with its label."""
Filled = tuple[Span, str, Span]
"""The cue of a commitment with the name and the span of a role."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the tour sees of the reader at one moment."""

    caret: int = 0
    tags: frozenset[Tag] = frozenset()
    """Everything that is tagged or proposed."""
    accepted: frozenset[Tag] = frozenset()
    """What of that is accepted, the analyst's own tags included."""
    roles: frozenset[Filled] = frozenset()
    """Every role that is filled, by the engine too."""
    accepted_roles: frozenset[Filled] = frozenset()
    """The roles of accepted commitments."""
    is_on_tag: bool = False
    """Whether the caret is on something that is tagged or proposed."""
    is_on_commitment: bool = False
    has_hits: bool = False
    """Whether a search was ended on a match."""
    is_in_ledger: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that the analyst is asked to do."""

    title: str
    sentence: str
    """What to press; {name} stands for a key."""
    is_done: Callable[[Seen, Seen], bool]
    """Whether it was done between two looks."""
    is_here: Callable[[Seen], bool] = lambda _: True
    """Whether the caret is where the sentence supposes it."""
    otherwise: str = ""
    """The sentence where the caret is elsewhere, since the analyst may have moved on meanwhile."""


def _has_moved(before: Seen, now: Seen) -> bool:
    return now.caret != before.caret


def _has_accepted(before: Seen, now: Seen) -> bool:
    return bool((now.accepted - before.accepted) & before.tags)


def _has_tagged(before: Seen, now: Seen) -> bool:
    return bool(now.accepted - before.tags)


def _has_filled(before: Seen, now: Seen) -> bool:
    # Whoever fills a role with what fills it already empties it.
    emptied = {cue for cue, _, _ in before.roles - now.roles} & {span for span, _ in now.accepted}
    return bool(now.accepted_roles - before.roles or emptied)


def _has_found(before: Seen, now: Seen) -> bool:
    return now.has_hits and not before.has_hits


def _is_in_ledger(_: Seen, now: Seen) -> bool:
    return now.is_in_ledger


MOVE, ACCEPT, LABEL, ROLE, SEARCH, LEDGER = STEPS = (
    Step(
        sayable("Move"),
        sayable("Press {word} for the next word, {sentence} for the next sentence; arrow keys go where they point."),
        _has_moved,
    ),
    Step(
        sayable("Accept"),
        sayable("Coloured words are proposed: press {next} to go to the next proposal, and {accept} to accept it."),
        _has_accepted,
    ),
    Step(
        sayable("Label"),
        sayable(
            "Here is a word that is not tagged: press {label_key} to tag it as “{label}”. {undo} takes an action back."
        ),
        _has_tagged,
        is_here=lambda now: not now.is_on_tag,
        otherwise=sayable(
            "Go to a word that is not tagged, such as {untagged}, and press {label_key} to tag it as “{label}”. {undo} "
            "takes an action back."
        ),
    ),
    Step(
        sayable("Role"),
        sayable(
            "Here is a commitment: press {role} and the key of a role, go to the words that fill it, and press enter."
        ),
        _has_filled,
        is_here=lambda now: now.is_on_commitment,
        otherwise=sayable(
            "Go to a commitment with {next}, or tag one with {commitment}; then press {role} and the key of a role, "
            "go to the words that fill it, and press enter."
        ),
    ),
    Step(
        sayable("Search"),
        sayable("Press {search}, type a word such as {example}, and press enter; {match} goes to the next match."),
        _has_found,
    ),
    Step(
        sayable("Ledger"),
        sayable("Press {ledger} for the ledger: every commitment, who has made it, and when it is due."),
        _is_in_ledger,
    ),
)

END = sayable("That was the tour: {quit} leaves it. Later, {help} shows every key, and {command} brings this back.")
