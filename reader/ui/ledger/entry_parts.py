"""Draws the entry in hand part by part: its type and outcome, its roles, its deadline, its notes and its timeline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from textual.content import Content

from reader.journal.ledger_marks import Evidence
from reader.labels import Role
from reader.library.deadlines import Days
from reader.library.ledger.entry import Entry
from reader.library.ledger.ledger_row import LedgerRow, RoleFiller
from reader.library.ledger.ledger_wording import word
from reader.library.ledger.timeline import EventKind, LedgerEvent
from reader.model import Span
from reader.ui.ledger.entry_columns import Looks
from reader.ui.ledger.outcome_signs import BEARING_SIGNS, OUTCOME_SIGNS
from reader.ui.reading.reading_order import arrange, pack
from reader.ui.widgets.arabic_text import paragraph, shaped
from reader.wording import counted, number, written_digits

_FIRST = ("committer", "counterparty", "condition", "source")
"""The order of the roles that are listed; other roles of a frame follow."""
_SENTENCE = ("action", "deadline")
"""The roles that are shown on their own."""
_REPORT_LINES = 2
_MOST_IN_PLURAL = 10
"""The greatest number that has an Arabic plural after it."""
_REFINED: dict[str, str] = {"pledged": "$accent", "repeated": "$accent", "due": "$warning", "evidence": "$success"}
"""The colours of what happened, in the timeline."""


@dataclass(frozen=True, slots=True)
class EntryPart:
    """A part of the entry in hand, with the place at which it stands in an article."""

    lines: Sequence[Content]
    article: str
    span: Span
    row: LedgerRow | None = None
    """The report, if it is one in the timeline."""
    evidence: Evidence | None = None
    """The evidence, if it is a piece of it."""


def draw_parts(entry: Entry, events: Sequence[LedgerEvent], width: int, looks: Looks) -> list[EntryPart]:
    """All parts of an entry, for a width in cells."""
    return list(_Drawing(entry, width, looks).parts(events))


class _Drawing:
    def __init__(self, entry: Entry, width: int, looks: Looks) -> None:
        self._entry = entry
        self._width = width
        self._looks = looks
        self._language = looks.words
        self._label = looks.labels.named(entry.head.type)

    def parts(self, events: Sequence[LedgerEvent]) -> Iterator[EntryPart]:
        *told, last = self._told_parts()
        # A blank line sets the timeline apart.
        yield from (*told, replace(last, lines=[*last.lines, Content("")]))
        yield from map(self._event, events)

    def _told_parts(self) -> Iterator[EntryPart]:
        """What the entry says, before the timeline."""
        head = self._entry.head
        yield EntryPart([*self._heading(), *self._act()], head.article, head.cue)
        for role in self._roles():
            row, filler = self._filler(role.name)
            yield EntryPart([self._said(self._role_name(role), filler.quote, role.name)], row.article, filler.span)
        yield from self._deadline()
        yield from self._notes()

    # What the entry is

    def _heading(self) -> Iterator[Content]:
        entry = self._entry
        sign, colour = OUTCOME_SIGNS[entry.outcome]
        outcome = f"{sign} {self._word('outcomes', entry.outcome)}".strip()
        pieces = [
            shaped(self._looks.name_of(entry.head.type)).stylize(f"bold $label-{self._label.colour}-colour"),
            shaped(outcome, base="rtl").stylize(f"bold {colour}"),
            self._state(entry.head).stylize("$muted"),
        ]
        if entry.head.attributes.get("polarity") == "negative":
            pieces.insert(1, shaped(self._word("polarity", "negative")).stylize("bold $warning"))
        if len(entry.rows) > 1:
            pieces.append(shaped(self._group()).stylize("$muted"))
        yield from pack(pieces, self._width, "rtl")

    def _state(self, row: LedgerRow) -> Content:
        """Whose it is, or how likely the engine finds it."""
        if row.layer and row.is_accepted:
            return shaped(f"{self._word('decisions', 'accepted')}: {row.layer}", base="rtl")
        proposed = shaped(self._word("decisions", "proposed"))
        if row.score is None:
            return proposed
        return arrange([proposed, shaped(number(row.score, ".0%"), base="ltr")], "rtl", divider=" ")

    def _group(self) -> str:
        many = len(self._entry.rows)
        if self._language == "english":
            if self._entry.is_proposed:
                return counted(many, "{number} report, proposed as one", "{number} reports, proposed as one")
            return counted(many, "{number} report, one commitment", "{number} reports, one commitment")
        reports = "خبران" if many == 2 else f"{number(many)} {'أخبار' if many <= _MOST_IN_PLURAL else 'خبرا'}"
        proposed = "يُقترح أنهما التزام واحد" if many == 2 else "يُقترح أنها التزام واحد"
        return f"{reports}، {proposed if self._entry.is_proposed else 'التزام واحد'}"

    def _act(self) -> Iterator[Content]:
        filler = self._entry.filler("action")
        cue = self._entry.head.quote
        quote = f"{cue} {filler.quote}" if filler is not None else f"«{cue}»"
        ink = (Span(0, len(cue)), f"$label-{self._label.colour}-colour")
        yield paragraph(_one_line(quote), self._width, base="rtl", styles=[ink] if filler is not None else [])

    # Its roles

    def _roles(self) -> list[Role]:
        roles = [
            role
            for role in self._looks.labels.roles
            if role.name not in _SENTENCE and self._entry.filler(role.name) is not None
        ]
        order = {name: at for at, name in enumerate(_FIRST)}
        return sorted(roles, key=lambda role: order.get(role.name, len(order)))

    def _filler(self, role: str) -> tuple[LedgerRow, RoleFiller]:
        row = next(row for row in self._entry.rows if role in row.roles)
        return row, row.roles[role]

    def _role_name(self, role: Role) -> str:
        return role.english if self._language == "english" else role.arabic

    def _said(self, name: str, quote: str, role: str) -> Content:
        ink = (Span(0, len(name) + 1), f"$role-{role}-colour")
        return paragraph(f"{name}: {_one_line(quote)}", self._width, base="rtl", styles=[ink])

    def _deadline(self) -> Iterator[EntryPart]:
        row = self._entry.due_row or next((row for row in self._entry.rows if "deadline" in row.roles), None)
        if row is None:
            return
        lines: list[Content] = []
        filler = row.roles.get("deadline")
        role = next((role for role in self._looks.labels.roles if role.name == "deadline"), None)
        name = self._role_name(role) if role is not None else self._word("columns", "due")
        if filler is not None:
            lines.append(self._said(name, filler.quote, "deadline"))
        pieces = [_draw_days(row.due_first, row.due_last)] if row.due_first or row.due_last else []
        reading = self._reading(row)
        if reading:
            pieces.append(shaped(reading).stylize("$muted"))
        lines += pack(pieces, self._width, "rtl")
        yield EntryPart(lines, row.article, filler.span if filler is not None else row.cue)

    def _reading(self, row: LedgerRow) -> str:
        if not row.reading:
            return ""
        days = Days(row.due_first, row.due_last, row.reading)
        return days.word_reading("ar" if self._language == "arabic" else "en")

    def _notes(self) -> Iterator[EntryPart]:
        entry = self._entry
        head = entry.head
        name = self._word("columns", "note")
        if entry.note:
            yield EntryPart([self._note(name, entry.note)], head.article, head.cue)
        for row in entry.rows:
            if row.note:
                yield EntryPart([self._note(name, row.note)], row.article, row.cue)

    def _note(self, name: str, note: str) -> Content:
        return paragraph(f"{name}: {note}", self._width, styles=[(Span(0, len(name) + 1), "$warning")])

    # What happened with it

    def _event(self, event: LedgerEvent) -> EntryPart:
        day = shaped(written_digits(str(event.day or "—")), base="ltr")
        pieces = [day, self._happened(event).stylize(_REFINED[event.kind])]
        # No outlet reports that a day comes.
        if event.outlet and event.kind is not EventKind.DUE:
            pieces.append(shaped(event.outlet).stylize("$muted"))
        if event.row is not None and event.kind is not EventKind.DUE:
            pieces.append(self._state(event.row).stylize("$muted"))
        lines = list(pack(pieces, self._width, "rtl"))
        if event.kind is not EventKind.DUE:
            lines.append(shaped(event.title, base="rtl", width=self._width, fill=True).stylize("$muted"))
        if told := self._told(event):
            lines.append(paragraph(told, self._width, base="rtl", height=_REPORT_LINES))
        row = event.row if event.kind is not EventKind.DUE else None
        return EntryPart(lines, event.article, event.span, row, event.evidence)

    def _happened(self, event: LedgerEvent) -> Content:
        said = self._word("events", event.kind)
        if event.evidence is None:
            # A demand or a refusal is no pledge: the first report is called by its type.
            is_first = event.kind is EventKind.PLEDGED and event.row is not None
            return shaped(self._looks.name_of(event.row.type) if is_first and event.row is not None else said)
        sign, colour = BEARING_SIGNS[event.evidence.bearing]
        bearing = shaped(f"{sign} {self._word('bearings', event.evidence.bearing)}", base="rtl").stylize(colour)
        return arrange([shaped(said), bearing], "rtl", divider=" ")

    def _told(self, event: LedgerEvent) -> str:
        """The words of a later report or of evidence; those of the first report stand above already."""
        if event.kind is EventKind.EVIDENCE:
            return _one_line(event.quote)
        if event.kind is EventKind.REPEATED and event.row is not None:
            action = event.row.roles.get("action")
            return _one_line(f"{event.row.quote} {action.quote if action is not None else ''}")
        return ""

    def _word(self, kind: str, name: str) -> str:
        return word(kind, name, self._language)


def _draw_days(first: date | None, last: date | None) -> Content:
    """The days from the first to the last, from the right to the left; an open end is left blank."""
    if first == last:
        return shaped(written_digits(str(first)), base="ltr")
    ends = [shaped(written_digits(str(day)), base="ltr") if day is not None else Content("…") for day in (first, last)]
    return arrange(ends, "rtl", divider=" ← ")


def _one_line(text: str) -> str:
    return " ".join(text.split())
