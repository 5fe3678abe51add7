"""Decides which noun phrase is a verb's subject: after the verb, before it, or omitted and taken from earlier words."""

from __future__ import annotations

import re

from reader.annotate.commitments import grammar
from reader.annotate.commitments.complements import is_masdar_at, joined_preposition
from reader.annotate.commitments.extents import is_telling, is_verb
from reader.annotate.commitments.lexicon import Lexicon
from reader.annotate.commitments.objects import is_office, is_person, split_two
from reader.annotate.commitments.quotations import opens_speech
from reader.annotate.commitments.text_words import COLON, COMMA, HARD, WEAK, TextWords

Stretch = tuple[int, int]
"""[first word, word after the last)."""

_LONGEST = 26
_HEARERS = grammar.WORDS["hearers"]
_SPANS = frozenset(("الاسبوع", "الشهر", "العام", "السنه", "الشهرين", "الايام", "الموسم", "الصيف"))
_PAST = grammar.WORDS["past_times"]
_STOPS = grammar.WORDS["subject_stops"]
_OFFICES = tuple(grammar.WORDS["offices"])
_BODY_HEADS = grammar.WORDS["body_heads"]
_HEADS = grammar.WORDS["heads"]
_ISSUED = frozenset(("بيان", "بيانا", "بلاغ", "بلاغا", "تقرير", "تقريرا"))
_IN_CHARGE = frozenset(
    ("مشرف", "المشرف", "مشرفه", "مشرفا", "القايم", "القايمين", "القايمون", "مسوول", "المسوول", "المسوولين")
)
_TITLES = grammar.WORDS["titles"]
_B_ADVERBS = grammar.WORDS["b_adverbs"]
_INSIDE = grammar.WORDS["inside_names"]
_DONE = grammar.WORDS["done"]
_NO_HEADS = grammar.WORDS["no_heads"]
_OCCASIONS = grammar.WORDS["occasions"]


def noun_phrase(
    tokens: TextWords, lexicon: Lexicon, start: int, end: int | None = None, *, governed: bool = False
) -> int:
    """The word after the noun phrase that begins at a word; the word itself where none does.

    `governed` lets it begin with a word that carries ب or ل.
    """
    words = tokens.words
    if not governed and start < len(words) and joined_preposition(tokens, start):
        return start
    limit = min(len(words), start + _LONGEST, len(words) if end is None else end)
    if start >= limit or words[start] in grammar.PREPOSITIONS or words[start] in grammar.ADVERBS:
        return start
    if words[start] in _NO_HEADS or (grammar.has_and(words[start]) and start not in tokens.named):
        return start
    index = start
    bracket = False
    while index < limit:
        if index > start:
            if not bracket and "(" in tokens.gap(index):
                bracket = True
            elif bracket and ")" in tokens.gap(index):
                bracket = False
            if tokens.break_before(index) >= COMMA or opens_speech(tokens, index):
                break
        named = (governed and index == start) or tokens.named.get(index, (index,))[0] < index
        if not bracket and not named and _ends_phrase(tokens, lexicon, start, index):
            break
        index += 1
    while index > start and words[index - 1] in ("من", "في", "عن", "علي", "باسم"):
        index -= 1
    return index


