"""Hands each key on only when the effect of the key before it is complete, such as the opening of a field.

Keys typed ahead arrive in one read, before the field that the first of them opens exists. If they were handed on at
once, they would go to the article, which still has the keyboard, and act on it.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterator
from typing import Any

from textual import events
from textual.app import App
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen, ScreenResultType
from textual.worker import Worker, get_current_worker

OPENING = "opening"
"""The group of workers that open or close a screen or a field: no key is handed on until they are done."""
_AT_ONCE = 20
"""The number of checks without a pause; after these, the application is waiting for a thread or a server."""
_LOOK_AGAIN = 0.002
"""Seconds between two later checks."""
_PATIENCE = 2_000
"""The number of checks after which keys no longer wait for a busy part, so that the keyboard never stops working."""


class KeysInOrder(App[None]):
    """An application in which keys, clicks and pasted texts take effect one after the other."""

    class HandedOn(Message):
        """An event's turn has come."""

        def __init__(self, event: events.Event) -> None:
            super().__init__()
            self.event = event

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._waiting: deque[events.Event] = deque()
        """The events that wait for their turn."""
        self._handing_on: asyncio.Task[None] | None = None
        self._answered_by: dict[Worker[Any], Screen[Any]] = {}
        """The screen for whose answer a worker waits, by worker."""

    async def on_event(self, event: events.Event) -> None:
        """Hand on keys, clicks and pasted texts in their turn, and all other events at once."""
        is_input = isinstance(event, events.InputEvent | events.Paste)
        if not is_input or event.is_forwarded:
            await super().on_event(event)
        elif self._waiting or self._handing_on is not None or not self.is_at_rest(is_asked_within=True):
            self._waiting.append(event)
            if self._handing_on is None:
                self._handing_on = asyncio.create_task(self._hand_on())
        else:
            await self.handle_input(event)

    async def handle_input(self, event: events.Event) -> None:
        """Give an event to the widget that now has the keyboard or is under the mouse."""
        await super().on_event(event)

    async def push_screen_wait(self, screen: Screen[ScreenResultType] | str, *, mode: str | None = None) -> Any:
        """Push a screen and wait for its result; meanwhile the screen gets the keys."""
        worker = get_current_worker()
        if isinstance(screen, Screen):
            self._answered_by[worker] = screen
        try:
            return await super().push_screen_wait(screen, mode=mode)
        finally:
            self._answered_by.pop(worker, None)

    def has_handed_on_everything(self) -> bool:
        """Whether all keys, clicks and pasted texts so far have taken effect."""
        return not self._waiting and self._handing_on is None and self.is_at_rest()

    async def _hand_on(self) -> None:
        while self._waiting and self._running:
            looks = 0
            while self._running and not self.is_at_rest():
                looks += 1
                if looks > _PATIENCE and not self._is_something_opening():
                    break
                await asyncio.sleep(0 if looks < _AT_ONCE else _LOOK_AGAIN)
            self.post_message(self.HandedOn(self._waiting.popleft()))
        self._handing_on = None

    async def on_keys_in_order_handed_on(self, message: HandedOn) -> None:
        message.stop()
        await self.handle_input(message.event)

    def is_at_rest(self, *, is_asked_within: bool = False) -> bool:
        """Whether everything that was handed on is done, except the work that calls this method."""
        if not self.screen_stack or self._is_something_opening():
            return False
        return _has_nothing_left(self) and (is_asked_within or _waits(self)) and all(map(_is_done, self._parts()))

    def _is_something_opening(self) -> bool:
        under_way = (each for each in self.workers if each.group == OPENING and not each.is_finished)
        return any(self._answered_by.get(each) not in self.screen_stack for each in under_way)

    def _parts(self) -> Iterator[MessagePump]:
        for screen in reversed(self.screen_stack):
            yield screen
            yield from screen.walk_children()


def _is_done(pump: MessagePump) -> bool:
    """Whether a part of the application exists and has answered every message that was sent to it."""
    if pump._closing or pump._closed:
        return True
    return pump._is_mounted and _has_nothing_left(pump) and _waits(pump)


def _has_nothing_left(pump: MessagePump) -> bool:
    return pump._message_queue.empty() and pump._pending_message is None and not pump._next_callbacks


def _waits(pump: MessagePump) -> bool:
    """Whether a part waits for a message, and is not answering one at this moment."""
    event: Any = pump._message_queue.ready_event
    return bool(event._waiters)
