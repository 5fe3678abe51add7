"""The ledger on its screen: what each key does, in both layouts, and that undo takes every change back."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from in_arabic import in_arabic, latin_words, stand_from_the_right
from library.ledger_library import ARTICLES, FULFILLED, HOSPITAL, HUDA, PLEDGED, PROPOSALS, REPEATED, SmallLedger
from library.small_library import commitment
from on_screen import QUIET, press, rows, screen, shown, start, toasts
from openpyxl import load_workbook
from textual.pilot import Pilot
from waiting import until

from reader.journal import tagging
from reader.journal.ledger_marks import Bearing, Outcome
from reader.library.index.library_index import LibraryIndex
from reader.library.ledger.entry import Entry
from reader.load import Loaded
from reader.model import Annotation
from reader.settings.definitions import Library
from reader.store.workspace import Workspace
from reader.ui.actions import ACTIONS
from reader.ui.keys import key_names
from reader.ui.ledger.evidence_screen import EvidenceScreen
from reader.ui.ledger.ledger_screen import LedgerScreen
from reader.ui.library.library_screen import LibraryScreen
from reader.ui.widgets.arabic_text import shaped_str

LAYOUTS = pytest.mark.parametrize("layout", [0, 1], ids=["latin", "arabic"])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the workspace and the index of a small library."""
    small = SmallLedger(tmp_path)
    small.close()
    return small.folder


@asynccontextmanager
async def reader(
    folder: Path, *, size: tuple[int, int] = (120, 30), articles: tuple[Loaded, ...] = (), **options: object
) -> AsyncIterator[Pilot[None]]:
    loaded = articles or tuple(map(Loaded, ARTICLES))
    index = partial(LibraryIndex, folder / "index.db")
    database = folder / "reader.db"
    async with start(*loaded, database=database, who=HUDA, index=index, size=size, notifications=True, **options) as p:
        yield p


@asynccontextmanager
async def opened(folder: Path, **options: object) -> AsyncIterator[Pilot[None]]:
    """The ledger, once its entries are listed and the two reports of one pledge are one entry."""
    async with reader(folder, **options) as pilot:
        await pilot.press("$")
        await until(pilot, lambda: titles(pilot) == ["مستشفى", "روسيا روسيا"])
        await pilot.press("home")
        yield pilot


def ledger(pilot: Pilot[None]) -> LedgerScreen:
    found = pilot.app.screen
    assert isinstance(found, LedgerScreen), found
    return found


def titles(pilot: Pilot[None]) -> list[str]:
    """The first words of the titles of each entry that is shown."""
    return [" ".join(row.title.split()[0] for row in entry.rows) for entry in pilot.app.ledger.listing.shown]


def current(pilot: Pilot[None]) -> Entry:
    entry = ledger(pilot).current
    assert entry is not None
    return entry


def key_of(action: str, layout: int) -> str:
    """The key of an action as a Latin or an Arabic layout sends it."""
    key = next(each for each in ACTIONS if each.name == action).keys[0]
    return (key_names(key) * 2)[layout if len(key_names(key)) > 1 else 0]


async def go_to(pilot: Pilot[None], title: str) -> None:
    while titles(pilot)[ledger(pilot).rows_view.at] != title:
        await pilot.press("down")
    await pilot.pause()


async def check_changes(pilot: Pilot[None], keys: Sequence[str], is_so: Callable[[], bool]) -> None:
    """Press keys, wait until something is so that is kept in the index too, and see it undone by one key."""
    await until(pilot, lambda: is_settled(pilot))
    before = state(pilot)
    await pilot.press(*keys)
    await until(pilot, lambda: is_so() and is_settled(pilot))
    assert state(pilot) != before
    await pilot.press("u")
    await until(pilot, lambda: state(pilot) == before and is_settled(pilot))


def is_settled(pilot: Pilot[None]) -> bool:
    return pilot.app.ledger.is_idle


