"""Tagging by keys, in a real workspace; each task's number of keys is asserted, and docs/tagging.md tells the same."""

from __future__ import annotations

import re
import sqlite3
from contextlib import AbstractAsyncContextManager, closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from notation import marked
from on_screen import (
    QUIET,
    cell_of,
    line_of_text,
    listed,
    press,
    put_caret,
    ready,
    role_bar,
    screen,
    start,
    status,
    toasts,
    undecided,
)
from textual.pilot import Pilot
from waiting import until

from reader.journal import tagging
from reader.labels import read_labels
from reader.load import Loaded
from reader.model import Annotation, Article, Decision, Span
from reader.store.workspace import Workspace
from reader.ui.reading.history_screen import HistoryScreen
from reader.ui.reading.occurrences_screen import OccurrencesScreen
from reader.ui.reading.side_panel import Tabs
from reader.ui.widgets.arabic_text import shaped_str

TEXT, SPANS = marked(
    "⟦موسكو⟧ ⟦تتعهد⟧ ⟦بوقف القصف⟧\n\nقال ⟦سيرغي لافروف⟧ في ⟦موسكو⟧ إن الأمر تم. ووصل ⟦لافروف⟧ إلى جنيف أمس.\nنهاية الخبر."
)
MOSCOW, CUE, ACTION, LAVROV, MOSCOW_AGAIN, LAVROV_AGAIN = SPANS


def proposal(span: Span, label: str, score: float = 0.5, rule: str = "list") -> Annotation:
    return Annotation(span, label, attributes=(("entity", span.of(TEXT)),), source="names", score=score, rule=rule)


class Reader:
    """The reader on one article, with proposals, in a workspace that outlives it."""

    def __init__(self, database: Path) -> None:
        self.database = database

    def start(
        self, *proposals: Annotation, text: str = TEXT, **options: Any
    ) -> AbstractAsyncContextManager[Pilot[None]]:
        loaded = Loaded(Article(text, title=text.split("\n")[0], source="a.txt"), proposals)
        return start(loaded, database=self.database, **options)

    def stored(self, text: str = TEXT, who: str = "سارة") -> set[tuple[str, str, str]]:
        """What is in the workspace: the text, label and decision of each annotation."""
        with Workspace.open(self.database, who=who) as workspace:
            return {(a.span.of(text), a.label, a.decision.value) for a in workspace.annotations(Article(text).id)}


@pytest.fixture
def reader(database: Path) -> Reader:
    return Reader(database)


async def test_one_word_is_one_key_and_the_same_key_takes_it_away(reader: Reader) -> None:
    async with reader.start() as pilot:
        assert await press(pilot, "2") == KEYS["Tag a word under the caret"]
        assert reader.stored() == {("موسكو", "place", "accepted")}
        await press(pilot, "2")
        assert reader.stored() == set()


async def test_a_word_is_tagged_whole_whatever_is_unseen_in_it_and_a_hashtag_without_its_sign(reader: Reader) -> None:
    text = "القا\u00adهرة #حلب #حلب_اليوم @ali"
    async with reader.start(text=text) as pilot:
        await press(pilot, "2", "w", "2", "w", "7", "w", "1")
        expected = {"القا\u00adهرة": "place", "حلب": "place", "#حلب_اليوم": "misc", "@ali": "person"}
        assert reader.stored(text) == {(quote, label, "accepted") for quote, label in expected.items()}


async def test_labels_answer_to_the_digits_of_the_arabic_layouts(reader: Reader) -> None:
    async with reader.start() as pilot:
        await press(pilot, "٢")
        assert reader.stored() == {("موسكو", "place", "accepted")}


async def test_another_label_relabels(reader: Reader) -> None:
    async with reader.start() as pilot:
        await press(pilot, "2", "3")
        assert reader.stored() == {("موسكو", "organization", "accepted")}


async def test_a_selection_is_tagged_as_it_is_seen(reader: Reader) -> None:
    async with reader.start() as pilot:
        put_caret(pilot, LAVROV.start)
        assert await press(pilot, "ctrl+shift+left", "ctrl+shift+left", "1") == KEYS["Tag two words"]
        assert reader.stored() == {("سيرغي لافروف", "person", "accepted")}


async def test_a_count_takes_that_many_words(reader: Reader) -> None:
    async with reader.start() as pilot:
        put_caret(pilot, LAVROV.start)
        await press(pilot, "0", "2", "1")
        assert reader.stored() == {("سيرغي لافروف", "person", "accepted")}
        put_caret(pilot, 0)
        await press(pilot, "0", "3", "w")
        assert screen(pilot).session.caret == TEXT.index("القصف")


async def test_enter_repeats_the_last_label(reader: Reader) -> None:
    async with reader.start() as pilot:
        await press(pilot, "2")
        put_caret(pilot, MOSCOW_AGAIN.start)
        await press(pilot, "enter")
        assert len(screen(pilot).session.overlay) == 2


