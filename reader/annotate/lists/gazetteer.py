"""Decides which names are known: places, organizations and groups by folded spelling, and units of personal names."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from reader.arabic.words import fold

_FILES = (
    ("geonames.tsv.gz", "place"),
    ("places.tsv", "place"),
    ("groups.tsv", "group"),
    ("organizations.tsv", "organization"),
    ("newsmakers.tsv", "person"),
)
"""The lists and their labels; where two lists have a name, the later one counts."""

_OTHER_WORDS = frozenset({"الالبان", "البان", "العربيات", "عربيات"})
"""Folded names of peoples that more often are other words: dairy products, cars."""

_OTHER_ADJECTIVES = frozenset({"Malian"})
"""Peoples all of whose forms are other words: مالية is financial."""


@dataclass(frozen=True, slots=True)
class ListedName:
    """A name in a list."""

    label: str
    name: str
    """The first spelling in the list, which stands for all of them."""
    code: str
    """The ISO 3166 code of the name's country, or ""."""
    gloss: str
    """The name in English."""
    number: str
    """The place's number in GeoNames, or ""."""
    is_weak: bool
    """Whether the name is also a word, so that a neighbouring word must show that it is a name."""
    origin: str
    """The list that the name is from, for the analyst."""


class Gazetteer:
    """The lists of names, looked up by folded words joined by spaces."""

    def __init__(self) -> None:
        self._rows: dict[str, tuple[str, str]] = {}
        self._longest: dict[str, int] = {}
        self._numbers: dict[str, str] = {}
        """The GeoNames numbers of places that are also listed by hand, by folded spelling."""
        self.adjectives: dict[str, tuple[str, str]] = {}
        """The English name of a people and the code of its state, by folded adjective (ايرانيه)."""
        for name, label in _FILES:
            self._add_rows(name, label)
        self._add_peoples()

    def longest_from(self, first: str) -> int:
        """The number of words in the longest name that begins with this folded word; 0 where none does."""
        return self._longest.get(first, 0)

    def find(self, key: str) -> ListedName | None:
        """The entry for a folded name, or None."""
        row = self._rows.get(key)
        if row is None:
            return None
        origin, line = row
        if origin == "GeoNames":
            name, code, gloss, number, mark = line.split("\t")
            return ListedName("place", name or key, code, gloss, number, bool(mark), origin)
        label, _, line = line.partition("\t")
        spellings, code, gloss, *weak = line.split("\t")
        number = self._numbers.get(key, "")
        return ListedName(label, spellings.partition("|")[0], code, gloss, number, bool(weak), origin)

    def _add_rows(self, file: str, label: str) -> None:
        if file.endswith(".gz"):
            for line in read_lines(file):
                key, _, rest = line.partition("\t")
                self._add(key, "GeoNames", rest)
            return
        for line in read_lines(file):
            row = f"{label}\t{line}"
            spellings = fold(line.partition("\t")[0]).split("|")
            if label == "place" and (number := self._find_number(spellings, line.split("\t")[1])):
                self._numbers |= dict.fromkeys(spellings, number)
            for spelling in spellings:
                # A weak entry does not replace a sure one: الشرق الأوسط is a region first, and then a newspaper.
                if not (line.endswith("weak") and spelling in self._rows and not self._is_weak(spelling)):
                    self._add(spelling, label, row)

    def _find_number(self, spellings: list[str], code: str) -> str:
        """The GeoNames number of the first of these spellings that is a place in this country, or ""."""
        for spelling in spellings:
            origin, line = self._rows.get(spelling, ("", ""))
            if origin == "GeoNames":
                _, country, _, number, _ = line.split("\t")
                if number and country == code:
                    return number
        return ""

    def _add_peoples(self) -> None:
        for line in read_lines("nationalities.tsv"):
            name, english, code, people, adjectives = line.split("\t")
            row = f"group\t{name}\t{code}\t{english}"
            if english in _OTHER_ADJECTIVES:
                continue
            for form in fold(people).split("|"):
                if form not in self._rows and form not in _OTHER_WORDS:
                    self._add(form, "group", row)
            for form in fold(adjectives).split("|"):
                self.adjectives.setdefault(form, (english, code))

    def _is_weak(self, key: str) -> bool:
        return self._rows[key][1].endswith("weak")

    def _add(self, key: str, origin: str, row: str) -> None:
        self._rows[key] = (origin, row)
        first = key.partition(" ")[0]
        length = key.count(" ") + 1
        if self._longest.get(first, 0) < length:
            self._longest[first] = length


def read_lines(file: str) -> list[str]:
    """The lines of a lexicon file without comments and empty lines."""
    path = files("reader.annotate") / "lexicon" / file
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if file.endswith(".gz") else raw).decode()
    return [line for line in text.split("\n") if line and line[0] != "#"]


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer of the lists that come with the reader, read once."""
    return Gazetteer()


@cache
def load_name_units() -> dict[str, str]:
    """The use of each folded unit of personal names: g given name, s surname, b both; a w after it: also a word."""
    return dict(line.split("\t") for line in read_lines("people.tsv.gz"))
