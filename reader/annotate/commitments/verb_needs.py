"""Decides whether a verb has what its entry needs around it: a text, an actor, a condition."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reader.annotate.commitments import grammar
from reader.annotate.commitments.complements import FILLERS, Complement, is_masdar_at
from reader.annotate.commitments.extents import clause_end, condition_at
from reader.annotate.commitments.lexicon import CueEntry, Lexicon
from reader.annotate.commitments.subjects import left_subject, text_before
from reader.annotate.commitments.surroundings import is_court_beside, is_done_by_court, names_text
from reader.annotate.commitments.text_words import COMMA, HARD, TextWords

_ASKED = grammar.WORDS["asked"]
_AUTHORITIES = grammar.WORDS["authorities"]
_STATES = frozenset(("ضروره", "وضع", "عمل", "وجود", "وقت", "ظهور"))
"""They look like acts, and what they need is no condition of anything."""
_SYSTEMS = frozenset(("نظام", "النظام", "برنامج", "البرنامج", "الورقه", "ورقه", "انظمه", "الانظمه"))
"""Words for a text that more often are a regime or a device."""
_WARNED = grammar.WORDS["warned"]
_POINTING = frozenset(("هذا", "هذه", "هؤلاء", "ذلك", "تلك"))
_WHAT = frozenset(("ما", "مما", "وما", "بما", "فيما", "وبما"))


@dataclass(frozen=True, slots=True)
class SeenVerb:
    """A verb with all that is known of it before it is a cue."""

    tokens: TextWords
    lexicon: Lexicon
    index: int
    entry: CueEntry
    form: str
    complement: Complement | None

    @property
    def after(self) -> str:
        """The word after the verb, "" at the end of the text."""
        return self.tokens.words[self.index + 1] if self.index + 1 < len(self.tokens) else ""

    @property
    def is_relative(self) -> bool:
        """Whether a relative pronoun stands right before the verb."""
        return self.index > 0 and self.tokens.words[self.index - 1] in grammar.RELATIVES

    @property
    def is_before_actor(self) -> bool:
        """Whether a name, a body or somebody stands right after the verb."""
        return self.index + 1 in self.tokens.named or self.after in grammar.ACTORS

    @property
    def subject(self) -> int:
        """The word the subject begins with: before the verb, else right after it."""
        joined = grammar.has_and(self.tokens.words[self.index])
        left = None if joined else left_subject(self.tokens, self.lexicon, self.index)
        place = left[0] if left is not None else self.index + 1
        is_pointed = place + 1 < len(self.tokens) and self.tokens.words[place] in _POINTING
        return place + 1 if is_pointed else place


def has_needs(place: SeenVerb) -> bool:
    """Whether every flag of the entry finds what it asks for."""
    return all(check(place) for flag, check in _CHECKS.items() if flag in place.entry.flags)


def tells_of_text(place: SeenVerb) -> bool:
    """Whether a text is the subject of a verb: القانون يحظر، ويلزم النظام."""
    return place.subject < len(place.tokens) and place.tokens.words[place.subject] in grammar.TEXTS


def _has_text_for_subject(place: SeenVerb) -> bool:
    text = text_before(place.tokens, place.lexicon, place.index, 9) if place.is_relative else None
    if text is not None:
        # القانون رقم 1 لسنة 2011 الذي يعطي …
        return place.tokens.words[text[0]] not in _SYSTEMS
    if tells_of_text(place):
        return place.tokens.words[place.subject] not in _SYSTEMS
    return _opens_with_text(place)


def _opens_with_text(place: SeenVerb) -> bool:
    """أن الفصل 83 من القانون المؤرخ في … يخول: whether a text opens the clause, with no verb between."""
    tokens, words = place.tokens, place.tokens.words
    for at in range(place.index - 1, max(-1, place.index - 30), -1):
        if words[at] in place.lexicon.finite or words[at] in grammar.RELATIVES:
            return False
        if tokens.break_before(at + 1) >= HARD or words[at] in grammar.THAT:
            opens = words[at + 1].removeprefix("و")
            return opens in grammar.TEXTS and opens not in _SYSTEMS
    return False


def _has_text_near(place: SeenVerb) -> bool:
    words = place.tokens.words
    if is_court_beside(place.tokens, place.index):
        return True
    most = 30 if grammar.has_and(words[place.index]) else 9
    if text_before(place.tokens, place.lexicon, place.index, most) is not None:
        return True
    return any(word in grammar.TEXTS for word in words[place.index + 1 : place.index + 3])


def _has_named_subject(place: SeenVerb) -> bool:
    return not place.is_relative or place.is_before_actor


def _has_act_for_subject(place: SeenVerb) -> bool:
    left = left_subject(place.tokens, place.lexicon, place.index)
    if left is None or not is_masdar_at(place.tokens, left[0]):
        return False
    return place.tokens.words[left[0]].removeprefix("ال") not in _STATES


def _has_authority_for_subject(place: SeenVerb) -> bool:
    return place.subject < len(place.tokens) and place.tokens.words[place.subject] in _AUTHORITIES


def _names_law(place: SeenVerb) -> bool:
    return names_text(place.tokens, place.index)


def _warns_somebody(place: SeenVerb) -> bool:
    """Whether somebody is warned: a body right after the verb, or people before the act."""
    if place.after == "من" or place.complement is None:
        return False
    between = place.tokens.words[place.index + 2 : place.complement.start]
    return place.is_before_actor or any(word.startswith("ال") and word in _WARNED for word in between)


def _waits(place: SeenVerb) -> bool:
    end = clause_end(place.tokens, place.lexicon, place.index)
    return any(condition_at(place.tokens, at) for at in range(place.index + 1, end))


def _asks_somebody(place: SeenVerb) -> bool:
    complement = place.complement
    if complement is None or complement.kind == "أن":
        return True
    if any(word in _ASKED for word in place.tokens.words[place.index + 1 : place.index + 13]):
        return True
    fillers = complement.start == place.index + 2 and place.after in FILLERS
    if complement.kind != "masdar":
        return False
    # طلبت النيابة تأجيل القضية
    by_body = place.is_before_actor and complement.start <= place.index + 5
    return fillers or by_body or complement.start == place.index + 1


def _ties_to_act(place: SeenVerb) -> bool:
    words = place.tokens.words
    return any(
        words[at][0] == "ب" and not grammar.has_own(words[at], "ب") and is_masdar_at(place.tokens, at, 1)
        for at in range(place.index + 2, min(len(words), place.index + 14))
    )


def _is_done_by_actor(place: SeenVerb) -> bool:
    """Whether the subject is a name, a body, an office or a text; what is left out counts as one."""
    if place.form[:2] in ("i1", "p1") or ("court" in place.entry.flags and _follows_court(place)):
        return True
    tokens, index = place.tokens, place.index
    words = tokens.words
    joined = grammar.has_and(words[index])
    left = None if joined else left_subject(tokens, place.lexicon, index)
    if left is None and index and words[index - 1] in grammar.PRONOUN_THAT:
        # أكد أنه كلف فريقا, قالوا إنهم يريدون; but of the present, أنها is as often a thing.
        return place.form[:1] == "p" or words[index - 1].endswith(("هم", "نا", "ني"))
    at = left[0] if left is not None else index + 1
    if at < len(words) and words[at] in _POINTING:
        at += 1
    if joined and words[at : at + 1] and words[at] in grammar.QUANTIFIERS:
        # وكلفت عددا من المحامين: whoever acted before acts again.
        return True
    if at >= len(words) or (left is None and words[at][0] in "بل"):
        return left is None and index > 0 and joined
    head = words[at][1:] if left is not None and grammar.has_and(words[at]) else words[at]
    return at in tokens.named or head in grammar.ACTORS or head in grammar.TEXTS


def _follows_court(place: SeenVerb) -> bool:
    """وبمراجعة النيابة العمومية، أذنت لـ: whether what goes before names the court that acts."""
    before = place.index and place.tokens.break_before(place.index) == COMMA
    return bool(before) and is_done_by_court(place.tokens.words, place.index)


def _is_done_by_somebody(place: SeenVerb) -> bool:
    tokens, index = place.tokens, place.index
    words = tokens.words
    if "named" in place.entry.flags and place.is_relative:
        return True
    if index and words[index - 1] in _WHAT:
        return False
    left = left_subject(tokens, place.lexicon, index)
    if left is None:
        return place.after not in grammar.THINGS
    return not (words[left[0]] in grammar.THINGS or (left[1] - left[0] < 3 and is_masdar_at(tokens, left[0])))


_CHECKS: dict[str, Callable[[SeenVerb], bool]] = {
    "named": _has_named_subject,
    "subject": _has_text_for_subject,
    "depends": _has_act_for_subject,
    "decreed": _has_authority_for_subject,
    "lawful": _names_law,
    "warned": _warns_somebody,
    "text": _has_text_near,
    "waits": _waits,
    "asks": _asks_somebody,
    "tied": _ties_to_act,
    "actor": _is_done_by_actor,
    "person": _is_done_by_somebody,
}