async def test_enter_makes_no_commitment_of_an_entity_after_a_commitment(reader: Reader) -> None:
    async with reader.start(notifications=True) as pilot:
        put_caret(pilot, CUE.start)
        await press(pilot, "c", "p")
        put_caret(pilot, MOSCOW.start)
        await press(pilot, "enter")
        assert reader.stored() == {("تتعهد", "pledge", "accepted")}
        assert toasts(pilot) == ["No entity has been tagged yet; press a label's key first."]
        await press(pilot, "2")
        put_caret(pilot, CUE.start)
        await press(pilot, "c", "d")
        put_caret(pilot, LAVROV_AGAIN.start)
        await press(pilot, "enter")
        assert ("لافروف", "place", "accepted") in reader.stored()


async def test_accepting_goes_on_to_the_next_proposal(reader: Reader) -> None:
    opened = reader.start(proposal(MOSCOW, "place"), proposal(LAVROV, "person"), proposal(MOSCOW_AGAIN, "place"))
    async with opened as pilot:
        assert await press(pilot, "a") == KEYS["Accept a proposal, and on to the next"]
        assert screen(pilot).session.current.span == LAVROV
        assert await press(pilot, "backspace") == KEYS["Reject a proposal, and on to the next"]
        assert screen(pilot).session.current.span == MOSCOW_AGAIN
        assert await press(pilot, "3") == KEYS["Relabel a proposal, and on to the next"]
        assert reader.stored() == {
            ("موسكو", "place", "accepted"),
            ("سيرغي لافروف", "person", "rejected"),
            ("موسكو", "organization", "accepted"),
        }


async def test_what_was_rejected_does_not_come_back_and_what_was_accepted_is_not_doubled(reader: Reader) -> None:
    first = (proposal(MOSCOW, "place"), proposal(LAVROV, "person"))
    async with reader.start(*first) as pilot:
        await press(pilot, "a", "backspace")
    changed = (proposal(MOSCOW, "place", 0.9, "another rule"), proposal(LAVROV, "person", 0.9, "another rule"))
    async with reader.start(*changed) as pilot:
        shown = [(each.span, each.decision) for each in screen(pilot).session.overlay]
        assert shown == [(MOSCOW, Decision.ACCEPTED)]


async def test_review_by_the_least_sure_first_and_a_whole_rule_rejected(reader: Reader) -> None:
    opened = reader.start(
        proposal(MOSCOW, "place", 0.9),
        proposal(LAVROV, "person", 0.4, "title"),
        proposal(LAVROV_AGAIN, "person", 0.6, "title"),
    )
    async with opened as pilot:
        await press(pilot, "f2", "ctrl+r")
        assert screen(pilot).session.current.span == LAVROV
        assert await press(pilot, "ctrl+x") == KEYS["Reject all from this rule"]
        assert reader.stored() == {("سيرغي لافروف", "person", "rejected"), ("لافروف", "person", "rejected")}
        assert screen(pilot).session.current.span == MOSCOW
        await press(pilot, "u")
        assert reader.stored() == set()


async def test_the_reason_is_shown(reader: Reader) -> None:
    async with reader.start(proposal(LAVROV, "person", 0.4, "title before a name")) as pilot:
        await press(pilot, "n")
        assert "title before a name" in role_bar(pilot)
        assert "40%" in role_bar(pilot)


async def test_a_commitment_cue_type_and_roles_by_keys(reader: Reader) -> None:
    async with reader.start(proposal(MOSCOW, "place")) as pilot:
        put_caret(pilot, CUE.start)
        keys = await press(pilot, "c", "p")
        assert keys == KEYS["Make a commitment of the word under the caret"]
        # The committer is an entity already: back to it, and enter.
        keys = await press(pilot, "r", "w", "e", "enter")
        assert keys == KEYS["Fill a role from an entity a word away"]
        await press(pilot, "r", "a", "w")
        await press(pilot, "ctrl+shift+left", "ctrl+shift+left", "enter")
        work = screen(pilot).work
        (pledge,) = [each for each in work.decided if each.label == "pledge"]
        assert pledge.role("committer") == MOSCOW
        assert pledge.role("action") == ACTION
        await press(pilot, "r", "n")
        (pledge,) = [each for each in work.decided if each.label == "pledge"]
        assert pledge.attribute("polarity") == "negative"


PLEDGE = Annotation(
    CUE, "pledge", roles=(("committer", MOSCOW), ("action", ACTION)), source="commitments", score=0.7, rule="verb"
)


def role(pilot: Pilot[None], name: str) -> Span | None:
    (pledge,) = [each for each in screen(pilot).session.overlay if each.label == "pledge"]
    return pledge.role(name)


