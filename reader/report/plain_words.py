"""Words the parts of a report that formats without pages share: the summary's lines, the ledger's cells."""

from __future__ import annotations

from reader.library.ledger.entry import Entry
from reader.library.ledger.ledger_row import LedgerRow
from reader.library.ledger.ledger_wording import Language, word
from reader.report.due_words import is_negated, word_due
from reader.report.label_numbers import LabelNumbers
from reader.report.page_words import page_words
from reader.report.report_contents import ReportContents, ReportedCommitment, ReportedEntry
from reader.report.report_page import ReportHead, describe_layer
from reader.report.visible_text import one_line
from reader.wording import number, written_digits
from reader.wording.spoken_language import language_in_force

_ROLES = ("committer", "action", "counterparty")


class PlainWords:
    """The words of one report, in the language of the interface."""

    def __init__(self, numbers: LabelNumbers, contents: ReportContents, head: ReportHead) -> None:
        self.numbers = numbers
        self.words = page_words()
        self._language: Language = "arabic" if language_in_force() == "ar" else "english"
        w = self.words
        self.title = f"{w['report']}: {one_line(head.library)}"
        figures = (len(contents.articles), contents.entity_count, contents.mentions, len(contents.entries))
        names = (w["articles"], w["entities"], w["mentions"], w["commitments"])
        self.about = [
            *((name, number(figure)) for name, figure in zip(names, figures, strict=True)),
            (w["made"], written_digits(head.today.isoformat())),
            *([(w["query"], one_line(head.query))] if head.query else []),
            (w["annotations"], describe_layer(head.layer, w)),
        ]
        """The lines of the summary, as names and values."""
        self.headings = [
            w["type"],
            *(numbers.role_name("", role) for role in _ROLES),
            w["due"],
            w["outcome"],
            w["reported_in"],
        ]

    def cells(self, reported: ReportedEntry) -> list[str]:
        """What stands in a row of the ledger."""
        entry = reported.entry
        deadline = entry.filler("deadline")
        due = " · ".join(filter(None, (word_due(entry), one_line(deadline.quote) if deadline else "")))
        outcome = self.outcome(entry)
        return [
            self._type(entry.head),
            *(one_line(filler.quote) if (filler := entry.filler(role)) else "" for role in _ROLES),
            due,
            f"{outcome}: {one_line(entry.note)}" if entry.note else outcome,
            "; ".join(dict.fromkeys(map(_name_report, entry.rows))),
        ]

    def _type(self, row: LedgerRow) -> str:
        name = self.numbers.label_name(row.type)
        return f"{name}, {self.words['negated']}" if is_negated(row) else name

    def outcome(self, entry: Entry) -> str:
        """What became of a commitment."""
        return word("outcomes", entry.outcome.value, self._language)

    def describe(self, commitment: ReportedCommitment) -> str:
        """A commitment of an article in one line: its type, its cue, and what fills its roles."""
        row = commitment.row
        outcome = word("outcomes", commitment.outcome.value, self._language)
        said = [f"{self._type(row)} ({outcome}): {one_line(row.quote)}"]
        said += [
            f"{self.numbers.role_name(row.type, role)}: {one_line(each.quote)}" for role, each in row.roles.items()
        ]
        return "; ".join(said)


def _name_report(row: LedgerRow) -> str:
    """The day and the title of the article of a report."""
    return " ".join(filter(None, (written_digits(row.day.isoformat()) if row.day else "", one_line(row.title))))
