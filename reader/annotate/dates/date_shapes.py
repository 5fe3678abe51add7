"""Finds the dates and times in a shape."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reader.annotate.dates.date_values import value_of
from reader.annotate.dates.shapes import Shape
from reader.wording import sayable

# The letters are those of measures.LETTERS; 1, 3 and 9 are numbers (a day's, one of two or three digits, any other), 4
# is a year, 6 is two years, 7 a clock time, 8 a full date, v a number in words, V one that may be a year.
_MONTH = r"(?:[Mm&](?:[/-]\+?[Mm&]|\([Mm&]\)|M)?|I)"
_ERA = r"[ejβ]?"
_NO_YEAR = r"(?![\d/c$çpUkνv%SgGuPμ:-])"
"""Not followed by a letter that shows that the number counts something and is not a year: عام 3 أشهر."""
_YEARS = rf"(?:6|4{_ERA}[/-]4{_ERA}|4[ej](?:\(4{_ERA}\)|K\+?4{_ERA})|4|\(4\)|\(4[/-]4\)|\(6\))"
_SHORT_YEAR = rf"[139](?:[ejβ]|{_NO_YEAR})"
"""عام 67, سنة 48 هـ."""
_YEAR = rf"(?:,?(?:q?f?D?[ABλ])?(?:4(?:[/-]4)?|6|\(4\)|\(6\)){_ERA}|,?q?A{_SHORT_YEAR}|[139][ejβ])"
_ORDINAL = r"[rρ](?:\+?[bv](?!μ))?"
_DAY = rf"(?:1|\(1\)|{_ORDINAL}q|bq|γ)"
_DAYS = rf"(?:1[+κ]?[~κ-]){{0,3}}{_DAY}"
"""A day, or up to four days of one month: 5 إلى 10 مايو."""
_NUMERIC = r"(?:8|1/1/(?:[1349]|\(4\))|1-1-4|4-1-1)"
_LEAD = r"(?:o?Y|o)"
_NOT_COUNTED = r"(?<![1349vVl])P"
"""أيام 12 و13 ماي, أشهر مارس وأفريل, but not the days of ثلاثة أيام."""
_WEEKDAY = rf"(?:YW\+W|{_NOT_COUNTED}W(?:[,+]+W)*(?!,?1)|oY?W[-/~]?W|{_LEAD}?W)"
"""A weekday, two of them, or the night between two: ليلة السبت الأحد."""
_PERIOD = r"[BλTQR]"
_CENTURY = r"Q(?:[rρ](?:\+?[bv])?l?|b|a|θ?1)"
_COUNT = r"(?:l|v|θ?[13])"
"""A number of days, hours …: الأيام العشرة, الساعات الـ24."""
_PART = rf"(?:(?:[hNBλπ]{_COUNT}?[rρ]|(?:l|θ1)[Pu][rρ])(?:q|\+(?=[AB]))|[hNπ]aq|[hπ][rρ](?=[46]{_NO_YEAR}))"
"""النصف الثاني من, العقد الأول من, الأشهر التسعة الأولى من, الربع الأخير من, الربع الثاني 2017."""
_THEN = rf"(?:{_YEAR}|q?E?[Bλ]a|qD[Bλ]|a)"
"""The year of a month: a number, من العام الماضي, الجاري."""
_DATED = rf"(?:{_DAYS}q?s?{_MONTH}{_THEN}?|{_NUMERIC}{_ERA})"
_WEEKDAY_BEFORE = rf"(?:[TX],?)?{_LEAD}?(?:W(?:\+W(?=,?1[+κ~-])|a)?,?)?(?:\(?K\+?)?"
_BOTH = rf"(?:[,(/-]{{0,2}}K\+?(?:{_LEAD}?W,?)?{_DATED}|(?<=[Ij])[(/-]{_DATED})?"
"""The same day in the other calendar: الموافق 17 ديسمبر 2016."""
_DAYS_BEFORE = rf"{_NOT_COUNTED}(?:W(?:[,+]+W)+,?)?(?=1[+κ~-])"
_IN_BRACKETS = rf"(?:X|{_LEAD}?W)\((?:{_LEAD}?W)?{_DATED}\)"
"""الثلاثاء (3 مايو 2017)."""
_FULL = rf"(?:(?:{_DAYS_BEFORE}|{_WEEKDAY_BEFORE}){_DATED}{_BOTH}|{_IN_BRACKETS})"
_DAY_OF_MONTH = rf"(?:{_WEEKDAY_BEFORE}(?:(?:(?:1\+?[~κ-]){{0,3}}θ?1q|{_DAYS})(?:λa|Dλ)|1a))"
"""الثالث من الشهر الماضي, 15 الجاري."""
_MINUTES = r"(?:\+?N|κh|ε\+?h|(?:ε\+?|\+|κ)[v13]μ|\+t)"
_PART_OF_DAY = r"(?:q?(?:O|o(?:Y?Wa?|TW?|X|YB)?)|q?Y?(?:TW?|Wa?|X))"
_HOUR = rf"H(?:θ?[71349]|{_ORDINAL}){_MINUTES}?"
_CLOCK = (
    rf"(?:{_HOUR}(?:O?,?q?{_FULL}|{_PART_OF_DAY})?|ρ(?:v(?!μ))?{_MINUTES}{_PART_OF_DAY}?"
    rf"|{_ORDINAL}[oO](?![WY])|7[oO]?|(?<!Y)[19][oO](?![WYMmI&])|(?<!R)ρ(?:v(?!μ))?q(?=[oX])(?:{_FULL}|oY?Wa?|XW?))τ?"
)

_RULES = (
    (
        sayable("a full date"),
        rf"{_FULL}(?:,?{_HOUR}{_PART_OF_DAY}?τ?)?|{_DAY_OF_MONTH}|s?{_MONTH}\({_NUMERIC}\)",
    ),
    (sayable("a dated act"), rf"L(?:{_NUMERIC}|\({_NUMERIC}\)|\(?4\)?{_ERA})"),
    (sayable("a time"), _CLOCK),
    (sayable("hours of a day"), rf"R[rρ]q(?:{_LEAD}?W|XW?)"),
    (
        sayable("a month"),
        rf"(?:ς|{_NOT_COUNTED}){_MONTH}(?:[,+κ]+{_MONTH})+{_THEN}?"
        rf"|(?:{_PART}|E|[Bλ]aq)?s?{_MONTH}(?:{_YEAR}|a|q[Bλ]a)|[Bλ]aqs?{_MONTH}|(?:(?:{_PART}|E)s?|s){_MONTH}"
        r"|M(?:[/-]\+?[Mm]|\([Mm]\)|M)?|(?<=[fiq])m|(?<=M\+)m",
    ),
    (sayable("a weekday"), rf"X(?:W|\(W\))?|T(?:W|\(W\))|{_WEEKDAY}(?:[oO](?![WY]))?a?"),
    (
        sayable("a stretch like another"),
        rf"(?:D[σλTπh]|[σπλ]a)q(?:E?[ADB]?{_YEARS}{_ERA}{_NO_YEAR}|{_PART}?E?D?[Bλ]a|s?{_MONTH}{_YEAR}?)",
    ),
    (
        sayable("a year"),
        rf"(?:{_PART}?E?D?[AB](?:l?(?:{_YEARS}|V)a?|l?a(?:6|4[/-]4))|{_PART}?E?D?A{_SHORT_YEAR}"
        rf"|C4(?:[~κ,-]?4)+|{_NOT_COUNTED}4(?:[~κ,-]4)+|{_PART}4|E4{_NO_YEAR}|(?:4|\(4\))[ejβ]"
        rf"|[139v]β|4{_ERA}[/-]4|6){_ERA}a?",
    ),
    (sayable("a century or part of one"), rf"{_PART}?E?{_CENTURY}β?"),
    (sayable("a decade"), rf"E?z(?:q?(?:{_CENTURY}|Qa?))?"),
    (sayable("a season"), rf"x(?:A?{_YEARS}{_ERA}|{_PERIOD}a?)"),
    (
        sayable("a stretch of time"),
        rf"{_PART}?E?{_PERIOD}{_COUNT}?a|πa|{_PART}?D{_PERIOD}|E{_PERIOD}|θ[13][uPμ]a|l[Pμ]a",
    ),
    (sayable("today"), r"(?<!N)T(?![arρ])"),
    (sayable("a part of a day"), r"(?<=f)o(?=T)"),
    (sayable("a number like a year"), r"(?<![/J-])(?<!J\()4(?![\d/c$pUk%vSgGn-])"),
)
# Most letters do not begin a date; a lookahead for those that do saves trying every rule.
_FIRST = r"(?=[bYoTWK1(θrργ84sςPMm&ILH7RhNBλπlEXDσACv396Qzx])"
_PATTERN = re.compile(
    _FIRST + "(?:" + "|".join(f"(?P<r{at}>{pattern})" for at, (_, pattern) in enumerate(_RULES)) + ")"
)
_SCORES = {"a number like a year": 0.5, "today": 0.6, "a time": 0.8}


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of a shape, [start, end), that a rule takes for a date or a quantity."""

    start: int
    end: int
    kind: str
    rule: str
    score: float
    value: str = ""


def find_dates(shape: Shape, today: date | None) -> Iterator[Found]:
    """The dates and times of a shape in order; `today` is the article's day, to which أمس is relative."""
    for match in _PATTERN.finditer(shape.letters):
        rule = _RULES[int(match.lastgroup[1:])][0] if match.lastgroup else ""
        start, end = match.span()
        letters, values = match[0], [element.value for element in shape.elements[start:end]]
        if rule == "a number like a year" and not 1800 <= int(values[0]) <= 2100:
            continue
        value = value_of(letters, values, today)
        if rule == "a time" and letters[0] in "19" and (not value or (letters[1] == "o" and values[1] != "pm")):
            continue  # 10 ليال is not an hour.
        kind = "time" if rule == "a time" else "date"
        yield Found(start, end, kind, rule, _SCORES.get(rule, 0.9), value)
