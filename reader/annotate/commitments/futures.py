"""Decides which futures (سـ، سوف، لن) are somebody's plan or refusal, and which only say what will happen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.annotate.commitments import grammar
from reader.annotate.commitments.addressed import is_actor
from reader.annotate.commitments.complements import find_complement, is_masdar_at
from reader.annotate.commitments.extents import clause_end, condition_before
from reader.annotate.commitments.lexicon import CueEntry, Lexicon
from reader.annotate.commitments.subjects import left_subject
from reader.annotate.commitments.surroundings import brings_exception, reach, stands_by_terms, stands_with
from reader.annotate.commitments.text_words import COMMA, HARD, TextWords
from reader.annotate.commitments.verb_needs import SeenVerb, has_needs, tells_of_text

if TYPE_CHECKING:
    from reader.annotate.commitments.cue import Cue

FUTURE = CueEntry("سـ", "future", "intent", "سـ or سوف + verb: an act announced for the future")
WILL_NOT = CueEntry("لن", "future", "refusal", "لن + verb: somebody says he will not do something")
_THREAT = CueEntry("سـ", "future", "threat", "سـ + a verb of punishing: somebody threatens to do it")
_UNLESS = CueEntry("لن", "future", "condition", "لن … إلا or قبل: an act is barred until another is done")
_PROVIDED = CueEntry("سـ", "future", "agreement", "سـ + بموجب: what a text provides")

_LASTING = frozenset(("ستمر", "ستمرون", "بقي", "بقيان", "بقون", "ظل", "ظلان", "كون", "كونان", "كونون", "صبح"))
_SET = grammar.WORDS["set_states"]
_VISITS = frozenset(("زياره", "اليمين", "القسم", "مناسك", "العمره"))
_LIKELY = frozenset(("الارجح", "المرجح", "ربما", "الاغلب", "المحتمل"))
_DOUBT = grammar.WORDS["doubt"]
_UNITS = grammar.WORDS["units"]
_POINTING = grammar.WORDS["pointing"]
_HAPPENS = frozenset(("تم", "قام", "عقد", "بدا", "نطلق", "جري", "فتتح", "ستانف"))
_DENIED = frozenset(("سمح", "عطي", "دفع", "وفر", "ضمن", "ذهب", "تحدث", "تراجع", "ساهم", "ساعد", "غير", "خفف", "تاخر"))
"""Stems that with لن are somebody's own doing, though without it they tell how things turn out: لن نسمح."""
_KINDS = {"ي": "i3ms", "ت": "i3fs", "ن": "i1p", "ا": "i1s"}
_ENDINGS = ("", "ا", "ون", "ان", "وا", "ها", "ه", "هم", "نا")


def _has_forecast_stem(verb: str, lexicon: Lexicon) -> bool:
    return _ends_in(verb, lexicon.forecast)


def _pays(words: list[str], head: int) -> bool:
    """ستدفع فرنسا مليار يورو، سيؤدي زيارة: whether money or a visit is paid, where the verb mostly means to lead to."""
    bare = words[head].lstrip("وف").removeprefix("س")[1:]
    if bare == "ودي":
        return any(word in _VISITS for word in words[head + 1 : head + 6])
    return bare in ("دفع", "دفعها", "دفعه", "دفعون") and "الي" not in words[head : head + 7]


def _lasts(tokens: TextWords, head: int) -> bool:
    """سيستمر في ضخ …، سيبقى مغلقا، سيكون متاحا: whether somebody keeps something up, or a state of things is set."""
    stem = tokens.words[head].lstrip("وف").removeprefix("س")[1:]
    if stem not in _LASTING:
        return False
    for place in range(head + 1, min(head + 7, len(tokens))):
        word = tokens.words[place]
        if tokens.break_before(place) >= COMMA:
            return False
        if word == "في" and stem.startswith("ستمر") and is_masdar_at(tokens, place + 1):
            return True
        if word in _SET:
            return True
    return False


def _ends_in(verb: str, stems: frozenset[str]) -> bool:
    stem = verb[1:]
    return any(stem.endswith(ending) and stem.removesuffix(ending) in stems for ending in _ENDINGS)


