"""Decides who is bound, to what, towards whom, on what condition and by when, from the clause around a cue."""

from __future__ import annotations

from dataclasses import dataclass

from reader.annotate.commitments import grammar, speakers, subjects
from reader.annotate.commitments.complements import is_masdar_at, mark_at
from reader.annotate.commitments.cues import Cue, reach
from reader.annotate.commitments.extents import clause_end, condition_at, condition_before, deadline_at, is_verb
from reader.annotate.commitments.lexicon import Lexicon
from reader.annotate.commitments.subjects import Stretch, noun_phrase
from reader.annotate.commitments.tokens import COLON, COMMA, HARD, Tokens
from reader.model import Span

NAMES = ("committer", "action", "counterparty", "condition", "deadline", "source")


@dataclass(slots=True)
class _Slots:
    committer: Stretch | None = None
    action: Stretch | None = None
    counterparty: Stretch | None = None
    condition: Stretch | None = None
    deadline: Stretch | None = None
    source: Stretch | None = None
    end: int = 0
    """The word after everything that follows the cue."""


def fill_roles(tokens: Tokens, lexicon: Lexicon, cue: Cue) -> tuple[tuple[str, Span], ...]:
    """The roles of a cue as spans, in the order of the labels."""
    slots = _Slots(end=cue.last + 1)
    start = _action_start(tokens, lexicon, cue, slots)
    if start >= 0:
        _take_clause(tokens, lexicon, start, slots)
    _fill_people(tokens, lexicon, cue, slots)
    _fill_parties(tokens, lexicon, cue, slots)
    _fill_circumstances(tokens, cue, slots)
    _fill_source(tokens, lexicon, cue, slots)
    return tuple(
        (name, tokens.span(stretch[0], stretch[1] - 1))
        for name in NAMES
        if (stretch := getattr(slots, name)) is not None and stretch[0] < stretch[1]
    )


def _action_start(tokens: Tokens, lexicon: Lexicon, cue: Cue, slots: _Slots) -> int:
    if cue.provides >= 0:
        return cue.provides + 1
    if "through" in cue.entry.flags:
        for place in range(cue.last + 1, min(len(tokens), cue.last + 7)):
            if tokens.break_before(place) >= COMMA:
                return -1
            if mark_at(tokens, place, frozenset(("ب", "على", "أن", "ل"))):
                return place
        return -1
    if cue.entry.kind == "future":
        return _future_action(tokens, lexicon, cue, slots)
    if cue.complement is None:
        return -1
    start = cue.complement.start
    if cue.entry.only_with and cue.entry.kind == "verb":
        # وقّع الصندوق اتفاقية: what is signed.
        place = reach(tokens, cue.head, cue.entry)
        return place - 1 if place - 1 > cue.last and tokens.words[place - 1] in ("علي", "الي") else place
    if cue.complement.kind == "acc" and start == cue.last + 1 and cue.entry.kind == "verb":
        return _after_subject(tokens, lexicon, cue, start, slots)
    return start


def _after_subject(tokens: Tokens, lexicon: Lexicon, cue: Cue, start: int, slots: _Slots) -> int:
    """رفضت الحكومة القرار: where a subject and a bare object follow a verb, the object's first word."""
    if cue.form.startswith("ap") or _left_actor(tokens, lexicon, cue) is not None:
        return start
    if subjects.has_pronoun_before(tokens, cue.first):
        return start
    end = noun_phrase(tokens, lexicon, start)
    split = _split_two(tokens, start, end)
    if start < split < end:
        slots.committer = (start, split)
        return split
    if end < len(tokens) and tokens.break_before(end) < COMMA and tokens.words[end][0] == "ل":
        slots.committer = (start, end)
        return end
    return start


def _future_action(tokens: Tokens, lexicon: Lexicon, cue: Cue, slots: _Slots) -> int:
    """What follows the verb; a subject that stands between is taken as the committer."""
    start = cue.last + 1
    if start >= len(tokens) or tokens.break_before(start) >= COLON:
        return -1
    if is_masdar_at(tokens, start) or cue.form[:2] == "i1" or _left_actor(tokens, lexicon, cue) is not None:
        return start
    if subjects.has_pronoun_before(tokens, cue.first):
        return start
    end = noun_phrase(tokens, lexicon, start)
    if end > start and tokens.words[start] not in grammar.THINGS and cue.rule.endswith(("third", "relative")):
        if cue.rule.endswith("relative"):
            return start
        if end < len(tokens) and tokens.break_before(end) < COMMA and tokens.words[end] not in grammar.OPENERS:
            split = _split_two(tokens, start, end)
            slots.committer = (start, split)
            return split
    return start


