"""Proposes dates and quantities from the shape of the text: numbers, months, weekdays, currencies and units."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from reader.annotate.dates.date_shapes import Found, find_dates
from reader.annotate.dates.date_values import read_numeric
from reader.annotate.dates.quantities import COUNTED, find_quantities
from reader.annotate.dates.shapes import Shape, read_shape
from reader.annotate.tokens import LINE_END, Tokens, read_tokens
from reader.model import Annotation, Article

_JOINING = frozenset("/._@#=&?+-:")
"""Marks that, without a space, make a number part of an address, a name (إف-16), a score or a code."""
_MAY_BE_GLUED = frozenset({"في", "من", "الي", "علي", "عن", "حتي", "نحو", "حوالي", "بين", "منذ", "قبل", "بعد", "خلال"})
"""Words to which a number is sometimes attached by mistake, although it is separate: في2016."""
_AFTER_ITEMS = frozenset("-–.):/،")
_PROCLITICS = frozenset({"و", "ف", "ب", "ل", "ك", "ال", "بال", "وال"})


class Patterns:
    """The annotator of dates and quantities."""

    name = "patterns"

    def annotate(self, article: Article, so_far: Sequence[Annotation]) -> Iterable[Annotation]:
        """Propose dates and quantities; `so_far` is not used."""
        tokens = read_tokens(article.text)
        shape = read_shape(tokens)
        for found in _find(shape, tokens, _read_day(article.date)):
            first, last = shape.elements[found.start], shape.elements[found.end - 1]
            is_item = first is last and _numbers_an_item(tokens, first.first)
            is_glued = found.kind != "cardinal" or found.rule == COUNTED
            if not (is_item or _is_part_of_a_code(tokens, first.first, last.last, may_be_glued=is_glued)):
                yield _annotation(tokens, shape, found)


def _find(shape: Shape, tokens: Tokens, today: date | None) -> Iterator[Found]:
    """Find the dates, and the quantities in the stretches between them."""
    at = 0
    for found in find_dates(shape, today):
        yield from find_quantities(shape, tokens, at, found.start)
        yield found
        at = found.end
    yield from find_quantities(shape, tokens, at, len(shape.letters))


def _annotation(tokens: Tokens, shape: Shape, found: Found) -> Annotation:
    first, last = shape.elements[found.start], shape.elements[found.end - 1]
    label = "date" if found.kind in ("date", "time", "duration") else "quantity"
    attributes = [("kind", found.kind), *([("value", found.value)] if found.value else [])]
    unit = next((each.value for each in shape.elements[found.start : found.end] if each.value.isupper()), "")
    if found.kind == "money" and unit:
        # The sign for dirhams (د.إ) and that for dinars (د.أ) are folded alike.
        is_dinar = unit == "AED" and tokens.text[tokens.ends[last.last] - 1] == "أ"
        attributes.append(("currency", "JOD" if is_dinar else unit))
    return Annotation(
        tokens.span(first.first, last.last, first.skipped),
        label,
        attributes=tuple(attributes),
        source=Patterns.name,
        score=found.score,
        rule=found.rule,
    )


def _is_part_of_a_code(tokens: Tokens, first: int, last: int, *, may_be_glued: bool) -> bool:
    """Whether letters or joining marks touch a number, as in R44716, www.example.org/93 and كوفيد-19.

    `may_be_glued` means that more than the number shows what it is, so that an Arabic word before it may have been
    attached by mistake: بلغت66 بالمائة.
    """
    if not tokens.folded[first][0].isdecimal():
        return False
    if tokens.is_adjacent(first):
        before = tokens.folded[first - 1]
        if before in _JOINING:
            # A mark joins a number only to a token directly before the mark.
            if tokens.is_adjacent(first - 1):
                return True
        elif before[-1].isalnum() and before not in _PROCLITICS | _MAY_BE_GLUED:
            return before.isascii() or first == last or not may_be_glued or len(before) < 3
    after = last + 1
    if first < last or after >= len(tokens) or not tokens.is_adjacent(after):
        return False
    if tokens.folded[after] in _JOINING:
        return after + 1 < len(tokens) and tokens.is_adjacent(after + 1)
    return tokens.folded[after].isascii() and tokens.folded[after].isalpha()


def _numbers_an_item(tokens: Tokens, index: int) -> bool:
    """Whether a number begins its line with a mark after it, as in 3 - يجب, or is alone in square brackets."""
    if not tokens.folded[index].isdecimal() or index + 1 >= len(tokens):
        return False
    before = tokens.folded[index - 1] if index else LINE_END
    after = tokens.folded[index + 1]
    return before == LINE_END and after in _AFTER_ITEMS or before == "[" and after == "]"


_DAY_FIRST = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)")


def _read_day(text: str) -> date | None:
    """The day of an article's date, given in ISO 8601 or, as in many corpora, as 16/01/2017; None for anything else."""
    match = _DAY_FIRST.match(text.strip())
    try:
        day = date.fromisoformat(read_numeric([match[1], match[3], match[4]]) if match else text[:10])
    except ValueError:
        return None
    # Programs write 0001-01-01 or 9999-12-31 for no date; counting from these would leave Python's range of dates.
    return day if date.min.year < day.year < date.max.year else None
