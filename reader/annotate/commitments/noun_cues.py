"""Decides where a noun (تعهد، موافقة، رفض) binds somebody, and where it is only mentioned."""

from __future__ import annotations

from reader.annotate.commitments import grammar
from reader.annotate.commitments.complements import FILLERS, Complement, find_complement, is_masdar_at, mark_at
from reader.annotate.commitments.cue import Cue
from reader.annotate.commitments.lexicon import CueEntry, Lexicon
from reader.annotate.commitments.surroundings import find_provision, is_done_by_court, reach
from reader.annotate.commitments.text_words import COLON, COMMA, TextWords
from reader.arabic.words import fold

_NAME_OPENERS = grammar.WORDS["name_openers"]
_IF = frozenset(("هل", "وهل", "اذا", "لو", "حال", "حاله", "صوره"))
_PLACES = frozenset(("في", "خلال", "بين", "بعد", "قبل", "اثر", "اليوم"))
_PLACE_WORDS = 4
"""Words that the name of a place or occasion may have after its preposition."""
_LACK = frozenset(("عدم", "بعدم", "لعدم", "وعدم", "دون", "بدون"))
_DONE = grammar.WORDS["done"]
_TO_BE_DONE = grammar.WORDS["to_be_done"]
_UNREACHED = grammar.WORDS["unreached"]
_PROMISED = grammar.WORDS["promised"]


def judge_noun(tokens: TextWords, lexicon: Lexicon, index: int, entry: CueEntry) -> Cue | None:
    words = tokens.words
    previous = words[index - 1] if index and tokens.break_before(index) < COMMA else ""
    is_done = _is_done(tokens, index)
    complement = find_complement(tokens, lexicon, index + 1, entry, verb=is_done)
    through = "through" in entry.flags
    if complement is None and entry.needs and not through and not _is_retold(tokens, index, entry):
        return None
    if previous in ("شرط", "بشرط", "شريطه") or (previous == "مقابل" and entry.type != "pledge"):
        # بشرط موافقة الحكومة: the condition of something else.
        return None
    if (
        "near" in entry.flags
        and complement is not None
        and complement.kind == "masdar"
        and complement.start > index + 1
    ):
        # قرارات الحكومة تأخير
        return None
    if previous in _TO_BE_DONE or (through and _is_unreached(tokens, index)):
        return None
    if any(word in _IF for word in words[max(0, index - 3) : index]):
        # في حال وجود اتفاق على: nothing is agreed yet.
        return None
    if words[index].startswith("ال") and previous in _NAME_OPENERS:
        return None
    if "urged" in entry.flags and not _is_urged(tokens, lexicon, index):
        return None
    if "done" in entry.flags and (not is_done or (previous == "يتم" and words[index - 2 : index - 1] == ["ان"])):
        # على أن يتم توقيع العقد: not yet done.
        return None
    if "passive" in entry.flags and not is_done and not _has_agent(tokens, index):
        return None
    if "actor" in entry.flags and not (
        index + 1 in tokens.named or words[index + 1 : index + 2] and words[index + 1] in grammar.ACTORS
    ):
        return None
    if "owned" in entry.flags and not _is_owned(tokens, index, entry, complement):
        return None
    word = words[index]
    if entry.type == "acceptance" and (word.startswith("ل") or word == "بالموافقه") and previous not in _DONE:
        # للموافقة على، إقناعه بالموافقة: what something is for, not yet done.
        return None
    if previous in ("وفق", "ضمن", "حسب", "او", "حول", "بشان", "بدل") and entry.type in (
        "intent",
        "refusal",
        "acceptance",
    ):
        return None
    if entry.type == "pledge" and word.startswith("لال"):
        # حياهم لالتزامهم بـ: what is kept, not promised.
        return None
    if entry.type == "intent" and entry.lemma != "قرار" and _is_denied(tokens, index, previous):
        # لا نية لـ: a plan is denied.
        return Cue(entry, "", index - 1, index, index, "refusal", "positive", "made", complement, "نية/denied")
    first = last = index
    if through:
        last = reach(tokens, index, entry)
    kind, polarity = entry.type, "positive"
    if "court" in entry.flags and is_done_by_court(words, index):
        kind = "demand"
    if "predicate" in entry.flags and previous in ("غير", "وغير", "ليس", "ليست", "وليس", "وليست", "ليسوا", "لسنا"):
        # غير مستعد: the readiness is denied.
        first, polarity = index - 1, "negative"
    elif previous in _DONE:
        first = index - 1
    elif previous in _LACK:
        first = index - 1
        if entry.type == "refusal":
            return None
        if entry.type == "acceptance":
            kind = "refusal"
        else:
            polarity = "negative"
    detail = "done" if previous in _DONE else "with ل" if word.startswith("ل") else "noun"
    provides = find_provision(tokens, last) if through else -1
    is_unsaid = through and previous not in _DONE and provides < 0
    if is_unsaid and (word.startswith("لل") or not _has_content(tokens, last)):
        # للتوصل إلى اتفاق: what is aimed at.
        return None
    status = _find_status(tokens, lexicon, index) if kind in ("pledge", "agreement") else entry.status
    return Cue(entry, "", first, last, index, kind, polarity, status, complement, f"{entry.lemma}/{detail}", provides)