async def test_a_role_is_emptied_without_going_to_what_fills_it(reader: Reader) -> None:
    async with reader.start(PLEDGE) as pilot:
        put_caret(pilot, CUE.start)
        await press(pilot, "r", "a")
        assert "empties" in role_bar(pilot)
        assert 1 + await press(pilot, "backspace") + 1 == KEYS["Empty a role"]
        assert role(pilot, "action") is None
        assert role(pilot, "committer") == MOSCOW
        await press(pilot, "r", "a")
        assert "empties" not in role_bar(pilot)
        await press(pilot, "backspace")
        assert screen(pilot).pending.picking is None
        assert screen(pilot).session.current is not None  # an empty role is left alone, and so is the commitment


async def test_a_cue_does_not_fill_its_own_role_by_enter_alone(reader: Reader) -> None:
    async with reader.start(PLEDGE) as pilot:
        put_caret(pilot, CUE.start)
        await press(pilot, "r", "t", "enter")
        assert role(pilot, "counterparty") is None
        assert screen(pilot).pending.picking is not None
        await press(pilot, "e", "enter")
        assert role(pilot, "counterparty") == MOSCOW


async def test_the_edges_of_a_filler_are_mended_while_its_role_is_picked(reader: Reader) -> None:
    async with reader.start(PLEDGE) as pilot:
        put_caret(pilot, CUE.start)
        await press(pilot, "r", "a")
        assert await press(pilot, "alt+right") + 2 == KEYS["Take the last word off what fills a role"]
        assert role(pilot, "action").of(TEXT) == "بوقف"
        await press(pilot, "alt+left")
        assert role(pilot, "action") == ACTION
        (pledge,) = screen(pilot).session.overlay
        assert pledge.span == CUE
        await press(pilot, "escape", "u", "u")
        assert reader.stored() == set()


async def test_a_commitment_is_told_open_or_accepted_with_its_reason_in_a_review_too(reader: Reader) -> None:
    async with reader.start(PLEDGE, proposal(LAVROV, "person")) as pilot:
        put_caret(pilot, CUE.start)
        told = role_bar(pilot)
        assert f"70% {shaped_str('تعهّد')}" in told
        assert "verb" in told
        await press(pilot, "f2")
        told = role_bar(pilot)
        assert "1/2" in told
        assert shaped_str("صاحب الموقف") in told
        await press(pilot, "f2", "a", "p")
        assert f"✓ {shaped_str('تعهّد')}" in role_bar(pilot)


async def test_arabic_letters_choose_types_and_roles_too(reader: Reader) -> None:
    """ؤ is c, ح is p."""
    async with reader.start() as pilot:
        put_caret(pilot, CUE.start)
        await press(pilot, "ؤ", "ح")
        assert reader.stored() == {("تتعهد", "pledge", "accepted")}


async def test_edges_move_by_words_and_proclitics_come_off(reader: Reader) -> None:
    text = "قال وزير الخارجية إنه بالقاهرة"
    async with reader.start(text=text) as pilot:
        put_caret(pilot, text.index("وزير"))
        await press(pilot, "1", "alt+left")
        assert reader.stored(text) == {("وزير الخارجية", "person", "accepted")}
        await press(pilot, "alt+right", "alt+shift+right")
        assert reader.stored(text) == {("قال وزير", "person", "accepted")}
        put_caret(pilot, text.index("بالقاهرة"))
        await press(pilot, "2", "\\")
        assert ("القاهرة", "place", "accepted") in reader.stored(text)
        await press(pilot, "\\")
        assert ("قاهرة", "place", "accepted") in reader.stored(text)
        await press(pilot, "\\")
        assert ("بالقاهرة", "place", "accepted") in reader.stored(text)


async def test_what_will_be_tagged_without_its_proclitics_is_seen_first(reader: Reader) -> None:
    text = "قال إنه بالقاهرة اليوم"
    async with reader.start(text=text) as pilot:
        put_caret(pilot, text.index("بالقاهرة"))
        await press(pilot, "\\")
        assert screen(pilot).session.selection.span.of(text) == "القاهرة"
        assert reader.stored(text) == set()
        await press(pilot, "2")
        assert reader.stored(text) == {("القاهرة", "place", "accepted")}


async def test_the_other_end_of_a_selection_is_moved_after_swapping(reader: Reader) -> None:
    async with reader.start() as pilot:
        put_caret(pilot, LAVROV.start)
        await press(pilot, "ctrl+shift+left", "ctrl+shift+left", "%", "ctrl+shift+left", "1")
        assert reader.stored() == {("لافروف", "person", "accepted")}


