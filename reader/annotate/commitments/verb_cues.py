"""Decides where a form of a verb binds somebody, which type it then has, and which words are the cue."""

from __future__ import annotations

from reader.annotate.commitments import grammar
from reader.annotate.commitments.complements import Complement, find_complement, is_one_of
from reader.annotate.commitments.cue import Cue
from reader.annotate.commitments.lexicon import CueEntry, Lexicon
from reader.annotate.commitments.look_alikes import is_noun
from reader.annotate.commitments.surroundings import (
    NEGATIONS,
    find_provision,
    is_court_beside,
    is_done_by_court,
    is_unreal,
    reach,
    stands_by_terms,
)
from reader.annotate.commitments.text_words import COLON, COMMA, HARD, TextWords
from reader.annotate.commitments.verb_needs import SeenVerb, has_needs, tells_of_text

_RESUMING = {
    "به": "ب",
    "بها": "ب",
    "بهم": "ب",
    "عليه": "على",
    "عليها": "على",
    "عليهم": "على",
    "عنه": "عن",
    "عنها": "عن",
}
_OF_WHOM = frozenset(("من", "منه", "منها", "منهم", "منا", "مني"))
_ORDERED = grammar.WORDS["ordered"]


def judge_verb(tokens: TextWords, lexicon: Lexicon, index: int, entry: CueEntry, form: str) -> Cue | None:
    if index and tokens.words[index - 1].lstrip("وف") in ("لن", "سوف"):
        # What binds nobody as a future does not bind as a verb.
        return None
    risky = form.endswith("?")
    form = form.removesuffix("?")
    complement = find_complement(tokens, lexicon, index + 1, entry, verb=True)
    if complement is None and not _does_without(tokens, index, entry, form):
        return None
    if is_noun(tokens, lexicon, index, form, complement, risky=risky):
        return None
    if is_unreal(tokens, index, past=form.startswith("p")):
        return None
    if complement is not None and "planned" in entry.only_kinds and _is_planning(tokens, lexicon, index, complement):
        return None
    place = SeenVerb(tokens, lexicon, index, entry, form, complement)
    if not has_needs(place) or (entry.type == "demand" and _is_fact(tokens, complement)):
        return None
    first = last = index
    kind, polarity = _name_type(place), "positive"
    if _is_negated(tokens, index, form):
        if not entry.negatable or (entry.type == "refusal" and not entry.negated):
            return None
        first = index - 1
        if entry.negated and tells_of_text(place):
            # لا يسمح القانون بـ: what a text forbids
            kind = "agreement"
        elif entry.negated:
            kind = entry.negated
        else:
            polarity = "negative"
    if "through" in entry.flags:
        last = reach(tokens, index, entry)
    name = "ap" if form.startswith("ap") else "verb"
    provides = find_provision(tokens, last) if "through" in entry.flags else -1
    status = _find_status(place) if kind == "pledge" else entry.status
    return Cue(entry, form, first, last, index, kind, polarity, status, complement, f"{entry.lemma}/{name}", provides)


def _name_type(place: SeenVerb) -> str:
    """The type of a cue: what a court decides is a demand, what a text provides an agreement."""
    flags = place.entry.flags
    words = place.tokens.words
    if "text" in flags and is_court_beside(place.tokens, place.index):
        return "demand"
    if "court" in flags and is_done_by_court(words, place.index) and _orders(place):
        return "demand"
    if "wishes" in flags and _wishes_of_another(place):
        return "demand"
    if place.entry.type == "demand" and "law" in flags and stands_by_terms(place.tokens, place.index):
        return "agreement"
    return "agreement" if "law" in flags and tells_of_text(place) else place.entry.type


def _wishes_of_another(place: SeenVerb) -> bool:
    """تريد الشركة أن يعود العمال: whether the verb after أن has another subject, as its first letter shows."""
    words = place.tokens.words
    complement = place.complement
    if complement is None or place.form[:2] != "i3":
        return False
    if complement.kind == "masdar":
        # تريد الشركة فترة حماية, but تريد الشركة بيع حصتها
        before = complement.start - 1
        return before > place.index and before not in place.tokens.named and not grammar.has_article(words[before])
    near = range(place.index + 1, complement.start)
    if any(words[at] in _OF_WHOM and words[at + 1] not in ("خلال", "وراء", "اجل") for at in near):
        return True
    at = complement.content + (complement.content < len(words) and words[complement.content] in grammar.THAT)
    if at == complement.start or at >= len(words) or words[at - 1] not in grammar.THAT:
        return False
    letter = words[place.index].lstrip("وف")[:1]
    return words[at][0] in "يتن" and words[at][0] != letter


def _is_negated(tokens: TextWords, index: int, form: str) -> bool:
    if index == 0 or tokens.break_before(index) >= COMMA or form == "ap" or tokens.words[index - 1] not in NEGATIONS:
        return False
    # ما after a break is "what".
    return tokens.words[index - 1] != "ما" or tokens.break_before(index - 1) >= COMMA


def _is_fact(tokens: TextWords, complement: Complement | None) -> bool:
    # يصر على أنه مخصص للأغراض السلمية: a fact that is insisted on.
    if complement is None:
        return False
    return complement.content < len(tokens) and tokens.words[complement.content] in grammar.PRONOUN_THAT


def _does_without(tokens: TextWords, index: int, entry: CueEntry, form: str) -> bool:
    """Whether a verb binds though no action follows: it needs none, brings a list, or a pronoun is its action."""
    if not entry.needs:
        return True
    after = index + 1
    if after >= len(tokens):
        return False
    if "lists" in entry.flags and tokens.break_before(after) == COLON:
        # قررت: - إضراب يوم …
        return True
    if form.startswith("ap") or tokens.break_before(after) >= COMMA or entry.only_kinds or entry.only_with:
        return False
    if entry.lemma == "نص" or (index > 1 and tokens.words[index - 2] in ("وفق", "حسب", "طبق")):
        # وفق ما نصت عليه اللائحة: a text is only referred to.
        return False
    # ما اتفق عليه الطرفان
    return _RESUMING.get(tokens.words[after], "") in entry.action


def _is_planning(tokens: TextWords, lexicon: Lexicon, index: int, complement: Complement) -> bool:
    """أعلنت نيتها تمديد …، رفضها توقيع …: whether a plan or refusal is named before the act, which then is the cue."""
    between = tokens.words[index + 1 : complement.start]
    return any(
        word in grammar.WORDS["plans"] or word == "رفض" or (word.endswith(("ه", "ها", "هم")) and word in lexicon.nouns)
        for word in between
    )


def _find_status(place: SeenVerb) -> str:
    """What the same sentence says became of a promise: تعهدت السلطات … لكنها أخلت بوعدها."""
    words = place.tokens.words
    for at in range(place.index + 2, min(place.index + 40, len(words) - 1)):
        if place.tokens.break_before(at) >= HARD:
            break
        status = place.lexicon.status.get(words[at]) or place.lexicon.status.get(words[at].removeprefix("و"))
        if status and any(promise in words[at + 1] for promise in ("وعد", "وعود", "تعهد", "التزام")):
            return status
    return place.entry.status


def _orders(place: SeenVerb) -> bool:
    """Whether a court has something done to somebody, and does not set its own course: قررت حبسه، not تأجيل الجلسة."""
    complement = place.complement
    if place.entry.type != "intent" or complement is None or complement.content >= len(place.tokens):
        return True
    return is_one_of(place.tokens.words[complement.content].removeprefix("ب"), _ORDERED)
