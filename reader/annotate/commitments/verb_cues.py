"""Decides where a form of a verb binds somebody, and where it is another word or nobody is bound."""

from __future__ import annotations

from reader.annotate.commitments import grammar
from reader.annotate.commitments.grammar import is_masdar
from reader.annotate.commitments.complements import Complement, find_complement, is_masdar_at
from reader.annotate.commitments.cue import Cue
from reader.annotate.commitments.extents import clause_end, condition_at
from reader.annotate.commitments.lexicon import Entry, Lexicon
from reader.annotate.commitments.subjects import left_subject, text_before
from reader.annotate.commitments.surroundings import (
    NEGATIONS,
    find_provision,
    is_courts,
    is_unreal,
    names_text,
    reach,
    stands_by_terms,
)
from reader.annotate.commitments.tokens import COLON, COMMA, HARD, Tokens

_NOUN_AFTER = grammar.WORDS["noun_after"]
_BEFORE_VERBS = grammar.WORDS["before_verbs"]
_ASKED = grammar.WORDS["asked"]
_AUTHORITIES = grammar.WORDS["authorities"]


def judge_verb(tokens: Tokens, lexicon: Lexicon, index: int, entry: Entry, form: str) -> Cue | None:
    words = tokens.words
    previous = words[index - 1] if index and tokens.break_before(index) < COMMA else ""
    complement = find_complement(tokens, lexicon, index + 1, entry, verb=True)
    if form.endswith("?"):
        # طالب، وعد، أمر are verbs only where a clause begins, or where their action follows at once: طالب بالإسراع.
        form = form[:-1]
        joined = words[index][0] in "وف" and words[index] not in lexicon.risky
        told = form == "i3fs" and (previous.endswith("ه") or index - 1 in tokens.named)
        begins = joined or told or tokens.break_before(index) >= COMMA or previous in _BEFORE_VERBS
        if not begins and (previous.isdigit() or not _follows_at_once(tokens, index, complement)):
            return None
    if form == "p3ms" and words[index][0] not in "وف" and words[index + 1 : index + 2] == ["من"]:
        if words[index + 2 : index + 3] not in (["قبل"], ["خلال"], ["خلالها"], ["خلاله"], ["جهته"], ["جديد"]):
            return None
    if _is_noun_here(words, index, previous, form) or _is_listed(tokens, lexicon, index, form):
        return None
    if is_unreal(tokens, index):
        return None
    if (
        complement is None
        and entry.needs
        and not _brings_list(tokens, index, entry)
        and not _is_resumed(tokens, index, entry, form)
    ):
        return None
    if not _is_possible(tokens, lexicon, index, entry, form, complement):
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
    elif "court" in entry.flags and is_courts(words, index) and not _puts_off(tokens, complement):
        kind = "demand"
    elif kind == "demand" and stands_by_terms(tokens, index):
        kind = "agreement"
    elif "law" in entry.flags and _tells_of_text(tokens, lexicon, index):
        kind = "agreement"
    if "through" in entry.flags:
        last = reach(tokens, index, entry)
    name = "ap" if form.startswith("ap") else "verb"
    provides = find_provision(tokens, last) if "through" in entry.flags else -1
    return Cue(
        entry, form, first, last, index, kind, polarity, entry.status, complement, f"{entry.lemma}/{name}", provides
    )


def _is_possible(
    tokens: Tokens, lexicon: Lexicon, index: int, entry: Entry, form: str, complement: Complement | None
) -> bool:
    """Whether what an entry asks of its surroundings is there: a text that provides, a condition, somebody who acts."""
    flags = entry.flags
    words = tokens.words
    if "named" in flags and index and words[index - 1] in grammar.RELATIVES:
        return index + 1 < len(words) and (index + 1 in tokens.named or words[index + 1] in grammar.ACTORS)
    if "subject" in flags:
        return _tells_of_text(tokens, lexicon, index) and not _is_system(tokens, lexicon, index)
    if "depends" in flags:
        left = left_subject(tokens, lexicon, index)
        return left is not None and is_masdar_at(tokens, left[0]) and words[left[0]].removeprefix("ال") not in _STATES
    if "decreed" in flags:
        left = left_subject(tokens, lexicon, index)
        place = left[0] if left is not None else index + 1
        return place < len(words) and words[place] in _AUTHORITIES
    if "lawful" in flags and not names_text(tokens, index):
        return False
    if "warned" in flags:
        place = index + 1
        return place < len(words) and words[place] != "من" and (place in tokens.named or words[place] in grammar.ACTORS)
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
    if "actor" in flags and form[:2] not in ("i1", "p1") and not _is_done_by_actor(tokens, lexicon, index):
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