async def test_undo_and_redo_without_limit_across_restarts(reader: Reader) -> None:
    async with reader.start() as pilot:
        await press(pilot, "2", "3", "4")
    async with reader.start() as pilot:
        await press(pilot, "u")
        assert reader.stored() == {("موسكو", "organization", "accepted")}
        await press(pilot, "u", "u")
        assert reader.stored() == set()
        await press(pilot, "U", "U", "U")
        assert reader.stored() == {("موسكو", "group", "accepted")}


async def test_the_caret_goes_to_what_was_taken_back(reader: Reader) -> None:
    opened = reader.start(proposal(MOSCOW, "place"), proposal(LAVROV, "person"), proposal(MOSCOW_AGAIN, "place"))
    async with opened as pilot:
        await press(pilot, "a", "backspace")
        assert screen(pilot).session.current.span == MOSCOW_AGAIN
        await press(pilot, "u")
        assert screen(pilot).session.current.span == LAVROV
        await press(pilot, "u")
        assert screen(pilot).session.current.span == MOSCOW
        put_caret(pilot, LAVROV_AGAIN.start)
        await press(pilot, "1", "home", "u")
        assert screen(pilot).session.caret == LAVROV_AGAIN.start
        assert screen(pilot).session.current is None


async def test_after_a_rejection_is_done_again_the_way_leads_on(reader: Reader) -> None:
    opened = reader.start(proposal(MOSCOW, "place"), proposal(LAVROV, "person"))
    async with opened as pilot:
        await press(pilot, "backspace", "u", "U")
        assert screen(pilot).session.current is None
        assert screen(pilot).session.caret == MOSCOW.start
        await press(pilot, "n")
        assert screen(pilot).session.current.span == LAVROV


async def test_what_an_undo_took_back_is_brought_into_sight(reader: Reader) -> None:
    text = "\n".join(["موسكو", *(["نص طويل."] * 100)])
    async with reader.start(text=text) as pilot:
        await press(pilot, "2", "ctrl+end", "u")
        assert screen(pilot).view.top == screen(pilot).session.layout.place_of(0)


async def test_accepting_what_is_accepted_leaves_nothing_to_undo(reader: Reader) -> None:
    opened = reader.start(proposal(MOSCOW, "place"), proposal(LAVROV, "person"))
    async with opened as pilot:
        await press(pilot, "a", "p", "a")
        assert screen(pilot).session.current.span == LAVROV
        await press(pilot, "u")
        assert reader.stored() == set()


async def test_the_caret_comes_back_where_it_was(reader: Reader) -> None:
    async with reader.start() as pilot:
        await press(pilot, "s", "w")
    async with reader.start() as pilot:
        assert screen(pilot).session.caret == LAVROV.start


async def test_notes_tags_flags_and_bookmarks(reader: Reader) -> None:
    async with reader.start() as pilot:
        await press(pilot, "2", "ctrl+n", *"عاصمة", "ctrl+s")
        await press(pilot, "ctrl+e", *"مهم", "enter", *"جدا", "ctrl+s")
        await press(pilot, "ctrl+g", *"سوريا هدنة", "enter")
        await press(pilot, "ctrl+d", "ctrl+k")
        work = screen(pilot).work
        assert [each.note for each in work.decided] == ["عاصمة"]
        assert work.state.note == "مهم\nجدا"
        assert work.state.tags == ("سوريا", "هدنة")
        assert work.state.flag == "in progress"
        assert [each.offset for each in work.state.bookmarks] == [0]


async def test_two_people_see_each_others_work_without_losing_any(reader: Reader) -> None:
    async with reader.start() as pilot:
        with Workspace.open(reader.database, who="سارة") as elsewhere:
            elsewhere.apply(tagging.tag(elsewhere.authorship(Article(TEXT).id), LAVROV, "person"))
        await press(pilot, "2")
        await until(pilot, lambda: len(screen(pilot).session.overlay) == 2)
        assert reader.stored() == {("موسكو", "place", "accepted"), ("سيرغي لافروف", "person", "accepted")}


async def test_other_analysts_tags_stay_hidden_in_every_article_that_is_turned_to(database: Path) -> None:
    other = Article("زار الوفد موسكو أمس.", title="خبر آخر", source="b.txt")
    first = Article(TEXT, source="a.txt")
    with Workspace.open(database, who="خالد") as workspace:
        for article in (first, other):
            workspace.remember(article)
            at = article.text.index("موسكو")
            workspace.apply(tagging.tag(workspace.authorship(article.id), Span(at, at + 5), "place"))
    async with start(Loaded(first), Loaded(other), database=database) as pilot:

        async def turn(key: str) -> int:
            await press(pilot, key)
            await until(pilot, lambda: screen(pilot).work is not None)
            return len(screen(pilot).session.overlay)

        await until(pilot, lambda: len(pilot.app.articles) == 2)
        assert [await turn("]"), await turn("ctrl+t"), await turn("["), await turn("]")] == [1, 0, 0, 0]
        assert [await turn("ctrl+t"), await turn("[")] == [1, 1]


