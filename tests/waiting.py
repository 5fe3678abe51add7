"""Waits in a test for what a thread, a process or a timer brings about: for the event, never for a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from textual.pilot import Pilot

_LONGEST = 60
"""Seconds after which it has not come."""


async def until(pilot: Pilot[None], is_so: Callable[[], bool]) -> None:
    """Let the application go on until something is so."""
    async with asyncio.timeout(_LONGEST):
        while not is_so():
            await pilot.pause(0.01)
