"""Decides where the copies of a workspace are kept, and which of them stay."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from reader.errors import shown
from reader.outputs import is_database
from reader.paths import data_folder
from reader.store.location import fingerprint, is_url
from reader.wording import say

_DAILY = re.compile(r"reader-(\d{4}-\d{2}-\d{2})\.db")
_DAYS = 7
_WEEKS = 4
"""How many daily copies are kept (_DAYS), and for how many weeks before those one copy a week is kept (_WEEKS)."""


def backup_folder(workspace: str | Path) -> Path:
    """The folder for copies to which nobody gave a name; it need not exist."""
    if is_url(workspace):
        return data_folder() / "backups" / fingerprint(str(workspace))
    return Path(workspace).absolute().parent / "backups"


def name_daily(folder: Path, day: date) -> Path:
    """The path for the copy of a day."""
    return folder / f"reader-{day.isoformat()}.db"


def find_daily(folder: Path) -> list[tuple[date, Path]]:
    """The daily copies in a folder with their dates, the latest first."""
    found = []
    for path in _list(folder):
        named = _DAILY.fullmatch(path.name)
        try:
            found += [(date.fromisoformat(named[1]), path)] if named else []
        except ValueError:
            continue
    return sorted(found, reverse=True)


def find_copies(workspace: str | Path) -> list[Path]:
    """Every copy that is kept beside a workspace, the latest first: daily ones, and those made before a change."""
    found = [path for path in _list(backup_folder(workspace)) if path.suffix == ".db"]
    if not is_url(workspace):
        place = Path(workspace).absolute()
        found += [path for path in _list(place.parent) if path.name.startswith(f"{place.name}.replaced-")]
    return sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)


def name_latest(workspace: str | Path) -> str:
    """A space and a sentence that names the latest copy; empty where there is none."""
    latest = next(filter(is_database, find_copies(workspace)), None)
    if latest is None:
        return ""
    return " " + say("The latest backup is {path}.", path=shown(latest))


def choose_superseded(daily: Iterable[tuple[date, Path]]) -> list[Path]:
    """The daily copies, given the latest first, that are to be removed."""
    kept = list(daily)
    weekly: dict[tuple[int, int], Path] = {}
    superseded = []
    for day, path in kept[_DAYS:]:
        week = day.isocalendar()[:2]
        if week in weekly or len(weekly) == _WEEKS:
            superseded.append(path)
        else:
            weekly[week] = path
    return superseded


def _list(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if path.is_file()]
    except OSError:
        return []
