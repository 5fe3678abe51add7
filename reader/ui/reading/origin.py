"""Writes the line below an article's title: its publisher or website, and its date as people write it."""

from __future__ import annotations

import re
from datetime import datetime

from reader.layout import Base
from reader.load.publishing import outlet_of
from reader.model import Article

_ARABIC_MONTHS = "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"
_ENGLISH_MONTHS = "January February March April May June July August September October November December"
_MONTHS: dict[Base, list[str]] = {"rtl": _ARABIC_MONTHS.split(), "ltr": _ENGLISH_MONTHS.split()}
_COMMA: dict[Base, str] = {"rtl": "،", "ltr": ","}
_ISOLATED = "\u2068{}\u2069"
"""Text whose direction is its own, and changes nothing beside it."""
_DAY = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?(?:[T ](\d\d:\d\d).*)?", re.ASCII | re.DOTALL)


def describe_origin(article: Article, base: Base) -> str:
    """The source and the date of an article, in a line of some direction; empty if neither is known.

    The name of a file is no source; it stands in the list of articles.
    """
    known = (outlet_of(article), write_date(article.date, base))
    return " · ".join(_ISOLATED.format(part) for part in known if part)


def write_date(written: str, base: Base) -> str:
    """A date in ISO 8601 as people write it, or any other date as it is."""
    one_line = " ".join(written.split())
    found = _DAY.fullmatch(one_line)
    if found is None or not 1 <= int(found[2]) <= 12:
        return one_line
    year, month, day, time = found.groups()
    name = f"{_MONTHS[base][int(month) - 1]} {year}"
    if day is None:
        return name
    dated = f"{int(day)} {name}"
    return dated if time in (None, "00:00") else f"{dated}{_COMMA[base]} {time}{_zone(one_line)}"


def _zone(written: str) -> str:
    """The time zone of a moment, as hours from UTC; empty where the source gives none."""
    try:
        offset = datetime.fromisoformat(written).strftime("%z")
    except ValueError:
        return ""
    if not offset:
        return ""
    hours, minutes = int(offset[1:3]), offset[3:5]
    apart = f"{offset[0]}{hours}" + (f":{minutes}" if minutes != "00" else "")
    return " UTC" if not hours and minutes == "00" else f" UTC{apart}"