async def test_without_a_workspace_reading_goes_on_and_tagging_says_why(tmp_path: Path) -> None:
    (tmp_path / "reader.db").write_bytes(b"this is no database" * 100)
    reader = Reader(tmp_path / "reader.db")
    async with reader.start(notifications=True, until_tagging=False) as pilot:
        await pilot.app.workers.wait_for_complete()
        await press(pilot, "2", "w")
        assert screen(pilot).work is None
        assert "reader.db" in pilot.app.workspace_trouble


def keys_told() -> dict[str, int]:
    """The table of docs/tagging.md: task and number of keys."""
    page = (Path(__file__).parents[2] / "docs" / "tagging.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([^|]+?) \| [^|]+ \| (\d+) \|", page, re.MULTILINE)
    return {task: int(count) for task, count in rows}


KEYS = keys_told()


def offered(pilot: Pilot[None]) -> int:
    """How many occurrences are offered."""
    found = pilot.app.screen
    rows = found.rows if isinstance(found, OccurrencesScreen) else []
    return sum(row.occurrence is not None for row in rows)


async def test_ten_commitments_are_reviewed_in_the_panel(reader: Reader) -> None:
    sentence = "موسكو تتعهد بوقف القصف.\n\n"
    cues = [Span(at * len(sentence) + 6, at * len(sentence) + 11) for at in range(10)]
    pledges = [
        Annotation(cue, "pledge", roles=(("action", Span(cue.end + 1, cue.end + 5)),), score=0.5) for cue in cues
    ]
    async with reader.start(*pledges, text=sentence * 10) as pilot:
        keys = await press(pilot, "f6", *["a", "backspace"] * 5)
        assert keys == KEYS["Review ten commitments in the panel"]
        decided = [each.decision.value for each in screen(pilot).work.decided]
        assert (decided.count("accepted"), decided.count("rejected")) == (5, 5)
    async with reader.start(*pledges, text=sentence * 10) as pilot:
        await press(pilot, "f6", "home")
        keys = await press(pilot, "r", "a", "backspace")
        await until(pilot, lambda: screen(pilot).panel.has_keyboard)
        keys += await press(pilot, "down")
        assert keys == KEYS["Empty a role of the panel's card, and on to the next card"]
        first, second = screen(pilot).session.overlay.shown[:2]
        assert (first.roles, screen(pilot).session.current) == ((), second)


async def test_all_mentions_of_an_entity_are_decided_on_by_one_key_in_the_panel(reader: Reader) -> None:
    opened = reader.start(proposal(MOSCOW, "place"), proposal(MOSCOW_AGAIN, "place"), proposal(LAVROV, "person"))
    async with opened as pilot:
        await press(pilot, "f5", "end")
        keys = await press(pilot, "a")
        assert keys == KEYS["Decide on all mentions of an entity in the panel, and on to the next entity"]
        assert [each.span for each in screen(pilot).work.decided] == [MOSCOW, MOSCOW_AGAIN]
        assert screen(pilot).session.current.span == LAVROV


async def test_all_occurrences_are_tagged_as_one_action(reader: Reader) -> None:
    async with reader.start() as pilot:
        await press(pilot, "2")
        await press(pilot, ";")
        await until(pilot, lambda: offered(pilot) == 2)
        await press(pilot, "enter")
        await until(pilot, lambda: len(screen(pilot).session.overlay) == 2)
        assert [each.span for each in screen(pilot).session.overlay] == [MOSCOW, MOSCOW_AGAIN]
        await press(pilot, "u")
        assert [each.span for each in screen(pilot).session.overlay] == [MOSCOW]


async def test_what_is_open_and_what_is_decided_can_be_told_apart(reader: Reader) -> None:
    async with reader.start(proposal(MOSCOW, "place"), proposal(LAVROV, "person")) as pilot:
        assert "2 open" in status(pilot)
        await press(pilot, "a")
        assert "1 open" in status(pilot)
        put_caret(pilot, MOSCOW.start)
        assert "Place (accepted)" in role_bar(pilot)
        put_caret(pilot, MOSCOW_AGAIN.start)
        await press(pilot, "2")
        assert "Place (accepted)" in role_bar(pilot), "also what was tagged by hand"
        await press(pilot, "u")
        put_caret(pilot, LAVROV.start)
        await press(pilot, "a")
        assert "open" not in status(pilot)


async def test_what_is_open_is_regular_in_the_text_until_it_is_decided(reader: Reader) -> None:
    opened = reader.start(proposal(MOSCOW, "place"), proposal(ACTION, "misc"))
    async with opened as pilot:
        text = line_of_text(pilot)
        lengths = []
        for key in ("a", "a", "u", "u"):
            lengths.append(len(undecided(pilot)))
            await press(pilot, key)
            assert line_of_text(pilot) == text
        assert lengths == [len(MOSCOW) + len(ACTION), len(ACTION), 0, len(ACTION)]
        assert len(undecided(pilot)) == len(MOSCOW) + len(ACTION)


