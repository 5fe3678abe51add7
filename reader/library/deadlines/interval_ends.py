"""Decides by the words around dates which ends of an interval are open: the start after حتى, the end after بعد."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from reader.library.deadlines.counting_on import count_on, half_of
from reader.library.deadlines.days import Days
from reader.library.deadlines.deadline_terms import Term
from reader.library.deadlines.periods import read_time
from reader.library.deadlines.term_cursor import Cursor, Lasting, Meant

_BOUNDS = ("by", "before", "after", "from", "since", "within", "limit", "for", "between")
_NEUTRAL = ("in", "at", "with", "to", "and", "or", "dash", "of")
_DAY = timedelta(1)


@dataclass(frozen=True, slots=True)
class _Clause:
    """A date or a length of time, the bound before it, and the word that joins it to the one before."""

    bound: str
    joint: str
    meant: Meant | Lasting


def read_days(terms: list[Term], *, on: date | None, ahead: bool) -> Days | None:
    """The days of a whole text; None unless every term is read and together they mean one interval."""
    if [term.kind for term in terms] == ["open"]:
        return Days(on, None, "further notice")
    cursor = Cursor(terms, on, ahead)
    clauses: list[_Clause] = []
    while not cursor.is_at_end:
        bound, joint = _read_bound(cursor)
        found = read_time(cursor)
        if found is not None:
            clauses.append(_Clause(bound, joint, found))
        elif not cursor.take("clock"):
            return None
    if len(clauses) == 1:
        days = _apply(clauses[0], on, ahead=ahead)
    elif len(clauses) > 1:
        days = _join(clauses)
    else:
        return None
    return days if days and not (days.first and days.last and days.first > days.last) else None


def _read_bound(cursor: Cursor) -> tuple[str, str]:
    bound = joint = ""
    while found := cursor.take(*_BOUNDS, *_NEUTRAL):
        if found.kind in _BOUNDS:
            bound = found.kind
        elif found.kind == "of":
            bound = bound or "from"
        else:
            joint = joint or found.kind
    return bound, joint


def _apply(clause: _Clause, on: date | None, *, ahead: bool) -> Days | None:
    meant, bound = clause.meant, clause.bound
    if isinstance(meant, Lasting):
        return _apply_to_length(meant, bound or clause.joint, on)
    first, last = meant.first, meant.last
    if bound in ("by", "limit"):
        return Days(None, meant.point or last, f"by: {meant.reading}")
    if bound == "before":
        return Days(None, meant.point or first - _DAY, f"before: {meant.reading}")
    if bound == "after":
        return Days((meant.point or last) + _DAY, None, f"after: {meant.reading}")
    if bound == "from" and meant.reading != "range":
        return Days(first, None, f"from: {meant.reading}")
    if bound == "since":
        return Days(first, max(on, first) if on else None, f"since: {meant.reading}")
    if bound == "within" and ahead and on and first <= on <= last:
        is_counted = meant.reading.endswith(" counted")
        return Days(on, last, meant.reading if is_counted else f"within: {meant.reading}")
    return None if bound == "between" else Days(first, last, meant.reading)


def _apply_to_length(meant: Lasting, bound: str, on: date | None) -> Days | None:
    """خلال 48 ساعة begins on the article's date; لمدة عامين has no start that the words show."""
    reading = "few counted" if meant.is_few else "time counted"
    if on is None:
        return None
    if bound in ("within", "limit", "in"):
        end = count_on(on, meant.count, meant.unit)
        return Days(on, end, reading) if end else None
    if bound == "since":
        start = count_on(on, -meant.count, meant.unit)
        return Days(start, on, reading) if start else None
    if bound not in ("after", "before"):
        return None
    ahead = 1 if bound == "after" else -1
    day = count_on(on, ahead * meant.count, meant.unit)
    if day is None:
        return None
    if meant.is_few:
        near = count_on(on, ahead * 3, meant.unit)
        return Days(min(near, day), max(near, day), reading) if near else None
    off = half_of(meant.unit)
    return Days(day - off, day + off, reading)


def _join(clauses: list[_Clause]) -> Days | None:
    """من 25 جانفي إلى 5 فيفري, بين ديسمبر وفبراير, الأسبوع المقبل ابتداء من غد, نهاية الشهر أو مطلع ماي."""
    dates = [clause.meant for clause in clauses if isinstance(clause.meant, Meant)]
    bounds = [clause.bound for clause in clauses]
    if len(clauses) == 2 and len(dates) == 1:
        return _last_from(clauses)
    if len(dates) != len(clauses):
        return None
    if len(clauses) == 2:
        before, after = dates
        if bounds[0] in ("", "from", "between", "within") and (
            bounds[1] in ("by", "before") or (bounds[0] in ("between", "from") and clauses[1].joint in ("and", "dash"))
        ):
            last = after.first - _DAY if bounds[1] == "before" and not after.point else after.last
            return Days(_year_before(before.first, last), last, "range")
        if bounds == ["", "from"] or bounds == ["within", "from"]:
            return Days(after.first, before.last, "range") if before.last >= after.first else None
    if any(bounds) or not all(clause.joint in ("and", "or", "dash") for clause in clauses[1:]):
        return None
    return Days(min(each.first for each in dates), max(each.last for each in dates), "several")


def _year_before(first: date, last: date) -> date:
    """The first day, a year earlier where it lies after the last: من 28 ديسمبر إلى 5 جانفي 2017."""
    return (count_on(first, -1, "year") or first) if first > last else first


def _last_from(clauses: list[_Clause]) -> Days | None:
    """لمدة ثلاثة أيام ابتداء من غد."""
    lasting = next((clause.meant for clause in clauses if isinstance(clause.meant, Lasting)), None)
    start = next((clause for clause in clauses if isinstance(clause.meant, Meant)), None)
    bound = next(clause.bound for clause in clauses if isinstance(clause.meant, Lasting))
    if lasting is None or start is None or lasting.is_few or start.bound != "from" or bound not in ("for", "within"):
        return None
    assert isinstance(start.meant, Meant)
    end = count_on(start.meant.first, lasting.count, lasting.unit)
    return Days(start.meant.first, end - _DAY, "range") if end else None
