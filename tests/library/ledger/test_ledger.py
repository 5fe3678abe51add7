"""What stands in the ledger, in which entries, in what order, and what is due."""

from __future__ import annotations

import gc
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from library.ledger_library import FULFILLED, HOSPITAL, HUDA, PLEDGED, PROPOSALS, REPEATED, SARA, SmallLedger
from library.small_library import commitment, decide, make_index, mark, propose

from reader.journal import tagging
from reader.journal.ledger_marks import Bearing, Outcome
from reader.library.ledger import entry_groups
from reader.library.ledger.ledger import Ledger
from reader.library.ledger.marks_reading import read_merged_names
from reader.library.ledger.row_reading import RowReader
from reader.library.ledger.saying import accept_rows, reject_rows, say_outcome, take_evidence
from reader.library.ledger.timeline import EventKind
from reader.library.queries.query_parsing import parse_query
from reader.model import Article, Decision, Span


def rows(small: SmallLedger) -> list[tuple[str, str, bool]]:
    return [(row.title, row.layer, row.is_accepted) for entry in small.entries for row in entry.rows]


def test_open_proposals_are_rows_and_those_that_tell_one_commitment_an_entry(small: SmallLedger) -> None:
    assert small.told() == [["روسيا تتعهد", "روسيا تجدد"], ["مستشفى درعا"]]
    entry = small.entries[0]
    assert (entry.is_proposed, entry.is_merged, entry.is_accepted) == (True, False, False)
    assert (entry.first, entry.latest) == (date(2017, 1, 10), date(2017, 2, 3))
    assert entry.due_last == date(2017, 12, 31)
    assert entry.filler("committer").name == "روسيا"


def test_an_accepted_row_takes_the_place_of_its_proposal(small: SmallLedger) -> None:
    before = small.entry(HOSPITAL)
    small.do(accept_rows(small.workspace, before, before.rows, index=small.index))
    assert rows(small)[-1] == ("مستشفى درعا", HUDA, True)
    assert small.entry(HOSPITAL).name == before.name
    assert len(rows(small)) == 3


def test_a_rejected_row_is_gone(small: SmallLedger) -> None:
    small.do(reject_rows(small.workspace, small.entry(HOSPITAL).rows, index=small.index))
    assert small.told() == [["روسيا تتعهد", "روسيا تجدد"]]


def test_what_another_analyst_accepted_bears_that_name_and_is_no_second_row(small: SmallLedger) -> None:
    small.tag(PLEDGED, PROPOSALS[PLEDGED][1])
    assert rows(small)[0] == ("روسيا تتعهد", SARA, True)
    assert len(rows(small)) == 3


def test_one_s_own_decision_comes_before_another_s(small: SmallLedger) -> None:
    small.tag(PLEDGED, PROPOSALS[PLEDGED][1], who="زيد")
    small.tag(PLEDGED, PROPOSALS[PLEDGED][1])
    assert rows(small)[0][1] == "زيد"
    small.tag(PLEDGED, PROPOSALS[PLEDGED][1], who=HUDA)
    assert rows(small)[0][1] == HUDA
    small.do(reject_rows(small.workspace, [small.entry(PLEDGED).head], index=small.index))
    assert rows(small)[0][0] == "روسيا تجدد"


def test_another_analyst_s_rejection_hides_nothing(small: SmallLedger) -> None:
    decide(
        small.index,
        1,
        PLEDGED.text,
        SARA,
        PROPOSALS[PLEDGED][1:],
        proposals=PROPOSALS[PLEDGED],
        decision=Decision.REJECTED,
    )
    assert rows(small)[0] == ("روسيا تتعهد", "", False)


def test_the_rows_of_a_file_that_is_gone_are_gone(small: SmallLedger) -> None:
    with small.index.writing() as connection:
        connection.execute("UPDATE articles SET is_present = 0 WHERE id = ?", (HOSPITAL.id,))
    assert small.told() == [["روسيا تتعهد", "روسيا تجدد"]]


def test_the_ledger_follows_what_others_write_into_the_index(small: SmallLedger) -> None:
    assert len(small.entries) == 2
    other = Ledger(small.index, who=SARA)
    propose(small.index, 4, FULFILLED.text, [commitment(FULFILLED.text, "وانتهى", "refusal", action="الأمر")])
    assert len(small.entries) == len(other.entries()) == 3


def test_new_rows_are_put_into_the_groups_that_are_there(small: SmallLedger) -> None:
    propose(small.index, 2, REPEATED.text, [])
    small.ledger.group_all()
    assert small.told() == [["روسيا تتعهد"], ["مستشفى درعا"]]
    propose(small.index, 2, REPEATED.text, PROPOSALS[REPEATED])
    assert small.told() == [["روسيا تتعهد", "روسيا تجدد"], ["مستشفى درعا"]]