async def test_what_is_going_on_is_told_at_once(reader: Reader) -> None:
    async with reader.start(proposal(CUE, "pledge")) as pilot:
        put_caret(pilot, CUE.start)
        await press(pilot, "f2")
        assert "Reviewing (" in status(pilot)
        await press(pilot, "f2", "r", "w")
        assert "filling a role" in status(pilot)
        await press(pilot, "escape")
        assert "filling a role" not in status(pilot)


async def test_the_panel_shows_by_a_sign_what_is_open_and_accepted(reader: Reader) -> None:
    def told(tab: str) -> str:
        return "\n".join(listed(pilot, tab))

    proposals = [proposal(MOSCOW, "place"), proposal(MOSCOW_AGAIN, "place"), proposal(CUE, "pledge", 0.8)]
    async with reader.start(*proposals) as pilot:
        assert "○ 2×" in told("entities")
        assert "✓" not in told("entities")
        assert "80%" in told("commitments")
        await press(pilot, "a")
        await until(pilot, lambda: "◐ 1/2×" in told("entities"))
        await press(pilot, "a", "a")
        await until(pilot, lambda: "✓ 2×" in told("entities") and "✓" in told("commitments"))


async def test_the_history_goes_to_what_is_picked(reader: Reader) -> None:
    async with reader.start() as pilot:
        put_caret(pilot, LAVROV.start)
        await press(pilot, "1")
        put_caret(pilot, 0)
        await press(pilot, "f3")
        await until(pilot, lambda: isinstance(pilot.app.screen, HistoryScreen))
        await press(pilot, "enter")
        await until(pilot, lambda: not isinstance(pilot.app.screen, HistoryScreen))
        await pilot.pause()
        assert screen(pilot).session.caret == LAVROV.start


async def test_the_note_on_the_article_stays_in_sight(reader: Reader) -> None:
    async with reader.start() as pilot:
        await pilot.press("ctrl+e", *"soon", "ctrl+s", "f7")
        await pilot.press("t")
        await pilot.pause()
        assert "soon" in listed(pilot, "notes")[0]
        assert "1" in str(screen(pilot).query_one(Tabs).render())
    async with reader.start() as pilot:
        await pilot.pause()
        assert "soon" in listed(pilot, "notes")[0]


async def test_the_panel_keeps_its_tab_wherever_the_caret_goes(reader: Reader) -> None:
    async with reader.start(proposal(MOSCOW, "place"), proposal(CUE, "pledge")) as pilot:
        await pilot.press("f7", "t")
        await pilot.pause()
        assert screen(pilot).panel.tab == "notes"
        await pilot.press("tab", "n")
        assert screen(pilot).panel.tab == "notes"


async def test_occurrences_in_the_whole_library_are_tagged_and_taken_back_together(reader: Reader) -> None:
    other = Article("زار الوفد موسكو أمس.", title="خبر آخر")
    async with start(Loaded(Article(TEXT, source="a.txt")), Loaded(other), database=reader.database) as pilot:
        await press(pilot, "2", ";")
        await until(pilot, lambda: offered(pilot) == 2)
        await press(pilot, "l")
        await until(pilot, lambda: offered(pilot) == 3)
        await press(pilot, "enter")
        await until(pilot, lambda: bool(reader.stored(other.text)))
        assert reader.stored(other.text) == {("موسكو", "place", "accepted")}
        await press(pilot, "u")
        assert reader.stored(other.text) == set()


async def test_a_bookmark_in_the_notes_takes_the_caret_there_and_is_no_annotation(reader: Reader) -> None:
    async with reader.start(proposal(MOSCOW, "place")) as pilot:
        put_caret(pilot, TEXT.index("نهاية"))
        await press(pilot, "ctrl+k", "ctrl+home", "f7", "down", "enter", "tab")
        session = screen(pilot).session
        assert (session.caret, session.current) == (TEXT.index("نهاية"), None)
        await press(pilot, "p")
        assert session.current is not None
        assert session.current.span == MOSCOW


