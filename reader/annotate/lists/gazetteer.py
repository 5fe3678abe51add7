"""Which names are known: places, organizations and groups by their folded spelling, and the units of personal names."""

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
"""Later ones have the last word on a name."""


_OTHER_WORDS = frozenset({"الالبان", "البان", "العربيات", "عربيات"})
"""Folded names of peoples that are other words more often: dairy products, cars."""

_OTHER_ADJECTIVES = frozenset({"Malian"})
"""Peoples whose forms are other words throughout: مالية is financial."""


@dataclass(frozen=True, slots=True)
class ListedName:
    """A name in a list."""

    label: str
    name: str
    """The name as the list writes it first: what all its spellings are gathered under."""
    code: str
    """ISO 3166 of its country, or nothing."""
    gloss: str
    """In English."""
    number: str
    """In GeoNames, or nothing."""
    is_weak: bool
    """Whether it is also a word, so that it needs a neighbour that shows it for a name."""
    origin: str
    """Which list it comes from, for the analyst."""


class Gazetteer:
    """Lists of names, asked for by folded words joined by spaces."""

    def __init__(self) -> None:
        self._rows: dict[str, tuple[str, str]] = {}
        self._longest: dict[str, int] = {}
        self._numbers: dict[str, str] = {}
        """Folded spelling of a place that is also listed by hand to its number in GeoNames."""
        self.adjectives: dict[str, tuple[str, str]] = {}
        """Folded adjective of a people (ايرانيه) to its English name and the code of its state."""
        for name, label in _FILES:
            self._add_rows(name, label)
        self._add_peoples()

    def longest_from(self, first: str) -> int:
        """How many words the longest name has that begins with this folded word; 0 where none does."""
        return self._longest.get(first, 0)

    def find(self, key: str) -> ListedName | None:
        """The entry for a folded name."""
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
                # الشرق الأوسط is a region before it is a newspaper.
                if not (line.endswith("weak") and spelling in self._rows and not self._is_weak(spelling)):
                    self._add(spelling, label, row)

    def _find_number(self, spellings: list[str], code: str) -> str:
        """What GeoNames numbers the first of these spellings that it has in this country."""
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
    """The lists that come with the reader, read once."""
    return Gazetteer()


@cache
def load_name_units() -> dict[str, str]:
    """Folded units of personal names with their use: g given, s surname, b both; a further w: also a word."""
    return dict(line.split("\t") for line in read_lines("people.tsv.gz"))