def state(pilot: Pilot[None]) -> list[object]:
    """What the entries say, without the numbers of the index."""
    said = []
    for entry in pilot.app.ledger.listing.every:
        reports = [(row.article, row.cue, row.layer, row.decision) for row in entry.rows]
        said.append((reports, entry.outcome, entry.note, entry.evidence, entry.is_merged, entry.is_proposed))
    return said


async def test_a_row_says_what_the_entry_is(folder: Path) -> None:
    async with opened(folder, size=(80, 24)) as pilot:
        await press(pilot)
        row = next(each for each in rows(pilot) if "2?" in each)
        assert row.split()[:2] == ["2017-12-31", "2?"]
        for words in ("بسحب قواتها من حلب", "روسيا", "تعهّد"):
            assert shaped_str(words) in row
        # An open deadline that has passed.
        assert row.rstrip(" ▐").endswith("!")
        assert "Ledger: 1/2 · all, the newest first" in shown(pilot)


async def test_the_entry_in_hand_is_whole(folder: Path) -> None:
    async with opened(folder) as pilot:
        await go_to(pilot, "روسيا روسيا")
        pane = "\n".join(row[:50] for row in rows(pilot))
        for words in (
            "صاحب الموقف: روسيا",
            "المهلة: قبل نهاية العام",
            "خبران، يُقترح أنهما التزام واحد",
            "تكرار",
            "استحقاق",
        ):
            assert shaped_str(words) in pane, words
        assert [each for each in pane.split() if each.startswith("2017-")] == [
            "2017-12-31",
            *("2017-01-10", "2017-02-03", "2017-12-31"),
        ]


@pytest.mark.parametrize(("width", "is_wide"), [(80, False), (120, True), (200, True)])
async def test_the_entry_in_hand_stands_below_or_beside(folder: Path, width: int, is_wide: bool) -> None:
    async with opened(folder, size=(width, 30)) as pilot:
        await pilot.pause()
        pane, table = ledger(pilot).pane.region, ledger(pilot).rows_view.region
        assert (pane.right <= table.x, pane.y >= table.bottom) == (is_wide, not is_wide)


@LAYOUTS
@pytest.mark.parametrize(
    ("action", "outcome"),
    [
        ("ledger.kept", Outcome.KEPT),
        ("ledger.broken", Outcome.BROKEN),
        ("ledger.withdrawn", Outcome.WITHDRAWN),
        ("ledger.unknown", Outcome.UNKNOWN),
    ],
)
async def test_a_digit_says_the_outcome(folder: Path, action: str, outcome: Outcome, layout: int) -> None:
    async with opened(folder) as pilot:
        await pilot.press(key_of(action, layout))
        # It is shown at once, and accepted and written a moment later.
        assert current(pilot).outcome is outcome
        await until(pilot, lambda: current(pilot).is_accepted)
        assert current(pilot).outcome is outcome
        await pilot.press(key_of("ledger.reopen", layout))
        await until(pilot, lambda: current(pilot).outcome is Outcome.OPEN and is_settled(pilot))
        await pilot.press("u")
        await until(pilot, lambda: current(pilot).outcome is outcome and is_settled(pilot))
        await pilot.press("u")
        await until(pilot, lambda: not current(pilot).is_accepted and current(pilot).outcome is Outcome.OPEN)
        await pilot.press(key_of("ledger.redo", layout))
        await until(pilot, lambda: current(pilot).outcome is outcome)


@LAYOUTS
async def test_a_note_is_written(folder: Path, layout: int) -> None:
    async with opened(folder) as pilot:
        await check_changes(
            pilot, [key_of("ledger.note", layout), *"بني", "ctrl+s"], lambda: current(pilot).note == "بني"
        )