def _take_clause(tokens: Tokens, lexicon: Lexicon, start: int, slots: _Slots) -> None:
    """Fill action, condition and date from the clause that begins at a word."""
    end = clause_end(tokens, lexicon, start)
    slots.end = end
    place = start
    action_end = end
    while place < end:
        if slots.condition is None and condition_at(tokens, place) and (place > start or tokens.words[place] != "حتي"):
            slots.condition = (place, end)
            action_end = min(action_end, place)
            break
        after = deadline_at(tokens, place)
        if after > place:
            after = min(after, end)
            if slots.deadline is None:
                slots.deadline = (place, after)
                if after >= end or condition_at(tokens, after):
                    action_end = place
            place = after
            continue
        if tokens.words[place] == "خلال" and place > start and slots.deadline is None:
            slots.deadline = (place, end)
            action_end = place
            break
        place += 1
    if slots.condition is not None:
        _cut_condition(tokens, slots)
    slots.action = (start, action_end) if action_end > start else None


def _fill_parties(tokens: Tokens, lexicon: Lexicon, cue: Cue, slots: _Slots) -> None:
    """تم توقيع اتفاقية بين تونس وقطر: the sides stand after بين."""
    if cue.type != "agreement" or slots.committer is not None:
        return
    for place in range(cue.last + 1, min(slots.end, cue.last + 14)):
        if tokens.words[place] == "بين":
            end = noun_phrase(tokens, lexicon, place + 1, slots.end)
            slots.committer = (place + 1, end) if end > place + 1 else None
            return


def _fill_circumstances(tokens: Tokens, cue: Cue, slots: _Slots) -> None:
    """Fill condition and date from what stands before the cue or between it and its action."""
    if slots.condition is None and cue.type in ("intent", "pledge", "refusal", "threat", "acceptance"):
        slots.condition = condition_before(tokens, cue.first)
    if slots.deadline is not None or cue.type != "intent":
        return
    start = slots.action[0] if slots.action is not None else cue.last + 1
    begin = cue.first
    while begin > 0 and cue.first - begin < 14 and tokens.break_before(begin) < COMMA:
        begin -= 1
    for place in (*range(cue.last + 1, start), *range(begin, cue.first)):
        after = deadline_at(tokens, place)
        if after > place:
            slots.deadline = (place, after)
            if slots.committer is not None and slots.committer[0] < place < slots.committer[1]:
                slots.committer = (slots.committer[0], place)
            return


def _cut_condition(tokens: Tokens, slots: _Slots) -> None:
    if slots.condition is None:
        return
    start, end = slots.condition
    for place in range(start + 2, end):
        after = deadline_at(tokens, place)
        if after >= end > place and slots.deadline is None:
            slots.deadline = (place, end)
            slots.condition = (start, place)
            return


def _fill_people(tokens: Tokens, lexicon: Lexicon, cue: Cue, slots: _Slots) -> None:
    if slots.committer is not None:
        return
    if cue.form[:2] in ("i1", "p1"):
        slots.committer = speakers.speaker_before(tokens, lexicon, cue.first)
        _mark_counterparty(tokens, lexicon, cue, slots)
    elif cue.entry.kind == "verb":
        _fill_verb_people(tokens, lexicon, cue, slots)
    elif cue.entry.kind == "noun":
        _fill_noun_people(tokens, lexicon, cue, slots)
    elif cue.entry.kind == "future":
        _fill_future_people(tokens, lexicon, cue, slots)
    elif "predicate" in cue.entry.flags:
        _fill_predicate(tokens, lexicon, cue, slots)
    elif "obliges" in cue.entry.flags:
        _fill_obliged(tokens, lexicon, cue, slots)
    else:
        _fill_scheduled(tokens, lexicon, cue, slots)


def _left_actor(tokens: Tokens, lexicon: Lexicon, cue: Cue) -> Stretch | None:
    if grammar.has_and(tokens.words[cue.first]):
        return None
    return subjects.left_subject(tokens, lexicon, cue.first)


