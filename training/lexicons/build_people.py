"""Build people.tsv.gz, the units of personal names, and common_words.txt.gz, the words that are not in names.

    python training/lexicons/build_people.py NAME_UNITS.tsv --counts FILE_OR_FOLDER... --common FILE_OR_FOLDER...

reads name units from Wikidata (CC0). A unit that occurs in running news more often than its bearers explain, and that
seldom follows a given name there, is marked weak: صالح and جمال are words as well. The words of newsmakers.tsv are
names too. The common words are the words of the news given as --common, without names.
"""

from __future__ import annotations

import argparse
import gzip
from collections import Counter
from collections.abc import Container
from pathlib import Path

from counting import count_words, read_texts

from reader.annotate.lists.gazetteer import load_gazetteer, read_lines
from reader.annotate.tokens import without_proclitics
from reader.arabic.words import fold, words

LEXICON = Path(__file__).parents[2] / "reader" / "annotate" / "lexicon"
_FOLLOWS_A_NAME = 0.25
_COMMON = 4
_ALSO_WORDS = {
    "عبد",
    "صباح",
    "معصوم",
    "سلام",
    "شريف",
    "غني",
    "خليفه",
    "مولود",
    "جاويش",
    "كيلو",
    "قايد",
    "ملا",
    "اكبر",
    "نصر",
    "موسي",
}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("names", type=Path)
    parser.add_argument("--counts", nargs="+", type=Path, required=True)
    parser.add_argument("--common", nargs="+", type=Path, required=True)
    arguments = parser.parse_args()
    counts = count_words(arguments.counts)
    rows = [line.split("\t") for line in arguments.names.read_text(encoding="utf-8").splitlines()[2:]]
    bearers = {name: int(given) + int(surname) for name, given, surname, *_ in rows}
    sure = {name for name, given, *_ in rows if int(given) > 9 and counts[name] <= 20 + bearers[name]}
    sure |= (known := _newsmakers())
    followers = _count_followers(arguments.counts, sure)
    units = []
    for name, given, surname, *_ in rows:
        if len(name) < 2 or bearers[name] < 2 and counts[name]:
            continue
        role = "g" if int(given) > 2 * int(surname) else "s" if int(surname) > 2 * int(given) else "b"
        # على is folded to علي, so its count does not show a word.
        is_word = (
            name != "علي" and counts[name] > 20 + bearers[name] and followers[name] < _FOLLOWS_A_NAME * counts[name]
        )
        units.append((name, role + ("w" if is_word else "")))
    listed = {name for name, _ in units}
    units = [(name, "b" if name in known else role) for name, role in units]
    units += [(name, "b") for name in known - listed]
    _write(
        "people.tsv.gz",
        [
            "# Name units: Wikidata (CC0) by way of arabic-name-romanizer.",
            "# folded name, g = given name, s = surname, b = both; w = a common word as well",
            *("\t".join(row) for row in sorted(units)),
        ],
    )
    names = {name for name, role in units if not role.endswith("w")}
    gazetteer = load_gazetteer()
    common = [
        word
        for word, count in count_words(arguments.common).items()
        if count >= _COMMON and word.isalpha() and not word.isascii() and word not in names
        if not any(stem in names for skipped, stem in without_proclitics(word) if skipped and counts[stem] > count)
        if followers[word] < _FOLLOWS_A_NAME * counts[word]
        if (entry := gazetteer.find(word)) is None or entry.is_weak
    ]
    header = "# Words that the news uses, folded: counted in ANT (github.com/antcorpus/antcorpus.data, Apache-2.0)."
    _write("common_words.txt.gz", [header, *sorted(common)])
    print(len(units), "name units;", sum(role.endswith("w") for _, role in units), "weak;", len(common), "common words")


def _newsmakers() -> set[str]:
    """The words of the names in newsmakers.tsv that are not common words as well."""
    spellings = [fold(line.split("\t")[0]).split("|") for line in read_lines("newsmakers.tsv")]
    kept = {word for names in spellings for name in names for word in name.split() if not word.startswith("ال")}
    return {word for word in kept if len(word) > 3} - _ALSO_WORDS


def _count_followers(paths: list[Path], given: Container[str]) -> Counter[str]:
    """The number of times that each word directly follows a given name."""
    found: Counter[str] = Counter()
    for text in read_texts(paths):
        folded = [fold(word.text) for word in words(text)]
        found.update(word for before, word in zip(folded, folded[1:], strict=False) if before in given)
    return found


def _write(file: str, lines: list[str]) -> None:
    with open(LEXICON / file, "wb") as raw, gzip.GzipFile("", "wb", 9, raw, 0) as zipped:
        zipped.write("\n".join(lines).encode())


if __name__ == "__main__":
    main()