@LAYOUTS
async def test_proposals_are_accepted_and_rejected(folder: Path, layout: int) -> None:
    async with opened(folder) as pilot:
        await check_changes(pilot, [key_of("ledger.accept", layout)], lambda: current(pilot).is_accepted)
        await check_changes(pilot, [key_of("ledger.reject", layout)], lambda: titles(pilot) == ["روسيا روسيا"])


@LAYOUTS
async def test_what_is_proposed_as_one_is_joined(folder: Path, layout: int) -> None:
    async with opened(folder) as pilot:
        await go_to(pilot, "روسيا روسيا")
        await check_changes(
            pilot, [key_of("ledger.merge", layout)], lambda: current(pilot).is_merged and not current(pilot).is_proposed
        )


@LAYOUTS
async def test_marked_entries_are_joined(folder: Path, layout: int) -> None:
    async with opened(folder) as pilot:
        await press(pilot, "space", "space")
        assert "2 marked" in shown(pilot)
        await check_changes(pilot, [key_of("ledger.merge", layout)], lambda: titles(pilot) == ["روسيا روسيا مستشفى"])
        await pilot.press("asterisk")
        assert len(pilot.app.ledger.listing.marked) == 2
        await pilot.press("asterisk")
        assert not pilot.app.ledger.listing.marked


@pytest.mark.parametrize("action", ["kept", "accept", "reject"])
async def test_what_acts_on_marked_entries_takes_their_marks_away(action: str, folder: Path) -> None:
    async with opened(folder) as pilot:
        await press(pilot, "space", "space", key_of(f"ledger.{action}", 0))
        assert "marked" not in rows(pilot)[0]
        # The next action is about the entry in hand alone.
        await until(pilot, lambda: is_settled(pilot))
        assert not pilot.app.ledger.listing.marked


async def test_one_report_alone_cannot_be_joined_or_split(folder: Path) -> None:
    async with opened(folder) as pilot:
        await go_to(pilot, "مستشفى")
        await press(pilot, "j", "s")
        assert toasts(pilot)[-2:] == ["Mark the entries that are one commitment first.", "There is only one report."]


@LAYOUTS
async def test_a_report_is_split_off(folder: Path, layout: int) -> None:
    async with opened(folder) as pilot:
        await go_to(pilot, "روسيا روسيا")
        await check_changes(
            pilot, [key_of("ledger.split", layout), "down", "enter"], lambda: titles(pilot).count("روسيا") == 2
        )
        # The report in hand needs no question.
        await go_to(pilot, "روسيا روسيا")
        pane = ledger(pilot).pane
        while pane.row is None or pane.row.article != REPEATED.id:
            await pilot.press(key_of("ledger.next_part", layout))
        await pilot.press(key_of("ledger.previous_part", layout), key_of("ledger.next_part", layout))
        await check_changes(pilot, [key_of("ledger.split", layout)], lambda: titles(pilot).count("روسيا") == 2)


@LAYOUTS
async def test_the_filter_works_while_one_types(folder: Path, layout: int) -> None:
    async with opened(folder) as pilot:
        await pilot.press(key_of("ledger.filter", layout), *"مستشفي")
        await until(pilot, lambda: titles(pilot) == ["مستشفى"])
        assert "of 2" in shown(pilot)
        await pilot.press("enter", "escape")
        assert len(titles(pilot)) == 2


@LAYOUTS
async def test_a_query_chooses(folder: Path, layout: int) -> None:
    async with opened(folder) as pilot:
        await pilot.press(key_of("ledger.query", layout), *"committer:روسيا", "enter")
        await until(pilot, lambda: titles(pilot) == ["روسيا روسيا"])
        assert "committer:" in shown(pilot)
        await pilot.press(key_of("ledger.query", layout), "ctrl+u", *"(حلب", "enter")
        await until(pilot, lambda: any(each.startswith("The query cannot be read") for each in toasts(pilot)))
        await pilot.press("escape")
        await until(pilot, lambda: len(titles(pilot)) == 2)


