"""Writes every form of the lexicon's verbs, folded, to commitment_forms.txt: `python training/commitments/build.py`.

The verbs are conjugated with mazini (CC BY 4.0), which is needed only here. Each verb has a line: its lemma, a tab,
then kind:form pairs. The kinds are p or i (past, or present in any mood) with person, gender and number (p3fs, i1p),
and ap for an active participle.
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
    """The lemma, root and pattern of every verb in the lexicon."""
    for entry in lexicon["verb"]:
        # A verb that lists its few forms itself is not conjugated.
        if "root" in entry:
            yield entry["lemma"], entry["root"], entry["pattern"]
    for table in ("speech", "plain", "status"):
        for lines in lexicon[table].values():
            for line in lines:
                yield tuple(line.split(" ", 2))


def spell(form: str) -> str:
    """A vowelled form in the spelling that the reader compares."""
    return fold("".join(c for c in unicodedata.normalize("NFC", form) if unicodedata.category(c) != "Mn"))


def list_forms(root: str, pattern: str) -> Iterator[tuple[str, str]]:
    """The kind and spelling of every form that a text may have."""
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
    """Write the file; returns the number of spellings in it."""
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