def _fill_future_people(tokens: Tokens, lexicon: Lexicon, cue: Cue, slots: _Slots) -> None:
    if cue.rule.endswith("light") and cue.form == "i3ms":
        return
    left = _left_actor(tokens, lexicon, cue)
    if left is not None and (is_masdar_at(tokens, left[0]) or tokens.words[left[0]] in grammar.THINGS):
        # استئناف الإجلاء سيبدأ عند …: what will happen stands before its verb.
        if slots.action is None or slots.action[1] - slots.action[0] <= 2:
            slots.action = left
        return
    if left is None and subjects.has_pronoun_before(tokens, cue.first):
        left = speakers.speaker_before(tokens, lexicon, cue.first)
    if left is None and grammar.has_and(tokens.words[cue.first]) and not cue.rule.endswith("light"):
        left = subjects.left_out_subject(tokens, lexicon, cue.first, cue.form)
    slots.committer = left


def _fill_obliged(tokens: Tokens, lexicon: Lexicon, cue: Cue, slots: _Slots) -> None:
    """يجب على البلدية أن: the one who should act stands after على."""
    start = cue.last + 1
    slots.committer = speakers.speaker_before(tokens, lexicon, cue.first)
    if tokens.words[start : start + 1] != ["علي"] or slots.action is None:
        return
    end = noun_phrase(tokens, lexicon, start + 1)
    end = next((at for at in range(start + 2, end) if is_masdar_at(tokens, at) and not tokens.words[at].startswith("ال")), end)
    if end <= start + 1:
        return
    slots.counterparty = (start, end)
    if slots.action[0] == start:
        slots.action = (end, slots.action[1]) if end < slots.action[1] else None


def _fill_scheduled(tokens: Tokens, lexicon: Lexicon, cue: Cue, slots: _Slots) -> None:
    """من المقرر أن يصل الوفد: the subject of the verb in the clause, if it is somebody."""
    if cue.type != "intent" or cue.complement is None or cue.complement.kind != "أن":
        return
    place = cue.complement.content + 1
    while place < len(tokens) and (deadline_at(tokens, place) > place) and tokens.break_before(place) < COMMA:
        place = deadline_at(tokens, place)
    if place >= slots.end:
        return
    end = noun_phrase(tokens, lexicon, place, slots.end)
    end = _split_two(tokens, place, end)
    words = tokens.words
    if end > place and not is_masdar_at(tokens, place) and words[place] not in grammar.THINGS and words[place] not in ("هذه", "هذا"):
        slots.committer = (place, end)


def _fill_verb_people(tokens: Tokens, lexicon: Lexicon, cue: Cue, slots: _Slots) -> None:
    start = cue.last + 1
    if "text" in cue.entry.flags or cue.entry.lemma in ("نص", "قضى"):
        own = subjects.text_before(tokens, lexicon, cue.first)
        if own is not None:
            slots.committer = own
            return
    if "through" in cue.entry.flags:
        start = cue.head + 1
    stop = cue.complement.start if cue.complement else min(len(tokens), start + 8)
    if cue.entry.only_with and slots.action is not None:
        stop = slots.action[0]
    end = start
    if start < stop and tokens.break_before(start) < COMMA and not _marks_other(tokens, cue, start):
        end = noun_phrase(tokens, lexicon, start, stop)
    conjoined = grammar.has_and(tokens.words[cue.first])
    left = None if conjoined else subjects.left_subject(tokens, lexicon, cue.first)
    pronoun = subjects.has_pronoun_before(tokens, cue.first)
    if left is None and pronoun:
        left = speakers.speaker_before(tokens, lexicon, cue.first)
    if end > start:
        if "acc" in cue.entry.other and not cue.form.endswith("+"):
            known = left is not None or pronoun or cue.form.startswith("ap")
            split = start if known else _split_two(tokens, start, end)
            if split == end and _is_object(tokens, cue, start):
                split = start
            slots.counterparty = (split, end) if split < end else None
            slots.committer = (start, split) if split > start else left
        elif not cue.form.startswith("ap"):
            slots.committer = (start, end)
    if slots.committer is None:
        slots.committer = left or subjects.left_out_subject(tokens, lexicon, cue.first, cue.form)
    if slots.counterparty is None:
        _mark_counterparty(tokens, lexicon, cue, slots)