@LAYOUTS
async def test_views(folder: Path, layout: int) -> None:
    async with opened(folder) as pilot:
        await pilot.press("1")
        await until(pilot, lambda: current(pilot).is_accepted and is_settled(pilot))
        for key, wanted in {
            "p": ["مستشفى"],
            "d": ["روسيا روسيا"],
            "o": ["روسيا روسيا"],
            "c": ["روسيا روسيا", "مستشفى"],
            "a": ["مستشفى", "روسيا روسيا"],
        }.items():
            await pilot.press(key_of("ledger.view", layout), key)
            await until(pilot, lambda wanted=wanted: titles(pilot) == wanted)
        await pilot.press(key_of("ledger.view", layout), "p")
        await until(pilot, lambda: titles(pilot) == ["مستشفى"])
        await pilot.press("escape")
        await until(pilot, lambda: len(titles(pilot)) == 2)
        assert "مستشفى" in " ".join(titles(pilot))


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
@LAYOUTS
async def test_what_is_listed_is_written(folder: Path, tmp_path: Path, layout: int, ending: str) -> None:
    target = tmp_path / f"out.{ending}"
    async with opened(folder) as pilot:
        await pilot.press("slash", *"روسيا", "enter")
        await pilot.press(key_of("ledger.export", layout), "ctrl+u", *str(target), "enter")
        await until(pilot, target.exists)
        await until(pilot, lambda: any(each.startswith("1 entry written") for each in toasts(pilot)))
        # What is there already is replaced only when that is wanted.
        before = target.stat().st_mtime_ns
        await press(pilot, key_of("ledger.export", layout), "enter", "enter")
        assert target.stat().st_mtime_ns == before
    if ending == "xlsx":
        sheet = load_workbook(target).active
        assert [sheet.max_row, sheet.sheet_view.rightToLeft] == [2, True]
    else:
        assert len(target.read_text("utf-8-sig").splitlines()) == 2


async def test_a_name_without_a_known_ending_is_refused(folder: Path, tmp_path: Path) -> None:
    async with opened(folder) as pilot:
        await press(pilot, "w", "ctrl+u", *str(tmp_path / "out.doc"), "enter")
        assert toasts(pilot)[-1].endswith("end the name with .xlsx or .csv.")


async def test_enter_opens_the_cue_and_a_key_comes_back_to_the_entry(folder: Path) -> None:
    async with opened(folder) as pilot:
        await go_to(pilot, "روسيا روسيا")
        await pilot.press("n", "p", "enter")
        await until(pilot, lambda: pilot.app.screen is pilot.app.reading)
        assert screen(pilot).session.article == PLEDGED
        assert screen(pilot).session.caret == PLEDGED.text.index("تعهدت")
        await press(pilot, "$")
        await until(pilot, lambda: len(titles(pilot)) == 2)
        assert current(pilot).head.title == PLEDGED.title
        await press(pilot, "$")
        assert pilot.app.screen is pilot.app.reading


async def test_a_role_and_a_later_report_are_opened_at_their_places(folder: Path) -> None:
    async with opened(folder) as pilot:
        await go_to(pilot, "روسيا روسيا")
        while (place := ledger(pilot).pane.place) is None or place.article != REPEATED.id or not ledger(pilot).pane.row:
            await pilot.press("n")
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen is pilot.app.reading)
        assert screen(pilot).session.article == REPEATED
        assert screen(pilot).session.caret == REPEATED.text.index("تعهدها")


async def test_the_reader_leads_to_the_entry_of_the_commitment_under_the_caret(folder: Path) -> None:
    async with reader(folder) as pilot:
        pilot.app.open_place(HOSPITAL.id, HOSPITAL.text.index("مستشفى"))
        await press(pilot, "$")
        await until(pilot, lambda: len(titles(pilot)) == 2 and current(pilot).head.article == HOSPITAL.id)
        # It is found even where a filter hides it.
        await pilot.press("slash", *"روسيا", "enter")
        await until(pilot, lambda: titles(pilot) == ["روسيا روسيا"])
        assert current(pilot).head.article != HOSPITAL.id


