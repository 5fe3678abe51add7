"""Writes a line of the ledger as JSON: every offset counts code points in the article's text."""

from __future__ import annotations

import json
from datetime import date

from reader.library.ledger.ledger_columns import LedgerLine
from reader.library.ledger.ledger_row import LedgerRow


def write_line(line: LedgerLine, *, with_reports: bool) -> str:
    """A JSON object on a line of its own; with its reports, if it is a line for an entry."""
    entry = line.entry
    said: dict[str, object] = {
        "entry": entry.name,
        "outcome": entry.outcome.value,
        "note": entry.note,
        "evidence": [
            {"article": each.article, "start": each.span.start, "end": each.span.end, "shows": each.bearing.value}
            for each in entry.evidence
        ],
        "due": _days(entry.due_first, entry.due_last, entry.due_row.reading if entry.due_row else ""),
        "report_count": len(entry.rows),
    }
    if with_reports:
        first, latest = (_day(day) for day in (entry.first, entry.latest))
        row = said | {"first": first, "latest": latest, "reports": [_report(row) for row in line.rows]}
    else:
        row = said | _report(line.row) | {"place": line.place}
    # A lone surrogate cannot be written in UTF-8.
    return json.dumps(row, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8") + "\n"


def _report(row: LedgerRow) -> dict[str, object]:
    return {
        "type": row.type,
        "cue": {"start": row.cue.start, "end": row.cue.end, "quote": row.quote},
        "roles": {
            role: {"start": each.span.start, "end": each.span.end, "quote": each.quote, "name": each.name}
            for role, each in row.roles.items()
        },
        "attributes": dict(row.attributes),
        "deadline": _days(row.due_first, row.due_last, row.reading),
        "article": row.article,
        "title": row.title,
        "outlet": row.outlet,
        "date": _day(row.day),
        "annotator": row.layer or None,
        "decision": row.decision.value,
        "score": row.score,
    }


def _days(first: date | None, last: date | None, reading: str) -> dict[str, str | None] | None:
    return None if first is None and last is None else {"first": _day(first), "last": _day(last), "reading": reading}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
