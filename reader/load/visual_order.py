"""Decides whether a text is in visual order, as PDF extractors leave it, and puts it into logical order.

In visual order, a line is stored as it is seen from left to right: Arabic backwards, numbers and Latin forwards. It is
recognised by presentation forms that join on the wrong side (a final form where a word begins), or, where the letters
are plain, by spellings that no Arabic word has, such as a ta marbuta at the beginning.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache

_SAMPLE = 1 << 15
"""The number of characters that are looked at, from the first Arabic one on."""
_FORM = "\ufb50-\ufdff\ufe70-\ufefc"
_MARK = "\u064b-\u0652\u0670"
_FIRST_ARABIC = re.compile(f"[\u0620-\u064a\u066e-\u06d3{_FORM}]")
_WORD = re.compile(f"[\u0620-\u0652\u066e-\u06d3{_FORM}]+")
_CLUSTER = re.compile(f"([^{_MARK}])([{_MARK}]+)")
_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_LATIN_TO_NUMBER = re.compile(
    r"[A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u052f][^\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]*[0-9][%$€£]?"
)
_HELD = "0123456789%$€£"
_AS_LATIN = {ord(character): 0xF0000 + number for number, character in enumerate(_HELD)}
_AS_NUMBERS = {0xF0000 + number: character for number, character in enumerate(_HELD)}
_STOP_BEFORE = re.compile(r"^([^\S\n]*)([.؟!،؛:])(?=[^\W\d_]|[(\[«\"])([^\n]*[^\s])", re.MULTILINE)
_STOP_AFTER = re.compile(r"[.؟!،؛:,\"»]\s*$", re.MULTILINE)
_PERCENT_BEFORE = re.compile(r"[%٪$€£][\d\u0660-\u0669]")

_WORDS = "في من على إلى الى أن عن هذا ذلك التي الذي قال كان كانت بين بعد قبل هو هي"
_COMMON = frozenset(word for word in _WORDS.split() if word != word[::-1])
_ENOUGH_FORMS = 4
_ENOUGH_SPELLINGS = 6
_WORDS_OF_A_LINE = 6
"""The number of words at the start of a line that decide its order."""
_TIMES = 4
"""How many times the evidence for visual order must outweigh the evidence against it."""


@dataclass(slots=True)
class _Evidence:
    forward: int = 0
    backward: int = 0

    def outweighs(self, enough: int) -> bool:
        return self.backward >= enough and self.backward > _TIMES * self.forward


def is_visual(text: str) -> bool:
    """Whether a text is in visual order; presentation forms alone do not make it so."""
    first = _FIRST_ARABIC.search(text)
    if first is None:
        return False
    words = _WORD.findall(text, first.start(), first.start() + _SAMPLE)
    forms = _weigh_forms(words)
    if forms.forward or forms.backward:
        return forms.outweighs(_ENOUGH_FORMS)
    return _weigh_spelling(words).outweighs(_ENOUGH_SPELLINGS)


def put_in_logical_order(text: str, *, beside: str = "") -> str:
    """Put a text in visual order into logical order, line by line, with plain letters for presentation forms.

    A short text, such as a title, is judged by the text that it is `beside`.
    """
    if _has_marks_after_letters(beside or text):
        text = _CLUSTER.sub(lambda cluster: cluster[2][::-1] + cluster[1], text)
    turned = _LINE.sub(lambda line: _turn(line[0], text, line.start()), text).translate(_plain_letters())
    # In lines drawn in left-to-right paragraphs, the stops that end them are at their beginning.
    before, after = len(_STOP_BEFORE.findall(turned)), len(_STOP_AFTER.findall(turned))
    return _STOP_BEFORE.sub(r"\1\3\2", turned) if before > after else turned


def _weigh_forms(words: list[str]) -> _Evidence:
    evidence = _Evidence()
    for word in words:
        forward, backward = _weigh_word(word)
        evidence.forward += forward
        evidence.backward += backward
    return evidence


@lru_cache(maxsize=1 << 14)
def _weigh_word(word: str) -> tuple[int, int]:
    """How many neighbours in a word join only if it is in logical order, and how many only in visual order."""
    joins = [joined for letter in word if (joined := _joins(letter)) is not _MARKS]
    forward = backward = 0
    if joins:
        for before, after in (*zip(joins, joins[1:], strict=False), (_EDGE, joins[0]), (joins[-1], _EDGE)):
            if before is not None and after is not None:
                logical, visual = before[1] == after[0], after[1] == before[0]
                forward += logical and not visual
                backward += visual and not logical
    return forward, backward


_EDGE = (False, False)
_MARKS = (True, False, True)
"""The value for marks, which join nothing."""


@cache
def _joins(letter: str) -> tuple[bool, ...] | None:
    """Whether a form joins the letter before it and the one after it; None for plain letters, which do not show it."""
    if unicodedata.combining(letter):
        return _MARKS
    form, *codes = unicodedata.decomposition(letter).split()[:2] or [""]
    if codes in (["0020"], ["0640"]):
        return _MARKS
    known = {"<isolated>": _EDGE, "<initial>": (False, True), "<medial>": (True, True), "<final>": (True, False)}
    return known.get(form)


def _weigh_spelling(words: list[str]) -> _Evidence:
    evidence = _Evidence()
    for word, count in Counter(words).items():
        bare = "".join(letter for letter in word if not unicodedata.combining(letter))
        if len(bare) > 1:
            evidence.forward += count * _score(bare)
            evidence.backward += count * _score(bare[::-1])
    return evidence


def _score(word: str) -> int:
    """How much evidence there is that the word is spelled forwards."""
    return 2 * word.endswith(("ة", "ى")) + (word in _COMMON) + (word.startswith("ال") and len(word) > 4)


def _has_marks_after_letters(text: str) -> bool:
    # In a line that was reversed as a whole, marks come before their letters; in one that was drawn, after them.
    words = _WORD.findall(text[: 4 * _SAMPLE])
    after = sum(1 for word in words if unicodedata.combining(word[-1]))
    return after > sum(1 for word in words if unicodedata.combining(word[0]))


def _turn(line: str, text: str, start: int) -> str:
    words = _WORD.findall(line)
    if not words or _is_logical(words[:_WORDS_OF_A_LINE]):
        return line
    alone = _turn_after(line, "")
    if line.rstrip()[-1:].isalpha():  # The line, seen from the right, begins with this character.
        return alone
    # Numbers behave differently after Arabic, which the line before may have: there, `12%` is drawn as `%12`.
    if not start or text.endswith(("\n\n", "\r\n\r\n"), 0, start):
        return alone
    after_arabic = _turn_after(line, "ا")
    return after_arabic if not _PERCENT_BEFORE.search(after_arabic) else alone


def _is_logical(words: list[str]) -> bool:
    forms = _weigh_forms(words)
    evidence = forms if forms.forward or forms.backward else _weigh_spelling(words)
    return evidence.forward > _TIMES * evidence.backward and evidence.forward > 1


def _turn_after(line: str, context: str) -> str:
    """The logical order of a line that follows `context`, by reversing the runs that the bidi algorithm finds."""
    from bidi import get_display

    # A number seen to the right of Latin belongs to it (iPhone 15); the algorithm would place it before the Latin.
    held = _LATIN_TO_NUMBER.sub(lambda stretch: stretch[0].translate(_AS_LATIN), line)
    turned: str = get_display(context + _mirrored(held[::-1]), base_dir="R")[::-1]
    return _mirrored(turned)[len(context) :].translate(_AS_NUMBERS)


def _mirrored(text: str) -> str:
    return text.translate(_mirrors())


@cache
def _mirrors() -> dict[int, str]:
    """The character that each bracket, arrow or sign is drawn as in right-to-left text."""
    from bidi import get_display

    mirrored = [chr(code) for code in range(0x10000) if unicodedata.mirrored(chr(code))]
    return {ord(character): get_display(f"\u05d0{character}\u05d0", base_dir="R")[1] for character in mirrored}


@cache
def _plain_letters() -> dict[int, str]:
    """The plain letters that each presentation form stands for."""
    plain = {
        code: unicodedata.normalize("NFKC", chr(code)) for code in (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD))
    }
    # The presentation form of a mark includes a space or a tatweel, which is not part of the text.
    return {code: letters[1:] if _joins(chr(code)) is _MARKS else letters for code, letters in plain.items()}