async def test_a_hidden_commitment_is_shown_all_the_same(folder: Path) -> None:
    cue = HOSPITAL.text.index("وعد")
    proposed = Annotation(PROPOSALS[HOSPITAL][0].span, "pledge")
    loaded = tuple(Loaded(each, (proposed,) if each is HOSPITAL else ()) for each in ARTICLES)
    async with opened(folder, articles=loaded) as pilot:
        await pilot.press("l", "p")
        await until(pilot, lambda: titles(pilot) == [])
        await press(pilot, "$")
        pilot.app.open_place(HOSPITAL.id, cue)
        await press(pilot, "$")
        await until(pilot, lambda: len(titles(pilot)) == 2 and current(pilot).head.article == HOSPITAL.id)
        assert "مستشفى" in " ".join(titles(pilot))


@LAYOUTS
async def test_a_key_goes_back_and_the_view_stays(folder: Path, layout: int) -> None:
    async with opened(folder) as pilot:
        await pilot.press("l", "d")
        await until(pilot, lambda: titles(pilot) == ["روسيا روسيا", "مستشفى"])
        await press(pilot, key_of("ledger.back", layout))
        assert pilot.app.screen is pilot.app.reading
        await press(pilot, "$")
        assert "due, what comes next first" in shown(pilot)


async def test_the_reader_can_begin_with_the_ledger(folder: Path) -> None:
    config = replace(QUIET, library=Library(opens="ledger"))
    async with reader(folder, config=config, begins_with_library=True, until_tagging=False) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, LedgerScreen) and len(titles(pilot)) == 2)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, LibraryScreen)


async def test_the_list_of_articles_leads_there_and_back(folder: Path) -> None:
    async with reader(folder) as pilot:
        await press(pilot, "k")
        assert isinstance(pilot.app.screen, LibraryScreen)
        await press(pilot, "$")
        await until(pilot, lambda: len(titles(pilot)) == 2)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, LibraryScreen)


async def test_what_another_analyst_tags_meanwhile_is_listed(folder: Path) -> None:
    async with opened(folder) as pilot:
        with Workspace.open(folder / "reader.db", who="سارة") as workspace:
            workspace.remember(FULFILLED)
            pledge = commitment(FULFILLED.text, "سحبت", "pledge", committer="روسيا")
            workspace.apply(tagging.accept(workspace.authorship(FULFILLED.id), pledge))
        await until(pilot, lambda: len(pilot.app.ledger.listing.every) == 3)
        assert FULFILLED.id in {each.head.article for each in pilot.app.ledger.listing.every}


async def test_movement(folder: Path) -> None:
    async with opened(folder) as pilot:
        at = ledger(pilot).rows_view
        for key, wanted in {"down": 1, "up": 0, "end": 1, "home": 0, "pagedown": 1, "pageup": 0}.items():
            await pilot.press(key)
            assert at.at == wanted, key


@asynccontextmanager
async def evidence(folder: Path) -> AsyncIterator[Pilot[None]]:
    """The passages that may be evidence for the pledge of Russia."""
    async with opened(folder) as pilot:
        await go_to(pilot, "روسيا روسيا")
        await pilot.press("e")
        await until(pilot, lambda: bool(listed_evidence(pilot).passages))
        yield pilot


def listed_evidence(pilot: Pilot[None]) -> EvidenceScreen:
    found = pilot.app.screen
    assert isinstance(found, EvidenceScreen), found
    return found


def taken(pilot: Pilot[None]) -> list[Bearing]:
    return [each.bearing for entry in pilot.app.ledger.listing.every for each in entry.evidence]


