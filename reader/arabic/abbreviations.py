"""Decides which full stops belong to an abbreviation, Arabic or Latin, and so do not end a sentence."""

from __future__ import annotations

import re

from reader.arabic.extending import FORMATS, MARKS

_WRITTEN_SMALL = """
corp inc ltd llc plc bros dept intl assn univ cos
dr mr mrs ms messrs prof jr sr rev gov pres adm col lt maj capt sgt cpl cmdr supt amb
vs nos vol pp eds cf approx ca ave blvd tel ext
jan feb apr jul aug sep sept oct nov dec tue tues thu thur thurs
"""
_WRITTEN_LARGE = "co ed fig ft fri gen hon jun mar min mon mt no rep sen st wed"
"""Abbreviations that are English words where they do not begin with a capital."""
_LATIN = frozenset(_WRITTEN_SMALL.split())
_LATIN_WORDS = frozenset(_WRITTEN_LARGE.split())
_ARABIC = frozenset("دمأاصجسبتقطه")
"""The abbreviations of one letter that are used in news: د. محمد, ص. 12, م. أحمد, 1440 هـ."""
_BEFORE_NUMBERS = frozenset("pvn")
"""Latin letters that stand for a word before a number: p. 5, v. 2."""
_LONGEST = 16
"""The number of code points before a full stop that are looked at."""

_WRITTEN = re.compile(rf"(?:[^\W\d_]|[{MARKS}{FORMATS}\u0640]|\.(?=[^\W\d_]))+\Z")
_UNSEEN = re.compile(f"[{MARKS}{FORMATS}\u0640]")
# One or two letters before each stop, and one at the end: م.م, أ.د, ص.ب, ق.م, ش.م.ل, U.S, e.g, Ph.D.
_SPELT_OUT = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]")
_INITIAL = re.compile(r"(?:^|[A-Z][\w.'’-]*[^\S\n]+|[^\x00-\x7f][^\S\n]*)[A-Z]\Z")
_NUMBER_AFTER = re.compile(r"\.[^\S\n]*\d")
_CAPITAL_AFTER = re.compile(r"\.[^\S\n]*[A-Z]")


def ends_abbreviation(text: str, stop: int) -> bool:
    """Whether the full stop at an offset belongs to the abbreviation before it: Corp., د., م.م., ص.ب."""
    written = _WRITTEN.search(text, max(0, stop - _LONGEST), stop)
    if written is None:
        return False
    word = _UNSEEN.sub("", written[0])
    if _SPELT_OUT.fullmatch(word) or word in _ARABIC:
        return True
    if len(word) == 1 and word.isascii():
        if word in _BEFORE_NUMBERS and _NUMBER_AFTER.match(text, stop):
            return True
        before = text[max(0, stop - 2 * _LONGEST) : stop]
        return _INITIAL.search(before) is not None and _CAPITAL_AFTER.match(text, stop) is not None
    lower = word.lower()
    return lower in _LATIN or (lower in _LATIN_WORDS and word[0].isupper())
