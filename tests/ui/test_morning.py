"""An analyst's morning by keyboard alone: from the feed to the workbook, and all of it there the next time."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest
from feed_server import FeedServer, rss, sends
from openpyxl import load_workbook
from pty_session import PtySession

from reader.journal.operations import OperationKind
from reader.store.workspace import Workspace
from reader.ui.widgets.arabic_text import shaped_str

SARA = "سارة"
PLEDGES = (
    ("روسيا", "بإعادة بناء المستشفى المركزي", "قبل 15 مارس 2099"),
    ("تركيا", "بإرسال ألف طن من القمح", "قبل 1 يونيو 2024"),
    ("إيران", "بترميم الجسر القديم", "قبل نهاية عام 2099"),
    ("فرنسا", "بإصلاح شبكة الكهرباء", "قبل 1 سبتمبر 2024"),
    ("قطر", "بتمويل خمس مدارس", "بحلول 15 مارس 2098"),
    ("ألمانيا", "بتوفير سيارات الإسعاف", "قبل 15 أبريل 2099"),
    ("السعودية", "بفتح مركز صحي", "قبل 15 مايو 2099"),
    ("الأردن", "بإزالة الألغام", "بحلول 1 يناير 2098"),
    ("الكويت", "ببناء ألف مسكن", "قبل 20 مارس 2099"),
    ("مصر", "بتوفير أدوية للأطفال", "قبل 10 فبراير 2099"),
    ("روسيا", "بتأهيل مشفى المدينة", "قبل 15 مارس 2099"),
)
"""What is pledged to Aleppo, a day each from 1 May 2024 on; the last is the first one told again in other words."""
QUERY = "type:pledge counterparty:حلب"
BROKEN = "ولم ترسل تركيا ألف طن من القمح إلى حلب رغم انتهاء المهلة."
DUE = ["2098-01-01", "2098-03-15", "2099-02-09", "2099-03-14", "2099-03-19", "2099-04-14", "2099-05-14", "2099-12-31"]
"""The days on which the entries of Aleppo that are open are due, but for what is overdue; one of them has two reports."""
OVERDUE = "2024-08-31"


@dataclass(frozen=True)
class Desk:
    """Where the analyst works: a folder of news, and the settings."""

    folder: Path
    own: dict[str, str]

    def run(self, *arguments: str) -> str:
        """What a command prints."""
        command = [sys.executable, "-m", "reader", *arguments]
        environment = {**os.environ, **self.own}
        return subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout

    @contextmanager
    def reader(self) -> Iterator[PtySession]:
        """The reader in a terminal, once it lists the articles; it is quit by its key."""
        command = [sys.executable, "-m", "reader", str(self.folder), "--as", SARA]
        with PtySession(command, environment=self.own) as session:
            session.wait_for(lambda session: session.shows("1 of 13 articles"))
            yield session
            session.press("q")
            assert session.wait_for_exit() == 0

    def kept(self) -> Counter[str]:
        """How many pledges Sara has accepted, and how many marks of each kind there are, as it is on disk."""
        kinds = (OperationKind.OUTCOME, OperationKind.EVIDENCE, OperationKind.ENTRY)
        with Workspace.open(self.folder / ".reader" / "reader.db", who=SARA) as workspace:
            found = Counter(
                f"{mark.kind} {mark.value}" if mark.kind == "outcome" else mark.kind for mark in workspace.marks(kinds)
            )
            for each in workspace.articles():
                found["pledges"] += sum(one.label == "pledge" for one in workspace.annotations(each.article, SARA))
        return found

    def wait_for_kept(self, session: PtySession, **numbers: int) -> None:
        """Wait until the store has what the screen shows already."""
        session.wait_for(lambda _: self.kept() == Counter({name.replace("_", " "): n for name, n in numbers.items()}))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    (tmp_path / "news").mkdir()
    own = {name: str(tmp_path / name) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
    own |= {"HOME": str(tmp_path), "READER_CONFIG": str(tmp_path / "config.toml"), "READER_INDEX": "engine"}
    own |= {"no_proxy": "127.0.0.1"}
    news = [
        _item(day, f"{who} وحلب {day}", f"وتعهدت {who} أمام أهالي حلب {act} {deadline}.")
        for day, (who, act, deadline) in enumerate(PLEDGES, 1)
    ]
    news += [
        _item(12, "جامعة في حمص", "وتعهدت السويد أمام أهالي حمص ببناء جامعة قبل 15 مارس 2099."),
        _item(20, "القمح لم يصل", f"<p>وصل الوزير إلى المدينة أمس.</p><p>{BROKEN}</p>"),
    ]
    with FeedServer({"/news": sends(rss(news, title="وكالة الأنباء"))}) as server:
        (tmp_path / "config.toml").write_text(f'[feeds]\nagency = "{server.address}/news"\n', encoding="utf-8")
        yield Desk(tmp_path / "news", own)


def test_an_analysts_morning(desk: Desk) -> None:
    assert desk.run("pull", "--into", str(desk.folder)).endswith("agency: 13 new articles.\n")
    assert desk.run("index", str(desk.folder)).endswith("13 articles, 13 new.\n")
    workbook = desk.folder.parent / "ledger.xlsx"
    with desk.reader() as session:
        _find_the_pledges(session)
        _accept_ten(session, desk)
        _merge_two(session, desk)
        _mark_one_broken(session, desk)
        _list_what_is_due(session)
        _write_the_workbook(session, workbook)
    _read_the_workbook(workbook)
    with desk.reader() as session:
        _find_it_all_again(session, desk)
        _undo_it_all(session, desk)


def _find_the_pledges(session: PtySession) -> None:
    session.press("&")
    session.press(*QUERY)
    _waits(session, "1/11 · 11 articles · newest first")
    assert not session.shows(shaped_str("حمص"))
    # The same in the ledger, where they are acted on.
    session.press("tab")
    _waits(session, "next article")
    session.press("escape")
    _waits(session, "1 of 13 articles")
    session.press("$")
    _waits(session, "Ledger: 1/12 · all, the newest first")
    session.press("f")
    _waits(session, "enter lists")
    session.press(*QUERY, "enter")
    _waits(session, "Ledger: 1/11 ·")
    assert _bold(session) == 0


def _accept_ten(session: PtySession, desk: Desk) -> None:
    # With an Arabic keyboard from here on.
    for number in range(1, 11):
        session.press(" ")
        _waits(session, f"{number} marked")
    session.press("ش")
    session.wait_for(lambda session: _bold(session) == 10)
    desk.wait_for_kept(session, pledges=10)
    # The one that is left is the first report, of 1 May.
    assert _bold_rows(session, "2099-03-14") == [True, False]
    assert "marked" not in session.row(0)


def _merge_two(session: PtySession, desk: Desk) -> None:
    for key, said in (
        ("home", "Ledger: 1/11"),
        (" ", "1 marked"),
        ("end", "Ledger: 11/11"),
        (" ", "2 marked"),
    ):
        session.press(key)
        _waits(session, said)
    session.press("ت")
    _waits(session, "/10 ·")
    _waits(session, shaped_str("خبران، التزام واحد"))
    session.wait_for(lambda session: _bold_rows(session, "2099-03-14") == [True])
    desk.wait_for_kept(session, pledges=11, entry=2)


def _mark_one_broken(session: PtySession, desk: Desk) -> None:
    session.press("end")
    _waits(session, "Ledger: 10/10 ·")
    _waits(session, shaped_str("صاحب الموقف: تركيا"))
    session.press("ث")
    _waits(session, "passages")
    session.wait_for(lambda session: shaped_str(BROKEN) in session.row(2))
    session.press("٢")
    _waits(session, "1 taken as evidence")
    session.press("escape")
    _waits(session, "Ledger: 10/10 ·")
    session.press("٢")
    session.wait_for(_has_broken)
    desk.wait_for_kept(session, pledges=11, entry=2, evidence=1, outcome_broken=1)


def _list_what_is_due(session: PtySession) -> None:
    session.press("م")
    _waits(session, "d/")
    session.press("ي")
    _waits(session, "Ledger: 1/9 · due, what comes next first")
    session.wait_for(lambda session: _due(session) == [*DUE, OVERDUE])
    session.press("م")
    _waits(session, "d/")
    session.press("ش")
    _waits(session, "/10 · all, the newest first")


def _write_the_workbook(session: PtySession, workbook: Path) -> None:
    session.press("w")
    _waits(session, "~/ledger.xlsx")
    session.press("enter")
    _waits(session, "10 entries written to")
    assert workbook.exists()


def _read_the_workbook(workbook: Path) -> None:
    sheet = load_workbook(workbook).active
    assert sheet is not None
    assert sheet.sheet_view.rightToLeft
    names, *rows = sheet.iter_rows(values_only=True)
    at = {str(name).partition(" (")[0]: column for column, name in enumerate(names)}
    told = {(row[at["Committer"]], row[at["Action"]]): row for row in rows}
    assert set(told) == {(who, act) for who, act, _ in PLEDGES[:10]}
    for day, (who, act, deadline) in enumerate(PLEDGES[:10], 1):
        row = told[who, act]
        assert _day(row[at["Date"]]) == date(2024, 5, day)
        assert row[at["Deadline"]] == deadline
        assert row[at["Counterparty"]] == "أمام أهالي حلب"
        assert str(row[at["Outcome"]]).startswith("broken" if who == "تركيا" else "open")
        assert row[at["Evidence"]] == (1 if who == "تركيا" else 0)
        assert row[at["Reports"]] == (2 if who == "روسيا" else 1)
        assert str(row[at["Decision"]]).startswith("accepted")
        assert row[at["Annotator"]] == SARA
    assert sorted(str(_day(row[at["Due by"]])) for row in rows) == sorted([*DUE, OVERDUE, "2024-05-31"])


def _find_it_all_again(session: PtySession, desk: Desk) -> None:
    session.press("$")
    _waits(session, "Ledger: 1/11 · all, the newest first")
    session.wait_for(lambda session: _bold(session) == 10 and _has_broken(session))
    desk.wait_for_kept(session, pledges=11, entry=2, evidence=1, outcome_broken=1)


def _undo_it_all(session: PtySession, desk: Desk) -> None:
    session.press("u")
    desk.wait_for_kept(session, pledges=11, entry=2, evidence=1)
    session.wait_for(lambda session: not _has_broken(session))
    session.press("u")
    desk.wait_for_kept(session, pledges=11, entry=2)
    session.press("ع")
    desk.wait_for_kept(session, pledges=10)
    _waits(session, "/12 ·")
    session.press("ع")
    desk.wait_for_kept(session)
    session.wait_for(lambda session: _bold(session) == 0)
    session.press("u")
    _waits(session, "There is nothing to undo.")


def _item(day: int, title: str, text: str) -> str:
    return (
        f'<item><title>{title}</title><guid isPermaLink="false">{day}</guid>'
        f"<pubDate>{day:02} May 2024 10:00:00 GMT</pubDate><description><![CDATA[{text}]]></description></item>"
    )


def _waits(session: PtySession, text: str) -> None:
    session.wait_for(lambda session: session.shows(text))


def _table(session: PtySession) -> dict[int, str]:
    """The rows of the ledger by their lines on the screen; beside the table stands the entry in hand."""
    lines = {y: session.row(y).partition("▕")[2].strip() for y in range(2, session.screen.lines)}
    return {y: line for y, line in lines.items() if line}


def _due(session: PtySession) -> list[str]:
    return [line.split()[0] for line in _table(session).values()]


def _has_broken(session: PtySession) -> bool:
    """Whether an entry has the sign of a commitment that was broken."""
    return any(line.endswith("✗") for line in _table(session).values())


def _is_bold(session: PtySession, y: int) -> bool:
    """Whether the end of a row of the ledger, where the type stands, is bold: what is accepted."""
    return any(session.screen.buffer[y][x].bold for x in range(60, session.screen.columns))


def _bold(session: PtySession) -> int:
    return sum(_is_bold(session, y) for y in _table(session))


def _bold_rows(session: PtySession, due: str) -> list[bool]:
    return [_is_bold(session, y) for y, line in _table(session).items() if line.startswith(due)]


def _day(value: object) -> date:
    assert isinstance(value, date)
    return value.date() if isinstance(value, datetime) else value
