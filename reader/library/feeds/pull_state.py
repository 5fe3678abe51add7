"""Keeps what a library knows of its feeds: .reader/feeds.json, with their versions and the items that still wait."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from reader.errors import shown
from reader.library.feeds.whole_files import write_whole
from reader.load.feed import FeedItem
from reader.load.web import Validators
from reader.paths import FOLDER
from reader.wording import say

_FILE = "feeds.json"


@dataclass(slots=True)
class WaitingItem:
    """An item of a feed that is not in the library yet."""

    item: FeedItem
    outlet: str
    is_linked_publicly: bool
    tries: int = 0
    """How often its page could not be had."""


@dataclass(slots=True)
class FeedState:
    """What is known of one feed."""

    validators: Validators = field(default_factory=Validators)
    waiting: list[WaitingItem] = field(default_factory=list)


class PullState:
    """What is known of all feeds of a library, by address, and until when a host wants to be left alone."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FOLDER / _FILE
        self.feeds: dict[str, FeedState] = {}
        self.rests: dict[str, float] = {}
        """The time until which nothing is asked of a host, in seconds since 1970."""
        self.problem = ""
        """A sentence about a file that could not be read; it is made anew."""
        try:
            self._read(json.loads(self._path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            pass
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            self.feeds, self.rests = {}, {}
            self.problem = say(
                "{path}: this cannot be read, so every feed is read again; it is made anew.", path=shown(self._path)
            )

    def of(self, address: str) -> FeedState:
        """What is known of the feed at an address."""
        return self.feeds.setdefault(address, FeedState())

    def save(self) -> None:
        """Write the file; StoreError where that fails."""
        feeds = {address: asdict(feed) for address, feed in self.feeds.items()}
        data = json.dumps({"feeds": feeds, "rests": self.rests}, ensure_ascii=False, indent=1)
        write_whole(self._path, data.encode("utf-8", "replace"))

    def _read(self, kept: dict[str, Any]) -> None:
        self.rests = {str(host): float(until) for host, until in kept["rests"].items()}
        for address, feed in kept["feeds"].items():
            known = feed["validators"]
            self.feeds[address] = FeedState(
                Validators(str(known["etag"]), str(known["modified"])), [_waiting_of(each) for each in feed["waiting"]]
            )


def _waiting_of(kept: dict[str, Any]) -> WaitingItem:
    item = kept["item"]
    found = FeedItem(
        title=str(item["title"]),
        summary=str(item["summary"]),
        date=str(item["date"]),
        url=str(item["url"]),
        remarks=tuple(map(str, item["remarks"])),
    )
    return WaitingItem(found, str(kept["outlet"]), bool(kept["is_linked_publicly"]), int(kept["tries"]))
