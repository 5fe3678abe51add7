"""The tour of a first start: six steps on the sample article, each of which goes on when it was really done."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from on_screen import QUIET, press, put_caret, rows, screen, start
from pty_session import PtySession
from textual.pilot import Pilot
from textual.widgets._toast import Toast
from waiting import until

from reader.load import Loaded, load_all
from reader.model import Annotation, Span
from reader.paths import bundled
from reader.settings.definitions import Annotate, Config, Library, Llm
from reader.ui.keys import key_names
from reader.ui.ledger.ledger_screen import LedgerScreen
from reader.ui.tour import first_start
from reader.ui.tour.first_start import is_first_start, note_shown
from reader.ui.tour.guided_tour import GuidedTour, settle_for_tour
from reader.ui.tour.tour_course import Course
from reader.ui.tour.tour_steps import ACCEPT, END, LABEL, LEDGER, MOVE, ROLE, SEARCH, STEPS, Seen
from reader.ui.tour.tour_strip import TourStrip
from reader.ui.widgets.arabic_text import shaped_str
from reader.wording import use_language

READER = [sys.executable, "-m", "reader"]
(SEED, *_), _ = load_all([str(bundled("seeds"))])
MOSCOW, CUE, ACT, ALEPPO = Span(0, 5), Span(6, 11), Span(12, 49), Span(46, 49)
PROPOSED = (
    Annotation(MOSCOW, "place", source="names", score=0.9, rule="list"),
    Annotation(CUE, "pledge", roles=(("committer", MOSCOW),), source="commitments", score=0.9, rule="verb"),
    Annotation(ALEPPO, "place", source="names", score=0.9, rule="list"),
)
SAMPLE = Loaded(SEED.article, PROPOSED)
"""The sample article with a few proposals, so that no engine is needed."""

KEYS = (
    ("Move", ("w",)),
    ("Accept", ("n", "n", "a")),
    ("Label", ("4",)),
    ("Role", ("r", "t", "s", "enter")),
    ("Search", ("/", "ح", "ل", "ب", "enter")),
    ("Ledger", ("$",)),
)
"""The keys of each step, as its sentence names them."""


@asynccontextmanager
async def tour(
    folder: Path, *, config: Config = QUIET, size: tuple[int, int] = (120, 30), notifications: bool = False
) -> AsyncIterator[Pilot[None]]:
    """The tour, begun on the sample article."""
    shown = {"size": size, "notifications": notifications}
    begin = {"database": folder / "reader.db", "config": config, "guide": lambda app: GuidedTour(app, app)}
    async with start(SAMPLE, **shown, **begin) as pilot:
        await until(pilot, lambda: bool(pilot.app.screen.query(TourStrip)))
        yield pilot


def strip(pilot: Pilot[None]) -> str:
    """What stands in the box of the tour."""
    box = pilot.app.screen.query_one(TourStrip).region
    return "\n".join(rows(pilot)[box.y : box.bottom])


async def until_done(pilot: Pilot[None], *titles: str) -> None:
    """Wait until these steps, and no others, are ticked."""
    await until(
        pilot, lambda: all(f"✓ {each}" in strip(pilot) for each in titles) and strip(pilot).count("✓") == len(titles)
    )


def as_it_is(key: str) -> str:
    return key


def in_arabic(key: str) -> str:
    """The same key of the keyboard while an Arabic layout is active."""
    return key_names(key)[-1] if len(key) == 1 and key.isascii() and not key.isdecimal() else key


@pytest.mark.parametrize("typed", [as_it_is, in_arabic])
async def test_the_keys_that_the_steps_name_lead_through_the_tour(typed: Callable[[str], str], tmp_path: Path) -> None:
    async with tour(tmp_path) as pilot:
        done = []
        for title, keys in KEYS:
            await until_done(pilot, *done)
            for key in keys:
                await press(pilot, typed(key))
            done.append(title)
        await until_done(pilot, *done)
        assert isinstance(pilot.app.screen, LedgerScreen)
        assert "That was the tour" in strip(pilot)
        await press(pilot, "escape")
        await until(pilot, lambda: "That was the tour" in strip(pilot))
        assert screen(pilot).is_current


async def test_a_key_that_does_something_else_finishes_no_step(tmp_path: Path) -> None:
    async with tour(tmp_path) as pilot:
        await press(pilot, "t", "l", "h")
        await until_done(pilot)
        await press(pilot, "w")
        await until_done(pilot, "Move")
        await press(pilot, "w", "backspace")
        await until_done(pilot, "Move")
        assert " Accept " in strip(pilot)


async def test_an_analyst_who_is_quick_skips_no_step_and_waits_for_none(tmp_path: Path) -> None:
    async with tour(tmp_path) as pilot:
        await pilot.press("w", "n", "n", "a")
        await until_done(pilot, "Move", "Accept")
        assert "not tagged" in strip(pilot)


async def test_the_tour_goes_to_a_word_without_a_tag_and_to_a_commitment_and_notices_who_moves_on(
    tmp_path: Path,
) -> None:
    async with tour(tmp_path) as pilot:
        await press(pilot, "w")
        await until_done(pilot, "Move")
        await press(pilot, "n", "n", "a")
        await until_done(pilot, "Move", "Accept")
        assert screen(pilot).session.text[screen(pilot).session.caret :].startswith("المدنيين")
        assert "Here is a word" in strip(pilot)
        await press(pilot, "n")
        await until(pilot, lambda: "Go to a word that is not tagged" in strip(pilot))
        put_caret(pilot, screen(pilot).session.text.index("المدنيين"))
        await press(pilot, "4")
        await until_done(pilot, "Move", "Accept", "Label")
        assert screen(pilot).session.current.label == "pledge"
        assert "Here is a commitment" in strip(pilot)
        await press(pilot, "ctrl+end")
        await until(pilot, lambda: "Go to a commitment" in strip(pilot))


@pytest.mark.parametrize("done", range(len(KEYS)))
async def test_the_tour_is_left_at_any_step(done: int, tmp_path: Path) -> None:
    async with tour(tmp_path) as pilot:
        for title, keys in KEYS[:done]:
            await press(pilot, *keys)
            await until(pilot, lambda title=title: f"✓ {title}" in strip(pilot))
        assert f"{shaped_str('ض')} leaves the tour" in strip(pilot)
        await press(pilot, "q")
        await until(pilot, lambda: not pilot.app.is_running)
    assert pilot.app.return_code == 0


async def test_the_users_own_keys_are_named(tmp_path: Path) -> None:
    config = Config(annotate=Annotate(on_open=False), keys=(("move.word_forward", ("ctrl+g",)), ("quit", ("f8",))))
    async with tour(tmp_path, config=config) as pilot:
        assert "Press ctrl+g for the next word" in strip(pilot)
        assert "f8 leaves the tour" in strip(pilot)


async def test_keys_are_named_as_the_layout_in_use_types_them(tmp_path: Path) -> None:
    async with tour(tmp_path) as pilot:
        await press(pilot, "ص")
        await until_done(pilot, "Move")
        await until(pilot, lambda: f"press {shaped_str('ى')} to go" in strip(pilot))
        await press(pilot, "w")
        await until(pilot, lambda: "press n/" in strip(pilot))
        assert f"press n/{shaped_str('ى')} to go" in strip(pilot)


async def test_in_a_narrow_window_the_box_is_above_the_text_and_nothing_is_cut(tmp_path: Path) -> None:
    async with tour(tmp_path, size=(80, 24)) as pilot:
        box = pilot.app.screen.query_one(TourStrip).region
        assert (box.width, box.height) == (80, 4)
        assert screen(pilot).view.region.y == box.bottom
        assert " ".join(strip(pilot).split()).endswith("arrow keys go where they point. " + "▁" * 80)
        assert shaped_str("موسكو") in "\n".join(rows(pilot)[box.bottom :])


async def test_a_toast_does_not_cover_the_box(tmp_path: Path) -> None:
    async with tour(tmp_path, size=(80, 24), notifications=True) as pilot:
        # Far from the caret, which is at the foot of the screen.
        await press(pilot, "ctrl+end", ".")
        await until(pilot, lambda: bool(pilot.app.screen.query(Toast)))
        box = pilot.app.screen.query_one(TourStrip).region
        assert [each.region for each in pilot.app.screen.query(Toast) if each.region.overlaps(box)] == []


async def test_where_titles_have_no_room_the_step_in_hand_keeps_its_title(tmp_path: Path) -> None:
    async with tour(tmp_path, size=(44, 20)) as pilot:
        assert strip(pilot).split("\n")[0].split()[0] == "Move"
        assert "Ledger" not in strip(pilot)
        assert "leaves the tour" in strip(pilot)


async def test_in_arabic_the_box_begins_at_the_right(tmp_path: Path) -> None:
    use_language("ar")
    try:
        async with tour(tmp_path, size=(100, 30)) as pilot:
            first, second, *_ = strip(pilot).split("\n")
            assert first.rstrip().endswith(shaped_str("التنقل"))
            assert second.rstrip().endswith(shaped_str("اضغط"))
            assert shaped_str("يغادر الجولة") in first[:30]
    finally:
        use_language("en")


# The rules, without a screen.


def test_a_step_is_done_by_what_it_asks_for() -> None:
    place, group = (ALEPPO, "place"), (Span(36, 44), "group")
    open_ = Seen(caret=46, tags=frozenset({place}), roles=frozenset({(CUE, "committer", MOSCOW)}))
    assert MOVE.is_done(Seen(), Seen(caret=4))
    assert not MOVE.is_done(open_, open_)
    accepted = Seen(tags=frozenset({place}), accepted=frozenset({place}), roles=open_.roles)
    assert ACCEPT.is_done(open_, accepted)
    assert not LABEL.is_done(open_, accepted)
    tagged = Seen(tags=frozenset({place, group}), accepted=frozenset({group}))
    assert LABEL.is_done(open_, tagged)
    assert not ACCEPT.is_done(open_, tagged)
    # What the engine has filled is no role of the analyst's, even once it is accepted.
    assert not ROLE.is_done(open_, Seen(roles=open_.roles, accepted_roles=open_.roles))
    assert ROLE.is_done(open_, Seen(accepted_roles=frozenset({(CUE, "counterparty", ALEPPO)})))
    assert ROLE.is_done(open_, Seen(accepted=frozenset({(CUE, "pledge")})))
    assert not ROLE.is_done(open_, Seen())
    assert SEARCH.is_done(Seen(), Seen(has_hits=True))
    assert not SEARCH.is_done(Seen(has_hits=True), Seen(has_hits=True))
    assert LEDGER.is_done(Seen(), Seen(is_in_ledger=True))


def test_proposals_that_come_finish_no_step() -> None:
    course = Course()
    course.take(Seen())
    assert not course.take(Seen(tags=frozenset({(ALEPPO, "place")}), roles=frozenset({(CUE, "committer", MOSCOW)})))
    assert course.step is STEPS[0]


def test_at_the_end_nothing_more_is_asked() -> None:
    course = Course()
    course.done = len(STEPS)
    assert not course.take(Seen(caret=3))
    assert course.sentence(Seen()) == END


def test_the_tour_asks_no_server_whatever_the_settings_say() -> None:
    own = Config(annotate=Annotate(on_open=False, annotators=("llm",)), llm=Llm(server="https://example.org/v1"))
    settled = settle_for_tour(own)
    assert (settled.annotate, settled.llm, settled.library) == (Annotate(), Llm(), Library())
    assert settled.display == own.display


# When it comes.


@pytest.fixture
def in_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder without work, in a terminal, of somebody who has never used the reader."""
    monkeypatch.setattr(first_start, "sys", _Terminal)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path