def _is_object(tokens: Tokens, cue: Cue, start: int) -> bool:
    """Whether what follows طالب cannot be its subject: a feminine, a plural or an accusative after the masculine."""
    head = tokens.words[start]
    if cue.form[1:4] == "3mp":
        return True
    return cue.form[1:4] == "3ms" and (head.endswith(("ه", "ات", "ين")) or head in ("الدول", "الاطراف", "القوي", "الفرق", "الامم", "الولايات"))


def _marks_other(tokens: Tokens, cue: Cue, index: int) -> bool:
    return mark_at(tokens, index, cue.entry.other - {"acc"}) is not None


def _split_two(tokens: Tokens, start: int, end: int) -> int:
    """Where a subject ends and an object begins in a run of nouns: after a definite phrase that another noun follows."""
    words = tokens.words
    defined = False
    for place in range(start, end):
        word = words[place]
        if place > start and (grammar.has_and(word) or words[place - 1] in grammar.PREPOSITIONS or word in grammar.PREPOSITIONS):
            continue
        if word.startswith("ال"):
            if defined and not _describes(words[place - 1], word):
                return place
            defined = True
        elif defined and not _is_name_part(words, start, place):
            return place
    return end


def _is_name_part(words: list[str], start: int, place: int) -> bool:
    # الرئيس باراك أوباما: a title takes a bare name; it ends at the next article.
    titled = words[start] in grammar.ROLE_NOUNS or words[start] in grammar.BODIES or words[start] in ("الشيخ", "الامير", "اللواء", "العقيد", "الدكتور", "السيد", "المدرب")
    return titled and place - start <= 5


def _describes(noun: str, adjective: str) -> bool:
    if not noun.startswith("ال"):
        return True
    if adjective.endswith(("يه", "ي", "يين", "يون")) or (adjective.startswith("الم") and adjective.endswith("ه")) or noun.endswith(("ات", "ين", "ون")):
        return True
    return noun.endswith("ه") == adjective.endswith("ه")


def _mark_counterparty(tokens: Tokens, lexicon: Lexicon, cue: Cue, slots: _Slots) -> None:
    markers = cue.entry.other - {"acc"}
    if not markers:
        return
    start = cue.last + 1
    stop = min(cue.complement.start if cue.complement else start + 8, len(tokens), start + 16)
    for place in range(start, stop):
        if tokens.break_before(place) >= COLON:
            return
        marked = mark_at(tokens, place, markers)
        if marked is None:
            continue
        end = noun_phrase(tokens, lexicon, marked[1], stop, governed=True)
        if end > place:
            slots.counterparty = (place, end)
            if slots.committer is not None and slots.committer[0] <= place < slots.committer[1]:
                slots.committer = (slots.committer[0], place)
        return


def _fill_noun_people(tokens: Tokens, lexicon: Lexicon, cue: Cue, slots: _Slots) -> None:
    words = tokens.words
    if "predicate" in cue.entry.flags:
        _fill_predicate(tokens, lexicon, cue, slots)
        return
    start = cue.last + 1
    stop = cue.complement.start if cue.complement and "through" not in cue.entry.flags else min(len(tokens), start + 24)
    if cue.provides >= 0:
        stop = cue.provides
    if start < len(tokens) and words[start] != "بين" and "through" in cue.entry.flags:
        start = next((place for place in range(start, min(start + 4, len(tokens))) if words[place] == "بين"), start)
    if cue.complement is None and "through" not in cue.entry.flags and cue.entry.needs:
        _fill_retold(tokens, lexicon, cue, slots)
        return
    if start + 1 < stop and words[start + 1] == "من" and not words[start].startswith("ال"):
        # موافقة رسمية من نادي الشباب
        start += 1
    if start < stop and tokens.break_before(start) < COMMA:
        place = start + 1 if words[start] in ("من", "بين") else start
        end = noun_phrase(tokens, lexicon, place, stop)
        if words[start] == "بين":
            end = max(end, stop if cue.provides >= 0 else end)
        if _has_suffix(words[cue.head]) and words[place].startswith("ال"):
            # رفضها الشديد لـ: an adjective, not an owner.
            end = place
        if end > place and words[place] not in grammar.RELATIVES and not is_masdar_at(tokens, place):
            if "acc" in cue.entry.other and words[start] != "من":
                slots.counterparty = (place, end)
            elif "through" not in cue.entry.flags or words[start] == "بين":
                slots.committer = (place, end)
    if "passive" in cue.entry.flags and slots.action is not None:
        _take_agent(tokens, lexicon, slots)
    if slots.committer is None:
        owner = _noun_owner(tokens, lexicon, cue)
        verb = words[owner[0] - 1] if owner is not None and owner[0] else ""
        if verb.endswith(("تلقي", "تلقت", "يتلقي", "حصل", "حصلت")):
            # تلقى فلان تهديدات: the one who has it is not the one who gives it.
            slots.counterparty = owner
        else:
            slots.committer = owner
    if slots.counterparty is None:
        _mark_counterparty(tokens, lexicon, cue, slots)