def _is_done(tokens: TextWords, index: int) -> bool:
    """Whether تم stands before a verbal noun, with a time or place between: تم، الثلاثاء، بقصر الحكومة، التوقيع."""
    far = tokens.words[index].startswith("ال")
    placed = index
    for place in range(index - 1, max(-1, index - (12 if far else 6)), -1):
        word = tokens.words[place]
        if tokens.break_before(place + 1) > COMMA:
            return False
        if word in _DONE:
            return True
        if word in grammar.TIME or word in FILLERS or word[0].isdigit() or place in tokens.dates:
            placed = place
        elif not far or word in grammar.THAT or is_masdar_at(tokens, place):
            return False
        elif word in _PLACES or (word[0] == "ب" and not grammar.has_own(word, "ب")):
            placed = place
        elif placed - place > _PLACE_WORDS:
            return False
    return False


def _is_denied(tokens: TextWords, index: int, previous: str) -> bool:
    """Whether it is said that there is no plan: لا نية لـ، ليس هناك أي نية لـ."""
    if previous in ("لا", "ولا"):
        return True
    near = tokens.words[max(0, index - 4) : index]
    return previous == "اي" and any(word in ("ليس", "ليست", "لا", "لم", "يوجد", "توجد") for word in near)


def _is_urged(tokens: TextWords, lexicon: Lexicon, index: int) -> bool:
    """Whether a verb or participle of saying stands before ضرورة: أشار إلى ضرورة، منوها بضرورة."""
    words = tokens.words
    for place in range(index - 1, max(-1, index - 10), -1):
        if tokens.break_before(place + 1) >= COLON:
            return False
        word = words[place]
        if lexicon.speech.get(word) or (word[0] in "وف" and lexicon.speech.get(word[1:])):
            return True
        if word.removeprefix("و") in (
            "التاكيد",
            "تاكيد",
            "تاكيده",
            "تاكيدها",
            "بتاكيد",
            "التشديد",
            "بالتاكيد",
            "وبالتاكيد",
            "الحرص",
            "تشديد",
        ):
            return True
    return False


def _has_content(tokens: TextWords, last: int) -> bool:
    """Whether it is said what an agreement is to bring: اتفاق بإخراج …، على وقف …."""
    if tokens.words[last + 1 : last + 2] and tokens.words[last + 1] in ("بين", "بشان", "حول"):
        return tokens.break_before(last + 1) < COMMA
    for place in range(last + 1, min(len(tokens) - 1, last + 7)):
        if tokens.break_before(place) >= COMMA:
            return False
        marked = mark_at(tokens, place, frozenset(("ب", "على", "أن")))
        if marked is not None and (marked[0] == "أن" or is_masdar_at(tokens, marked[1], int(marked[0] == "ب"))):
            return True
    return False


def _is_unreached(tokens: TextWords, index: int) -> bool:
    """Whether what stands before says that an agreement is not there: فشل في التوصل، لم يتم التوصل."""
    near = range(max(0, index - 3), index)
    return any(tokens.words[place] in _UNREACHED for place in near if tokens.break_before(place + 1) < COMMA)


def _find_status(tokens: TextWords, lexicon: Lexicon, index: int) -> str:
    """What the verb that governs a promise says became of it: أوفى بتعهداته, نقضت وعودها."""
    for place in range(index - 1, max(-1, index - 7), -1):
        if tokens.break_before(place + 1) >= COMMA:
            break
        word = tokens.words[place]
        status = lexicon.status.get(word) or lexicon.status.get(word[1:] if word[0] in "وف" else "")
        if status is not None:
            return status
    return "made"


def _is_retold(tokens: TextWords, index: int, entry: CueEntry) -> bool:
    """Whether a relative clause says that a promise was given or had: الوعد الذي حصل عليه."""
    if entry.type != "pledge":
        return False
    for place in range(index + 1, min(index + 4, len(tokens) - 1)):
        if tokens.break_before(place) >= COMMA:
            return False
        if tokens.words[place] in grammar.RELATIVES:
            return tokens.words[place + 1] in _PROMISED
    return False


def _has_agent(tokens: TextWords, index: int) -> bool:
    words = tokens.words
    for place in range(index + 1, min(index + 14, len(tokens) - 1)):
        if tokens.break_before(place) >= COMMA:
            return False
        if words[place] == "من" and words[place + 1] in ("قبل", "جانب"):
            return True
    return False


def _is_owned(tokens: TextWords, index: int, entry: CueEntry, complement: Complement | None) -> bool:
    """Whether a verbal noun says whose it is: التزام الحكومة بـ, التزامه بـ; الالتزام بـ is anybody's."""
    word = tokens.words[index]
    stem = fold(entry.lemma)[:2]
    if word.removeprefix("و").removeprefix("ب").startswith(("ال" + stem, "لل" + stem)):
        return False
    if word.endswith(("ه", "ها", "هم", "نا", "هما")):
        return True
    return complement is not None and complement.start > index + 1