def _ends_phrase(tokens: TextWords, lexicon: Lexicon, start: int, index: int) -> bool:
    words = tokens.words
    word = words[index]
    if word in grammar.THAT or word in grammar.RELATIVES or word in grammar.DAYS or word in grammar.ADVERBS:
        return True
    if word in _NO_HEADS and index > start:
        return True
    if word[0] == "ل" and word[1:] in _HEARERS and index > start and words[index - 1] not in _INSIDE:
        # قال المدير لوكالة الأنباء
        return True
    if word in _SPANS and index + 1 < len(words) and (words[index + 1] in grammar.NEXT or words[index + 1] in _PAST):
        # يزور المدير الأسبوع المقبل
        return True
    if word in _DONE and index > start:
        # بيان تم إصداره
        return True
    if word in ("ل", "ب", "ك"):
        # لـ«الشرق الأوسط»: a preposition that a quotation mark parts from its noun.
        return True
    if word in _B_ADVERBS:
        return True
    if index == start:
        return word in grammar.AUXILIARIES or word in grammar.OPENERS or is_verb(tokens, lexicon, index)
    if word in grammar.AUXILIARIES or word in grammar.OPENERS or is_telling(lexicon, word):
        return True
    before = words[index - 1]
    if word in grammar.PREPOSITIONS:
        if word == "من":
            return before not in grammar.QUANTIFIERS and not (
                words[start] in grammar.QUANTIFIERS and index - start <= 3
            )
        if word == "في" and index + 1 < len(words) and words[index + 1] in _OCCASIONS:
            return True
        if word in ("علي", "عن"):
            # المشرف على الفريق, but يشرف وزير الصحة على …
            return before not in _IN_CHARGE
        if word in ("في", "لدي", "بين"):
            return before not in grammar.ROLE_NOUNS and not _is_somebody_unnamed(tokens, start, index)
        return True
    if is_verb(tokens, lexicon, index) or _follows_name(tokens, index):
        return True
    if word[0] in "ات" and index > start + 1 and not grammar.has_article(word) and is_masdar_at(tokens, index):
        # رفض المدرب جروس إراحة اللاعبين: after a definite name a verbal noun is the object.
        return grammar.has_article(words[start]) and words[start] not in grammar.TEXTS
    related = word.endswith(("ي", "يه")) and len(word) != 7
    if grammar.has_article(before) and grammar.has_article(word) and word[2:3] != "م" and is_masdar_at(tokens, index):
        if related:
            # المساحات التجارية: تجاري has the form of تفاعل
            return False
        # طلبوا من المجلس البت في …: no adjective, so the object.
        return index not in tokens.named
    if grammar.has_and(word):
        return word[1:] in grammar.PREPOSITIONS or word[1:] in grammar.THAT
    letter = joined_preposition(tokens, index)
    if letter == "ب":
        # عضو اللجنة بمجلس الشيوخ: a place of office, not yet what is promised.
        place = word.startswith(_OFFICES) or before in grammar.ROLE_NOUNS or before in grammar.BODIES
        return is_masdar_at(tokens, index, 1) or not place
    if letter == "ل":
        # المرشد الأعلى لإيران: of what somebody is in charge.
        charge = index in tokens.named and index - start <= 3 and is_office(words[start].removeprefix("ال"))
        body = charge or (words[start] in grammar.BODIES and index - start <= 5)
        # بيان لوزارة الداخلية
        body = body or (words[start] in _ISSUED and index == start + 1 and not is_masdar_at(tokens, index, 1))
        return not body and before not in _INSIDE and before not in grammar.ROLE_NOUNS
    return False


def _is_somebody_unnamed(tokens: TextWords, start: int, index: int) -> bool:
    """مسؤول كبير في الوزارة: whether an office without a name goes on with where it is; وزير الصحة does not."""
    between = range(start + 1, index)
    return (
        tokens.words[start] in grammar.ROLE_NOUNS
        and index - start <= 3
        and not any(at in tokens.named or grammar.has_article(tokens.words[at]) for at in between)
    )


def _follows_name(tokens: TextWords, index: int) -> bool:
    """رئيس الحكومة يوسف الشاهد أذن: whether a word right after a person's name is no part or title of it."""
    name = tokens.named.get(index - 1)
    if name is None or name[2] != "person" or name[1] != index or name[1] - name[0] < 2 or index in tokens.named:
        return False
    word = tokens.words[index]
    if word.startswith(("ال", "بن", "ابن", "ابو", "ال")) or grammar.has_and(word) or tokens.break_before(index) >= WEAK:
        return False
    office = is_office(word) or "ال" + word in grammar.ACTORS
    return not (office or word in grammar.ACTORS or word in _BODY_HEADS or word in grammar.PREPOSITIONS)


def with_apposition(tokens: TextWords, lexicon: Lexicon, start: int, before: int, *, governed: bool = False) -> int:
    """The end of a name with what stands after a comma beside it: قال فلان، المتحدث باسم الوزارة، إن."""
    end = noun_phrase(tokens, lexicon, start, before, governed=governed)
    if start < end < before and tokens.break_before(end) == COMMA and end - start <= 8:
        more = noun_phrase(tokens, lexicon, end, before)
        if more > end and is_person(tokens, end):
            # رئيس الحركة، فلان الفلاني في تصريح
            return more
        closed = more < len(tokens) and (tokens.words[more] in grammar.THAT or tokens.break_before(more) >= COMMA)
        if more > end and closed:
            return more
    return end


