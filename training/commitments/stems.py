"""Writes commitment_stems.txt, the present stems (without ي) of the verbs in news.

Run `python training/commitments/stems.py TEXT...`. A stem is kept where mazini (CC BY 4.0) attests the verb, and it
occurs at least twice in the texts, which are one or more files of any news.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import Counter
from pathlib import Path

import mazini
from mazini.lexicon import attested_wazns, lexicon_roots

from reader.arabic.words import fold

FOLDER = Path(__file__).parents[2] / "reader" / "annotate" / "lexicon"
LEAST = 2


def count_presents(paths: list[str]) -> Counter[str]:
    """The number of folded words in the texts that begin with ي, ت or ن, by the rest of the word."""
    counts: Counter[str] = Counter()
    for path in paths:
        for word in re.findall(r"[^\W\d_]+", fold(Path(path).read_text(encoding="utf-8", errors="replace"))):
            if word[0] in "يتن" and len(word) > 2:
                counts[word[1:]] += 1
    return counts


def spell(form: str) -> str:
    """A vowelled form in the spelling that the reader compares."""
    return fold("".join(c for c in unicodedata.normalize("NFC", form) if unicodedata.category(c) != "Mn"))


def list_stems(counts: Counter[str]) -> set[str]:
    """The stems of all attested verbs that occur in the texts."""
    stems: set[str] = set()
    for root in lexicon_roots():
        for pattern in attested_wazns(root):
            try:
                slots = mazini.conjugate(root, pattern).slots
            except mazini.MaziniError:
                continue
            for slot in ("ind_3ms", "juss_3ms", "ind_pass_3ms"):
                stems.update(spell(form.form)[1:] for form in slots.get(slot) or ())
    return {stem for stem in stems if counts[stem] >= LEAST and len(stem) > 1}


if __name__ == "__main__":
    stems = sorted(list_stems(count_presents(sys.argv[1:])))
    (FOLDER / "commitment_stems.txt").write_text("\n".join(stems) + "\n", encoding="utf-8")
    print(f"{len(stems)} stems")
