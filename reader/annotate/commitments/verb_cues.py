"""Decides where a form of a verb binds somebody, and where it is another word or nobody is bound."""

from __future__ import annotations

from reader.annotate.commitments import grammar
from reader.annotate.commitments.complements import Complement, find_complement, is_masdar_at
from reader.annotate.commitments.cue import Cue
from reader.annotate.commitments.extents import clause_end, condition_at
from reader.annotate.commitments.lexicon import Entry, Lexicon
from reader.annotate.commitments.subjects import left_subject, text_before
from reader.annotate.commitments.surroundings import NEGATIONS, find_provision, is_unreal, reach
from reader.annotate.commitments.tokens import COMMA, Tokens

_NOUN_AFTER = grammar.WORDS["noun_after"]
_BEFORE_VERBS = grammar.WORDS["before_verbs"]
_ASKED = grammar.WORDS["asked"]


def judge_verb(tokens: Tokens, lexicon: Lexicon, index: int, entry: Entry, form: str) -> Cue | None:
    words = tokens.words
    previous = words[index - 1] if index and tokens.break_before(index) < COMMA else ""
    if form.endswith("?"):
        # طالب، وعد، أمر are verbs only where a clause begins.
        form = form[:-1]
        joined = words[index][0] in "وف" and words[index] not in lexicon.risky
        told = form == "i3fs" and (previous.endswith("ه") or index - 1 in tokens.named)
        if not joined and not told and tokens.break_before(index) < COMMA and previous not in _BEFORE_VERBS:
            return None
    if form == "p3ms" and words[index][0] not in "وف" and words[index + 1 : index + 2] == ["من"]:
        return None
    if _is_noun_here(words[index], previous, form) or is_unreal(tokens, index):
        return None
    complement = find_complement(tokens, lexicon, index + 1, entry, verb=True)
    if complement is None and entry.needs:
        return None
    if not _is_possible(tokens, lexicon, index, entry, complement):
        return None
    if entry.type == "demand" and complement is not None and _is_fact(tokens, complement):
        return None
    first = last = index
    kind, polarity = entry.type, "positive"
    relative_ma = previous == "ما" and tokens.break_before(index - 1) < COMMA
    if previous in NEGATIONS and form != "ap" and not relative_ma:
        if not entry.negatable:
            return None
        first = index - 1
        if entry.negated:
            kind = entry.negated
        elif entry.type == "refusal":
            return None
        else:
            polarity = "negative"
    elif previous == "سوف":
        first = index - 1
    if "text" in entry.flags and _is_court(words, index):
        kind = "demand"
    elif "law" in entry.flags and _tells_of_text(tokens, lexicon, index):
        kind = "agreement"
    if "through" in entry.flags:
        last = reach(tokens, index, entry)
    name = "ap" if form.startswith("ap") else "verb"
    provides = find_provision(tokens, last) if "through" in entry.flags else -1
    return Cue(
        entry, form, first, last, index, kind, polarity, entry.status, complement, f"{entry.lemma}/{name}", provides
    )


def _is_possible(tokens: Tokens, lexicon: Lexicon, index: int, entry: Entry, complement: Complement | None) -> bool:
    """Whether what an entry asks of its surroundings is there: a text that provides, a condition, somebody who acts."""
    flags = entry.flags
    words = tokens.words
    if "text" in flags:
        after = words[index + 1 : index + 3]
        if _is_court(words, index):
            return True
        reach = 30 if grammar.has_and(words[index]) else 9
        return text_before(tokens, lexicon, index, reach) is not None or any(word in grammar.TEXTS for word in after)
    if "waits" in flags:
        end = clause_end(tokens, lexicon, index)
        return any(condition_at(tokens, place) for place in range(index + 1, end))
    if "asks" in flags and complement is not None and complement.kind != "أن":
        asked = any(word in _ASKED for word in words[index + 1 : index + 7])
        if not asked and (complement.kind != "masdar" or complement.start != index + 1):
            return False
    if "actor" in flags and not _is_done_by_actor(tokens, lexicon, index):
        return False
    if "person" in flags:
        if index and words[index - 1] in ("ما", "مما", "وما", "بما", "فيما", "وبما"):
            return False
        left = left_subject(tokens, lexicon, index)
        if left is None:
            return index + 1 >= len(words) or words[index + 1] not in grammar.THINGS
        return not (words[left[0]] in grammar.THINGS or (left[1] - left[0] < 3 and is_masdar_at(tokens, left[0])))
    return True


def _is_fact(tokens: Tokens, complement: Complement) -> bool:
    # يصر على أنه مخصص للأغراض السلمية: a fact that is insisted on.
    return complement.content < len(tokens) and tokens.words[complement.content] in grammar.PRONOUN_THAT


def _is_done_by_actor(tokens: Tokens, lexicon: Lexicon, index: int) -> bool:
    """Whether the subject is a name, a body, an office or a text; what is left out counts as one."""
    words = tokens.words
    left = None if grammar.has_and(words[index]) else left_subject(tokens, lexicon, index)
    place = left[0] if left is not None else index + 1
    if place < len(words) and words[place] in ("هذا", "هذه"):
        place += 1
    if place >= len(words) or (left is None and words[place][0] in "بل"):
        return left is None and index > 0 and grammar.has_and(words[index])
    head = words[place][1:] if left is not None and grammar.has_and(words[place]) else words[place]
    return place in tokens.named or head in grammar.ACTORS or head in grammar.TEXTS


def _tells_of_text(tokens: Tokens, lexicon: Lexicon, index: int) -> bool:
    """Whether a text is the subject of a verb: القانون يحظر، ويلزم النظام."""
    left = left_subject(tokens, lexicon, index)
    place = left[0] if left is not None else index + 1
    if place < len(tokens) and tokens.words[place] in ("هذا", "هذه"):
        place += 1
    return place < len(tokens) and tokens.words[place] in grammar.TEXTS


def _is_court(words: list[str], index: int) -> bool:
    near = words[max(0, index - 3) : index + 3]
    return any(word.lstrip("وال").startswith("محكم") for word in near)


def _is_noun_here(word: str, previous: str, form: str) -> bool:
    # بعد رفض، عن قرار: after a preposition the past is its verbal noun.
    return (
        form.startswith("p3ms")
        and word[0] not in "وف"
        and (previous in grammar.PREPOSITIONS or previous in _NOUN_AFTER)
    )
