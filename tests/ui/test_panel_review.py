"""Reviewing in the panel: its keys act on the card, its open tab follows the caret, and the text follows its arrows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from notation import marked
from on_screen import QUIET, listed, press, put_caret, role_bar, screen, shown, start, toasts
from textual.pilot import Pilot
from waiting import until

from reader.load import Loaded
from reader.model import Annotation, Article, Span
from reader.settings.definitions import Tagging
from reader.store.workspace import Workspace
from reader.ui.reading.history_screen import HistoryScreen
from reader.ui.widgets.arabic_text import shaped_str

TEXT, SPANS = marked(
    "⟦موسكو⟧ ⟦تتعهد⟧ ⟦بوقف القصف على ⟦حلب⟧⟧.\n\n"
    "قال ⟦لافروف⟧ إن ⟦موسكو⟧ ⟦ترفض⟧ ⟦الخروج⟧ من سوريا.\n\n"
    "⟦واشنطن⟧ ⟦تطالب⟧ ⟦بالانسحاب⟧ أمس."
)
MOSCOW, PLEDGE_CUE, ALEPPO, PLEDGED, LAVROV, MOSCOW_AGAIN, REFUSAL_CUE, REFUSED, WASHINGTON, DEMAND_CUE, DEMANDED = (
    SPANS
)


def proposal(span: Span, label: str, **roles: Span) -> Annotation:
    named = () if roles else (("entity", span.of(TEXT)),)
    return Annotation(span, label, roles=tuple(roles.items()), attributes=named, source="names", score=0.5, rule="list")


PLEDGE = proposal(PLEDGE_CUE, "pledge", committer=MOSCOW, action=PLEDGED)
REFUSAL = proposal(REFUSAL_CUE, "refusal", committer=MOSCOW_AGAIN, action=REFUSED)
DEMAND = proposal(DEMAND_CUE, "demand", committer=WASHINGTON, action=DEMANDED)
ENTITIES = (
    proposal(MOSCOW, "place"),
    proposal(ALEPPO, "place"),
    proposal(LAVROV, "person"),
    proposal(MOSCOW_AGAIN, "place"),
    proposal(WASHINGTON, "place"),
)
PROPOSED = (PLEDGE, REFUSAL, DEMAND, *ENTITIES)


class Analyst:
    """The reader on the article above, with what is on disk."""

    def __init__(self, database: Path) -> None:
        self.database = database

    def start(self, *proposed: Annotation, **options: Any) -> Any:
        article = Article(TEXT, title="خبر", source="a.txt")
        return start(Loaded(article, proposed or PROPOSED), database=self.database, **options)

    def stored(self) -> set[tuple[str, str, str]]:
        with Workspace.open(self.database, who="سارة") as workspace:
            kept = workspace.annotations(Article(TEXT).id)
        return {(each.span.of(TEXT), each.label, each.decision.value) for each in kept}


@pytest.fixture
def analyst(database: Path) -> Analyst:
    return Analyst(database)


def card(pilot: Pilot[None]) -> tuple[Span, ...]:
    """The spans of the card that is chosen."""
    about = screen(pilot).panel.about
    return tuple(each.span for each in about) if isinstance(about, tuple) else ()


def here(pilot: Pilot[None]) -> list[list[Span]]:
    """What the tab Here lists below each of its headings."""
    parts: list[list[Span]] = []
    for item in screen(pilot).panel.items("here"):
        if item.is_heading:
            parts.append([])
        elif isinstance(item.about, tuple):
            parts[-1] += [each.span for each in item.about]
    return parts


def place(pilot: Pilot[None]) -> tuple[str, bool, Span | None]:
    """The open tab, whether the panel has the keyboard, and what is chosen in the text."""
    panel, current = screen(pilot).panel, screen(pilot).session.current
    return panel.tab, panel.has_keyboard, None if current is None else current.span


async def relisted(pilot: Pilot[None]) -> None:
    """Wait until the panel has listed its items again."""
    await until(pilot, lambda: not screen(pilot)._panel_due._active.is_set())


# The keys of the panel act on its card.


async def test_the_arrows_of_the_panel_take_the_text_along(analyst: Analyst) -> None:
    async with analyst.start() as pilot:
        await press(pilot, "f6", "down")
        assert place(pilot) == ("commitments", True, REFUSAL_CUE)
        assert shaped_str("رفض") in role_bar(pilot)
        await press(pilot, "end")
        assert place(pilot) == ("commitments", True, DEMAND_CUE)


@pytest.mark.parametrize("accept", ["a", "ش"])
async def test_accepting_and_rejecting_decide_on_the_card_and_choose_the_next(analyst: Analyst, accept: str) -> None:
    async with analyst.start() as pilot:
        put_caret(pilot, LAVROV.start)
        await press(pilot, "f6", "home", accept)
        assert analyst.stored() == {("تتعهد", "pledge", "accepted")}
        assert place(pilot) == ("commitments", True, REFUSAL_CUE)
        await press(pilot, "backspace")
        assert ("ترفض", "refusal", "rejected") in analyst.stored()
        assert (place(pilot), card(pilot)) == (("commitments", True, DEMAND_CUE), (DEMAND_CUE,))
        await relisted(pilot)
        assert (place(pilot), card(pilot)) == (("commitments", True, DEMAND_CUE), (DEMAND_CUE,))


async def test_keys_typed_faster_than_the_panel_lists_act_on_one_card_each(analyst: Analyst) -> None:
    async with analyst.start() as pilot:
        await pilot.press("f6", "a", "backspace", "a")
        await relisted(pilot)
        assert analyst.stored() == {
            ("تتعهد", "pledge", "accepted"),
            ("ترفض", "refusal", "rejected"),
            ("تطالب", "demand", "accepted"),
        }


async def test_the_card_before_is_chosen_at_the_end_of_the_list(analyst: Analyst) -> None:
    async with analyst.start() as pilot:
        await press(pilot, "f6", "end", "backspace")
        await relisted(pilot)
        assert (place(pilot), card(pilot)) == (("commitments", True, REFUSAL_CUE), (REFUSAL_CUE,))
        await press(pilot, "home", "a", "backspace")
        await relisted(pilot)
        assert place(pilot) == ("commitments", True, PLEDGE_CUE)
        assert toasts(pilot)[-1] == "No proposal is left in this list."


async def test_undo_brings_the_card_back_and_chooses_it(analyst: Analyst) -> None:
    async with analyst.start() as pilot:
        await press(pilot, "f6", "down", "backspace")
        await relisted(pilot)
        assert len(listed(pilot, "commitments")) == 2
        await press(pilot, "u")
        await relisted(pilot)
        assert len(listed(pilot, "commitments")) == 3
        assert (place(pilot), card(pilot)) == (("commitments", True, REFUSAL_CUE), (REFUSAL_CUE,))


async def test_a_row_of_several_mentions_is_decided_on_as_one_action(analyst: Analyst) -> None:
    async with analyst.start() as pilot:
        await press(pilot, "f5", "home", "down")
        assert card(pilot) == (MOSCOW, MOSCOW_AGAIN)
        await press(pilot, "a")
        assert analyst.stored() == {("موسكو", "place", "accepted")}
        assert [each.decision.value for each in screen(pilot).work.decided] == ["accepted"] * 2
        assert toasts(pilot)[-1] == "Accepted 2 mentions."
        assert place(pilot) == ("entities", True, ALEPPO)
        await press(pilot, "u")
        assert analyst.stored() == set()
        await relisted(pilot)
        assert card(pilot) == (MOSCOW, MOSCOW_AGAIN)
        await press(pilot, "backspace")
        assert analyst.stored() == {("موسكو", "place", "rejected")}


async def test_only_the_open_mentions_of_a_row_are_rejected(analyst: Analyst) -> None:
    async with analyst.start() as pilot:
        await press(pilot, "a", "f5", "home", "down")
        assert card(pilot) == (MOSCOW, MOSCOW_AGAIN)
        await press(pilot, "backspace")
        decisions = {each.span: each.decision.value for each in screen(pilot).work.decided}
        assert decisions == {MOSCOW: "accepted", MOSCOW_AGAIN: "rejected"}


@pytest.mark.parametrize("label", ["3", "٣"])
async def test_the_key_of_a_label_relabels_the_card(analyst: Analyst, label: str) -> None:
    async with analyst.start() as pilot:
        await press(pilot, "f5", "home", label)
        assert analyst.stored() == {("لافروف", "organization", "accepted")}
        assert place(pilot) == ("entities", True, MOSCOW)


async def test_an_accepted_card_that_is_removed_chooses_the_next_one_too(analyst: Analyst) -> None:
    async with analyst.start() as pilot:
        await press(pilot, "f6", "a", "up", "backspace")
        assert ("تتعهد", "pledge", "rejected") in analyst.stored()
        assert place(pilot) == ("commitments", True, REFUSAL_CUE)


@pytest.mark.parametrize("keys", [("c", "t"), ("ؤ", "ف")])
async def test_a_commitment_that_gets_another_type_stays_for_its_roles(analyst: Analyst, keys: tuple[str, ...]) -> None:
    async with analyst.start() as pilot:
        await press(pilot, "f6", "down", *keys)
        label = {each[0]: each[1] for each in analyst.stored()}["ترفض"]
        assert label != "refusal"
        assert place(pilot) == ("commitments", True, REFUSAL_CUE)
        # Its roles need only the next keys; the text has the keyboard while the role is filled, and then the panel again.
        await press(pilot, "r", "w")
        assert not screen(pilot).panel.has_keyboard
        put_caret(pilot, LAVROV.start)
        await press(pilot, "enter")
        (changed,) = screen(pilot).work.decided
        assert changed.role("committer") == LAVROV
        await until(pilot, lambda: place(pilot) == ("commitments", True, REFUSAL_CUE))


async def test_a_commitment_that_is_accepted_by_its_type_stays_for_its_roles_too(analyst: Analyst) -> None:
    async with analyst.start() as pilot:
        put_caret(pilot, REFUSAL_CUE.start)
        await press(pilot, "c", "r")
        assert analyst.stored() == {("ترفض", "refusal", "accepted")}
        assert screen(pilot).session.current.span == REFUSAL_CUE


async def test_the_roles_that_are_lit_are_filled_and_emptied_without_going_to_the_cue(analyst: Analyst) -> None:
    async with analyst.start() as pilot:
        put_caret(pilot, MOSCOW.start)
        await press(pilot, "r", "t", "enter")
        assert [(each.label, each.role("counterparty")) for each in screen(pilot).work.decided] == [("pledge", MOSCOW)]
        put_caret(pilot, PLEDGED.start)
        await press(pilot, "r", "a", "backspace")
        assert [each.role("action") for each in screen(pilot).work.decided] == [None]


async def test_a_commitment_that_gets_another_type_in_the_text_stays_too(analyst: Analyst) -> None:
    async with analyst.start() as pilot:
        put_caret(pilot, REFUSAL_CUE.start)
        await press(pilot, "c", "p")
        assert analyst.stored() == {("ترفض", "pledge", "accepted")}
        assert screen(pilot).session.current.span == REFUSAL_CUE
        assert f"✓ {shaped_str('تعهّد')}" in role_bar(pilot)
        await press(pilot, "r", "a", "backspace")
        (changed,) = screen(pilot).work.decided
        assert changed.role("action") is None


async def test_an_attribute_of_the_card_is_set_and_the_panel_keeps_the_keyboard(analyst: Analyst) -> None:
    async with analyst.start() as pilot:
        await press(pilot, "f6", "down", "r", "n")
        (changed,) = screen(pilot).work.decided
        assert (changed.span, changed.attribute("polarity")) == (REFUSAL_CUE, "negative")
        await until(pilot, lambda: place(pilot) == ("commitments", True, REFUSAL_CUE))


async def test_a_role_that_is_left_gives_the_panel_the_keyboard_again(analyst: Analyst) -> None:
    async with analyst.start() as pilot:
        await press(pilot, "f6", "down", "r", "w", "escape")
        await until(pilot, lambda: place(pilot)[:2] == ("commitments", True))
        assert analyst.stored() == set()


async def test_note_copy_history_and_bookmark_are_about_the_card(analyst: Analyst) -> None:
    async with analyst.start() as pilot:
        put_caret(pilot, LAVROV.start)
        await press(pilot, "a", "f6", "end", "ctrl+n", *"ok", "ctrl+s")
        assert [each.span for each in screen(pilot).work.session.overlay if each.note] == [DEMAND_CUE]
        await press(pilot, "y")
        assert pilot.app.clipboard == "تطالب"
        await press(pilot, "ctrl+k")
        assert [each.offset for each in screen(pilot).work.state.bookmarks] == [DEMAND_CUE.start]
        await press(pilot, "f3")
        history = pilot.app.screen
        assert isinstance(history, HistoryScreen)
        assert len(history.events) == 1
        assert "تطالب" in history.events[0].what
        await press(pilot, "escape")
        assert place(pilot) == ("commitments", True, DEMAND_CUE)


async def test_keys_without_a_meaning_on_a_card_do_what_they_do_in_the_text(analyst: Analyst) -> None:
    async with analyst.start() as pilot:
        await press(pilot, "f6", "s")
        assert screen(pilot).session.caret == LAVROV.start - len("قال ")
        await press(pilot, "h")
        assert screen(pilot).session.view.tashkeel == "strip"
        assert place(pilot)[:2] == ("commitments", True)


async def test_esc_goes_back_to_where_the_analyst_was_reading_and_tab_stays_at_the_card(analyst: Analyst) -> None:
    async with analyst.start() as pilot:
        put_caret(pilot, LAVROV.start)
        await press(pilot, "f6", "end", "a", "escape")
        assert place(pilot) == ("commitments", False, LAVROV)
        await press(pilot, "f6", "end", "tab")
        assert place(pilot) == ("commitments", False, DEMAND_CUE)


async def test_a_selection_is_kept_while_one_looks_for_its_card(analyst: Analyst) -> None:
    async with analyst.start() as pilot:
        await press(pilot, "x", "f6", "down")
        assert screen(pilot).session.selection.span == MOSCOW
        await press(pilot, "a")
        assert analyst.stored() == {("ترفض", "refusal", "accepted")}


async def test_a_bookmark_is_removed_from_the_list_and_nothing_under_the_caret_is_rejected(analyst: Analyst) -> None:
    async with analyst.start() as pilot:
        await press(pilot, "ctrl+k", "f7", "backspace")
        assert screen(pilot).work.state.bookmarks == ()
        assert analyst.stored() == set()


# The open tab follows the caret.


async def test_the_tab_here_lists_what_the_sentence_of_the_caret_has_in_its_order(analyst: Analyst) -> None:
    async with analyst.start() as pilot:
        panel = screen(pilot).panel
        assert here(pilot) == [[MOSCOW, PLEDGE_CUE, ALEPPO], [REFUSAL_CUE, DEMAND_CUE]]
        await press(pilot, "s")
        assert here(pilot) == [[LAVROV, MOSCOW_AGAIN, REFUSAL_CUE], [PLEDGE_CUE, DEMAND_CUE]]
        await press(pilot, "n", "n", "n")
        assert (panel.tab, card(pilot)) == ("here", (REFUSAL_CUE,))
        await press(pilot, "n")
        assert (panel.tab, card(pilot)) == ("here", (WASHINGTON,))


async def test_a_sentence_in_which_nothing_is_tagged_says_so() -> None:
    async with start(Loaded(Article("سكت الجميع. قال لافروف"), (Annotation(Span(16, 22), "person"),))) as pilot:
        rows = [row.strip() for row in listed(pilot, "here")]
        assert rows == [shaped_str("في هذه الجملة"), shaped_str("لا وسوم هنا.")]
        assert card(pilot) == ()
        await press(pilot, "n")
        assert card(pilot) == (Span(16, 22),)


async def test_here_the_arrows_go_through_the_sentence_and_then_through_the_other_commitments(analyst: Analyst) -> None:
    async with analyst.start() as pilot:
        await press(pilot, "W")
        before = here(pilot)
        chosen = []
        for key in ["down"] * 5 + ["up"] * 4:
            await press(pilot, key)
            assert place(pilot) == ("here", True, card(pilot)[0]), "the text shows the card"
            assert here(pilot) == before, "the list stays as it was"
            chosen.append(card(pilot)[0])
        down, up = chosen[:5], chosen[5:]
        assert down == [PLEDGE_CUE, ALEPPO, REFUSAL_CUE, DEMAND_CUE, DEMAND_CUE]
        assert up == [REFUSAL_CUE, ALEPPO, PLEDGE_CUE, MOSCOW]


async def test_the_blank_line_below_a_card_is_no_part_of_the_chosen_one(analyst: Analyst) -> None:
    async with analyst.start() as pilot:
        await press(pilot, "f6")
        panel = screen(pilot).panel.listed
        grounds = [
            {segment.style.bgcolor for segment in panel.render_line(y) if segment.style and segment.text.strip("▐")}
            for y in range(panel.items[0].lines + 1)
        ]
        chosen, gap, other = grounds[0], grounds[-2], grounds[-1]
        assert grounds[:-2] == [chosen] * (len(grounds) - 2)
        assert gap == other != chosen


async def test_a_decision_among_the_other_commitments_goes_on_to_the_next_of_them(analyst: Analyst) -> None:
    async with analyst.start() as pilot:
        await press(pilot, "W", "down", "down", "down", "a")
        await relisted(pilot)
        assert (place(pilot), card(pilot)) == (("here", True, DEMAND_CUE), (DEMAND_CUE,))
        assert here(pilot) == [[MOSCOW, PLEDGE_CUE, ALEPPO], [REFUSAL_CUE, DEMAND_CUE]]
        assert analyst.stored() == {("ترفض", "refusal", "accepted")}
        await press(pilot, "escape")
        assert place(pilot) == ("here", False, MOSCOW)
        assert (here(pilot)[0], card(pilot)) == ([MOSCOW, PLEDGE_CUE, ALEPPO], (MOSCOW,))


async def test_the_keys_of_the_text_list_the_sentence_to_which_they_lead(analyst: Analyst) -> None:
    async with analyst.start() as pilot:
        await press(pilot, "W", "down", "down", "down")
        assert card(pilot) == (REFUSAL_CUE,)
        await press(pilot, "s")
        assert here(pilot)[0] == [WASHINGTON, DEMAND_CUE]


async def test_choosing_one_of_the_other_commitments_lists_its_sentence(analyst: Analyst) -> None:
    async with analyst.start() as pilot:
        await press(pilot, "W", "down", "down", "down", "enter", "tab")
        assert here(pilot)[0] == [LAVROV, MOSCOW_AGAIN, REFUSAL_CUE]
        assert card(pilot) == (REFUSAL_CUE,)


async def test_here_a_decision_in_the_sentence_goes_on_to_the_next_proposal_of_the_text(analyst: Analyst) -> None:
    async with analyst.start() as pilot:
        await press(pilot, "W", "down", "down")
        assert place(pilot) == ("here", True, ALEPPO)
        await press(pilot, "a", "backspace")
        assert analyst.stored() == {("حلب", "place", "accepted"), ("لافروف", "person", "rejected")}
        assert place(pilot) == ("here", True, MOSCOW_AGAIN)
        await press(pilot, "u")
        await relisted(pilot)
        assert (place(pilot), card(pilot)) == (("here", True, LAVROV), (LAVROV,))


async def test_here_one_mention_is_decided_on_alone(analyst: Analyst) -> None:
    async with analyst.start() as pilot:
        await press(pilot, "tab", "a")
        assert [each.span for each in screen(pilot).work.decided] == [MOSCOW]


@pytest.mark.parametrize(("key", "tab"), [("W", "here"), ("f5", "entities"), ("f6", "commitments"), ("f7", "notes")])
async def test_walking_never_turns_the_tab(analyst: Analyst, key: str, tab: str) -> None:
    async with analyst.start() as pilot:
        await press(pilot, key, "tab", "n", "w", "n", "n", "a", "2", "u", "p", "c", "p", "i", "s")
        await relisted(pilot)
        assert screen(pilot).panel.tab == tab


async def test_the_tab_of_commitments_follows_to_the_one_around_the_caret_and_else_to_the_next(
    analyst: Analyst,
) -> None:
    async with analyst.start() as pilot:
        await press(pilot, "f6", "tab")
        put_caret(pilot, ALEPPO.start)
        await pilot.pause()
        assert card(pilot) == (PLEDGE_CUE,)
        put_caret(pilot, LAVROV.start)
        await pilot.pause()
        assert card(pilot) == (REFUSAL_CUE,)
        put_caret(pilot, WASHINGTON.start)
        await pilot.pause()
        assert card(pilot) == (DEMAND_CUE,)


async def test_the_panel_follows_to_a_commitment_that_was_made_and_to_what_an_undo_changed(analyst: Analyst) -> None:
    async with analyst.start(*ENTITIES) as pilot:
        await press(pilot, "f6", "tab")
        for cue in (REFUSAL_CUE, PLEDGE_CUE):
            put_caret(pilot, cue.start)
            await press(pilot, "c", "p")
            await relisted(pilot)
            assert card(pilot) == (cue,)
        put_caret(pilot, REFUSAL_CUE.start)
        await press(pilot, "backspace", "home", "u")
        await relisted(pilot)
        assert card(pilot) == (REFUSAL_CUE,)


@pytest.mark.parametrize("width", [20, 26, 36])
async def test_every_tab_is_named_in_a_panel_of_any_width(width: int) -> None:
    config = replace(QUIET, panel=replace(QUIET.panel, width=width))
    async with start(Loaded(Article(TEXT), PROPOSED), size=(80, 24), config=config) as pilot:
        for key in ("W", "f5", "f6", "f7"):
            await press(pilot, key)
            row = shown(pilot).split("\n")[0][: width - 1]
            assert {"W": "ﺎﻨﻫ", "f5": "ﺕﺎﻧﺎﻴﻛ", "f6": "ﺕﺎﻣﺍﺰﺘﻟﺍ", "f7": "ﺶﻣﺎﻫ" if width < 30 else "ﺶﻣﺍﻮﻫ"}[key] in row
            assert len(row.split()) >= 4


# Accepting a commitment can take the entities of its roles along.


async def test_accepting_a_commitment_takes_the_open_entities_of_its_roles_along_if_the_settings_say_so(
    analyst: Analyst,
) -> None:
    config = replace(QUIET, tagging=Tagging(roles_too=True))
    async with analyst.start(config=config) as pilot:
        await press(pilot, "f6", "a")
        pledge = ("تتعهد", "pledge", "accepted")
        assert analyst.stored() == {pledge, ("موسكو", "place", "accepted"), ("حلب", "place", "accepted")}
        assert [each.span for each in screen(pilot).work.decided if each.label == "place"] == [MOSCOW, ALEPPO]
        assert toasts(pilot)[-1] == "Accepted, with 2 entities."
        await press(pilot, "u")
        assert analyst.stored() == set()
        await relisted(pilot)
        assert card(pilot) == (PLEDGE_CUE,)


async def test_by_default_the_entities_of_the_roles_stay_open(analyst: Analyst) -> None:
    async with analyst.start() as pilot:
        await press(pilot, "f6", "a")
        assert analyst.stored() == {("تتعهد", "pledge", "accepted")}
