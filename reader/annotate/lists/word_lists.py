"""Looks a word up in the lists that come with the reader: names, nationalities, verbs and their roots, particles."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Any

from reader.annotate.lists.gazetteer import load_gazetteer, load_name_units, read_lines
from reader.annotate.lists.measures import LETTERS, load_measures
from reader.arabic.words import fold
from reader.wording import sayable

_PARTICLES = {
    "prepositions": sayable("preposition"),
    "negations": sayable("negation"),
    "relatives": sayable("relative pronoun"),
    "pointing": sayable("demonstrative"),
    "pronouns": sayable("pronoun"),
    "that": sayable("conjunction"),
    "auxiliaries": sayable("particle or auxiliary"),
    "adverbs": sayable("adverb"),
}
"""The groups of commitment_words.toml whose words share a part of speech, and its name."""

_USES = {"g": sayable("given name"), "s": sayable("surname"), "b": sayable("given name or surname")}
_TENSES = {"p": sayable("past"), "i": sayable("present")}
_FEMININE = sayable("feminine")
_PERSONS = {
    "1s": sayable("I"),
    "1p": sayable("we"),
    "3ms": sayable("he"),
    "3fs": sayable("she"),
    "3md": sayable("they two"),
    "3fd": f"they two, {_FEMININE}",
    "3mp": sayable("they"),
    "3fp": f"they, {_FEMININE}",
}
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SUFFIXES = ("هما", "ها", "هم", "نا", "كم", "ه")
_ALSO = sayable("also a word")
_NAME = sayable("name")
_LIST = sayable("list")
_LEXICON = sayable("lexicon of commitments")


@dataclass(frozen=True, slots=True)
class Fact:
    """What a list says about a folded word."""

    lemma: str
    part_of_speech: str
    gloss: str
    source: str
    root: str = ""
    commitment: str = ""
    is_name: bool = False
    is_particle: bool = False


def find_fact(stem: str, *, is_noun: bool = False) -> Fact | None:
    """What the lists know about a folded word without proclitics: particles first, then names, then verbs and nouns.

    `is_noun` means that the word has a preposition before it and so is not a verb. None where no list knows the word.
    """
    particle = _particles().get(stem)
    if particle is not None:
        return Fact("", particle, "", sayable("list of particles"), is_particle=True)
    entry = load_gazetteer().find(stem)
    if entry is not None and not entry.is_weak:
        return Fact(entry.name, f"{_NAME} ({entry.label})", entry.gloss, f"{_LIST} ({entry.origin})", is_name=True)
    people = load_gazetteer().adjectives.get(stem)
    if people is not None:
        return Fact("", sayable("adjective of a people"), people[0], sayable("list of nationalities"), is_name=True)
    word = _calendar().get(stem) or find_inflected(stem, is_noun=is_noun)
    if word is not None:
        return word
    use = load_name_units().get(stem)
    if use is not None:
        return Fact(
            "", _USES[use[0]] + (f", {_ALSO}" if use[-1] == "w" else ""), "", sayable("list of names"), is_name=True
        )
    if entry is not None:
        kind = f"{_NAME} ({entry.label}), {_ALSO}"
        return Fact(entry.name, kind, entry.gloss, f"{_LIST} ({entry.origin})", is_name=True)
    return None


def find_inflected(stem: str, *, is_noun: bool) -> Fact | None:
    """What the lexicon of commitments knows about a folded word as a verb form or as a noun, or None."""
    verb = None if is_noun else _verbs().get(stem)
    return verb or _nouns().get(stem)


def cut_suffix(stem: str) -> tuple[str, str]:
    """A folded word and the pronoun at its end: ("طالب", "هم"); no pronoun where too few letters would be left."""
    suffix = next((each for each in _SUFFIXES if stem.endswith(each) and len(stem) - len(each) > 2), "")
    return stem.removesuffix(suffix), suffix


@cache
def _particles() -> dict[str, str]:
    groups = _read_toml("commitment_words.toml")
    # A word in two groups gets the part of speech of the group that comes first in the table.
    return {word: part for name, part in reversed(_PARTICLES.items()) for word in fold(groups[name]).split()}


@cache
def _calendar() -> dict[str, Fact]:
    found: dict[str, Fact] = {}
    for word, (letter, value) in load_measures()[0].items():
        if letter in (LETTERS[sayable("month")], LETTERS["month?"]):
            found[word] = Fact("", sayable("month"), _MONTHS[int(value) - 1], sayable("calendar"))
        elif letter == LETTERS["hijri"]:
            found[word] = Fact("", sayable("month"), f"month {value} of the Islamic year", sayable("calendar"))
        elif letter == LETTERS["weekday"]:
            found[word] = Fact("", sayable("day of the week"), _DAYS[int(value) - 1], sayable("calendar"))
    return found


@cache
def _verbs() -> dict[str, Fact]:
    """The verbs of the lexicon by every form, each form with the first lemma that has it."""
    lexicon = _read_toml("commitments.toml")
    cues = {entry["lemma"]: entry for entry in lexicon["verb"]}
    # Verbs without entries of their own are lines of lemma, root and pattern.
    lines = [*lexicon["speech"]["verbs"], *lexicon["plain"]["verbs"], *chain(*lexicon["status"].values())]
    roots = dict(line.split(" ")[:2] for line in lines)
    roots |= {lemma: cue["root"] for lemma, cue in cues.items() if "root" in cue}
    found: dict[str, Fact] = {}
    for line in read_lines("commitment_forms.txt"):
        lemma, _, forms = line.partition("\t")
        cue = cues.get(lemma, {})
        gloss, kind, root = _after_colon(cue.get("gloss", "")), cue.get("type", ""), "-".join(roots.get(lemma, ""))
        for tag, _, form in (pair.partition(":") for pair in forms.split(" ")):
            part = sayable("active participle") if tag == "ap" else f"verb, {_TENSES[tag[0]]} ({_PERSONS[tag[1:]]})"
            found.setdefault(form, Fact(lemma, part, gloss, _LEXICON, root, kind))
    return found


@cache
def _nouns() -> dict[str, Fact]:
    """The nouns of the lexicon, and the verbal nouns that may follow a cue, by their forms with ال and without it."""
    found: dict[str, Fact] = {}
    for entry in _read_toml("commitments.toml")["noun"]:
        # Where a verb has the same name, the entry has that of its plural or "وعد (noun)"; the first form is the lemma.
        lemma, gloss = entry["forms"][0], _after_colon(entry.get("gloss", ""))
        for form in map(fold, entry["forms"]):
            found.setdefault(form, Fact(lemma, sayable("noun"), gloss, _LEXICON, commitment=entry["type"]))
    for form in _read_toml("commitment_words.toml")["masdars"].split():
        found.setdefault(fold(form), Fact(form, sayable("verbal noun"), "", _LEXICON))
    return {f"ال{form}": fact for form, fact in found.items()} | found


def _after_colon(gloss: str) -> str:
    return gloss.partition(": ")[2]


@cache
def _read_toml(name: str) -> dict[str, Any]:
    import tomli

    return tomli.loads((files("reader.annotate") / "lexicon" / name).read_text(encoding="utf-8"))
