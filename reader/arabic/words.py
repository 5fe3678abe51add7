"""What counts as the same Arabic spelling, and where words and sentences begin and end."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

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
    # Presentation forms and ligatures stand for the letters they decompose to.
    plain = unicodedata.normalize("NFKC", character)
    if plain != character:
        return "".join(_fold_character(part) for part in plain)
    return character.casefold()


class _Folding(dict[int, str]):
    def __missing__(self, code_point: int) -> str:
        folded = self[code_point] = _fold_character(chr(code_point))
        return folded


_FOLDING = _Folding()


def fold(text: str) -> str:
    """The text with differences of spelling removed that a reader does not mean.

    Tashkeel, tatweel and invisible characters go; alef and hamza, ya and alef maqsura, ta marbuta and ha, digits of
    every script, presentation forms and letter case become one, and inside a word the seats of hamza:
    fold("الأُمَّة") == fold("الامه"), fold("مسؤول") == fold("مسئول").
    """
    return respell(text).translate(_FOLDING)


def fold_letters(text: str) -> str:
    """The same, each letter by itself: as texts were folded before seats of hamza became one."""
    return text.translate(_FOLDING)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text that knows where each of its characters came from."""

    text: str
    origins: array[int]
    """For each folded character the offset it came from, and at the end the length of the original."""

    def original(self, start: int, end: int) -> Span:
        """The stretch of the original behind the folded stretch [start, end), marks of its last letter included."""
        first = self.origins[start]
        if start >= end:
            return Span(first, first)
        # Half of what one character folds to (the lam of a ligature) still stands for that whole character.
        while end < len(self.origins) - 1 and self.origins[end] == self.origins[end - 1]:
            end += 1
        return Span(first, self.origins[end])


def fold_with_map(text: str) -> Folded:
    """Fold a text and keep the way back to the offsets of the original."""
    pieces: list[str] = []
    origins = array("l")
    for offset, character in enumerate(respell(text)):
        folded = _FOLDING[ord(character)]
        if folded:
            pieces.append(folded)
            origins.extend([offset] * len(folded))
    origins.append(len(text))
    return Folded("".join(pieces), origins)


def cut_between_words(text: str, size: int) -> list[int]:
    """Where to cut a text into blocks of about `size` code points that fold alone as they do together.

    From 0 to the length of the text, both included. A cut goes through a word only where that is as long as a block.
    """
    cuts = [0]
    while cuts[-1] + size < len(text):
        cut = limit = cuts[-1] + size
        while cut < min(limit + size, len(text)) and not text[cut].isspace():
            cut += 1
        cuts.append(cut)
    return [*cuts, len(text)] if text and cuts[-1] < len(text) else cuts


# A word of the web; a number with its separators; or letters of any script, joined by apostrophes. What is not drawn
# belongs to the word it stands inside (UAX #29 WB4).
_INSIDE = MARKS + TATWEEL
# A direction mark inside a number puts its parts the other way round on the screen, so that it does not join them.
_UNSEEN = "\u00ad\u200b\u2060\ufeff"
_NUMBER = rf"[0-9٠-٩۰-۹](?:(?:[{_UNSEEN}]*[.,:/٫٬])?[{_UNSEEN}]*[0-9٠-٩۰-۹])*"
_LETTERS = rf"[^\W\d_](?:[^\W\d_]|[{_INSIDE}]|[{FORMATS}]+(?=[^\W\d_]|[{_INSIDE}])|['’](?=[^\W\d_]))*"
_WORD = re.compile(f"{ADDRESS}|{TAG}|{_NUMBER}|{_LETTERS}")
_PART = re.compile(f"{_NUMBER}|{_LETTERS}")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or number as it stands in the text, proclitics included."""

    text: str
    span: Span


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """The words and numbers of a stretch of text, in order; punctuation and spaces are between them.

    Addresses, handles and hashtags are one word each: info@bbc.com, @ali, #هاشتاق_طويل. What is not drawn belongs to
    the word it stands inside.
    """
    for first, after in word_bounds(text, start, end):
        yield Word(text[first:after], Span(first, after))


def word_bounds(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Where each of the words and numbers begins and ends, for whoever goes through whole articles often."""
    return map(re.Match.span, _WORD.finditer(text, start, len(text) if end is None else end))


def part_bounds(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where each of the words and numbers begins and ends that an address is made of."""
    return map(re.Match.span, _PART.finditer(text, start, end))


_NAMING_TAG = re.compile(rf"[#＃][{FORMATS}]*(?={_LETTERS}\Z)")


def skip_sign(word: str) -> int:
    """How many code points the sign of a hashtag takes that is one plain word, which names what it says: #حلب.

    0 for every other word, and for hashtags of several words (#حلب_اليوم), which name nothing but themselves.
    """
    match = _NAMING_TAG.match(word)
    return match.end() if match else 0


# A full stop inside a number or after an abbreviation does not end a sentence; nor does a Latin comma.
_SENTENCE_END = re.compile(r"[.!?؟۔…]+[\"”»’')\]]*(?=[\s,،]|$)|[؛;](?=\s)|[\n\r\u2029\u0085\v\f]+")
_OTHER_END = re.compile(r"[.!?؟۔…]")


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of a text, without the white space around them; line ends always end one."""
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
    """How many code points of proclitics (و ف, then ب ك ل س) could stand before the stem; ال stays on it.

    Purely by shape: whether وزير really begins with و is for a caller that knows names or a lexicon to say.
    """
    match = _PROCLITICS.match(word)
    return match.end() if match and len(word) - match.end() >= 2 else 0