def left_subject(tokens: TextWords, lexicon: Lexicon, stop: int) -> Stretch | None:
    """The noun phrase right before a verb in its clause; past a relative pronoun, its antecedent."""
    words = tokens.words
    if stop == 0 or tokens.break_before(stop) >= COLON:
        return None
    if tokens.break_before(stop) == COMMA:
        return after_that(tokens, lexicon, stop)
    while stop > 0 and words[stop - 1] in grammar.AUXILIARIES and tokens.break_before(stop) < COMMA:
        stop -= 1
        if words[stop] == "كما":
            # أصدرت أحكاما على ثمانية كما حكمت على سبعة: another clause
            return None
        if tokens.break_before(stop) >= COMMA:
            # …، كما طالب: nothing of this clause stands before it.
            return None
    relative = words[stop - 1] if stop > 0 and words[stop - 1] in grammar.RELATIVES else ""
    if relative:
        stop -= 1
    start = stop
    while start > 0 and stop - start < 18:
        if start < stop and tokens.break_before(start) >= COMMA:
            break
        if start == stop and tokens.break_before(start) >= COLON:
            break
        before = words[start - 1]
        if before in grammar.THAT or before in _STOPS or before in grammar.OPENERS or before in grammar.PRONOUNS:
            break
        if is_verb(tokens, lexicon, start - 1) or is_telling(lexicon, before):
            # أعلن فلان عن لجنة تعمل: the antecedent is what stands after the last preposition.
            for place in range(stop - 2, start - 1, -1):
                if words[place] in grammar.PREPOSITIONS and words[start] not in grammar.RELATIVES:
                    start = place + 1
                    break
            break
        start -= 1
    while (
        start < stop
        and words[start] not in grammar.PREPOSITIONS
        and (
            words[start] in grammar.AUXILIARIES
            or words[start] in grammar.ADVERBS
            or words[start] in grammar.DAYS
            or words[start] in _DONE
            or words[start] == "غرار"
        )
    ):
        start += 1
    if start >= stop or words[start] in grammar.PREPOSITIONS or words[start] in grammar.OPENERS:
        return None
    if not relative and start and is_verb(tokens, lexicon, start - 1):
        split = split_two(tokens, start, stop)
        bare = start < split < stop and words[split][0] not in "ابل" and not grammar.has_and(words[split])
        if bare and split not in tokens.named and not is_masdar_at(tokens, split):
            # يناقش المجلس مشروع قانون يسمح: the indefinite is what the verb tells of.
            start = split
    found = _nearest(tokens, start, stop, relative)
    if words[found[0]] in grammar.MONTHS:
        return None
    if (
        words[found[0]][0].isdigit()
        and found[1] - found[0] <= 3
        and (any(word in grammar.TIME for word in words[found[0] : found[1]]))
    ):
        # الذي تم في 14 يوليو سيلقي
        return after_that(tokens, lexicon, stop)
    head = words[found[0]][1:] if grammar.has_and(words[found[0]]) else words[found[0]]
    if head in grammar.PREPOSITIONS or head in _NO_HEADS or head in _B_ADVERBS:
        return None
    governed = head[0] in "بل" and not grammar.has_own(head, head[0]) and found[0] not in tokens.named
    return None if governed and not relative else found


_BROKEN = re.compile(r"(?:ال)?ا..ا.")


def _is_plural(word: str) -> bool:
    """Whether a word has the shape of أفعال, of which news speaks as of a feminine: الأحزاب التي."""
    return bool(_BROKEN.fullmatch(word)) and word not in grammar.ROLE_NOUNS


_DATING = grammar.WORDS["dating"]