def test_groups_are_remembered_by_the_index(small: SmallLedger) -> None:
    fresh = Ledger(small.index, who=HUDA)
    assert not fresh.is_behind
    assert [len(entry.rows) for entry in fresh.entries(order="oldest")] == [2, 1]


def test_a_few_rows_are_grouped_at_once(small: SmallLedger) -> None:
    hers = Ledger(small.index, who=SARA)
    assert [len(entry.rows) for entry in hers.entries(order="oldest")] == [2, 1]
    assert not hers.is_behind


def test_before_many_rows_are_grouped_each_is_an_entry_and_the_ledger_says_so(
    small: SmallLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entry_groups, "_FEW", 2)
    hers = Ledger(small.index, who=SARA)
    assert hers.is_behind
    assert len(hers.entries()) == 3
    hers.group_all()
    assert not hers.is_behind
    assert len(hers.entries()) == 2


def test_names_that_were_merged_are_one_committer(small: SmallLedger) -> None:
    text = REPEATED.text
    propose(small.index, 2, text, [commitment(text, "تعهدها", "pledge", committer="بسحب", action="قواتها")])
    mark(small.index, 1, HUDA, "alias", "بسحب", "روسيا")
    assert small.ledger.is_behind
    small.ledger.group_all()
    assert not small.ledger.is_behind


@pytest.mark.parametrize("written", ["9999-12-31", "0001-01-01", "", "غدا"])
def test_any_date_of_an_article_has_its_place(tmp_path: Path, written: str) -> None:
    article = Article("تعهدت مصر بالدعم غدا.", "مصر", "e.txt", written)
    pledge = commitment(article.text, "تعهدت", "pledge", committer="مصر", action="بالدعم", deadline="غدا")
    with make_index(tmp_path, [PLEDGED, article]) as index:
        propose(index, 1, PLEDGED.text, PROPOSALS[PLEDGED])
        ledger = Ledger(index, who=HUDA)
        ledger.group_all()
        propose(index, 2, article.text, [pledge])
        for order in ("due", "newest", "oldest", "committer", "type", "outcome"):
            assert {entry.head.title for entry in ledger.entries(order=order)} == {"مصر", "روسيا تتعهد"}
        assert ledger.evidence_for(ledger.entries(order="committer")[0]) is not None
        assert len(ledger.timeline(ledger.entries()[0])) >= 1


def test_of_merged_names_the_last_mark_counts_and_a_circle_ends(small: SmallLedger) -> None:
    for name, group in (("ا", "ب"), ("ب", "ج"), ("د", "ه"), ("ه", "د"), ("و", "ز"), ("و", "و")):
        mark(small.index, 1 if name != "و" or group == "ز" else 2, HUDA, "alias", name, group)
    mark(small.index, 1, SARA, "alias", "ح", "ط")
    assert read_merged_names(small.index, HUDA) == {"ا": "ج", "ب": "ج", "د": "ه", "ه": "د"}


def test_the_ledger_may_be_used_from_several_threads(small: SmallLedger) -> None:
    def count(_: int) -> int:
        return len(small.ledger.entries())

    with ThreadPoolExecutor(4) as pool:
        counted = pool.map(count, range(40))
        mark(small.index, 1, HUDA, "tag", "x")
        assert set(counted) == {2}


@pytest.mark.parametrize(
    ("order", "titles"),
    [
        ("newest", ["مستشفى درعا", "روسيا تتعهد"]),
        ("oldest", ["روسيا تتعهد", "مستشفى درعا"]),
        ("committer", ["روسيا تتعهد", "مستشفى درعا"]),
    ],
)
def test_orders(small: SmallLedger, order: str, titles: list[str]) -> None:
    assert [entry.head.title for entry in small.ledger.entries(order=order)] == titles


@pytest.mark.parametrize(
    ("today", "titles"),
    [
        ("2017-04-01", ["مستشفى درعا", "روسيا تتعهد"]),
        ("2017-06-01", ["روسيا تتعهد", "مستشفى درعا"]),
        ("2018-01-02", ["روسيا تتعهد", "مستشفى درعا"]),
    ],
)
def test_what_comes_next_is_first_and_what_has_passed_after_it(
    small: SmallLedger, today: str, titles: list[str]
) -> None:
    found = small.ledger.entries(order="due", today=date.fromisoformat(today))
    assert [entry.head.title for entry in found] == titles


