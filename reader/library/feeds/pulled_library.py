"""Opens a folder for one pull at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.claims import claim
from reader.errors import StoreError, shown
from reader.library.feeds.politeness import PAUSE, Politeness
from reader.library.feeds.pull_state import PullState
from reader.library.feeds.pulled_articles import FEEDS, PulledArticles
from reader.library.feeds.pulling import Puller
from reader.library.feeds.whole_files import remove_begun
from reader.load import Loaded
from reader.paths import FOLDER
from reader.wording import say

_LOCK = ".pulling"


@contextmanager
def opened_library(
    folder: Path,
    *,
    announce: Callable[[str, Loaded], None],
    complain: Callable[[str], None],
    pause: float = PAUSE,
) -> Iterator[Puller]:
    """What pulls feeds into a folder; StoreError where that is no folder, or another pull is at work in it."""
    if not folder.is_dir():
        raise StoreError(
            say("{folder}: there is no such folder; make it first, or name another with --into.", folder=shown(folder))
        )
    kept = folder / FOLDER
    try:
        kept.mkdir(exist_ok=True)
        lock = open(kept / _LOCK, "ab")  # noqa: SIM115 - it is closed below
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StoreError(
            say(
                "{kept}: nothing can be written here ({reason}); check its permissions.",
                kept=shown(kept),
                reason=reason,
            )
        ) from error
    with lock:
        if not claim(lock.fileno()):
            raise StoreError(
                say("{folder}: another pull is at work in this folder; wait for its end.", folder=shown(folder))
            )
        for each in (kept, folder / FEEDS):
            remove_begun(each)
        state = PullState(folder)
        if state.problem:
            complain(state.problem)
        yield Puller(PulledArticles(folder), state, Politeness(state.rests, pause=pause), announce, complain)
