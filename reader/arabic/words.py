"""Decides which Arabic spellings count as the same, and where words and sentences begin and end."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, repeat

from reader.arabic.abbreviations import ends_abbreviation
from reader.arabic.extending import FORMATS, MARKS, is_format
from reader.arabic.respelling import TATWEEL, respell
from reader.arabic.web_words import ADDRESS, TAG
from reader.model import Span

_SAME_LETTER = {
    **dict.fromkeys("أإآٱٲٳٵ", "ا"),
    "ى": "ي",
    "ی": "ي",
    "ې": "ي",
    "ئ": "ي",
    "ؤ": "و",
    "ة": "ه",
    "ۀ": "ه",
    "ہ": "ه",
    "ە": "ه",
    "ک": "ك",
    "ڪ": "ك",
    **{chr(0x0660 + digit): str(digit) for digit in range(10)},
    **{chr(0x06F0 + digit): str(digit) for digit in range(10)},
    "٫": ".",
    "٬": ",",
}

_LEFT_OUT = frozenset(TATWEEL + "\u200c\u200d")


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character in _LEFT_OUT or unicodedata.category(character) == "Mn" or is_format(character):
        return ""
    if character in _SAME_LETTER:
        return _SAME_LETTER[character]
    if character.isascii():
        return character.lower()
    # Presentation forms and ligatures stand for the letters that they decompose to.
    plain = unicodedata.normalize("NFKC", character)
    if plain != character:
        return "".join(map(_fold_character, plain))
    return character.casefold()


class _Folding(dict[int, str]):
    def __missing__(self, code_point: int) -> str:
        folded = self[code_point] = _fold_character(chr(code_point))
        return folded


_FOLDING = _Folding()


def fold(text: str) -> str:
    """The text without differences of spelling that do not matter in a search.

    Tashkeel, tatweel and invisible characters are dropped. Alefs with and without hamza become one letter, as do ya and
    alef maqsura, and ta marbuta and ha; so do the digits of Arabic and Latin, presentation forms and plain letters,
    capitals and small letters, and, inside a word, the seats of hamza: fold("الأُمَّة") == fold("الامه"),
    fold("مسؤول") == fold("مسئول").
    """
    return respell(text).translate(_FOLDING)


def fold_letters(text: str) -> str:
    """The text folded letter by letter, as it was before the seats of hamza became one; see `fold`."""
    return text.translate(_FOLDING)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text, with the offset in the original of each of its characters."""

    text: str
    origins: array[int]
    """The offset in the original of each folded character, and at the end the length of the original."""

    def original(self, start: int, end: int) -> Span:
        """The span in the original of the folded stretch [start, end), including the marks of its last letter."""
        first = self.origins[start]
        if start >= end:
            return Span(first, first)
        # A part of what one character folds to (the lam of a ligature) stands for the whole character.
        while end < len(self.origins) - 1 and self.origins[end] == self.origins[end - 1]:
            end += 1
        return Span(first, self.origins[end])


def fold_with_map(text: str) -> Folded:
    """Fold a text, and keep the offsets in the original."""
    letters = list(map(_FOLDING.__getitem__, map(ord, respell(text))))
    origins = array("l", chain.from_iterable(map(repeat, range(len(text)), map(len, letters))))
    origins.append(len(text))
    return Folded("".join(letters), origins)


def cut_between_words(text: str, size: int) -> list[int]:
    """The offsets at which to cut a text into blocks of about `size` code points that can be folded one by one.

    They run from 0 to the length of the text, both included. A cut is inside a word only if it is as long as a block.
    """
    cuts = [0]
    while cuts[-1] + size < len(text):
        cut = limit = cuts[-1] + size
        while cut < min(limit + size, len(text)) and not text[cut].isspace():
            cut += 1
        cuts.append(cut)
    return [*cuts, len(text)] if text and cuts[-1] < len(text) else cuts


# A word is a web address or tag, a number with its separators, or letters of any script, joined by apostrophes. A
# character that is not drawn belongs to the word that it is inside (UAX #29 WB4).
_INSIDE = MARKS + TATWEEL
# A direction mark inside a number swaps its parts on the screen, so it is not one of the characters that join them.
_UNSEEN = "\u00ad\u200b\u2060\ufeff"
_NUMBER = rf"[0-9٠-٩۰-۹](?:(?:[{_UNSEEN}]*[.,:/٫٬])?[{_UNSEEN}]*[0-9٠-٩۰-۹])*"
_LETTERS = rf"[^\W\d_](?:[^\W\d_]|[{_INSIDE}]|[{FORMATS}]+(?=[^\W\d_]|[{_INSIDE}])|['’](?=[^\W\d_]))*"
_WORD = re.compile(f"{ADDRESS}|{TAG}|{_NUMBER}|{_LETTERS}")
_PART = re.compile(f"{_NUMBER}|{_LETTERS}")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or number as it stands in the text, including its proclitics."""

    text: str
    span: Span


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """The words and numbers in the stretch [start, end) of a text, in order, without punctuation and spaces.

    Addresses, handles and hashtags are one word each: info@bbc.com, @ali, #هاشتاق_طويل. A character that is not drawn
    belongs to the word that it is inside.
    """
    for first, after in word_bounds(text, start, end):
        yield Word(text[first:after], Span(first, after))


def word_bounds(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """The start and end of each word and number: faster than `words`, for code that often reads whole articles."""
    return map(re.Match.span, _WORD.finditer(text, start, len(text) if end is None else end))


def part_bounds(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The start and end of each word and number in an address."""
    return map(re.Match.span, _PART.finditer(text, start, end))


_NAMING_TAG = re.compile(rf"[#＃][{FORMATS}]*(?={_LETTERS}\Z)")


def skip_sign(word: str) -> int:
    """The number of code points of the sign in a hashtag of one plain word, which may be a name: #حلب.

    It is 0 for any other word, also for a hashtag of several words (#حلب_اليوم), which is not a name.
    """
    match = _NAMING_TAG.match(word)
    return match.end() if match else 0


# A full stop inside a number or after an abbreviation does not end a sentence; nor does a Latin comma.
_SENTENCE_END = re.compile(r"[.!?؟۔…]+[\"”»’')\]]*(?=[\s,،]|$)|[؛;](?=\s)|[\n\r\u2029\u0085\v\f]+")
_OTHER_END = re.compile(r"[.!?؟۔…]")


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of a text, without the white space around them; a line end always ends a sentence."""
    found: list[Span] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        is_one_stop = match[0][0] == "." and not _OTHER_END.search(match[0], 1)
        if is_one_stop and ends_abbreviation(text, match.start()):
            continue
        _add_trimmed(found, text, start, match.end())
        start = match.end()
    _add_trimmed(found, text, start, len(text))
    return tuple(found)


def _add_trimmed(found: list[Span], text: str, start: int, end: int) -> None:
    while start < end and (text[start].isspace() or text[start] in ",،"):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append(Span(start, end))


_PROCLITICS = re.compile(rf"^(?:[وف][{MARKS}{FORMATS}]*)?(?:[بكلس][{MARKS}{FORMATS}]*)?(?=ال|[^\W\d_])")


def strip_proclitics(word: str) -> int:
    """The number of code points that may be proclitics (و ف, then ب ك ل س) before the stem, which keeps its ال.

    This depends only on the letters: whether the و of وزير is a proclitic, the caller must decide with a lexicon.
    """
    match = _PROCLITICS.match(word)
    return match.end() if match and len(word) - match.end() >= 2 else 0