def test_only_what_is_open_is_due(small: SmallLedger) -> None:
    assert small.ledger.entries(due_by=date(2017, 4, 1)) == []
    assert [each.head.title for each in small.ledger.entries(due_by=date(2017, 12, 30))] == ["مستشفى درعا"]
    assert len(small.ledger.entries(due_by=date(2017, 12, 31))) == 2
    small.do(say_outcome(small.workspace, small.entry(HOSPITAL), Outcome.BROKEN, index=small.index))
    assert small.ledger.entries(due_by=date(2017, 12, 30)) == []


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("type:pledge committer:روسيا", ["روسيا تتعهد"]),
        ("type:refusal", []),
        ("مستشفى", ["مستشفى درعا"]),
        ("-committer:روسيا", ["مستشفى درعا"]),
        ("type:pledge -مستشفى", ["روسيا تتعهد"]),
        ("entity:روسيا", ["روسيا تتعهد"]),
        ("label:pledge", ["روسيا تتعهد", "مستشفى درعا"]),
        ("by:me", []),
        ("by:engine OR by:me", ["روسيا تتعهد", "مستشفى درعا"]),
        ("deadline:2017-05", ["مستشفى درعا"]),
        ('"روسيا تعهدها"', ["روسيا تتعهد"]),
        ("outcome:broken", []),
        ("outcome:open", ["روسيا تتعهد", "مستشفى درعا"]),
    ],
)
def test_a_query_means_rows(small: SmallLedger, query: str, titles: list[str]) -> None:
    found = small.ledger.entries(where=parse_query(query), order="oldest")
    assert [entry.head.title for entry in found] == titles


def test_an_outcome_in_a_query_is_that_of_the_entry(small: SmallLedger) -> None:
    small.do(say_outcome(small.workspace, small.entry(PLEDGED), Outcome.KEPT, index=small.index))
    kept = small.ledger.entries(where=parse_query("outcome:kept type:pledge"))
    assert [len(entry.rows) for entry in kept] == [2]
    assert [entry.head.title for entry in small.ledger.entries(where=parse_query("outcome:open"))] == ["مستشفى درعا"]
    matches = small.ledger.matches(parse_query("outcome:kept"))
    assert all(matches(kept[0], row) for row in kept[0].rows)


def test_only_what_was_accepted(small: SmallLedger) -> None:
    assert small.ledger.entries(accepted_only=True) == []
    small.tag(HOSPITAL, PROPOSALS[HOSPITAL][0])
    assert [entry.head.title for entry in small.ledger.entries(accepted_only=True)] == ["مستشفى درعا"]


def test_the_timeline_is_in_order_of_time(small: SmallLedger) -> None:
    small.do(
        take_evidence(small.workspace, small.entry(PLEDGED), Span(0, 23), FULFILLED.id, Bearing.KEPT, index=small.index)
    )
    told = [(event.kind, str(event.day), event.quote) for event in small.ledger.timeline(small.entry(PLEDGED))]
    assert told == [
        (EventKind.PLEDGED, "2017-01-10", "تعهدت"),
        (EventKind.REPEATED, "2017-02-03", "تعهدها"),
        (EventKind.EVIDENCE, "2017-12-20", FULFILLED.text[:23]),
        (EventKind.DUE, "2017-12-31", "قبل نهاية العام"),
    ]


def test_evidence_of_an_article_that_is_not_known_is_left_out_of_the_timeline(small: SmallLedger) -> None:
    small.tag(HOSPITAL, PROPOSALS[HOSPITAL][0], who=HUDA)
    mark(small.index, 3, HUDA, "evidence", f"{small.entry(HOSPITAL).head.key}>{'0' * 64}:0-4", "broken")
    assert len(small.entry(HOSPITAL).evidence) == 1
    assert [event.kind for event in small.ledger.timeline(small.entry(HOSPITAL))] == [EventKind.PLEDGED, EventKind.DUE]


def test_sentences_of_other_articles_may_be_evidence(small: SmallLedger) -> None:
    found = small.ledger.evidence_for(small.entry(PLEDGED))
    assert found[0].passage.article == FULFILLED.id
    assert "سحبت روسيا قواتها من حلب" in found[0].passage.text
    assert "روسيا" in found[0].passage.names
    assert not {each.passage.article for each in found} & {PLEDGED.id, REPEATED.id}


def test_a_row_is_found_again_after_it_was_accepted(small: SmallLedger) -> None:
    row = small.entry(HOSPITAL).head
    small.do(accept_rows(small.workspace, small.entry(HOSPITAL), [row], index=small.index))
    assert small.ledger.entry_of(row) == small.entry(HOSPITAL)
    small.do(reject_rows(small.workspace, small.entry(HOSPITAL).rows, index=small.index))
    assert small.ledger.entry_of(row) is None


def test_a_removed_annotation_s_marks_are_ignored(small: SmallLedger) -> None:
    small.do(say_outcome(small.workspace, small.entry(HOSPITAL), Outcome.BROKEN, index=small.index))
    small.do(
        tagging.reject(
            small.workspace.authorship(HOSPITAL.id),
            small.workspace.annotations(HOSPITAL.id)[0],
        )
    )
    assert small.told() == [["روسيا تتعهد", "روسيا تجدد"]]


def test_garbage_is_collected_again_when_the_ledger_is_read(
    small: SmallLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert small.entries
    assert gc.isenabled()
    small.do(say_outcome(small.workspace, small.entries[0], Outcome.KEPT, index=small.index))
    monkeypatch.setattr(RowReader, "refresh", lambda self: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        small.ledger.entries()
    assert gc.isenabled()