def _has_suffix(word: str) -> bool:
    return word.endswith(("ها", "هم", "نا", "ته", "تهم", "تها"))


def _fill_predicate(tokens: Tokens, lexicon: Lexicon, cue: Cue, slots: _Slots) -> None:
    """الحكومة عازمة على: who is resolved, ready or bound stands before, as before a verb."""
    left = _left_actor(tokens, lexicon, cue)
    if left is None and subjects.has_pronoun_before(tokens, cue.first):
        left = speakers.speaker_before(tokens, lexicon, cue.first)
    if cue.type == "condition":
        # رفع العقوبات مرهون بـ: what depends, then what it depends on.
        if left is not None and slots.action is not None and slots.condition is None:
            slots.action, slots.condition = left, slots.action
        return
    slots.committer = left or subjects.left_out_subject(tokens, lexicon, cue.first, "")


def _fill_retold(tokens: Tokens, lexicon: Lexicon, cue: Cue, slots: _Slots) -> None:
    """الوعد الذي حصل عليه فلان مقابل …: who had it, and in exchange for what."""
    words = tokens.words
    place = cue.last + 1
    while words[place] not in grammar.RELATIVES:
        place += 1
    end = clause_end(tokens, lexicon, place)
    place += 2
    if place < end and words[place] in grammar.PREPOSITIONS:
        place += 1
    name = noun_phrase(tokens, lexicon, place, end)
    if name > place:
        if words[place - 1] in grammar.PREPOSITIONS or words[place - 1].startswith("تلق"):
            slots.counterparty = (place, name)
        else:
            slots.committer = (place, name)
    condition = next((at for at in range(name, end) if condition_at(tokens, at)), -1)
    if condition >= 0:
        slots.condition = (condition, end)
    slots.end = end


def _take_agent(tokens: Tokens, lexicon: Lexicon, slots: _Slots) -> None:
    """اعتماد الأسماء من قبل فلان: what is approved, and by whom."""
    if slots.action is None:
        return
    words = tokens.words
    for place in range(slots.action[0], slots.action[1] - 2):
        if words[place] == "من" and words[place + 1] in ("قبل", "جانب"):
            slots.committer = (place + 2, max(place + 3, noun_phrase(tokens, lexicon, place + 2)))
            slots.action = (slots.action[0], place)
            return


def _noun_owner(tokens: Tokens, lexicon: Lexicon, cue: Cue) -> Stretch | None:
    """Whose promise, refusal or plan a noun is: the subject of the verb that governs it, or what its pronoun stands for."""
    words = tokens.words
    word = words[cue.head]
    if word.endswith(("ها", "هم")) or (word.endswith("ه") and cue.entry.lemma.endswith("ه") is False and word[-2:-1] == "ت"):
        form = "p3fs" if word.endswith("ها") else "p3mp" if word.endswith("هم") else "p3ms"
        return subjects.left_out_subject(tokens, lexicon, cue.first, form)
    if word.startswith("ال") or cue.rule.endswith("done"):
        return None
    for place in range(cue.first - 1, max(-1, cue.first - 30), -1):
        if tokens.break_before(place + 1) >= COMMA:
            return None
        if is_verb(tokens, lexicon, place):
            end = noun_phrase(tokens, lexicon, place + 1, cue.first)
            if end > place + 1 and not is_masdar_at(tokens, place + 1):
                return place + 1, end
            return subjects.left_subject(tokens, lexicon, place)
    return None


def _fill_source(tokens: Tokens, lexicon: Lexicon, cue: Cue, slots: _Slots) -> None:
    source = speakers.speaker_after(tokens, lexicon, slots.end) or speakers.speaker_before(tokens, lexicon, cue.first)
    committer = slots.committer
    if source is None or source[0] <= cue.head < source[1]:
        return
    if committer is not None and source[0] < committer[1] and committer[0] < source[1]:
        return
    slots.source = source
