"""Walks through the terms of a date, and holds what the grammar reads from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reader.library.deadlines.deadline_terms import Term

_YEARS = range(1300, 2200)
"""The numbers that can be years of either calendar."""


@dataclass(frozen=True, slots=True)
class Meant:
    """The days that words mean before a bound (قبل, حتى) is applied to them."""

    first: date
    last: date
    reading: str
    point: date | None = None
    """The day that counts for a bound where the words name an edge: قبل نهاية العام is up to its last day."""


@dataclass(frozen=True, slots=True)
class Lasting:
    """A length of time: 48 ساعة, أسبوعين."""

    count: float
    unit: str
    is_few: bool = False
    """Whether the words only say a few (أيام), of which an Arabic plural means three to ten."""


@dataclass(slots=True)
class Cursor:
    """A place in the terms of a date, with what the article's date shows."""

    terms: list[Term]
    on: date | None
    ahead: bool
    """Whether dates without a year look ahead, as those of deadlines do."""
    at: int = 0

    def look(self, *kinds: str, after: int = 0) -> Term | None:
        """The next term if it is of one of these kinds; else None."""
        at = self.at + after
        return self.terms[at] if at < len(self.terms) and self.terms[at].kind in kinds else None

    def take(self, *kinds: str) -> Term | None:
        """The next term if it is of one of these kinds, which is then behind; else None."""
        found = self.look(*kinds)
        if found is not None:
            self.at += 1
        return found

    def take_year(self) -> int | None:
        """The next term as a year, if it is a number that can be one."""
        found = self.look("number")
        if found is None or not found.value.isdecimal() or int(found.value) not in _YEARS:
            return None
        self.at += 1
        return int(found.value)

    def take_day_number(self) -> int | None:
        """The next term as the number of a day in a month."""
        found = self.look("number")
        if found is None or not found.value.isdecimal() or not 1 <= int(found.value) <= 31:
            return None
        self.at += 1
        return int(found.value)

    def take_which(self) -> int | None:
        """The direction of الماضي (-1), الجاري (0) or المقبل (1), if one of them is next."""
        found = self.take("which")
        return int(found.value) if found else None

    @property
    def only_year(self) -> int | None:
        """The one year that the words name, which dates without a year share: من 25 جانفي إلى 5 فيفري 2017."""
        years = {term.value for term in self.terms if term.kind == "number" and term.value.isdecimal()}
        found = {int(year) for year in years if int(year) in _YEARS}
        return found.pop() if len(found) == 1 else None

    @property
    def is_at_end(self) -> bool:
        """Whether no term is left."""
        return self.at >= len(self.terms)
