"""The journal told in words."""

from __future__ import annotations

import pytest

from reader.journal import article_marks, tagging
from reader.journal.history import Event, describe_actions
from reader.labels import default_labels
from reader.model import Annotation, Span
from reader.store.workspace import Workspace

TEXT = "تعهدت روسيا بحماية المدنيين في حلب."
LABELS = default_labels()


def over(quote: str) -> Span:
    return Span(TEXT.index(quote), TEXT.index(quote) + len(quote))


@pytest.fixture
def workspace(tmp_path):
    from reader.model import Article

    with Workspace.open(tmp_path / "reader.db", who="هدى") as opened:
        opened.remember(Article(TEXT))
        yield opened


def article(workspace: Workspace) -> str:
    return workspace.articles()[0].article


def events(workspace: Workspace, language: str = "english") -> tuple[Event, ...]:
    return describe_actions(workspace.history(article(workspace)), TEXT, LABELS, language=language)


def said(workspace: Workspace) -> list[str]:
    return [event.what for event in events(workspace)]


def test_each_action_is_told_the_latest_first(workspace: Workspace) -> None:
    authorship = workspace.authorship(article(workspace))
    workspace.apply(tagging.tag(authorship, over("روسيا"), "place"))
    (place,) = workspace.annotations(authorship.article)
    workspace.apply(tagging.relabel(authorship, place, "organization"))
    workspace.apply(tagging.resize(authorship, workspace.annotations(authorship.article)[0], over("تعهدت روسيا")))
    workspace.apply(tagging.write_note(authorship, workspace.annotations(authorship.article)[0], "هل هذا صحيح؟"))
    workspace.apply(tagging.delete(authorship, workspace.annotations(authorship.article)[0]))
    assert said(workspace) == [
        "removed Organization from «تعهدت روسيا»",
        "noted on «تعهدت روسيا» as Organization: «هل هذا صحيح؟»",
        "changed «روسيا» to «تعهدت روسيا» as Organization",
        "relabelled «روسيا» from Place to Organization",
        "tagged «روسيا» as Place",
    ]
    assert {event.who for event in events(workspace)} == {"هدى"}
    assert events(workspace)[-1].offset == TEXT.index("روسيا")


def test_decisions_on_proposals_roles_and_attributes(workspace: Workspace) -> None:
    authorship = workspace.authorship(article(workspace))
    pledge = Annotation(over("تعهدت"), "pledge", source="commitments", score=0.8, rule="تعهد بـ")
    place = Annotation(over("حلب"), "place", source="names", score=0.9)
    workspace.apply(tagging.accept(authorship, pledge))
    (stored,) = workspace.annotations(authorship.article)
    workspace.apply(tagging.fill_role(authorship, stored, "committer", over("روسيا")))
    (stored,) = workspace.annotations(authorship.article)
    workspace.apply(tagging.set_attribute(authorship, stored, "polarity", "negative"))
    (stored,) = workspace.annotations(authorship.article)
    workspace.apply(tagging.empty_role(authorship, stored, "committer"))
    workspace.apply(tagging.reject(authorship, place))
    workspace.apply(tagging.relabel(authorship, Annotation(over("روسيا"), "place", source="names", score=0.5), "group"))
    assert said(workspace) == [
        "relabelled «روسيا» from Place to Group",
        "rejected «حلب» as Place",
        "emptied Committer of «تعهدت»",
        "set polarity of «تعهدت» to negative",
        "filled Committer of «تعهدت» with «روسيا»",
        "accepted «تعهدت» as Pledge",
    ]


def test_what_was_undone_is_told_as_such_until_it_is_done_again(workspace: Workspace) -> None:
    authorship = workspace.authorship(article(workspace))
    workspace.apply(tagging.tag(authorship, over("حلب"), "place"))
    workspace.undo(authorship.article)
    undo, tagged = events(workspace)
    assert undo.what == "took back: tagged «حلب» as Place"
    assert undo.offset == tagged.offset == TEXT.index("حلب")
    assert (undo.is_undone, tagged.is_undone) == (False, True)
    workspace.redo(authorship.article)
    redo, _, tagged = events(workspace)
    assert redo.what == "did again: tagged «حلب» as Place"
    assert not tagged.is_undone
    workspace.undo(authorship.article)
    assert events(workspace)[-1].is_undone


def test_an_action_on_many_is_one_line(workspace: Workspace) -> None:
    authorship = workspace.authorship(article(workspace))
    workspace.apply(
        tagging.tag_all(
            [(authorship, over("حلب")), (authorship, over("روسيا")), (authorship, over("المدنيين"))], "place"
        )
    )
    (event,) = events(workspace)
    assert (event.what, event.many) == ("tagged «حلب» as Place and 2 more", 3)


def test_marks_are_told_and_scrolling_is_not(workspace: Workspace) -> None:
    authorship = workspace.authorship(article(workspace))

    def state() -> article_marks.ReadingState:
        return workspace.reading_state(authorship.article)

    workspace.apply(article_marks.set_flag(authorship, state(), article_marks.Flag.DONE))
    workspace.apply(article_marks.add_tag(authorship, state(), "حلب"))
    workspace.apply(article_marks.keep_position(authorship, state(), 9))
    workspace.apply(article_marks.set_bookmark(authorship, state(), TEXT.index("حلب")))
    workspace.apply(article_marks.write_remark(authorship, state(), "للمراجعة"))
    workspace.apply(article_marks.set_flag(authorship, state(), article_marks.Flag.UNREAD))
    assert said(workspace) == [
        "marked the article as unread",
        "noted on the article: «للمراجعة»",
        "put a bookmark at «حلب.»",
        "put the tag «حلب» on the article",
        "marked the article as done",
    ]


def test_labels_are_named_in_the_languages_that_are_wanted(workspace: Workspace) -> None:
    authorship = workspace.authorship(article(workspace))
    workspace.apply(tagging.tag(authorship, over("حلب"), "place"))
    assert [events(workspace, language)[0].what for language in ("arabic", "both")] == [
        "tagged «حلب» as مكان",
        "tagged «حلب» as Place (مكان)",
    ]


def test_long_quotes_are_cut(workspace: Workspace) -> None:
    authorship = workspace.authorship(article(workspace))
    workspace.apply(article_marks.write_remark(authorship, article_marks.ReadingState(), "كلمة " * 40))
    assert said(workspace)[0].endswith("كلمة…»")
    assert len(said(workspace)[0]) < 100
