"""Decides which characters form a cluster: a base character with its marks, which no caret or line end divides."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple
from unicodedata import category, name, normalize

from bidi.mirror import MIRRORED

from reader.layout import joining
from reader.layout.breaking import may_break_between
from reader.layout.glyphs import SKIN_TONES, Glyph, is_flag_letter, is_tashkeel, write_letter
from reader.layout.ligatures import expand_ligature
from reader.layout.stand_ins import CARRIER, replace_number_sign

Tashkeel = Literal["keep", "strip"]

_ZWSP = "\u200b"
_MARKS_SHOWN = 6
"""The most marks on one base that are sent: no font has room for more, and terminals keep only a few."""
_FIRST_CONTINUING = "\u2000"
"""No character before this one continues a cluster of emoji."""
# Conjoining jamo after the first have no width of their own, and make one syllable with it where Unicode has that.
_JAMO = frozenset(map(chr, [*range(0x1160, 0x1200), *range(0xD7B0, 0xD7C7), *range(0xD7CB, 0xD7FC)]))
# The grapheme joiner, and a mark that terminals measure differently.
_UNSENT_MARKS = frozenset("\u034f\U0001171e")


class Cluster(NamedTuple):
    """A base character with everything that goes with it, as a stretch of its word."""

    start: int
    end: int
    """Start and end, half-open, in code points from the word's start; a word's clusters cover all of it."""
    base: int
    """The index of the character that gives the cluster its position in the visual order."""
    glyphs: tuple[Glyph, ...]
    """The glyphs from left to right; there are several only if the cluster is written out, as U+FDFA is."""
    width: int
    """The width of all glyphs together, in cells."""
    mirrored: str
    """The glyph on an odd level (UAX #9 L4), or "" where it is the same."""
    joins_next: bool
    """Whether a stroke runs from this cluster into the next."""
    breaks: bool
    """Whether a line may end after the cluster, inside the word."""


@dataclass(frozen=True, slots=True)
class ShapedWord:
    """A shaped stretch without white space; each sequence has an entry for each cluster, in reading order.

    Offsets count code points from the word's start.
    """

    clusters: tuple[Cluster, ...]
    starts: tuple[int, ...]
    bases: tuple[int, ...]
    widths: tuple[int, ...]
    joins: tuple[bool, ...]
    is_plain: bool
    """Whether every cluster is one glyph that is never mirrored, and no line may end inside the word."""


class _Group:
    """A cluster while its characters are being gathered."""

    __slots__ = ("base", "breaks", "end", "letters", "marks", "start")

    def __init__(self, start: int, base: int, letter: str) -> None:
        self.start, self.base, self.end = start, base, base + 1
        self.letters = [letter]
        self.marks: list[str] = []
        self.breaks = False


_JOINING_ON = (joining.JoiningForm.INITIAL, joining.JoiningForm.MEDIAL)
_CACHED_WORD = 48
"""The most code points of a word that is cached; longer words are rare, and are shaped each time."""


def shape_word(word: str, tashkeel: Tashkeel) -> ShapedWord:
    """Shape a stretch of text without white space; it has no clusters where nothing in it is visible."""
    return _shape_cached(word, tashkeel) if len(word) <= _CACHED_WORD else _shape(word, tashkeel)


def forget_words() -> None:
    """Clear the cache of shaped words, so that a measurement starts without it."""
    _shape_cached.cache_clear()


@lru_cache(maxsize=8_192)
def _shape_cached(word: str, tashkeel: Tashkeel) -> ShapedWord:
    return _shape(word, tashkeel)


def _shape(word: str, tashkeel: Tashkeel) -> ShapedWord:
    clusters = _shape_clusters(word, tashkeel)
    return ShapedWord(
        clusters=clusters,
        starts=tuple([cluster.start for cluster in clusters]),
        bases=tuple([cluster.base for cluster in clusters]),
        widths=tuple([cluster.width for cluster in clusters]),
        joins=tuple([cluster.joins_next for cluster in clusters]),
        is_plain=all(len(cluster.glyphs) == 1 and not (cluster.mirrored or cluster.breaks) for cluster in clusters),
    )


def _shape_clusters(word: str, tashkeel: Tashkeel) -> tuple[Cluster, ...]:
    groups, letters, owners = _gather(word)
    forms = joining.choose_forms(letters)
    clusters: list[Cluster] = []
    position, count = 0, len(letters)
    while position < count:
        owner = owners[position]
        if owner is None:
            position += 1
            continue
        first, letter, form = groups[owner], letters[position], forms[position]
        position += 1
        last, marks, ligature = first, first.marks, None
        if letter == joining.LAM and position < count and owners[position] is not None:
            ligature = joining.write_lam_alef(letters[position], form)
            if ligature:
                owner, position = owner + 1, position + 1
                last = groups[owner]
                marks = marks + last.marks
        glyphs = _write_glyphs(first.letters, ligature or joining.write_form(letter, form), marks, tashkeel)
        mirrored = MIRRORED.get(letter, "")
        breaks = last.breaks
        if not breaks and owner + 1 < len(groups):
            breaks = may_break_between(word, last.base, groups[owner + 1].base)
        clusters.append(
            Cluster(
                first.start,
                last.end,
                first.base,
                glyphs,
                glyphs[0][1] if len(glyphs) == 1 else sum(width for _, width in glyphs),
                mirrored and mirrored + glyphs[0][0][1:],
                not ligature and form in _JOINING_ON and position < count and owners[position] is not None,
                breaks,
            )
        )
    return tuple(clusters)


def _gather(word: str) -> tuple[list[_Group], list[str], list[int | None]]:
    """The groups of a word, the characters that take part in joining, and the group index of each (None: a joiner)."""
    groups: list[_Group] = []
    letters: list[str] = []
    owners: list[int | None] = []
    start = 0
    for index, character in enumerate(word):
        kind = _classify(character)
        group = groups[-1] if groups else None
        if kind == "visible" and (character < _FIRST_CONTINUING or not group or not _continues(group, word, index)):
            groups.append(_Group(start, index, character))
            letters.append(character)
            owners.append(len(groups) - 1)
        elif kind == "mark" and group is None:
            groups.append(_Group(start, index, CARRIER))
            if character not in _JAMO:
                groups[-1].marks.append(character)
            letters.append(CARRIER)
            owners.append(0)
        elif group is not None:
            group.end = index + 1
            if kind == "mark":
                composed = normalize("NFC", letters[-1] + character) if owners[-1] is not None else ""
                if len(composed) == 1 and (character in _JAMO or joining.is_joining(composed)):
                    # An alef and a hamza above it are two code points for a letter that Unicode also has as one.
                    letters[-1] = group.letters[0] = composed
                elif character not in _JAMO:
                    group.marks.append(character)
            elif kind == "visible":
                group.letters.append(character)
            group.breaks = group.breaks or character == _ZWSP
        if kind == "stop":
            letters.append(character)
            owners.append(None)
        start = groups[-1].end if groups else 0
    return groups, letters, owners


@lru_cache(maxsize=4096)
def _classify(character: str) -> Literal["visible", "mark", "stop", "hidden"]:
    """Whether a character begins a cluster, is a mark of one, stops the joining of its neighbours, or is not shown."""
    if character in "\u200c\u200d\u2066\u2067\u2068\u2069":
        return "stop"
    if character in _JAMO:
        return "mark"
    if character in _UNSENT_MARKS:
        return "hidden"
    kind = category(character)
    if kind == "Mn" and name(character, "").startswith("VARIATION SELECTOR"):
        return "hidden"
    if kind == "Cf":
        return "visible" if replace_number_sign(character) else "hidden"
    return "mark" if kind in {"Mn", "Me"} else "visible"


def _continues(group: _Group, word: str, index: int) -> bool:
    """Whether a visible character continues the cluster before it: flags, skin tones, emoji after a joiner."""
    first, character = group.letters[0], word[index]
    if is_flag_letter(character):
        return is_flag_letter(first) and len(group.letters) == 1 and group.end == index
    if character in SKIN_TONES:
        return category(first) == "So"
    return word[index - 1] == joining.ZWJ and category(character) == "So" and category(first) == "So"


def _write_glyphs(letters: list[str], base: str, marks: list[str], tashkeel: Tashkeel) -> tuple[Glyph, ...]:
    if not marks and len(letters) == 1:
        return _write_bare(base)
    kept = "".join(mark for mark in marks[:_MARKS_SHOWN] if tashkeel == "keep" or not is_tashkeel(mark))
    if len(letters) == 1:
        return _write_marked(base, kept)
    glyphs = [write_letter(letter) for letter in letters if letter not in SKIN_TONES]
    glyphs[-1] = (glyphs[-1][0] + kept, glyphs[-1][1])
    return tuple(glyphs)


@lru_cache(maxsize=4096)
def _write_bare(base: str) -> tuple[Glyph, ...]:
    return _write_marked(base, "")


def _write_marked(base: str, marks: str) -> tuple[Glyph, ...]:
    expansion = expand_ligature(base)
    if expansion:
        return _write_words(expansion, marks)
    glyph, width = write_letter(base)
    return ((glyph + marks, width),)


def _write_words(words: str, marks: str) -> tuple[Glyph, ...]:
    """The glyphs of Arabic words from left to right, the last letter first."""
    glyphs: list[Glyph] = []
    for word in words.split(" "):
        if glyphs:
            glyphs.append((" ", 1))
        glyphs.extend(glyph for cluster in _shape_clusters(word, "strip") for glyph in cluster.glyphs)
    glyphs[-1] = (glyphs[-1][0] + marks, glyphs[-1][1])
    return tuple(reversed(glyphs))