def _is_excepted(tokens: TextWords, lexicon: Lexicon, head: int) -> bool:
    """Whether what will not be done waits for something: لن يوقع … إلا بعد، قبل، ما لم."""
    words = tokens.words
    for place in range(head + 1, min(clause_end(tokens, lexicon, head), head + 30)):
        word = words[place]
        if brings_exception(tokens, place):
            return True
        if (
            word == "قبل"
            and not _has_forecast_stem(words[head], lexicon)
            and (words[place + 1 : place + 2] == ["ان"] or is_masdar_at(tokens, place + 1))
        ):
            return True
        if word == "مالم" or (word == "ما" and words[place + 1 : place + 2] == ["لم"]):
            return True
    return False


def is_forecast(tokens: TextWords, index: int, lexicon: Lexicon) -> bool:
    """Whether the verb at a word tells how things will turn out, or counts."""
    if index >= len(tokens):
        return True
    words = tokens.words
    verb = words[index][1:]
    if (verb == "قع" and is_masdar_at(tokens, index + 1)) or (
        verb == "تحول" and "الي" in words[index + 2 : index + 4] and is_actor(tokens, index + 1)
    ):
        # من المنتظر أن يقع الإمضاء على …، أن يتحول الوفد إلى باريس
        return False
    if _has_forecast_stem(words[index], lexicon):
        return True
    near = words[index : index + 12]
    if any(word[0].isdigit() and after in _UNITS for word, after in zip(near, near[1:], strict=False)):
        return True
    # يصل إلى 5 في المئة: a figure, where a delegation that arrives is a plan.
    return words[index][1:] in ("صل", "صلون") and any(word[0].isdigit() for word in words[index + 1 : index + 5])


def _is_doubtful(tokens: TextWords, lexicon: Lexicon, index: int, head: int, verb: str) -> bool:
    """Whether nobody is at work: a second person, a consequence (فسوف), what was to be (كان سيـ), a thing that acts."""
    words = tokens.words
    if verb.endswith("ين") and verb[0] == "ت" or (words[index][0] == "ف" and not condition_before(tokens, index)):
        return True
    if index and words[index - 1] in ("كان", "كانت", "كانوا", "كنا", "وكان", "وكانت"):
        return True
    if _is_asked(tokens, head) or any(word in _LIKELY for word in words[head + 1 : head + 5]):
        return True
    if _is_thought(tokens, lexicon, index):
        return True
    stem = verb[1:]
    scheduled = any(stem.endswith(ending) and stem.removesuffix(ending) in lexicon.scheduled for ending in _ENDINGS)
    if scheduled and (stem in _HAPPENS or words[head + 1 : head + 2] not in (["هذا"], ["هذه"])):
        return False
    if verb[0] in "نا":
        # سنواصل عمليات …: what follows is what is done.
        return False
    left = left_subject(tokens, lexicon, index)
    condition = condition_before(tokens, index)
    if left is not None and condition is not None and condition[0] <= left[0] < condition[1]:
        # في حال رفض العرض سيغادر اللاعب: what stands before belongs to the condition.
        left = None
    place = left[0] if left is not None else head + 1
    if place >= len(words):
        return False
    subject = words[place][1:] if left is not None and grammar.has_and(words[place]) else words[place]
    if left is None and (is_masdar_at(tokens, place) or (index and words[index - 1] in grammar.PRONOUN_THAT)):
        return False
    if left is not None and is_masdar_at(tokens, place):
        # تكوين فرق ستشرع في عملها: the verb does not agree with the verbal noun.
        return verb[0] != "ت" or words[place].endswith(("ه", "ات"))
    return subject in grammar.THINGS or subject in _POINTING


def _is_thought(tokens: TextWords, lexicon: Lexicon, index: int) -> bool:
    """Whether أن before a future brings what somebody thinks will happen."""
    for place in range(index - 1, max(-1, index - 9), -1):
        word = tokens.words[place]
        if word in grammar.THAT and tokens.break_before(place + 1) < COMMA:
            return _is_opinion(tokens, lexicon, place)
        if word in lexicon.finite:
            # اعتبر أن المسألة تمثل تحديا ستعمل الهيئة على رفعه: أن has a verb of its own.
            return False
    return False


def _is_opinion(tokens: TextWords, lexicon: Lexicon, that: int) -> bool:
    """Whether أن brings what somebody thinks, not what he says: اعتبر رئيس المجلس أن."""
    words = tokens.words
    for place in range(that - 1, max(-1, that - 12), -1):
        if tokens.break_before(place + 1) >= HARD:
            return False
        word = words[place]
        if word in lexicon.opinion or word[1:] in lexicon.opinion:
            return True
        if lexicon.speech.get(word) or lexicon.speech.get(word[1:]):
            return False
    return False