class _Stream:
    @staticmethod
    def isatty() -> bool:
        return True


class _Terminal:
    stdin = stdout = _Stream


def test_only_a_first_start_by_its_name_alone_shows_the_tour(
    in_terminal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert is_first_start((), "")
    assert not is_first_start(("news",), "")
    assert not is_first_start((), "postgresql://host/name")
    monkeypatch.setattr(_Stream, "isatty", staticmethod(lambda: False))
    assert not is_first_start((), "")


def test_it_is_shown_once(in_terminal: Path) -> None:
    assert note_shown()
    assert not is_first_start((), "")


@pytest.mark.parametrize(
    "trace", ["data/arabic-reader/reader.db", "data/arabic-reader/folders/x", "here/.reader/reader.db"]
)
def test_who_has_work_already_is_not_shown_it(trace: str, in_terminal: Path) -> None:
    (in_terminal / trace).parent.mkdir(parents=True)
    (in_terminal / trace).touch()
    assert not is_first_start((), "")


def test_where_it_cannot_be_noted_it_is_not_shown_at_every_start(in_terminal: Path) -> None:
    (in_terminal / "data").write_text("a file where the folder would be", encoding="utf-8")
    assert is_first_start((), "")
    assert not note_shown()


def test_a_first_start_shows_the_tour_and_then_the_folder_and_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "a.txt").write_text("خبر من هنا", encoding="utf-8")
    (tmp_path / "scratch").mkdir()
    environment = {name: str(tmp_path / name) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME")}
    environment |= {"TMPDIR": str(tmp_path / "scratch"), "READER_INDEX": "off"}
    command = ["sh", "-c", 'cd "$1" && shift && exec "$@"', "sh", str(tmp_path / "here"), *READER]
    for is_first in (True, False):
        with PtySession(command, columns=100, rows=30, environment=environment) as session:
            if is_first:
                session.wait_for(lambda session: session.shows("leaves the tour"))
                assert [each.name[:11] for each in (tmp_path / "scratch").iterdir()] == ["reader-tour"]
                session.press("q")
            session.wait_for(lambda session: session.shows(shaped_str("خبر من هنا")) and session.shows("quit"))
            assert not session.shows("leaves the tour")
            session.press("q")
            assert session.wait_for_exit() == 0
    assert list((tmp_path / "scratch").iterdir()) == []


def test_reader_tour_brings_it_back(tmp_path: Path) -> None:
    environment = {name: str(tmp_path / name) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME")}
    with PtySession([*READER, "tour"], columns=100, rows=30, environment=environment) as session:
        session.wait_for(lambda session: session.shows("leaves the tour"))
        session.press("q")
        assert session.wait_for_exit() == 0
