"""Makes spellings equal that depend on more than one letter: the seat of a hamza inside a word, and the dagger alef.

Vowels, case and habit decide whether a hamza is on و, on ي or on the line: مسؤول and مسئول are one word, and so are
رؤوس and رءوس, and أبناؤه, أبنائه and أبناءه. A dagger alef is an alef (السمٰوات), except in the few words that are
written without one (هٰذا, لٰكن).
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import cache

from reader.arabic.extending import FORMATS

TATWEEL = "\u0640"
_HAMZA_ABOVE = "\u0654"
_DAGGER_ALEF = "\u0670"

_WITHOUT_ALEF = ("هٰذ", "هٰؤل", "هٰكذ", "ذٰل", "لٰكن", "ولٰئ", "لٰه", "رحمٰن")
_WITHOUT_ALEF_AT_THE_END = ("طٰه", "يٰس")
"""Stems that are written without an alef in place of the dagger alef."""

_ARABIC_MARKS = (
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08ca-\u08e1\u08e3-\u08ff"
)
_SKIPPED = f"{_ARABIC_MARKS}\u200c\u200d{TATWEEL}{FORMATS}"
_UNSEEN = f"[{_SKIPPED}]*"
_END = rf"{_UNSEEN}(?![^\W_])"


@cache
def _presentation_forms() -> dict[str, str]:
    forms: dict[str, str] = defaultdict(str)
    for form in map(chr, (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD))):
        forms[unicodedata.normalize("NFKC", form)] += form
    return forms


def _forms(letters: str) -> str:
    """The letters and their presentation forms, for the inside of brackets in a pattern."""
    return letters + "".join(_presentation_forms().get(letter, "") for letter in letters)


def _write(*words: str) -> str:
    """A pattern for any of the words, with any invisible characters between their letters."""
    return "(?:" + "|".join(_UNSEEN.join(f"[{_forms(letter)}]" for letter in word) for word in words) + ")"


# ك is not one of these, since it is far more often the last letter of سبائك and the like.
_PRONOUNS = ("هما", "هم", "هن", "ها", "ه", "كما", "كم", "كن", "نا")


@cache
def _compile_seats(*, decomposed: bool) -> re.Pattern[str]:
    """A pattern for a hamza before letters that affect its seat; it is made when it is first needed, not at start."""
    pronoun = _write(*_PRONOUNS)
    plural = f"(?P<plural>(?:{_write('ن')}|(?P<verb>{_write('ا')})|{pronoun})?{_END})?"
    after = (
        rf"(?={_UNSEEN}(?:[{_forms('و')}]{_UNSEEN}(?P<waw>{plural})"
        rf"|(?P<owned>{pronoun}){_END}|(?P<ta>{_write('ة', 'ات')}){_END}))"
    )
    seat = f"[{_forms('ؤئء')}]"
    if decomposed:
        # The hamza is a mark on its seat.
        seat += f"|[{_forms('ويى')}{TATWEEL}](?={_UNSEEN}?{_HAMZA_ABOVE})"
    return re.compile(f"(?P<seat>{seat}){after}")


_AFFAIRS = re.compile(r"(?<![^\W_])(?:[وف]?(?:لل|[بلك]?ال|[بلك])?)ش\Z")
"""The letters before the hamza in شئون, which looks like a plural in ون."""
_CLITICS = re.compile(r"[وف]?(?:لل|[بلك]?ال|[بلك])?(?=[^\W\d_])")
_ALEFS = "اأإآٱ"
_LOOK_BACK = 24
"""The number of code points before a hamza or dagger alef that are looked at; no word is longer."""
_UNSEEN_ONE = re.compile(f"[{_SKIPPED}]")
_NOT_DAGGER = re.compile(f"(?!{_DAGGER_ALEF})[{_SKIPPED}]")
_END_HAMZA = re.compile(f"[ءﺀ]{_END}")
_SEATED_AT_THE_END = re.compile("ا[^\\W\\d_][ىي]\\Z")
"""The letters before the hamza in طارىء, which is طارئ; شىء and برىء, without an alef there, are شيء and بريء."""
_LEFT_OUT = "\u200d"
"""The character that replaces a superfluous letter, so that the text keeps its length; folding drops it."""
_SILENT_BEARER = re.compile(f"[وى](?={_UNSEEN}?{_DAGGER_ALEF}{_UNSEEN}ة)")


def respell(text: str) -> str:
    """The text with hamzas and dagger alefs inside words as `fold` needs them; its length stays the same."""
    if _DAGGER_ALEF in text:
        text = re.sub(_DAGGER_ALEF, _respell_dagger, _SILENT_BEARER.sub("ا", text))
    text = _END_HAMZA.sub(_respell_end, text)
    return _compile_seats(decomposed=_HAMZA_ABOVE in text).sub(_respell_seat, text)


def _respell_end(match: re.Match[str]) -> str:
    is_seated = _SEATED_AT_THE_END.search(_letters_before(match.string, match.start()))
    return _LEFT_OUT + match[0][1:] if is_seated else match[0]


def _respell_seat(match: re.Match[str]) -> str:
    written = match["seat"]
    before = _letters_before(match.string, match.start())
    if not before:
        return written
    follows_alef = before[-1] in _ALEFS
    is_on_ya = unicodedata.normalize("NFKC", written) in "ئيى"
    if match["waw"] is not None:
        if follows_alef and match["verb"] is not None:
            # جاؤوا and جائوا become جاءوا, in which جاء is found.
            return "ء"
        if is_on_ya and not follows_alef and match["plural"] is not None and not _AFFAIRS.search(before):
            # لاجئون is the plural of لاجئ.
            return written
        return "و"
    if match["owned"] is not None:
        is_stem = follows_alef and len(before) - _clitics(before) > 2
        return "ء" if is_stem or before[-1] == "و" else written
    return "ء" if follows_alef and is_on_ya and before[-2:-1] != "م" else written


def _clitics(before: str) -> int:
    match = _CLITICS.match(before)
    return match.end() if match else 0


def _letters_before(text: str, offset: int) -> str:
    """The letters of the word before an offset, composed, without the invisible characters between them."""
    near = _UNSEEN_ONE.sub("", text[max(0, offset - _LOOK_BACK) : offset])
    letters = re.search(r"[^\W\d_]*\Z", unicodedata.normalize("NFKC", near))
    return letters[0] if letters else ""


def _without_marks(text: str) -> str:
    return _NOT_DAGGER.sub("", unicodedata.normalize("NFC", text))


def _respell_dagger(match: re.Match[str]) -> str:
    offset = match.start()
    near = _without_marks(match.string[max(0, offset - _LOOK_BACK) : offset])
    after = _without_marks(match.string[offset + 1 : offset + _LOOK_BACK])
    if near[-1:] in _ALEFS + "ى" or not near[-1:].isalpha():
        return match[0]
    for stem in _WITHOUT_ALEF:
        head, _, tail = stem.partition(_DAGGER_ALEF)
        if near.endswith(head) and after.startswith(tail):
            return match[0]
    for stem in _WITHOUT_ALEF_AT_THE_END:
        head, _, tail = stem.partition(_DAGGER_ALEF)
        if near.endswith(head) and re.match(rf"{tail}(?![^\W_])", after):
            return match[0]
    return "ا"
