"""Finds the lemma of a form of a verb, so that a form that no marked article has is known by its other forms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files

from reader.annotate.tokens import without_proclitics

_FILE = "commitment_forms.txt"
_PRONOUNS = ("هما", "كما", "ها", "هم", "هن", "نا", "كم", "ني", "ه", "ك", "ي")
"""The object and possessive pronouns that may end a word, the longest first."""
_SHORTEST = 3
"""The least letters of a form that are left without its pronoun."""


@lru_cache(maxsize=30_000)
def find_forms(folded: str) -> tuple[str, ...]:
    """The spellings under which a folded word may be listed: as it stands, without proclitics, without a pronoun."""
    stems = [stem for _, stem in without_proclitics(folded)]
    return (*stems, *(shorter for stem in stems for shorter in _without_pronoun(stem)))


def find_lemmas(folded: str) -> Iterator[str]:
    """The lemmas of the verbs of which a folded word may be a form; سـ before a present is left out."""
    lemmas = _read_forms()
    for form in find_forms(folded):
        for each in (form, form[1:]) if form[0] == "س" else (form,):
            if each in lemmas:
                yield lemmas[each]


def _without_pronoun(stem: str) -> Iterator[str]:
    for pronoun in _PRONOUNS:
        if stem.endswith(pronoun) and len(stem) - len(pronoun) >= _SHORTEST:
            shorter = stem[: -len(pronoun)]
            yield shorter
            # وعدته is of وعدت, but وعوده of وعود, and مهمته of مهمة.
            if shorter.endswith("ت"):
                yield shorter[:-1] + "ه"


@cache
def _read_forms() -> Mapping[str, str]:
    text = (files("reader.annotate") / "lexicon" / _FILE).read_text(encoding="utf-8")
    lemmas: dict[str, str] = {}
    for line in text.splitlines():
        lemma, _, forms = line.partition("\t")
        for pair in forms.split():
            lemmas.setdefault(pair.partition(":")[2], lemma)
    return lemmas
