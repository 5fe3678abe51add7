"""Which entries the list shows and marks, and what stands around a passage that may be evidence."""

from __future__ import annotations

from datetime import date

from library.ledger_library import FULFILLED, HOSPITAL, PLEDGED, REPEATED, SmallLedger

from reader.labels import default_labels
from reader.library.ledger.entry_listing import EntryListing, EntrySearch, LedgerView, list_view
from reader.library.ledger.evidence_ranking import Passage
from reader.library.ledger.passage_context import find_context, find_shared
from reader.library.queries.query_parsing import parse_query
from reader.model import Span


def listing_of(small: SmallLedger) -> EntryListing:
    listing = EntryListing()
    listing.take(small.entries, EntrySearch(default_labels()).texts_of(small.entries))
    return listing


def titles(listing: EntryListing) -> list[str]:
    return [entry.head.title for entry in listing.shown]


def test_words_in_any_spelling_filter(small: SmallLedger) -> None:
    listing = listing_of(small)
    for words, wanted in {
        "": [PLEDGED, HOSPITAL],
        "مستشفي": [HOSPITAL],
        "مستشفي درعا": [HOSPITAL],
        "مستشفي حلب": [],
        # Of any of the reports, of the name of the type in English, and of the day.
        "تجدد": [PLEDGED],
        "PLEDGE": [PLEDGED, HOSPITAL],
        "2017-03-01": [HOSPITAL],
    }.items():
        listing.filter(words)
        assert titles(listing) == [each.title for each in wanted], words


def test_typing_on_finds_the_same_as_typing_at_once(small: SmallLedger) -> None:
    typed, whole = listing_of(small), listing_of(small)
    for end in range(1, len("حلب مستشفى")):
        typed.filter("حلب مستشفى"[:end])
    whole.filter("حلب مستشف")
    assert titles(typed) == titles(whole)
    typed.filter("حلب")
    assert titles(typed) == [PLEDGED.title]


def test_marks_go_with_their_entries(small: SmallLedger) -> None:
    listing = listing_of(small)
    listing.mark(listing.shown[1])
    assert [entry.head.title for entry in listing.targets(0)] == [HOSPITAL.title]
    listing.mark_shown()
    assert len(listing.targets(0)) == 2
    listing.take(small.entries[:1], [""])
    assert len(listing.marked) == 1
    listing.mark_shown()
    assert [entry.head.title for entry in listing.targets(0)] == [PLEDGED.title]


def test_an_entry_is_found_by_a_place_in_any_of_its_reports(small: SmallLedger) -> None:
    listing = listing_of(small)
    for article, words, row in (
        (PLEDGED, "تعهدت", 0),
        (REPEATED, "تعهدها", 0),
        (HOSPITAL, "درعا", 1),
        (HOSPITAL, ".", None),
    ):
        assert listing.find(article.id, article.text.index(words)) == row, words


def test_views(small: SmallLedger) -> None:
    def seen(view: LedgerView, today: date, where: str = "") -> list[str]:
        query = parse_query(where) if where else None
        return [entry.head.title for entry in list_view(small.ledger, view, where=query, today=today)]

    summer = date(2017, 6, 1)
    assert seen(LedgerView.ALL, summer) == [HOSPITAL.title, PLEDGED.title]
    assert seen(LedgerView.DUE, summer) == [PLEDGED.title, HOSPITAL.title]
    assert seen(LedgerView.OVERDUE, summer) == [HOSPITAL.title]
    assert seen(LedgerView.COMMITTER, summer) == [PLEDGED.title, HOSPITAL.title]
    assert seen(LedgerView.ACCEPTED, summer) == []
    assert seen(LedgerView.DUE, summer, "committer:روسيا") == [PLEDGED.title]


def test_a_passage_stands_in_its_article(small: SmallLedger) -> None:
    span = Span(0, FULFILLED.text.index("،"))
    passage = Passage(FULFILLED.id, span, span.of(FULFILLED.text), None, frozenset())
    context = find_context(small.index.connection, passage)
    assert context.passage.of(context.text) == passage.text
    assert (context.title, context.text) == (FULFILLED.title, FULFILLED.text)
    unknown = find_context(small.index.connection, Passage("0" * 64, span, "نص", None, frozenset()))
    assert (unknown.title, unknown.text, unknown.passage) == ("", "نص", Span(0, 2))


def test_shared_words_are_found_in_other_forms(small: SmallLedger) -> None:
    found = find_shared(small.entry(PLEDGED).rows, FULFILLED.text)
    assert [span.of(FULFILLED.text) for span in found] == ["سحبت", "روسيا", "قواتها", "حلب"]