def _nearest(tokens: TextWords, start: int, stop: int, relative: str) -> Stretch:
    """The stretch without its dates, and for a relative pronoun the part of it that agrees."""
    words = tokens.words
    if relative:
        feminine = relative.lstrip("و") in ("التي", "اللتين", "اللتان")
        for place in range(stop - 2, start, -1):
            head = words[place + 1]
            governs = words[place] in grammar.PREPOSITIONS
            if not governs and words[place + 1].startswith(("لل", "بال")) and words[place + 1] not in _OFFICES:
                governs, head = True, words[place + 1][2:]
            if governs:
                plural = head.endswith(("ات", "ين", "ون")) or relative.lstrip("و") == "الذين" or _is_plural(head)
                if (head.endswith(("ه", "ات", "يه")) == feminine or plural) and head not in grammar.TIME:
                    start = place + 1
                break
        while start + 1 < stop and is_masdar_at(tokens, start) and not grammar.has_article(words[start]):
            # إمكانية حضور المتهم الذي يرفض: he, not his presence
            start += 1
    text = words[stop - 2] if not relative and stop - start > 2 and words[stop - 1][0] == "ب" else ""
    if text in grammar.TEXTS and text.endswith("ا"):
        # تبنى المجلس قرارا بالإجماع يصادق على
        return stop - 2, stop - 1
    last = words[stop - 1]
    # only before a present: وافق المجلس على قانون يعطي, not الحكومة في دبلن وافقت
    bare = last if not relative and stop < len(words) and words[stop][0] in "يت" else ""
    for place in range(stop - 2, start, -1):
        word = words[place + 1]
        if not bare or word.startswith(("ال", "لل")) or place + 1 in tokens.named or grammar.has_and(word):
            break
        if words[place] in ("علي", "عن", "الي", "في", "من") and word not in grammar.TIME and word not in _NO_HEADS:
            # وافق المجلس على قانون يعطي: the verb tells of the indefinite that a preposition governs.
            return place + 1, stop
    if (
        not relative
        and last.endswith("ا")
        and len(last) > 3
        and last not in grammar.TIME
        and stop - 1 not in tokens.named
        and stop - start > 2
        and any(word.startswith("ال") for word in words[start : stop - 1])
    ):
        # تبنى المجلس قرارا يصادق على: the indefinite is what the verb tells of.
        place = stop - 1
        while place - 1 > start and words[place - 1].endswith("ا") and len(words[place - 1]) > 3:
            place -= 1
        return place, stop
    for place in range(start + 1, stop):
        if words[place] in _DATING or words[place] in grammar.DAYS:
            return start, place
    return start, stop


def after_that(tokens: TextWords, lexicon: Lexicon, stop: int) -> Stretch | None:
    """إن المقاتلين الذين …، سينسحبون: past a comma, the noun phrase that إن or أن opened."""
    words = tokens.words
    for place in range(stop - 1, max(-1, stop - 26), -1):
        if tokens.break_before(place + 1) >= COLON:
            return None
        if words[place] in ("ان", "بان") and place + 1 < stop and not is_verb(tokens, lexicon, place + 1):
            end = noun_phrase(tokens, lexicon, place + 1, stop)
            if end == place + 1 or is_masdar_at(tokens, place + 1):
                return None
            if all(tokens.break_before(at) < COMMA for at in range(end, stop)):
                # إن الوفد الممثل عن الصندوق والذي زار البلاد، قرر
                end = stop
            return place + 1, end
    return None


def has_pronoun_before(tokens: TextWords, index: int) -> bool:
    """Whether a verb's subject is a pronoun on the word before it: إنه يرفض، وهو يطالب."""
    if index == 0 or tokens.break_before(index) >= COMMA:
        return False
    words = tokens.words
    place = index - 1
    if words[place] == "ما":
        # وهو ما وعدت به الحكومة: the pronoun is what is promised.
        return False
    if words[place] in grammar.AUXILIARIES and place > 0:
        place -= 1
    return words[place] in grammar.PRONOUN_THAT or words[place] in grammar.PRONOUNS


def text_before(tokens: TextWords, lexicon: Lexicon, index: int, most: int = 28) -> Stretch | None:
    """The agreement, law or plan that a verb like ينص tells of, where it stands before the verb."""
    words = tokens.words
    for place in range(index - 1, max(-1, index - most - 1), -1):
        if tokens.break_before(place + 1) >= HARD:
            return None
        word = words[place]
        bare = word[1:] if word[0] in "وبل" else word
        if word not in grammar.TEXTS and bare in grammar.TEXTS and word[0] == "ل":
            # مشروع قانون لسياسة الدفاع: what it is for is no text of its own.
            before = (at for at in range(place - 1, max(-1, place - 5), -1) if words[at] in grammar.TEXTS)
            place = next(before, place)
            if place and words[place - 1] in grammar.TEXTS:
                # مشروع قانون
                place -= 1
        if words[place] in grammar.TEXTS or bare in grammar.TEXTS:
            end = noun_phrase(tokens, lexicon, place, index)
            return place, max(end, place + 1)
    return None
