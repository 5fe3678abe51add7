"""Decides who is meant by a verb without a subject: the nearest phrase before it that agrees, main clauses first."""

from __future__ import annotations

from functools import cache
from math import fsum
from pathlib import Path

from reader.annotate.commitments import grammar
from reader.annotate.commitments.complements import is_masdar_at
from reader.annotate.commitments.lexicon import Lexicon
from reader.annotate.commitments.phrase_candidates import find_candidates
from reader.annotate.commitments.subjects import Stretch
from reader.annotate.commitments.text_words import TextWords

_BACK = 110
"""Words back within which the subject of a verb that names none is looked for."""
_PEOPLE = frozenset(word.removeprefix("ال") for word in grammar.WORDS["people"])
_GOOD = ("subject", "speaks", "that", "person", "near", "alike")
"""The most that can speak for a candidate in an earlier sentence."""
_MASCULINE = grammar.WORDS["masculine_places"]


def left_out_subject(
    tokens: TextWords, lexicon: Lexicon, index: int, form: str, *, tells: bool = False
) -> Stretch | None:
    """Whom a verb of some form (p3fs …) means that names no subject: the candidate before it for whom most speaks.

    `tells` says that it is a verb of saying, whose subject has mostly been speaking before.
    """
    wanted = form[1:4].rstrip("+") if form[:1] in ("p", "i") else ""
    weights, least, step = _read_weights()
    goes_on = index < len(tokens) and grammar.has_and(tokens.words[index])
    best: Stretch | None = None
    most = least
    highest = sum(max(0.0, weights[sign]) for sign in _GOOD) + (weights["goes_on_speaking"] if tells else 0.0)
    for rank, candidate in enumerate(find_candidates(tokens, lexicon, index, _BACK)):
        if "same" not in candidate.signs and most > highest + rank * step + weights["previous"]:
            # Nothing farther off can be better.
            break
        kind = candidate.kind[1:].rstrip("+?")
        # An exact sum, since a set has no order of its own, and rounding would then decide between two that tie.
        total = fsum((rank * step, *(weights.get(sign, 0.0) for sign in candidate.signs)))
        if kind and kind == wanted:
            total += weights["alike"]
        if wanted and not agrees(tokens, candidate.stretch, kind, wanted):
            total += weights["unlike"] * (1.5 if wanted == "3mp" else 1)
        if goes_on and candidate.signs >= {"subject", "same"}:
            total += weights["goes_on"]
        if tells and candidate.signs & {"thing", "indefinite"}:
            continue
        if tells and "speaks" in candidate.signs:
            total += weights["goes_on_speaking"]
        if total > most:
            best, most = candidate.stretch, total
    return best and _nearest_mention(tokens, best, index)


def _nearest_mention(tokens: TextWords, found: Stretch, index: int) -> Stretch:
    """The same words nearer to the verb, where they are repeated: the nearest mention is the one to mark."""
    start, end = found
    words = tokens.words[start:end]
    for place in range(index - len(words), end - 1, -1):
        if tokens.words[place] == words[0] and tokens.words[place : place + len(words)] == words:
            return place, place + len(words)
    return found


@cache
def _read_weights() -> tuple[dict[str, float], float, float]:
    import tomli

    path = Path(__file__).parents[1] / "lexicon" / "commitment_antecedents.toml"
    table = tomli.loads(path.read_text(encoding="utf-8"))
    return table["signs"], table["least"], table["step"]


def is_somebody(tokens: TextWords, found: Stretch) -> bool:
    """Whether a noun phrase names one that was told of: a name, a body, a definite noun; not أي اتجاه."""
    start, end = found
    head = tokens.words[start]
    if start in tokens.named or head in grammar.ACTORS or head.startswith("ال") or head in grammar.QUANTIFIERS:
        return head != "اي"
    if any(place in tokens.named or tokens.words[place].startswith(("ال", "لل")) for place in range(start, end)):
        return True
    return head.endswith(("ون", "ين", "ان")) or head.removeprefix("ال") in _PEOPLE


def is_thing(tokens: TextWords, index: int) -> bool:
    """Whether a noun phrase begins with what cannot act: an act, a text, a figure."""
    if index in tokens.named:
        return False
    word = tokens.words[index]
    if word in ("ذات", "نفس") and index + 1 < len(tokens):
        return is_thing(tokens, index + 1)
    if word in grammar.QUANTIFIERS and index + 2 < len(tokens):
        return is_thing(tokens, index + 2 if tokens.words[index + 1] == "من" else index + 1)
    if word.endswith("ات") and word not in grammar.ACTORS:
        return True
    return word in grammar.THINGS or word in grammar.TEXTS or word in grammar.TIME or is_masdar_at(tokens, index)


def agrees(tokens: TextWords, found: Stretch, kind: str, wanted: str) -> bool:
    """Whether the subject of a verb of one kind ("" where it has none) may be that of a wanted one (3fs …)."""
    words = tokens.words[found[0] : found[1]]
    name = tokens.named.get(found[0])
    plural = (
        words[0].endswith(("ون", "ين", "وا"))
        or words[0].removeprefix("ال") in _PEOPLE
        or words[0] in grammar.QUANTIFIERS
        or (words[0].endswith("و") and len(words[0]) > 4)
        or any(map(grammar.has_and, words[1:]))
    )
    if wanted == "3mp":
        return kind == "3mp" or plural
    if wanted in ("3md", "3fd"):
        return True
    if kind and kind != wanted and not (wanted == "3ms" and kind == "3mp" and not plural):
        return False
    if words[0].endswith(("ون", "ين")) and name is None:
        return False
    feminine = words[0].endswith(("ه", "ات"))
    if name is not None and found[0] == name[0] and kind != wanted:
        if name[2] == "place":
            return (wanted == "3fs") != (words[0] in _MASCULINE)
        if name[2] == "person":
            return wanted == "3ms" or words[0].endswith(("ه", "ا"))
        return wanted == "3ms" or feminine
    return feminine == (wanted == "3fs") or kind == wanted