async def test_passages_are_ranked_with_what_speaks_for_them(folder: Path) -> None:
    async with evidence(folder) as pilot:
        await pilot.pause()
        passages = listed_evidence(pilot).passages
        assert passages[0].passage.article == FULFILLED.id
        assert shaped_str(FULFILLED.title) in shown(pilot)
        assert shaped_str("سحبت روسيا قواتها من حلب أمس") in shown(pilot)
        assert "2017-12-20" in shown(pilot)
        assert f"{len(passages)} passage" in shown(pilot)


@LAYOUTS
@pytest.mark.parametrize("bearing", list(Bearing))
async def test_a_passage_is_taken_as_evidence(folder: Path, bearing: Bearing, layout: int) -> None:
    async with evidence(folder) as pilot:
        await pilot.press("down", "up", "pagedown", "pageup", "end", "home", key_of(f"evidence.{bearing}", layout))
        await until(pilot, lambda: taken(pilot) == [bearing])
        await until(pilot, lambda: "1 taken as evidence" in shown(pilot))
        await pilot.press(key_of("evidence.drop", layout))
        await until(pilot, lambda: taken(pilot) == [])
        await pilot.press(key_of("evidence.undo", layout))
        await until(pilot, lambda: taken(pilot) == [bearing])
        await pilot.press(key_of("evidence.leave", layout))
        await until(pilot, lambda: isinstance(pilot.app.screen, LedgerScreen))
        await press(pilot, key_of("ledger.drop_evidence", layout))
        await until(pilot, lambda: taken(pilot) == [])
        assert isinstance(pilot.app.screen, LedgerScreen)


async def test_the_timeline_leads_to_the_evidence(folder: Path) -> None:
    async with evidence(folder) as pilot:
        await pilot.press("1")
        await until(pilot, lambda: taken(pilot) == [Bearing.KEPT])
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, LedgerScreen))
        while ledger(pilot).pane.evidence is None:
            await pilot.press("n")
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen is pilot.app.reading)
        assert screen(pilot).session.article == FULFILLED


async def test_enter_opens_the_passage(folder: Path) -> None:
    async with evidence(folder) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen is pilot.app.reading)
        assert screen(pilot).session.article == FULFILLED


async def test_without_an_index_there_is_a_sentence(folder: Path) -> None:
    async with start(Loaded(PLEDGED), notifications=True) as pilot:
        await pilot.press("$")
        await until(pilot, lambda: "there is no index" in shown(pilot))
        for key in ("enter", "1", "a", "delete", "e", "x", "space", "j", "s", "n", "p", "u", "down", "end"):
            await press(pilot, key)
        assert ledger(pilot).current is None


async def test_an_empty_index_says_so(tmp_path: Path) -> None:
    async with start(Loaded(PLEDGED), index=partial(LibraryIndex, tmp_path / "index.db")) as pilot:
        await pilot.press("$")
        await until(pilot, lambda: "the index is empty so far" in shown(pilot))
        assert titles(pilot) == []


async def test_in_arabic_the_ledger_is_arabic(folder: Path) -> None:
    with in_arabic():
        async with opened(folder, size=(160, 30)) as pilot:
            summary, headings, *_ = rows(pilot)
            assert shaped_str("سجل الالتزامات: ١/٢ · الكل، الأحدث أولًا") in summary
            assert stand_from_the_right(headings, "النوع", "صاحب الموقف", "المضمون", "التاريخ", "المهلة")
            assert latin_words(pilot) == []
            await press(pilot, "j")
            assert toasts(pilot)[-1] == shaped_str("علّم أولًا القيود التي هي التزام واحد.")


async def test_in_arabic_evidence_is_arabic(folder: Path) -> None:
    with in_arabic():
        async with evidence(folder) as pilot:
            await pilot.pause()
            assert shaped_str("٢٠١٧-١٢-٢٠") in shown(pilot)
            assert shaped_str("الفعل") in shown(pilot)
            assert latin_words(pilot) == []
