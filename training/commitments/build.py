"""Writes every form of the lexicon's verbs, folded, to commitment_forms.txt: `python training/commitments/build.py`.

Conjugation comes from mazini (CC BY 4.0), which is needed only here. One line a verb: its lemma, a tab, then
kind:form pairs.
Kinds: p or i (past, or present in any mood) with person, gender and number (p3fs, i1p); ap for an active participle.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import mazini
import tomli

from reader.arabic.words import fold

FOLDER = Path(__file__).parents[2] / "reader" / "annotate" / "lexicon"
PERSONS = ("3ms", "3fs", "3md", "3fd", "3mp", "3fp", "1s", "1p")


def list_verbs(lexicon: dict[str, object]) -> Iterator[tuple[str, str, str]]:
    """Lemma, root and pattern of every verb the lexicon names."""
    for entry in lexicon["verb"]:
        # A verb that lists its few forms is not conjugated.
        if "root" in entry:
            yield entry["lemma"], entry["root"], entry["pattern"]
    for table in ("speech", "plain", "status"):
        for lines in lexicon[table].values():
            for line in lines:
                yield tuple(line.split(" ", 2))


def spell(form: str) -> str:
    """A vowelled form as the reader compares it."""
    return fold("".join(c for c in unicodedata.normalize("NFC", form) if unicodedata.category(c) != "Mn"))


def list_forms(root: str, pattern: str) -> Iterator[tuple[str, str]]:
    """Kind and spelling of every form a text may have."""
    slots = mazini.conjugate(root, pattern).slots
    for person in PERSONS:
        for kind, names in (("p", ("past",)), ("i", ("ind", "sub", "juss"))):
            for name in names:
                for form in slots.get(f"{name}_{person}") or ():
                    yield kind + person, spell(form.form)
    for form in slots.get("ap") or ():
        stem = spell(form.form)
        if not stem.startswith("م"):
            continue
        for ending in ("", "ا", "ه", "ون", "ين", "ان", "ات"):
            yield "ap", stem + ending


def write_forms() -> int:
    """Write the file and say how many spellings it holds."""
    lexicon = tomli.loads((FOLDER / "commitments.toml").read_text(encoding="utf-8"))
    lines: dict[str, str] = {}
    count = 0
    for lemma, root, pattern in list_verbs(lexicon):
        if lemma in lines:
            continue
        pairs = dict.fromkeys(f"{kind}:{form}" for kind, form in list_forms(root, pattern))
        count += len(pairs)
        lines[lemma] = f"{lemma}\t{' '.join(pairs)}"
    (FOLDER / "commitment_forms.txt").write_text("\n".join(lines.values()) + "\n", encoding="utf-8")
    return count


if __name__ == "__main__":
    print(f"{write_forms()} spellings")
