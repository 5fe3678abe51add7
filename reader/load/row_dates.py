"""Decides which day, and time, the date of a row is, in whatever form feeds and corpora write it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

_ISO = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01])(?:[T ].*)?)?)?$")
_EPOCH = re.compile(r"-?\d{9,10}(?:\.\d+)?$|-?\d{12,13}$|-?\d{16}$")
_FORMATS = ["%a %b %d %H:%M:%S %z %Y", "%Y%m%d", "%Y%m%d%H%M%S", "%Y:%m:%d %H:%M:%S"]
"""What the library does not know: Twitter's created_at, digits without marks, and cameras' dates."""
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\u061c\ufeff\u0640\u064b-\u0652]")
_WEEKDAY = re.compile(r"(?:يوم\s+)?(?<!\w)(?:ال)?(?:سبت|أحد|احد|اثنين|إثنين|ثلاثاء|أربعاء|اربعاء|خميس|جمعة|جمعه)(?!\w)")
_HALF_OF_DAY = re.compile(r"(\d{1,2}:\d{2}(?::\d{2})?)\s*(ص|م|صباحا|مساء)(?!\w)")
_OF_OUR_ERA = re.compile(r"(\d{4})\s*م(?:يلادي[اة]?)?(?!\w)")
_SAID_TWICE = re.compile(r"([A-Z][a-z]+)(?:\s*[/\-(]\s*\1\)?)+")
_LONGEST = 100


def read_date(written: str) -> str:
    """A date as ISO 8601 has it, with the time and the zone where they are given; "" where it cannot be read.

    What is in that form is left as it is, be it a month or a year alone. Of 03/04/2024 the first is the day; a count of
    seconds, milliseconds or microseconds is one since 1970. No zone is made up.
    """
    text = _INVISIBLE.sub("", written).translate(_DIGITS).strip()
    if _ISO.match(text):
        return text
    return _read(text) if len(text) <= _LONGEST else ""


@lru_cache(maxsize=4096)
def _read(text: str) -> str:
    if _EPOCH.match(text):
        return _since_1970(float(text))
    plain = _SAID_TWICE.sub(r"\1", _spell_out(text))
    found: datetime | None = _parser().get_date_data(plain, _FORMATS).date_obj
    if found is None:
        return ""
    has_time = re.search(r"\d:\d\d|T\d\d|\d{14}", plain) is not None
    return found.isoformat() if has_time else found.date().isoformat()


def _since_1970(count: float) -> str:
    while abs(count) >= 1e11:
        count /= 1000
    try:
        return datetime.fromtimestamp(count, UTC).isoformat(timespec="seconds")
    except (OverflowError, OSError, ValueError):
        return ""


def _spell_out(text: str) -> str:
    """The text with months in English, without weekdays, and with AM and PM, for a library that knows few of ours."""
    text = _HALF_OF_DAY.sub(lambda found: f"{found[1]} {'AM' if found[2].startswith('ص') else 'PM'}", text)
    text = _OF_OUR_ERA.sub(r"\1", _WEEKDAY.sub(" ", text))
    pattern, months = _months()
    text = pattern.sub(lambda found: months[" ".join(found[0].split())], text)
    return text.replace("،", " ").replace("\u00a0", " ").strip(" ,-|.") if not text.isascii() else text


@cache
def _months() -> tuple[re.Pattern[str], dict[str, str]]:
    import tomli

    table = tomli.loads(Path(__file__).with_name("months.toml").read_text(encoding="utf-8"))
    months = {name: month for month, names in table.items() for name in names}
    longest_first = sorted(months, key=len, reverse=True)
    names = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in longest_first)
    return re.compile(rf"(?<!\w)(?:{names})(?!\w)"), months


@cache
def _parser() -> Any:
    # Some 200 ms, so only for whoever has such a date.
    from dateparser.date import DateDataParser

    return DateDataParser(
        languages=["en", "ar", "fr"],
        settings={
            "DATE_ORDER": "DMY",
            "PREFER_LOCALE_DATE_ORDER": False,
            "REQUIRE_PARTS": ["day", "month", "year"],
            # "yesterday" is no date of a row: nobody knows from when.
            "PARSERS": ["absolute-time"],
        },
    )
