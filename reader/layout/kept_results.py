"""Decides which results are kept: those used last, up to a total cost."""

from __future__ import annotations

from collections import OrderedDict
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Kept(Generic[Value]):
    """Values by index, the least recently used forgotten when their costs come to more than a limit."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._total = 0
        self._values: OrderedDict[int, tuple[Value, int]] = OrderedDict()

    def get(self, index: int) -> Value | None:
        """The value kept for an index, which counts as a use of it."""
        found = self._values.get(index)
        if found is None:
            return None
        self._values.move_to_end(index)
        return found[0]

    def keep(self, index: int, value: Value, cost: int) -> None:
        """Keep a value; the newest is always kept, whatever it costs."""
        cost += 1
        self._values[index] = (value, cost)
        self._total += cost
        while self._total > self._limit and len(self._values) > 1:
            self._total -= self._values.popitem(last=False)[1][1]

    @property
    def cost(self) -> int:
        """The total cost of what is kept."""
        return self._total
