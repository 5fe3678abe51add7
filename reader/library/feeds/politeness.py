"""Decides when a host may be asked: one request at a time, with a pause between two, and not before it wants to."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from reader.errors import LoadError, shown
from reader.load.web import StatusError
from reader.wording import say

PAUSE = 1.0
"""The least seconds between the end of a request and the next one to the same host."""
_LONGEST_REST = 24 * 3600
"""The most seconds for which a host is left alone; it can ask again after that."""


class Politeness:
    """Holds back requests to hosts."""

    def __init__(
        self,
        rests: dict[str, float],
        *,
        pause: float = PAUSE,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._rests = rests
        self._pause = pause
        self._clock = clock
        self._sleep = sleep
        self._asked: dict[str, float] = {}
        """When the last request to each host ended."""

    def wait(self, url: str) -> None:
        """Wait for the end of the pause; LoadError where the host has asked for a longer one."""
        host, now = _host(url), self._clock()
        if self.is_resting(url):
            when = time.strftime("%Y-%m-%d %H:%M", time.localtime(self._rests[host]))
            raise LoadError(
                say("{host} asks to be left alone until {when}; pull again then.", host=shown(host), when=when)
            )
        self._rests.pop(host, None)
        if (left := self._asked.get(host, now - self._pause) + self._pause - now) > 0:
            self._sleep(min(left, self._pause))

    def note(self, url: str, error: LoadError | None = None) -> None:
        """Note the end of a request, and for how long the server asks to be left alone if it does."""
        host = _host(url)
        self._asked[host] = self._clock()
        if isinstance(error, StatusError) and (seconds := self._seconds(error.retry_after)) > 0:
            self._rests[host] = self._clock() + min(seconds, _LONGEST_REST)

    def is_resting(self, url: str) -> bool:
        """Whether a host has asked to be left alone until later than now."""
        now = self._clock()
        # A time further off was noted by a clock that was wrong.
        return now < self._rests.get(_host(url), 0.0) <= now + _LONGEST_REST

    def _seconds(self, written: str) -> float:
        if written.strip().isdecimal():
            return float(written.strip()[:12])
        try:
            when = parsedate_to_datetime(written)
            return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp() - self._clock()
        except (ValueError, TypeError, OverflowError, IndexError):
            return 0.0


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""