async def test_what_found_no_place_is_listed_put_or_dismissed(reader: Reader) -> None:
    """The file loses its last paragraph and most of its second; the first stays as it was."""
    async with reader.start() as pilot:
        await press(pilot, "2")
        put_caret(pilot, LAVROV_AGAIN.start)
        await press(pilot, "1")
        put_caret(pilot, TEXT.index("نهاية"))
        await press(pilot, "7")
    changed = TEXT.split("\n")[0] + "\n\nسكت الجميع."
    async with reader.start(text=changed) as pilot:
        panel = screen(pilot).panel
        assert [each.quote for each in screen(pilot).work.lost] == ["لافروف", "نهاية"]
        put_caret(pilot, changed.index("الجميع"))
        await press(pilot, "f7", "enter")
        assert reader.stored(changed) == {("موسكو", "place", "accepted"), ("الجميع", "person", "accepted")}
        await press(pilot, "f7", "delete")
        assert screen(pilot).work.lost == ()
        await press(pilot, "tab", "u")
        await until(pilot, lambda: len(panel.items("notes")) == 2)
        assert [each.quote for each in screen(pilot).work.lost] == ["نهاية"]
        assert len(panel.items("notes")) == 2


async def test_the_earlier_text_of_a_changed_file_can_be_read_as_it_was_tagged(reader: Reader) -> None:
    async with reader.start() as pilot:
        put_caret(pilot, LAVROV_AGAIN.start)
        await press(pilot, "1")
    changed = TEXT.split("\n")[0]
    async with reader.start(text=changed) as pilot:
        await press(pilot, "ctrl+o")
        await ready(pilot)
        session = screen(pilot).session
        assert session.text == TEXT
        assert [each.span for each in session.overlay] == [LAVROV_AGAIN]
        await press(pilot, "[")
        assert screen(pilot).session.text == changed
    async with reader.start(text=changed) as pilot:
        assert screen(pilot).work.earlier == Article(TEXT).id


async def test_a_digit_given_to_a_label_in_the_settings_tags_and_counts_no_more(reader: Reader) -> None:
    config = replace(QUIET, keys=(("label.pledge", ("8",)), ("label.place", ("9",))))
    async with reader.start(config=config) as pilot:
        await press(pilot, "9")
        put_caret(pilot, CUE.start)
        await press(pilot, "8")
        assert reader.stored() == {("موسكو", "place", "accepted"), ("تتعهد", "pledge", "accepted")}
        await press(pilot, "2", "w")
        assert screen(pilot).session.caret == TEXT.index("القصف")