def _is_asked(tokens: TextWords, index: int) -> bool:
    """Whether the sentence a word stands in ends with a question mark."""
    for place in range(index + 1, min(index + 40, len(tokens) + 1)):
        if tokens.break_before(place) >= HARD:
            end = tokens.starts[place] if place < len(tokens) else len(tokens.text)
            return "؟" in tokens.text[tokens.ends[place - 1] : end]
    return False


def _asks_whether(tokens: TextWords, index: int) -> bool:
    """لم يعرف ما إذا كانت المغادرة ستتضمن عودته: whether it is open if something will be done."""
    words = tokens.words
    for place in range(index - 1, max(0, index - 10), -1):
        if tokens.break_before(place + 1) >= COMMA:
            return False
        if words[place] == "اذا" and words[place - 1] in ("ما", "عما", "فيما", "حول"):
            return True
    return False


def judge_future(tokens: TextWords, lexicon: Lexicon, index: int, form: str) -> Cue | None:
    """The cue that begins at a particle, or at a verb with سـ, if it binds anybody."""
    from reader.annotate.commitments.cue import Cue

    words = tokens.words
    head = index
    if form == "particle":
        head = index + 1
        if (
            head >= len(words)
            or tokens.break_before(head) >= COMMA
            or words[head][0] not in "يتنا"
            or len(words[head]) < 3
        ):
            return None
    verb = words[head]
    if form == "future":
        verb = verb[1:] if verb[0] in "وف" else verb
        verb = verb[1:]
        if verb[0] == "ا" and "سأ" not in tokens.spelling(index):
            return None
    negative = form == "particle" and words[index].endswith("لن")
    before = words[max(0, index - 2) : index]
    if _asks_whether(tokens, index):
        return None
    if any(word in _DOUBT for word in before[-1:]) or any(word in ("اذا", "هل", "لو", "الامر") for word in before):
        return None
    kind = _KINDS.get(verb[0], "i3ms")
    if kind == "i3ms" and verb.endswith(("ون", "وا")):
        kind = "i3mp"
    for entry, _ in lexicon.verbs.get(verb, ()):
        # سيوافق and سيرفض are what their verbs are, not mere plans.
        if entry.only_with and reach(tokens, head, entry) == head:
            continue
        complement = find_complement(tokens, lexicon, head + 1, entry, verb=True)
        if entry.not_with and stands_with(tokens, head, entry.not_with):
            return None
        place = SeenVerb(tokens, lexicon, head, entry, kind, complement)
        if complement is not None and not has_needs(place):
            continue
        if complement is not None and "subject" in entry.flags and not negative:
            # سيمكن القانون من
            return Cue(entry, kind, index, head, head, entry.type, "positive", "made", complement, "agreement/future")
        if _is_thought(tokens, lexicon, index):
            return None
        if complement is not None and entry.type not in ("intent", "agreement"):
            label = (entry.negated or "refusal") if negative else entry.type
            if label != "refusal" and "law" in entry.flags and tells_of_text(place):
                label = "agreement"
            return Cue(
                entry, kind, index, head, head, label, "positive", entry.status, complement, f"{entry.type}/future"
            )
    if not negative and stands_by_terms(tokens, index):
        return Cue(_PROVIDED, kind, index, head, head, "agreement", "positive", "made", None, "agreement/future")
    if negative and _is_excepted(tokens, lexicon, head):
        return Cue(_UNLESS, kind, index, head, head, "condition", "positive", "made", None, "condition/future")
    performs = _pays(words, head) or _lasts(tokens, head) or verb[1:] == "قع" and is_masdar_at(tokens, head + 1)
    forecasts = _has_forecast_stem(verb, lexicon) and not (negative and _ends_in(verb, _DENIED))
    if (forecasts and not performs) or _is_doubtful(tokens, lexicon, index, head, verb):
        return None
    if words[index - 1 : index] and words[index - 1] in grammar.RELATIVES:
        detail = "relative"
    elif kind in ("i1p", "i1s"):
        detail = "first"
    elif verb[1:] in lexicon.light:
        detail = "light"
    else:
        detail = "third"
    if not negative and _ends_in(verb, lexicon.threats):
        return Cue(_THREAT, kind, index, head, head, "threat", "positive", "made", None, "threat/future")
    base = WILL_NOT if negative else FUTURE
    return Cue(base, kind, index, head, head, base.type, "positive", base.status, None, f"{base.lemma}/{detail}")
