"""Decides whose promise, refusal or plan a noun expresses, and towards whom."""

from __future__ import annotations

from reader.annotate.commitments import grammar, speakers, subjects
from reader.annotate.commitments.actors import left_actor, mark_counterparty
from reader.annotate.commitments.antecedents import left_out_subject
from reader.annotate.commitments.complements import is_masdar_at
from reader.annotate.commitments.cue import Cue
from reader.annotate.commitments.deadlines import deadline_at
from reader.annotate.commitments.extents import clause_end, condition_at, is_verb
from reader.annotate.commitments.lexicon import Lexicon
from reader.annotate.commitments.objects import split_two
from reader.annotate.commitments.slots import Slots
from reader.annotate.commitments.subjects import Stretch, noun_phrase, with_apposition
from reader.annotate.commitments.text_words import COMMA, HARD, TextWords


def fill_noun_people(tokens: TextWords, lexicon: Lexicon, cue: Cue, slots: Slots) -> None:
    words = tokens.words
    if "predicate" in cue.entry.flags:
        fill_predicate(tokens, lexicon, cue, slots)
        return
    if words[cue.head] in _TELLERS or cue.entry.lemma in _TELLERS:
        # داعيا إلى: the one who speaks goes on.
        speaker = speakers.going_on(tokens, lexicon, cue.first)
        slots.committer = speaker or left_out_subject(tokens, lexicon, cue.first, "", tells=True)
        mark_counterparty(tokens, lexicon, cue, slots)
        return
    if _fill_light(tokens, lexicon, cue, slots):
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
    adjectives, start = start, _past_adjectives(tokens, cue.head, start, stop)
    if start < stop and tokens.break_before(start) < COMMA:
        place = start + 1 if words[start] in ("من", "بين") else start
        end = noun_phrase(tokens, lexicon, place, stop)
        if words[start] == "بين":
            end = max(end, stop if cue.provides >= 0 else end)
        if end == place + 1 == stop and words[place] in _ADJECTIVES:
            end = place
        owned = _has_suffix(words[cue.head]) or tokens.spelling(cue.head).endswith("ه")
        if owned and (words[place].startswith("ال") or cue.type == "demand"):
            # رفضها الشديد لـ: an adjective, not an owner.
            end = place
        if words[place] in grammar.TIME or words[place][0].isdigit() or words[place] in ("جري", "جرت", "تم", "تمت"):
            # اتفاق الأسبوع الماضي: when, not whose; اتفاق جرى التفاوض عليه: what became of it.
            end = place
        if end > place and words[place] not in grammar.RELATIVES and not is_masdar_at(tokens, place):
            called = cue.type == "demand" and (words[place] in _ADDRESSED or cue.entry.lemma in _CALLS)
            if called and slots.action is not None and tokens.break_before(slots.action[0]) < COMMA:
                end = max(end, slots.action[0]) if slots.action[0] - end <= _PLACED else end
            if called or ("acc" in cue.entry.other and words[start] != "من"):
                slots.counterparty = (place, end)
            elif "through" not in cue.entry.flags or words[start] == "بين":
                slots.committer = (place, end)
    if slots.committer is None and slots.counterparty is None:
        slots.committer = _gentilic(tokens, adjectives, start)
    if "passive" in cue.entry.flags and slots.action is not None:
        _take_agent(tokens, lexicon, slots)
    if cue.type in ("threat", "pledge"):
        _take_giver(tokens, lexicon, slots)
    if slots.committer is None:
        owner = _noun_owner(tokens, lexicon, cue)
        verb = words[owner[0] - 1] if owner is not None and owner[0] else ""
        if cue.type == "pledge" and cue.complement is not None and not _has_suffix(words[cue.head]):
            # ضمانات بأن طهران لن …: who is bound stands in what is promised
            owner = _promiser(tokens, lexicon, cue.complement.start, slots) or owner
        if verb.endswith(("تلقي", "تلقت", "يتلقي", "حصل", "حصلت")):
            # تلقى فلان تهديدات: the one who has it is not the one who gives it.
            slots.counterparty = owner
        else:
            slots.committer = owner
            _part_owner(tokens, cue, verb, slots)
    if slots.counterparty is None:
        mark_counterparty(tokens, lexicon, cue, slots)


def _part_owner(tokens: TextWords, cue: Cue, verb: str, slots: Slots) -> None:
    """Leave of the subject and object that follow the governing verb the one whose noun it is."""
    if slots.committer is None:
        return
    start, end = slots.committer
    split = split_two(tokens, start, end)
    if not start < split < end:
        return
    if cue.type == "demand" and slots.counterparty is None:
        # منحت المحكمة المتهم مهلة
        slots.committer, slots.counterparty = (start, split), (split, end)
    elif verb.removeprefix("و") in _ACCUSING and tokens.words[cue.first][0] == "ب":
        # اتهم الرئيس خصمه بالتخطيط لـ
        slots.committer = split, end
    elif tokens.spelling(split).endswith(("ه", "ها", "هم")):
        # جدد الوزير تأكيده على رفض
        slots.committer = start, split


