"""Makes rows of the ledger from a few words, as an article of its own would report them."""

from __future__ import annotations

from datetime import date
from itertools import count

from reader.arabic.words import fold
from reader.library.ledger.ledger_row import LedgerRow, RoleFiller
from reader.model import Decision, Span

_numbers = count(1)


def report(
    quote: str,
    action: str,
    *,
    by: str = "",
    day: str = "2017-03-01",
    type: str = "intent",  # noqa: A002
    title: str = "",
    article: str = "",
    due: tuple[str, str] = ("", ""),
    **roles: str,
) -> LedgerRow:
    """The row of one commitment; each call is another article, unless one is named."""
    number = next(_numbers)
    quotes = {"committer": by, "action": action, **roles}
    first, last = (date.fromisoformat(each) if each else None for each in due)
    return LedgerRow(
        number=number,
        article=article or f"article {number}",
        layer="",
        key=str(number),
        type=type,
        cue=Span(0, len(quote)),
        quote=quote,
        decision=Decision.PROPOSED,
        score=0.9,
        roles={role: RoleFiller(Span(0, len(words)), words, fold(words)) for role, words in quotes.items() if words},
        title=title,
        outlet="",
        day=date.fromisoformat(day) if day else None,
        due_first=first,
        due_last=last,
        attributes={"polarity": "positive", "status": "made"},
    )
