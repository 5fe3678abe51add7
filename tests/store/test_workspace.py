"""What a workspace keeps, who sees it, and how it is taken back."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.arabic.words import fold_letters
from reader.errors import StoreError
from reader.journal import article_marks, tagging
from reader.journal.article_marks import Bookmark, Flag, ReadingState
from reader.journal.operations import OperationKind, Proposed, join
from reader.model import Annotation, Article, Decision, Span
from reader.store import recording
from reader.store.checking import check
from reader.store.workspace import Workspace

ARTICLE = Article("قالت مصر إنها تتعهد بدعم السودان.", title="تعهد", source="a/خبر.txt", date="2024-05-01")
OTHER = Article("زار وفد من السودان القاهرة.", source="b.txt")
EGYPT, PLEDGES, SUDAN = Span(5, 8), Span(14, 19), Span(25, 32)


def spans(workspace, article=ARTICLE, layer=None):
    return sorted(each.span for each in workspace.annotations(article.id, layer))


@pytest.fixture
def authorship(workspace):
    workspace.remember(ARTICLE)
    return workspace.authorship(ARTICLE.id)


def test_an_annotation_is_there_when_the_workspace_is_opened_again(place, workspace, authorship):
    (done,) = workspace.apply(tagging.tag(authorship, EGYPT, "place"))
    assert done.sequence == 1
    with Workspace.open(place, who="سلمى") as again:
        (found,) = again.annotations(ARTICLE.id)
        assert found == Annotation(EGYPT, "place", source="سلمى", decision=Decision.ACCEPTED)
        assert found.key == done.key
        assert again.article(ARTICLE.id) == ARTICLE
        assert again.search("المتعهد السودان") == ()
        assert again.search("مصر الســودان") == (ARTICLE.id,)
    assert check(place) == []


annotation = st.builds(
    Annotation,
    st.builds(lambda start, length: Span(start, start + length), st.integers(0, 20), st.integers(1, 12)),
    st.text(min_size=1, max_size=8),
    st.lists(st.tuples(st.sampled_from(["committer", "action", "مَن"]), st.just(EGYPT)), max_size=3).map(tuple),
    st.lists(st.tuples(st.text(max_size=5), st.text(max_size=5)), max_size=3).map(tuple),
    st.text(max_size=5),
    st.just(Decision.ACCEPTED),
    st.none() | st.floats(0, 1),
    st.text(max_size=8),
    st.text(max_size=8),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(annotation)
def test_every_annotation_comes_back_as_it_was(workspace, written):
    workspace.remember(ARTICLE)
    (done,) = workspace.apply(tagging.add(workspace.authorship(ARTICLE.id), written))
    assert {each.key: each for each in workspace.annotations(ARTICLE.id)}[done.key] == written


def test_texts_and_names_that_no_database_takes_as_text_are_kept(workspace):
    odd = Article("مصر\x00 \ud800 السودان", title="\udcff", source="caf\udce9.txt", fields=(("url", "\x00"),))
    workspace.remember(odd)
    workspace.apply(tagging.add(workspace.authorship(odd.id), Annotation(Span(2, 7), "place", note="\ud800\x00")))
    assert workspace.annotations(odd.id)[0].note == "\ud800\x00"
    assert workspace.article(odd.id) == odd
    assert workspace.search("مصر") == (odd.id,)
    assert check(workspace.database.place) == []


def test_an_action_on_an_article_nobody_opened_is_refused(workspace):
    with pytest.raises(StoreError, match="no article .* is known"):
        workspace.apply(tagging.tag(workspace.authorship(OTHER.id), Span(0, 3), "place"))
    assert workspace.unsaved == ()


def test_what_can_never_be_written_is_refused_and_holds_nothing_up(workspace, authorship):
    (good,) = tagging.tag(authorship, EGYPT, "place")
    with pytest.raises(StoreError, match="longer than 500 characters; shorten it"):
        workspace.apply(article_marks.add_tag(authorship, ReadingState(), "مصر" * 200))
    with pytest.raises(StoreError, match=r"this cannot be written \(.*\); open the article again"):
        workspace.apply([replace(good, batch=None)])
    assert workspace.unsaved == ()
    workspace.apply([good])
    assert spans(workspace) == [EGYPT]


def test_recording_the_same_operation_twice_records_it_once(workspace, authorship):
    operations = tagging.tag(authorship, EGYPT, "place")
    assert len(workspace.apply(operations)) == 1
    assert workspace.apply(operations) == ()
    assert len(workspace.history(ARTICLE.id)) == 1


def test_undo_and_redo_go_all_the_way_and_survive_a_restart(place, workspace, authorship):
    for span in (EGYPT, SUDAN):
        workspace.apply(tagging.tag(authorship, span, "place"))
    (annotation, *_) = workspace.annotations(ARTICLE.id)
    workspace.apply(tagging.relabel(authorship, annotation, "organization"))
    workspace.close()
    with Workspace.open(place, who="سلمى") as again:
        assert len(again.undo(ARTICLE.id)) == 1
        assert {each.label for each in again.annotations(ARTICLE.id)} == {"place"}
        again.undo(ARTICLE.id)
        assert spans(again) == [EGYPT]
    with Workspace.open(place, who="سلمى") as again:
        again.undo(ARTICLE.id)
        assert spans(again) == []
        assert again.undo(ARTICLE.id) == ()
        for _ in range(3):
            assert again.redo(ARTICLE.id)
        assert again.redo(ARTICLE.id) == ()
        assert sorted(each.label for each in again.annotations(ARTICLE.id)) == ["organization", "place"]
    assert check(place) == []


def test_a_long_history_is_undone_to_its_beginning(workspace, authorship, monkeypatch):
    monkeypatch.setattr(recording, "_AT_ONCE", 3)
    for number in range(6):
        workspace.apply(
            tagging.tag_all([(authorship, Span(at, at + 1)) for at in range(number)] + [(authorship, SUDAN)], "place")
        )
    for expected in range(5, -1, -1):
        assert len(workspace.undo(ARTICLE.id)) == expected + 1
    assert workspace.annotations(ARTICLE.id) == ()
    for _ in range(6):
        assert workspace.redo(ARTICLE.id)
    assert len(workspace.annotations(ARTICLE.id)) == 21
    assert workspace.redo(ARTICLE.id) == ()


def test_a_new_action_ends_what_could_be_done_again(workspace, authorship):
    workspace.apply(tagging.tag(authorship, EGYPT, "place"))
    workspace.undo(ARTICLE.id)
    workspace.apply(tagging.tag(authorship, SUDAN, "place"))
    assert workspace.redo(ARTICLE.id) == ()
    workspace.undo(ARTICLE.id)
    assert spans(workspace) == []


def test_one_undo_takes_back_a_bulk_action_in_every_article(workspace, authorship):
    workspace.remember(OTHER)
    there = workspace.authorship(OTHER.id)
    workspace.apply(tagging.tag_all([(authorship, SUDAN), (there, Span(11, 18))], "place"))
    workspace.apply(tagging.tag(there, Span(19, 26), "place"))
    assert len(workspace.undo(ARTICLE.id)) == 2
    assert spans(workspace) == []
    assert spans(workspace, OTHER) == [Span(19, 26)]
    assert len(workspace.redo(OTHER.id)) == 2
    assert spans(workspace) == [SUDAN]
    assert spans(workspace, OTHER) == [Span(11, 18), Span(19, 26)]


def test_undo_leaves_what_was_changed_since_elsewhere(workspace, authorship):
    workspace.remember(OTHER)
    there = workspace.authorship(OTHER.id)
    workspace.apply(tagging.tag_all([(authorship, SUDAN), (there, Span(11, 18))], "place"))
    workspace.apply(tagging.relabel(there, workspace.annotations(OTHER.id)[0], "organization"))
    workspace.undo(ARTICLE.id)
    assert spans(workspace) == []
    assert [each.label for each in workspace.annotations(OTHER.id)] == ["organization"]


def test_who_tagged_or_flagged_an_article_as_read_has_read_it(place, workspace, authorship):
    workspace.apply(tagging.tag(authorship, EGYPT, "place"))
    flags = {"خالد": Flag.DONE, "هدى": Flag.READ, "زيد": Flag.IN_PROGRESS}
    for who, flag in flags.items():
        with Workspace.open(place, who=who) as other:
            there = other.authorship(ARTICLE.id)
            other.apply(article_marks.set_flag(there, ReadingState(), flag))
            other.apply(article_marks.keep_position(there, ReadingState(), 3))
    assert workspace.readers(ARTICLE.id) == ("خالد", "سلمى", "هدى")
    assert workspace.layers(ARTICLE.id) == ("سلمى",)


def test_each_analyst_has_a_layer_and_undoes_only_their_own_work(place, workspace, authorship):
    workspace.apply(tagging.tag(authorship, EGYPT, "place"))
    with Workspace.open(place, who="خالد") as colleague:
        before = colleague.latest()
        colleague.apply(tagging.tag(colleague.authorship(ARTICLE.id), SUDAN, "place"))
        assert spans(colleague) == [SUDAN]
        assert spans(colleague, layer="سلمى") == [EGYPT]
        colleague.apply(article_marks.set_flag(colleague.authorship(ARTICLE.id, "زائر"), ReadingState(), Flag.READ))
        assert colleague.layers(ARTICLE.id) == ("خالد", "سلمى")
        assert colleague.undo(ARTICLE.id, layer="سلمى") == ()
        news, *_ = workspace.changes_since(before)
        assert (news.who, news.layer, news.kind) == ("خالد", "خالد", OperationKind.ADD)
        assert [each.layer for each in workspace.changes_since(news.sequence)] == ["زائر"]
        assert colleague.changes_since(before) == ()
        assert [each.who for each in colleague.history(ARTICLE.id)] == ["سلمى", "خالد", "خالد"]
        assert [each.who for each in colleague.history(ARTICLE.id, layer="خالد")] == ["خالد"]


def test_two_who_change_one_annotation_at_once_lose_nothing(place, workspace, authorship):
    result = "result"
    workspace.apply(tagging.tag(workspace.authorship(ARTICLE.id, result), PLEDGES, "pledge"))
    with Workspace.open(place, who="خالد") as colleague:
        (seen,) = colleague.annotations(ARTICLE.id, result)
        workspace.apply(tagging.fill_role(workspace.authorship(ARTICLE.id, result), seen, "committer", EGYPT))
        colleague.apply(tagging.set_attribute(colleague.authorship(ARTICLE.id, result), seen, "polarity", "negative"))
        colleague.apply(tagging.fill_role(colleague.authorship(ARTICLE.id, result), seen, "counterparty", SUDAN))
        (now,) = workspace.annotations(ARTICLE.id, result)
        assert dict(now.roles) == {"committer": EGYPT, "counterparty": SUDAN}
        assert now.attribute("polarity") == "negative"
        workspace.undo(ARTICLE.id, result)
        (now,) = colleague.annotations(ARTICLE.id, result)
        assert dict(now.roles) == {"counterparty": SUDAN}
        workspace.undo(ARTICLE.id, result)
        assert len(colleague.annotations(ARTICLE.id, result)) == 1, "an undone add must not take others' work along"
    assert check(place) == []


def test_a_decision_on_a_proposal_remembers_what_had_been_proposed(workspace, authorship):
    proposal = Annotation(EGYPT, "person", source="names", score=0.6, rule="قائمة الأسماء")
    workspace.apply(tagging.relabel(authorship, proposal, "place"))
    ((key, proposed),) = workspace.proposed(ARTICLE.id).items()
    assert proposed == Proposed(EGYPT, "person")
    (annotation,) = workspace.annotations(ARTICLE.id)
    assert annotation == replace(proposal, label="place", decision=Decision.ACCEPTED)
    workspace.apply(tagging.resize(authorship, annotation, Span(0, 8)))
    assert workspace.proposed(ARTICLE.id) == {key: proposed}
    workspace.undo(ARTICLE.id)
    workspace.undo(ARTICLE.id)
    assert workspace.annotations(ARTICLE.id) == ()


def test_labels_that_are_no_longer_known_keep_their_annotations(workspace, authorship):
    workspace.apply(tagging.tag(authorship, EGYPT, "وسم قديم"))
    assert workspace.annotations(ARTICLE.id)[0].label == "وسم قديم"


def test_what_is_said_of_an_article_is_kept_and_taken_back(place, workspace, authorship):
    def say(function, *values):
        workspace.apply(function(authorship, workspace.reading_state(ARTICLE.id), *values))

    say(article_marks.set_flag, Flag.IN_PROGRESS)
    say(article_marks.set_bookmark, 14, "التعهد")
    say(article_marks.set_bookmark, 5)
    say(article_marks.add_tag, "مصر")
    say(article_marks.write_remark, "سطر\nوسطر")
    say(article_marks.keep_position, 20)
    state = ReadingState(20, Flag.IN_PROGRESS, (Bookmark(5), Bookmark(14, "التعهد")), ("مصر",), "سطر\nوسطر")
    with Workspace.open(place, who="سلمى") as again:
        assert again.reading_state(ARTICLE.id) == state
        (entry,) = again.articles()
        assert (entry.flags, entry.tags, entry.sources) == ((("سلمى", Flag.IN_PROGRESS),), ("مصر",), ("a/خبر.txt",))
    assert article_marks.add_tag(authorship, state, "مصر") == ()
    workspace.undo(ARTICLE.id)
    assert workspace.reading_state(ARTICLE.id) == replace(state, note="")
    for _ in range(5):
        workspace.undo(ARTICLE.id)
    assert workspace.reading_state(ARTICLE.id) == ReadingState(position=20)
    say(article_marks.set_bookmark, 5)
    say(article_marks.remove_bookmark, 5)
    say(article_marks.add_tag, "مصر")
    say(article_marks.remove_tag, "مصر")
    assert workspace.reading_state(ARTICLE.id) == ReadingState(position=20)
    assert check(place) == []


def test_operations_of_one_action_are_undone_together(workspace, authorship):
    steps = [*tagging.tag(authorship, EGYPT, "place"), *tagging.tag(authorship, SUDAN, "place")]
    workspace.apply(join(steps))
    workspace.undo(ARTICLE.id)
    assert spans(workspace) == []


def test_many_articles_are_remembered_and_listed_at_once(workspace):
    many = [Article(f"خبر {number}", title=str(number), source=f"{number}.txt") for number in range(50)]
    workspace.remember_all(many)
    assert {entry.title for entry in workspace.articles()} == {str(number) for number in range(50)}
    assert workspace.article(many[7].id) == many[7]


def test_an_analyst_needs_a_name(place):
    with pytest.raises(StoreError, match="--as NAME"):
        Workspace.open(place, who=" ")


def test_articles_are_found_whose_words_were_folded_letter_by_letter(workspace, monkeypatch):
    with monkeypatch.context() as earlier:
        earlier.setattr("reader.store.known_articles.fold", fold_letters)
        workspace.remember(old := Article("وزارة الشئون"))
    workspace.remember(new := Article("وزير الشئون"))
    assert set(workspace.search("الشئون")) == {old.id, new.id}
    assert workspace.search("الشؤون") == (new.id,)
