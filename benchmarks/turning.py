"""How quickly a page and an article are turned, while the key is held and while the hand rests between two of them.

A held key comes ten times a second, whether its frame was ready or not. The rivals take turns, round after round, so
that what else the machine does falls on both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from benchmarks.timed_program import EMACS, READER, describe_rounds, run, time_held_keys, time_keys

_ROUNDS = 5
_PAGE_DOWN = "\x1b[6~"
_ARTICLES = 1_000


def page_rows(huge: Path, has_emacs: bool) -> Iterator[tuple[str, str, str, str]]:
    """A page turned, held and resting, in the reader and in emacs."""
    rivals = {"reader": ([*READER, str(huge)], b"%")}
    if has_emacs:
        rivals["emacs"] = ([*EMACS, str(huge)], b"Top")
    times: dict[tuple[str, str], list[list[float]]] = defaultdict(list)
    for _ in range(_ROUNDS):
        for name, (command, sign) in rivals.items():
            with run(command) as program:
                program.wait_for(sign)
                program.frame(patience=3, silence=1.5)
                times[name, "resting"].append(time_keys(program, [_PAGE_DOWN] * 20))
                times[name, "held"].append(time_held_keys(program, [_PAGE_DOWN] * 40))
    for hand in ("resting", "held"):
        theirs = describe_rounds(times["emacs", hand]) if has_emacs else ""
        yield f"page down to frame, {hand}", "8 million characters", describe_rounds(times["reader", hand]), theirs


def article_rows(folder: Path, seed: str) -> Iterator[tuple[str, str, str, str]]:
    """The next article of a thousand, each of the seed's size."""
    library = folder / "library"
    library.mkdir()
    for number in range(_ARTICLES):
        (library / f"{number:04}.txt").write_text(f"{number} {seed}", encoding="utf-8")
    resting, held = [], []
    for _ in range(_ROUNDS):
        with run([*READER, str(library)]) as program:
            program.wait_for(b"%")
            program.frame(patience=5, silence=3)
            resting.append(time_keys(program, ["]"] * 15))
            held.append(time_held_keys(program, ["]"] * 15))
    called = f"seed article, one of {_ARTICLES:,}"
    yield "next article to frame, resting", called, describe_rounds(resting), ""
    yield "next article to frame, held", called, describe_rounds(held), ""