def _promiser(tokens: TextWords, lexicon: Lexicon, start: int, slots: Slots) -> Stretch | None:
    words = tokens.words
    stop = slots.action[1] if slots.action is not None else start
    if words[start] not in ("بان", "ان") or start + 1 >= stop:
        return None
    end = noun_phrase(tokens, lexicon, start + 1, stop)
    return (start + 1, end) if end > start + 1 and not is_masdar_at(tokens, start + 1) else None


_ADJECTIVES = grammar.WORDS["adjectives"]
_ACCUSING = frozenset(("اتهم", "اتهمت", "اتهموا", "يتهم", "تتهم", "يتهمون"))
_CALLS = frozenset(("لحث", "استدعاء"))
"""Nouns of calling whose owner is the one who is called."""
_PLACED = 4
"""Words after the one who is called that say where he is, before what is asked of him."""


def _fill_light(tokens: TextWords, lexicon: Lexicon, cue: Cue, slots: Slots) -> bool:
    """أصدرت المحكمة حكما، توصل تركيا إلى تفاهم: where the cue's own verb or noun stands before, its subject."""
    words = tokens.words
    if "through" in cue.entry.flags and cue.head + 2 < cue.last:
        end = noun_phrase(tokens, lexicon, cue.head + 1, cue.last)
        if end > cue.head + 1 and words[end] in ("الي", "ل"):
            slots.committer = (cue.head + 1, end)
            mark_counterparty(tokens, lexicon, cue, slots)
            return True
    if cue.first == cue.head or cue.rule.endswith("done") or not is_verb(tokens, lexicon, cue.first):
        return False
    end = noun_phrase(tokens, lexicon, cue.first + 1, cue.head)
    if end > cue.first + 1 and not is_masdar_at(tokens, cue.first + 1) and words[cue.first + 1] not in grammar.ADVERBS:
        slots.committer = (cue.first + 1, end)
    else:
        form = "p3fs" if words[cue.first].endswith("ت") or words[cue.first][0] == "ت" else "p3ms"
        left = None if grammar.has_and(words[cue.first]) else subjects.left_subject(tokens, lexicon, cue.first)
        slots.committer = left or left_out_subject(tokens, lexicon, cue.first, form)
    mark_counterparty(tokens, lexicon, cue, slots)
    return True


_TELLERS = grammar.WORDS["tellers"]
_ADDRESSED = grammar.WORDS["addressed"]
_GENTILICS = grammar.WORDS["gentilics"]


def _gentilic(tokens: TextWords, start: int, end: int) -> Stretch | None:
    """تعهدات روسية: the adjective that says whose it is, where no noun does."""
    for place in range(start, end):
        stem = tokens.words[place].removeprefix("ال").removesuffix("ه")
        if stem in _GENTILICS:
            end = place + 1
            while end < len(tokens) and _is_gentilic(tokens.words[end]) and tokens.break_before(end) <= COMMA:
                # اتفاق أمريكي - سعودي
                end += 1
            return place, end
    return None


def _is_gentilic(word: str) -> bool:
    return word.removeprefix("و").removeprefix("ال").removesuffix("ه") in _GENTILICS


def _take_giver(tokens: TextWords, lexicon: Lexicon, slots: Slots) -> None:
    """تهديدات بالقتل من الجماعة: who stands with من after what is threatened or promised."""
    if slots.action is None or slots.committer is not None:
        return
    start, end = slots.action
    for place in range(start + 1, end - 1):
        giver = tokens.words[place + 1]
        body = giver in grammar.ACTORS or giver.removeprefix("ال") in grammar.ACTORS
        if tokens.words[place] == "من" and (body or place + 1 in tokens.named):
            slots.committer = (place + 1, max(place + 2, noun_phrase(tokens, lexicon, place + 1, end)))
            slots.action = (start, place)
            return


def _past_adjectives(tokens: TextWords, head: int, start: int, stop: int) -> int:
    """الموافقة الرسمية من النادي، حكما غيابيا: the first word after a noun that does not describe it."""
    words = tokens.words
    noun = words[head]
    defined = noun.removeprefix("و").removeprefix("ب").startswith("ال") and not noun.removeprefix("ب").startswith(
        "التزام"
    )
    defined = defined or noun.startswith("لل") or _has_suffix(noun)
    bare = noun.endswith("ا") and len(noun) > 3
    place = start
    while place < stop and place not in tokens.named and tokens.break_before(place) < COMMA:
        word = words[place].removeprefix("و") if place > start else words[place]
        if word in grammar.PREPOSITIONS or word in grammar.RELATIVES or word in grammar.THAT:
            break
        following = words[place + 1] if place + 1 < len(words) else ""
        governs = following.startswith("ال") or place + 1 in tokens.named
        if defined or word.startswith("ال"):
            describes = defined and word.startswith("ال")
        elif bare:
            describes = word.endswith(("ا", "ه")) and word[0] not in "بل"
        else:
            describes = word in _ADJECTIVES or (word.endswith(("ي", "يه", "يا")) and not governs) or following == "من"
        if not describes:
            break
        place += 1
    return place