async def test_an_own_set_of_labels_with_its_frames_roles_and_unknown_colours(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "labels.toml"
    path.write_text(OWN_LABELS, encoding="utf-8")
    async with reader.start(labels=read_labels(path)) as pilot:
        await press(pilot, "1")
        put_caret(pilot, CUE.start)
        await press(pilot, "c", "s", "r", "j", "w", "w", "enter", "r", "z")
        (sale,) = [each for each in screen(pilot).work.decided if each.label == "sale"]
        assert sale.role("مشتر") == Span(TEXT.index("القصف"), TEXT.index("القصف") + 5)
        assert sale.attribute("size") == "big"
        assert shaped_str("المشتري") in role_bar(pilot)
        assert len(screen(pilot).panel.items("commitments")) == 1
    async with reader.start() as pilot:
        assert {each.label for each in screen(pilot).session.overlay} == {"weapon", "sale"}


OWN_LABELS = """
[weapon]
arabic = "سلاح"
english = "Weapon"
key = "1"
colour = "a colour no theme has"

[roles]
seller = { arabic = "البائع", english = "Seller", key = "b" }
"مشتر" = { arabic = "المشتري", english = "Buyer", key = "j" }

[attributes]
size = { arabic = "الحجم", english = "Size", key = "z", values = ["small", "big"] }

[sale]
arabic = "بيع"
english = "Sale"
key = "s"
colour = "another"
roles = ["seller", "مشتر"]
attributes = ["size"]
"""


async def test_a_workspace_that_could_not_be_opened_is_tried_again(reader: Reader) -> None:
    reader.database.write_bytes(b"this is no database" * 100)
    async with reader.start(until_tagging=False) as pilot:
        await pilot.app.workers.wait_for_complete()
        reader.database.unlink()
        await press(pilot, "2")
        await ready(pilot)
        await press(pilot, "2")
        assert reader.stored() == {("موسكو", "place", "accepted")}


async def test_an_article_that_a_locked_workspace_would_not_take_is_tried_again(reader: Reader) -> None:
    Workspace.open(reader.database, who="سارة").close()
    with closing(sqlite3.connect(reader.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        async with reader.start(patience=0.05, until_tagging=False) as pilot:
            await pilot.app.workers.wait_for_complete()
            await press(pilot, "2")
            assert screen(pilot).work is None
            other.execute("ROLLBACK")
            await press(pilot, "2")
            assert reader.stored() == {("موسكو", "place", "accepted")}


async def test_work_not_yet_written_is_counted_in_the_status_line(reader: Reader) -> None:
    async with reader.start(patience=0.05, notifications=True) as pilot:
        with closing(sqlite3.connect(reader.database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await press(pilot, "2", "3")
            assert screen(pilot).mode == "2 not written yet"
            assert len(toasts(pilot)) == 1
            other.execute("ROLLBACK")
        await press(pilot, "4")
        assert screen(pilot).mode == "unread"
    assert reader.stored() == {("موسكو", "group", "accepted")}


ROWS = ("موسكو تتعهد بوقف القصف فورا.", "موسكو تتعهد بوقف القصف غدا.")


@pytest.mark.parametrize("names", [("r.jsonl:1", "r.jsonl:2"), ("a", "b"), ("a", "a")])
async def test_rows_of_one_file_are_not_taken_for_versions_of_each_other(
    reader: Reader, names: tuple[str, str]
) -> None:
    articles = [Loaded(Article(text, source="r.jsonl"), name=name) for text, name in zip(ROWS, names, strict=True)]
    async with start(*articles, database=reader.database) as pilot:
        await press(pilot, "2", "]")
        await ready(pilot)
    assert reader.stored(ROWS[0]) == {("موسكو", "place", "accepted")}
    assert reader.stored(ROWS[1]) == set()


async def test_a_row_with_a_name_of_its_own_is_known_again_when_its_text_has_changed(reader: Reader) -> None:
    for text in ROWS:
        async with start(Loaded(Article(text, source="r.jsonl"), name="a"), database=reader.database) as pilot:
            if text == ROWS[0]:
                await press(pilot, "2")
    assert reader.stored(ROWS[1]) == {("موسكو", "place", "accepted")}


async def test_the_list_of_articles_tells_flags_tags_and_how_much_is_tagged(reader: Reader) -> None:
    async with reader.start() as pilot:
        await press(pilot, "2", "ctrl+d", "ctrl+g", *"هدنة", "enter", "k")
        listing = pilot.app.library.listing
        await until(pilot, lambda: bool(listing.records))
        await pilot.pause()
        (article,) = listing.every
        assert listing.flag_of(article).value == "in progress"
        assert listing.readers_of(article) == (listing.who,)
        assert listing.tags_of(article) == ("هدنة",)


async def test_a_review_keeps_to_one_label_then_to_one_rule_and_spans_are_mended_in_it(reader: Reader) -> None:
    opened = reader.start(
        proposal(MOSCOW, "place", rule="list"),
        proposal(LAVROV, "person", rule="title"),
        proposal(MOSCOW_AGAIN, "place", rule="list"),
        proposal(LAVROV_AGAIN, "person", rule="again"),
    )
    async with opened as pilot:
        put_caret(pilot, LAVROV.start)
        await press(pilot, "f2", "ctrl+l")
        assert screen(pilot).pending.review.label == "person"
        await press(pilot, "a")
        assert screen(pilot).session.current.span == LAVROV_AGAIN
        await press(pilot, "ctrl+l")
        assert screen(pilot).pending.review.rule == "again"
        await press(pilot, "alt+left", "alt+left", "alt+right", "a")
        assert ("لافروف إلى", "person", "accepted") in reader.stored()
        assert screen(pilot).pending.review is None


async def test_a_limit_that_nothing_open_meets_is_passed_over(reader: Reader) -> None:
    pledge = Annotation(CUE, "pledge", roles=(("action", ACTION),), source="commitments", score=0.5, rule="cue")
    async with reader.start(pledge, proposal(LAVROV, "person")) as pilot:
        put_caret(pilot, LAVROV.start)
        await press(pilot, "1")
        put_caret(pilot, LAVROV.start)
        await press(pilot, "ctrl+l")
        assert "Reviewing commitments only (1)" in status(pilot)
        await press(pilot, "ctrl+l")
        assert "only" not in status(pilot)
        assert await press(pilot, "Q") == KEYS["Review commitments only, or everything again"]
        assert "Reviewing commitments only (1)" in status(pilot)
        await press(pilot, "Q")
        assert "only" not in status(pilot)


async def test_dragging_the_mouse_selects_what_a_key_then_tags(reader: Reader) -> None:
    async with reader.start() as pilot:
        view = screen(pilot).view
        await pilot.mouse_down(view, offset=cell_of(pilot, LAVROV.start))
        await pilot.hover(view, offset=cell_of(pilot, LAVROV.end))
        await pilot.mouse_up(view, offset=cell_of(pilot, LAVROV.end))
        assert screen(pilot).session.selection.span == LAVROV
        await press(pilot, "1")
        assert reader.stored() == {("سيرغي لافروف", "person", "accepted")}


async def test_two_windows_of_one_analyst_show_the_same(reader: Reader) -> None:
    async with reader.start() as pilot:
        with Workspace.open(reader.database, who="سارة") as window:
            window.apply(tagging.tag(window.authorship(Article(TEXT).id), LAVROV, "person"))
        await until(pilot, lambda: len(screen(pilot).session.overlay) == 1)
        await press(pilot, "u")
        assert reader.stored() == set()