def _is_system(tokens: Tokens, lexicon: Lexicon, index: int) -> bool:
    """Whether the subject is a word for a text that more often is a regime or a device: النظام، البرنامج."""
    left = left_subject(tokens, lexicon, index)
    place = left[0] if left is not None else index + 1
    return place < len(tokens) and tokens.words[place] in _SYSTEMS


_STATES = frozenset(("ضروره", "وضع", "عمل", "وجود", "وقت", "ظهور"))
_SYSTEMS = frozenset(("نظام", "النظام", "برنامج", "البرنامج", "الورقه", "ورقه"))


def _is_court(words: list[str], index: int) -> bool:
    near = words[max(0, index - 3) : index + 3]
    return any(word.lstrip("وال").startswith("محكم") for word in near)


def _is_noun_here(words: list[str], index: int, previous: str, form: str) -> bool:
    # بعد رفض، عن قرار: after a preposition the past is its verbal noun; so too after إن, but not in بعد أن رفض.
    if not form.startswith("p3ms") or words[index][0] in "وف":
        return False
    if previous in ("ان", "بان", "وان", "فان", "لان"):
        return is_masdar(words[index]) and words[index - 2 : index - 1] not in _BEFORE_PAST
    return previous in grammar.PREPOSITIONS or previous in _NOUN_AFTER


_BEFORE_PAST = (["بعد"], ["منذ"], ["سبق"], ["الي"], ["وسبق"], ["وبعد"], ["غير"], ["الا"])


def _is_listed(tokens: Tokens, lexicon: Lexicon, index: int, form: str) -> bool:
    """Whether و joins a verbal noun that is spelled like the past to others before it: تجميد الحسابات وحظر التعامل."""
    word = tokens.words[index]
    if not form.startswith("p3ms") or word[0] != "و" or not is_masdar(word[1:]):
        return False
    for place in range(index - 1, max(-1, index - 14), -1):
        if tokens.break_before(place + 1) >= HARD:
            return False
        other = tokens.words[place]
        if other in lexicon.finite or other[1:] in lexicon.finite:
            return False
        if other[0] == "و" and grammar.has_and(other) and is_masdar_at(tokens, place, 1):
            return True
    return False


def _follows_at_once(tokens: Tokens, index: int, complement: Complement | None) -> bool:
    """Whether an act with ب, على, إلى or عن stands right after a word that may be a noun as well."""
    if complement is None or complement.start != index + 1:
        return False
    if complement.kind == "masdar":
        return tokens.words[complement.content] == "عدم"
    if complement.kind not in ("ب", "على", "إلى", "عن"):
        return False
    return is_masdar_at(tokens, complement.content, int(complement.kind == "ب"))


def _brings_list(tokens: Tokens, index: int, entry: Entry) -> bool:
    """Whether a list after a colon says what is decided: قررت: - إضراب يوم …."""
    after = index + 1
    return "lists" in entry.flags and after < len(tokens) and tokens.break_before(after) == COLON


def _is_resumed(tokens: Tokens, index: int, entry: Entry, form: str) -> bool:
    """Whether a pronoun after the verb stands for the act that was named before it: ما اتفق عليه الطرفان."""
    after = index + 1
    if (
        form.startswith("ap")
        or after >= len(tokens)
        or tokens.break_before(after) >= COMMA
        or entry.only_kinds
        or entry.only_with
    ):
        return False
    if entry.lemma == "نص" or (index > 1 and tokens.words[index - 2] in ("وفق", "حسب", "طبق")):
        # وفق ما نصت عليه اللائحة: a text is only referred to.
        return False
    return _RESUMING.get(tokens.words[after], "") in entry.action


_RESUMING = {
    "به": "ب", "بها": "ب", "بهم": "ب", "عليه": "على", "عليها": "على", "عليهم": "على", "عنه": "عن", "عنها": "عن",
}  # fmt: skip


def _puts_off(tokens: Tokens, complement: Complement | None) -> bool:
    """Whether a court only sets its own dates: قررت المحكمة تأجيل الجلسة."""
    if complement is None or complement.content >= len(tokens):
        return False
    return tokens.words[complement.content].lstrip("بل").removeprefix("ال") in ("تاجيل", "ارجاء", "تاخير", "رفع", "حجز")