def _has_suffix(word: str) -> bool:
    return word.endswith(("ها", "هم", "نا", "ته", "تهم", "تها"))


def fill_predicate(tokens: TextWords, lexicon: Lexicon, cue: Cue, slots: Slots) -> None:
    """الحكومة عازمة على: who is resolved, ready or bound stands before, as before a verb."""
    left = left_actor(tokens, lexicon, cue)
    if left is None and subjects.has_pronoun_before(tokens, cue.first):
        left = speakers.speaker_before(tokens, lexicon, cue.first)
    if cue.type == "condition" and subjects.has_pronoun_before(tokens, cue.first):
        # إن إقالتهم إنما هي مرهونة: the pronoun stands for what أن opened.
        left = subjects.after_that(tokens, lexicon, cue.first - 1)
    if cue.type == "condition":
        # رفع العقوبات مرهون بـ: what depends, then what it depends on.
        if left is not None and slots.action is not None and slots.condition is None:
            slots.action, slots.condition = left, slots.action
        return
    slots.committer = left or left_out_subject(tokens, lexicon, cue.first, "")


def _fill_retold(tokens: TextWords, lexicon: Lexicon, cue: Cue, slots: Slots) -> None:
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


def _take_agent(tokens: TextWords, lexicon: Lexicon, slots: Slots) -> None:
    """اعتماد الأسماء من قبل فلان: what is approved, and by whom."""
    if slots.action is None:
        return
    words = tokens.words
    for place in range(slots.action[0], slots.action[1] - 2):
        if words[place] == "من" and words[place + 1] in ("قبل", "جانب"):
            slots.committer = (place + 2, max(place + 3, noun_phrase(tokens, lexicon, place + 2)))
            slots.action = (slots.action[0], place)
            return


def _ends_at(tokens: TextWords, lexicon: Lexicon, last: int, stop: int) -> bool:
    """Whether a subject with its title and name, separated by commas, runs from a verb right up to a word."""
    for place in range(last, max(0, last - 16), -1):
        if tokens.break_before(place) >= HARD:
            return is_verb(tokens, lexicon, place) and _subject_end(tokens, lexicon, place + 1, stop) == stop
    return False


def _subject_end(tokens: TextWords, lexicon: Lexicon, start: int, stop: int) -> int:
    while start < stop and deadline_at(tokens, start) > start:
        start = deadline_at(tokens, start)
    return with_apposition(tokens, lexicon, start, stop)


def _noun_owner(tokens: TextWords, lexicon: Lexicon, cue: Cue) -> Stretch | None:
    """Whose promise, refusal or plan a noun is: the subject of the verb over it, or what its pronoun stands for."""
    words = tokens.words
    word = words[cue.head]
    if word.endswith(("ها", "هم")) or (
        word.endswith("ه") and cue.entry.lemma.endswith("ه") is False and word[-2:-1] == "ت"
    ):
        form = "p3fs" if word.endswith("ها") else "p3mp" if word.endswith("هم") else "p3ms"
        return left_out_subject(tokens, lexicon, cue.first, form)
    if word.startswith("ال") or cue.rule.endswith("done"):
        return None
    issued = (word.endswith("ا") and len(word) > 3) or (word[0] == "ل" and cue.type == "demand")
    for place in range(cue.first - 1, max(-1, cue.first - (45 if issued else 30)), -1):
        gap = tokens.break_before(place + 1)
        if gap == COMMA and not issued and _ends_at(tokens, lexicon, place, cue.first):
            # أكد الوزير، فلان الفلاني، قرار تأجيل
            continue
        if gap >= (HARD if issued else COMMA) or (issued and words[place] in grammar.THAT):
            # أصدرت الدائرة، اليوم الجمعة، حكما: an accusative or an aim may be parted from its verb.
            break
        if words[place] == "وجود":
            # كشف الوزير عن وجود خطة: he tells of it, it may be another's
            return None
        resumed = place > 0 and words[place - 1] in grammar.RELATIVES and words[place].endswith(("ه", "ها"))
        if is_verb(tokens, lexicon, place) or resumed:
            start = place + 1
            while start < cue.first and deadline_at(tokens, start) > start:
                # أكد اليوم الاثنين العميد
                start = deadline_at(tokens, start)
            end = with_apposition(tokens, lexicon, start, cue.first)
            if end > start and not is_masdar_at(tokens, start):
                return start, end
            return subjects.left_subject(tokens, lexicon, place)
    has_pronoun = word.endswith("ه") and cue.entry in lexicon.nouns.get(word[:-1], ())
    return left_out_subject(tokens, lexicon, cue.first, "p3ms") if has_pronoun else None
