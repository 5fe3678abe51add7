"""What an analyst says over the whole library, as a workspace keeps it, takes it back and lists it."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from reader.errors import StoreError
from reader.journal import article_marks, tagging
from reader.journal.article_marks import ReadingState
from reader.journal.history import describe_actions
from reader.journal.ledger_marks import (
    Bearing,
    Evidence,
    LedgerMarks,
    Outcome,
    add_evidence,
    gather_ledger,
    set_alias,
    set_entry,
    set_outcome,
    write_outcome_note,
)
from reader.journal.operations import COMMITMENT_KINDS, LEDGER_KINDS, OperationKind, join
from reader.labels import default_labels
from reader.model import Article, Span
from reader.store import journal_reading, migrations, rescue
from reader.store.backups import backup
from reader.store.checking import check
from reader.store.location import rescue_folders
from reader.store.workspace import Workspace

PLEDGE = Article("قالت مصر إنها تتعهد بدعم السودان في نهاية المؤتمر.", source="وعد.txt")
CHANGED = Article("عاجل: قالت مصر إنها تتعهد بدعم السودان في نهاية المؤتمر.", source="وعد.txt")
REPORT = Article("لم يصل دعم مصر إلى السودان بعد عام من المؤتمر.", source="تقرير.txt")
SHOWN = Evidence(REPORT.id, Span(0, 10), Bearing.BROKEN)
SAID = LedgerMarks(Outcome.BROKEN, "لم يصل", (SHOWN,), "دعم السودان")


@pytest.fixture
def key(workspace):
    """The key of the one commitment, in PLEDGE."""
    workspace.remember_all([PLEDGE, REPORT])
    start = PLEDGE.text.index("تتعهد")
    (tagged,) = workspace.apply(tagging.tag(workspace.authorship(PLEDGE.id), Span(start, start + 5), "pledge"))
    return tagged.key


def say(workspace, key, article=PLEDGE):
    desk = workspace.authorship(article.id)
    workspace.apply(set_outcome(desk, key, LedgerMarks(), SAID.outcome))
    workspace.apply(write_outcome_note(desk, key, LedgerMarks(), SAID.note))
    workspace.apply(add_evidence(desk, key, LedgerMarks(), SHOWN))
    workspace.apply(set_entry(desk, key, LedgerMarks(), SAID.entry))


def ledger(workspace, article=PLEDGE, layer=None):
    found = workspace.marks(COMMITMENT_KINDS)
    return gather_ledger(
        (each.kind, each.key, each.value)
        for each in found
        if (each.article, each.layer) == (article.id, layer or workspace.who)
    )


def test_what_is_said_is_there_when_the_workspace_is_opened_again(place, workspace, key, tmp_path):
    say(workspace, key)
    workspace.apply(set_alias(workspace.authorship(REPORT.id), "مصر", "", "جمهوريه مصر العربيه"))
    with Workspace.open(place, who="هدى") as again:
        assert ledger(again, layer="سلمى") == {key: SAID}
        (alias,) = again.marks([OperationKind.ALIAS])
        assert alias[:5] == (REPORT.id, "سلمى", "alias", "مصر", "جمهوريه مصر العربيه")
        assert alias.sequence == again.latest()
    assert check(place) == []
    with Workspace.open(backup(place, tmp_path / "copy.db"), who="سلمى") as copy:
        assert ledger(copy) == {key: SAID}


def test_the_mark_set_last_comes_last(workspace, key):
    for article, group in ((REPORT, "ا"), (PLEDGE, "ب"), (REPORT, "ج")):
        workspace.apply(set_alias(workspace.authorship(article.id), "مصر", "", group))
    assert [each.value for each in workspace.marks([OperationKind.ALIAS])] == ["ب", "ج"]
    workspace.undo_anywhere()
    assert [each.value for each in workspace.marks([OperationKind.ALIAS])] == ["ب", "ا"]


def test_what_waits_to_be_written_counts(workspace, key):
    waiting = set_outcome(workspace.authorship(PLEDGE.id), key, LedgerMarks(), Outcome.KEPT)
    workspace.under_way = lambda: waiting
    (found,) = workspace.marks([OperationKind.OUTCOME])
    assert (found.key, found.value, found.sequence) == (key, "kept", workspace.latest() + 1)
    workspace.under_way = tuple


def test_a_commitment_that_is_removed_keeps_what_was_said_of_it_until_it_is_back(workspace, key):
    say(workspace, key)
    (pledge,) = workspace.annotations(PLEDGE.id)
    workspace.apply(tagging.delete(workspace.authorship(PLEDGE.id), pledge))
    assert (workspace.annotations(PLEDGE.id), ledger(workspace)) == ((), {key: SAID})
    workspace.undo_anywhere()
    assert [each.key for each in workspace.annotations(PLEDGE.id)] == [key]


def test_the_last_action_anywhere_is_undone_and_redone(workspace, key):
    say(workspace, key)
    workspace.apply(set_alias(workspace.authorship(REPORT.id), "مصر", "", "ا"))
    workspace.apply(article_marks.keep_position(workspace.authorship(REPORT.id), ReadingState(), 7))
    assert [each.kind for each in workspace.undo_anywhere()] == [OperationKind.ALIAS]
    assert [each.kind for each in workspace.undo_anywhere()] == [OperationKind.ENTRY]
    assert ledger(workspace) == {key: replace(SAID, entry="")}
    assert [each.kind for each in workspace.redo_anywhere()] == [OperationKind.ENTRY]
    assert [each.kind for each in workspace.redo_anywhere()] == [OperationKind.ALIAS]
    assert workspace.redo_anywhere() == ()
    assert ledger(workspace) == {key: SAID}


def test_an_action_on_many_articles_and_in_any_layer_is_taken_back_whole(place, workspace, key):
    desks = [workspace.authorship(PLEDGE.id), workspace.authorship(REPORT.id, "adjudicated")]
    workspace.apply(join(step for desk in desks for step in set_entry(desk, key, LedgerMarks(), "دعم")))
    with Workspace.open(place, who="هدى") as other:
        other.apply(set_alias(other.authorship(REPORT.id), "مصر", "", "ا"))
        assert len(workspace.undo_anywhere()) == 2
        assert [each.kind for each in workspace.marks(LEDGER_KINDS)] == ["alias"], "what others did stays"
        assert len(other.undo_anywhere()) == 1
        assert other.undo_anywhere() == ()
    assert check(place) == []


def test_undo_leaves_what_another_analyst_said_since_in_the_same_layer(place, workspace, key):
    desk = workspace.authorship(PLEDGE.id, "adjudicated")
    workspace.apply(set_outcome(desk, key, LedgerMarks(), Outcome.KEPT))
    with Workspace.open(place, who="هدى") as other:
        there = other.authorship(PLEDGE.id, "adjudicated")
        other.apply(set_outcome(there, key, LedgerMarks(Outcome.KEPT), Outcome.BROKEN))
    workspace.undo_anywhere()
    assert ledger(workspace, layer="adjudicated")[key].outcome is Outcome.BROKEN


def test_a_changed_text_takes_over_what_was_said_of_its_commitments(place, workspace, key):
    say(workspace, key)
    workspace.apply(set_alias(workspace.authorship(PLEDGE.id), "مصر", "", "ا"))
    workspace.remember(CHANGED)
    workspace.carry_over(PLEDGE.id, CHANGED.id)
    assert [each.key for each in workspace.annotations(CHANGED.id)] == [key]
    assert ledger(workspace, CHANGED) == ledger(workspace) == {key: SAID}
    assert [each.article for each in workspace.marks([OperationKind.ALIAS])] == [PLEDGE.id], "it counts anywhere"
    assert workspace.undo(CHANGED.id) == (), "that the file changed cannot be undone"
    assert workspace.carry_over(PLEDGE.id, CHANGED.id).operations == ()
    assert check(place) == []


def test_a_file_that_is_changed_back_gets_what_was_said_meanwhile(workspace, key):
    say(workspace, key)
    workspace.remember(CHANGED)
    workspace.carry_over(PLEDGE.id, CHANGED.id)
    desk = workspace.authorship(CHANGED.id)
    workspace.apply(set_outcome(desk, key, SAID, Outcome.KEPT))
    workspace.apply(set_entry(desk, key, SAID, ""))
    workspace.remember(PLEDGE)
    workspace.carry_over(CHANGED.id, PLEDGE.id)
    assert ledger(workspace) == {key: replace(SAID, outcome=Outcome.KEPT, entry="")}
    workspace.remember(CHANGED)
    workspace.carry_over(PLEDGE.id, CHANGED.id)
    assert ledger(workspace, CHANGED) == ledger(workspace)


def test_what_is_damaged_is_not_carried_over_and_holds_up_nothing_else(tmp_path):
    with Workspace.open(tmp_path / "reader.db", who="سلمى") as workspace:
        workspace.remember_all([PLEDGE, CHANGED])
        desk = workspace.authorship(PLEDGE.id)
        for name in ("one", "two", "three"):
            workspace.apply(set_outcome(desk, name, LedgerMarks(), Outcome.KEPT))
        workspace.database.write(lambda c: c.execute(text("UPDATE journal SET key = x'ff' WHERE sequence = 1")))
        workspace.database.write(lambda c: c.execute(text("UPDATE journal SET batch = x'fe' WHERE sequence = 2")))
        workspace.carry_over(PLEDGE.id, CHANGED.id)
        assert ledger(workspace, CHANGED) == {"three": LedgerMarks(Outcome.KEPT)}


def test_the_journal_is_read_in_pieces_with_everybodys_operations(place, workspace, key, monkeypatch):
    say(workspace, key)
    with Workspace.open(place, who="هدى") as other:
        other.apply(set_alias(other.authorship(REPORT.id), "مصر", "", "ا"))
    monkeypatch.setattr(journal_reading, "PIECE", 2)
    pieces, last = [], 0
    while piece := workspace.journal_since(last):
        pieces.append(piece)
        last = piece[-1].sequence
    assert [len(piece) for piece in pieces] == [2, 2, 2]
    assert [each.sequence for piece in pieces for each in piece] == [1, 2, 3, 4, 5, 6]
    assert {each.who for piece in pieces for each in piece} == {"سلمى", "هدى"}


def test_a_damaged_piece_is_not_the_end_of_the_journal(workspace, key, monkeypatch):
    say(workspace, key)
    workspace.database.write(lambda c: c.execute(text("UPDATE journal SET kind = 'x' WHERE sequence IN (2, 3)")))
    monkeypatch.setattr(journal_reading, "PIECE", 2)
    assert [each.sequence for each in workspace.journal_since(1)] == [4, 5]
    assert workspace.journal_since(5) == ()


def test_lost_tables_are_rebuilt_with_the_ledger(place, workspace, key):
    say(workspace, key)
    workspace.database.write(lambda c: c.execute(text("DROP TABLE marks")))
    workspace.close()
    with Workspace.open(place, who="سلمى") as again:
        assert again.rebuilt == ("marks",)
        assert ledger(again) == {key: SAID}


def test_rescue_files_keep_the_ledger(place, workspace, key):
    desk = workspace.authorship(PLEDGE.id)
    steps = [*add_evidence(desk, key, LedgerMarks(), SHOWN), *set_alias(desk, "مصر", "", "ا")]
    assert rescue.keep(rescue_folders(place), (), steps) is not None
    with Workspace.open(place, who="سلمى") as again:
        assert [each.id for each in again.rescued] == [each.id for each in steps]
        assert ledger(again)[key].evidence == (SHOWN,)


def test_the_history_describes_the_ledger(workspace, key):
    say(workspace, key)
    desk = workspace.authorship(PLEDGE.id)
    workspace.apply(set_alias(desk, "مصر", "", "جمهوريه مصر"))
    workspace.apply(set_alias(desk, "مصر", "جمهوريه مصر", "مصر"))
    workspace.apply(set_outcome(desk, key, SAID, Outcome.OPEN))
    workspace.apply(set_entry(desk, key, SAID, ""))
    workspace.apply(write_outcome_note(desk, key, SAID, ""))
    workspace.apply(add_evidence(desk, "elsewhere", LedgerMarks(), replace(SHOWN, bearing=Bearing.RELATED)))
    workspace.undo_anywhere()
    events = describe_actions(workspace.history(PLEDGE.id), PLEDGE.text, default_labels())
    evidence = f"added evidence related to a commitment in article {REPORT.id[:12]}"
    assert [each.what for each in reversed(events)] == [
        "tagged «تتعهد» as Pledge",
        "set the outcome of «تتعهد» to broken",
        "noted on the outcome of «تتعهد»: «لم يصل»",
        f"added evidence that «تتعهد» was broken in article {REPORT.id[:12]}",
        "put «تتعهد» into the ledger entry «دعم السودان»",
        "made «مصر» an alias of «جمهوريه مصر»",
        "set «مصر» on its own again",
        "set the outcome of «تتعهد» to open",
        "took «تتعهد» out of the ledger entry «دعم السودان»",
        "removed the note on the outcome of «تتعهد»",
        evidence,
        f"took back: {evidence}",
    ]
    assert {each.offset for each in events} == {PLEDGE.text.index("تتعهد"), None}


def test_an_older_workspace_takes_the_ledger_in_and_older_readers_leave_it_alone(place, workspace, key, monkeypatch):
    def go_back(connection):
        connection.execute(text("DROP INDEX journal_by_kind"))
        migrations.set_version(connection, 3)

    workspace.database.write(go_back)
    workspace.close()
    with Workspace.open(place, who="سلمى") as brought_up:
        say(brought_up, key)
        assert ledger(brought_up) == {key: SAID}
        names = "sqlite_master WHERE name" if brought_up.database.is_sqlite else "pg_indexes WHERE indexname"
        query = text(f"SELECT count(*) FROM {names} = 'journal_by_kind'")
        assert brought_up.database.read(lambda c: c.execute(query).scalar_one()) == 1
    monkeypatch.setattr(migrations, "VERSION", 3)
    with pytest.raises(StoreError, match="a newer reader made this workspace; update"):
        Workspace.open(place, who="سلمى")


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(["outcome", "entry", "alias", "many", "undo", "redo"]), max_size=14))
def test_undo_and_redo_anywhere_are_those_of_any_editor(tmp_path_factory, steps):
    place = tmp_path_factory.mktemp("ledger") / "reader.db"
    with Workspace.open(place, who="سلمى") as opened:
        opened.remember_all([PLEDGE, REPORT])

        def state():
            return {each[:5] for each in opened.marks(LEDGER_KINDS)}

        done, undone = [state()], []
        for number, step in enumerate(steps):
            desks = [opened.authorship(article.id) for article in (PLEDGE, REPORT)]
            if step in ("undo", "redo"):
                taken = opened.undo_anywhere() if step == "undo" else opened.redo_anywhere()
                stacks = (done, undone) if step == "undo" else (undone, done)
                assert bool(taken) == (len(done) > 1 if step == "undo" else bool(undone))
                if taken:
                    stacks[1].append(stacks[0].pop())
                assert state() == done[-1]
                continue
            name = f"{number}"
            made = {
                "outcome": set_outcome(desks[number % 2], name, LedgerMarks(), Outcome.KEPT),
                "entry": set_entry(desks[number % 2], "k", LedgerMarks(), name),
                "alias": set_alias(desks[number % 2], "مصر", "", name),
                "many": join(each for desk in desks for each in set_entry(desk, "k", LedgerMarks(), name)),
            }[step]
            opened.apply(made)
            done.append(state())
            undone.clear()
    assert check(place) == []
