"""Decides whom a verb means that names no subject: the nearest one before it that agrees, main clauses first."""

from __future__ import annotations

from collections.abc import Iterator

from reader.annotate.commitments import grammar
from reader.annotate.commitments.complements import is_masdar_at
from reader.annotate.commitments.extents import is_present_in_t, is_verb
from reader.annotate.commitments.lexicon import Lexicon
from reader.annotate.commitments.subjects import (
    Stretch,
    left_subject,
    opens_quotation,
    split_two,
    with_apposition,
)
from reader.annotate.commitments.tokens import COMMA, HARD, Tokens

_BACK = 110
"""Words back within which the subject of a verb that names none is looked for."""
_SIMPLE_THAT = frozenset(("ان", "بان", "وان", "فان"))
_PEOPLE = frozenset(word.removeprefix("ال") for word in grammar.WORDS["people"])
_BEFORE_VERBS = grammar.WORDS["before_verbs"]
_ADDRESSED = grammar.WORDS["addressed"]
_MASCULINE = grammar.WORDS["masculine_places"]
_NEGATIONS = grammar.WORDS["negations"]


def left_out_subject(tokens: Tokens, lexicon: Lexicon, index: int, form: str) -> Stretch | None:
    """The nearest subject before a verb that agrees with its form (p3fs …); somebody rather than something."""
    wanted = form[1:4].rstrip("+") if form[:1] in ("p", "i") else ""
    thing: Stretch | None = None
    for found, kind in _subjects_before(tokens, lexicon, index):
        if wanted and not agrees(tokens, found, kind, wanted):
            continue
        if not is_thing(tokens, found[0]) and _is_somebody(tokens, found):
            return found
        thing = thing or found
    return thing


def _is_somebody(tokens: Tokens, found: Stretch) -> bool:
    """Whether a noun phrase names one that was told of: a name, a body, a definite noun; not أي اتجاه."""
    start, end = found
    head = tokens.words[start]
    if start in tokens.named or head in grammar.ACTORS or head.startswith("ال") or head in grammar.QUANTIFIERS:
        return head != "اي"
    if any(place in tokens.named or tokens.words[place].startswith(("ال", "لل")) for place in range(start, end)):
        return True
    return head.endswith(("ون", "ين", "ان")) or head.removeprefix("ال") in _PEOPLE


def is_thing(tokens: Tokens, index: int) -> bool:
    """Whether a noun phrase begins with what cannot act: an act, a text, a figure."""
    if index in tokens.named:
        return False
    word = tokens.words[index]
    if word in grammar.QUANTIFIERS and index + 2 < len(tokens):
        return is_thing(tokens, index + 2 if tokens.words[index + 1] == "من" else index + 1)
    if word.endswith("ات") and word not in grammar.ACTORS:
        return True
    return word in grammar.THINGS or word in grammar.TEXTS or word in grammar.TIME or is_masdar_at(tokens, index)


def _subjects_before(tokens: Tokens, lexicon: Lexicon, index: int) -> Iterator[tuple[Stretch, str]]:
    """Subjects with the kinds of their verbs, nearest first; those of relative clauses are passed over."""
    words = tokens.words
    apart = comma = False
    for place in range(index - 1, max(-1, index - _BACK), -1):
        word = words[place]
        apart = apart or tokens.break_before(place + 1) >= HARD
        comma = comma or tokens.break_before(place + 1) >= COMMA
        if word in _SIMPLE_THAT:
            if apart:
                # The one told of in an earlier sentence gives way to the one who told it.
                continue
            start = place + 1
            if start < index and not is_verb(tokens, lexicon, start) and not is_masdar_at(tokens, start):
                end = split_two(tokens, start, with_apposition(tokens, lexicon, start, index))
                if end > start:
                    yield (start, end), ""
            continue
        kind = _finite_kind(tokens, lexicon, place)
        if not kind:
            continue
        if _is_relative(tokens, place):
            left = None if comma else left_subject(tokens, lexicon, place)
            if left is not None:
                # الدول التي عبرت عن موقفها أيدت: past the relative clause, its antecedent.
                yield left, ""
            continue
        found = _verb_subject(tokens, lexicon, place, index, kind)
        if found is not None and words[found[0]] not in _ADDRESSED:
            yield found, kind[1:].rstrip("+?")


def _finite_kind(tokens: Tokens, lexicon: Lexicon, place: int) -> str:
    word = tokens.words[place]
    bare = word[1:] if grammar.has_and(word) else word
    kind = (
        lexicon.finite.get(word) or lexicon.finite.get(bare) or lexicon.speech.get(word) or lexicon.speech.get(bare, "")
    )
    begins = bare != word or tokens.break_before(place) >= COMMA or tokens.words[place - 1] in _BEFORE_VERBS
    if not kind and begins:
        # وطالب فلان: a verb only where a clause begins.
        entries = lexicon.risky.get(bare) or lexicon.verbs.get(bare)
        kind = entries[0][1] if entries else ""
    if not kind and place not in tokens.named:
        if grammar.is_verb_shaped(bare) and bare[0] == "ي":
            kind = "i3ms"
        elif grammar.is_past_in_t(bare):
            kind = "p3fs"
        elif bare[0] == "ت" and bare == word and is_present_in_t(tokens, lexicon, place):
            kind = "i3fs"
    return kind if kind[:2] in ("p3", "i3") else ""


def _is_relative(tokens: Tokens, verb: int) -> bool:
    place = verb - 1
    while place >= 0 and tokens.words[place] in _NEGATIONS and tokens.break_before(place + 1) < COMMA:
        place -= 1
    return place >= 0 and tokens.words[place] in grammar.RELATIVES and tokens.break_before(verb) < HARD


def _verb_subject(tokens: Tokens, lexicon: Lexicon, verb: int, before: int, kind: str) -> Stretch | None:
    after = verb + 1
    if after >= before or tokens.break_before(after) >= COMMA or opens_quotation(tokens.gap(after)):
        return None
    if kind[1:4] in ("3mp", "3md", "3fd") or (kind[0] == "p" and _is_auxiliary(tokens, lexicon, verb)):
        # قالوا إن، كانت تستعمل: what follows is no subject.
        end = after
    else:
        end = with_apposition(tokens, lexicon, after, before)
    if tokens.words[after].endswith("ه") and tokens.spelling(after).endswith("ه"):
        # بدأ حديثه: an object of the subject's own.
        return None
    if end > after and (is_masdar_at(tokens, after) or _is_indefinite_object(tokens, after)):
        return None
    end = split_two(tokens, after, end)
    if end > after and tokens.words[after] not in grammar.THINGS:
        return after, end
    if not grammar.has_and(tokens.words[verb]):
        left = left_subject(tokens, lexicon, verb)
        if left is not None and not is_masdar_at(tokens, left[0]):
            return left
    return None


def _is_auxiliary(tokens: Tokens, lexicon: Lexicon, verb: int) -> bool:
    return tokens.words[verb].removeprefix("و") in grammar.AUXILIARIES and is_verb(tokens, lexicon, verb + 1)


def _is_indefinite_object(tokens: Tokens, index: int) -> bool:
    # واجه خيارا وحيدا: the accusative of an indefinite noun shows.
    word = tokens.words[index]
    return word.endswith("ا") and len(word) > 3 and not word.startswith("ال") and index not in tokens.named


def agrees(tokens: Tokens, found: Stretch, kind: str, wanted: str) -> bool:
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
