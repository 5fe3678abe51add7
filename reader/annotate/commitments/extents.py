"""Decides how far a noun phrase, an action, a condition or a date runs."""

from __future__ import annotations

from reader.annotate.commitments import grammar
from reader.annotate.commitments.complements import is_masdar_at
from reader.annotate.commitments.lexicon import Lexicon
from reader.annotate.commitments.tokens import COLON, COMMA, HARD, WEAK, Tokens

MOST = 90
"""Words an action may run; a text without a full stop must not be read to its end for every cue."""

_QUANTIFIERS = frozenset(["عدد", "عددا", "كثير", "الكثير", "العديد", "اكثر", "كل", "مجموعه", "اي", "واحد", "بعض", "جزء", "قسم", "كلا", "كلا", "اثنان", "اثنين", "ثلاثه", "اربعه", "خمسه", "عشرات", "مئات", "الاف", "عشره", "مايات", "غالبيه", "معظم", "مزيد", "المزيد", "عددا", "نحو"])
_ROLE_NOUNS = frozenset(
    ["مسوول", "مسوولون", "مسوولين", "مصدر", "مصادر", "عضو", "اعضاء", "قيادي", "قياديون", "خبير", "خبراء", "محلل", "نايب", "نواب", "وزير", "وزراء", "متحدث", "رييس", "المتحدث", "المسوول", "العضو", "القيادي", "الرييس", "مدير", "ناشط", "ناشطون", "عامل", "عاملون", "مشرعون", "دبلوماسي", "دبلوماسيون", "مشاركون", "المشاركون", "الاعضاء", "النواب", "المسوولون", "المسوولين", "العاملون", "العاملين", "مسلحون", "مسلحين", "محامي", "محام"]
)
_ADVERBS = frozenset(["امس", "اليوم", "غدا", "الان", "ايضا", "كذلك", "اخيرا", "موخرا", "حاليا", "رسميا", "مجددا", "امسا", "سابقا", "لاحقا", "قبل", "بعد", "خلال", "اثناء", "عقب", "منذ", "حتي", "فقط", "فورا", "مساء", "صباح", "وذلك", "هنا", "هناك", "بالفعل", "مبدييا", "مبديا", "نهاييا", "تماما"])
_NAMES_WITH_W = frozenset(["وزير", "وزاره", "وزراء", "وزارات", "واشنطن", "وفد", "وكاله", "وكالات", "ولايه", "ولايات", "وكيل", "ولي", "والي", "وليد", "وليام", "وحده", "وحدات", "وسايل", "وسائل", "واحد", "واحده", "وجود", "وقف", "وقت", "وضع", "وصول", "وفاه", "ورشه", "ورقه", "وثيقه", "وثايق", "والد", "والده", "وساطه", "وسط", "وجه", "وعد", "وعود", "وظيفه", "وظايف", "وطن", "وطني", "وطنيه", "واردات", "وارسو", "واتس", "ووكر", "وفق", "وفقا", "وراء"])


def has_and(word: str) -> bool:
    """Whether a folded word begins with the conjunction و or ف and not with its own letter."""
    if word[:1] == "و":
        return word not in _NAMES_WITH_W and len(word) > 2
    return word[:2] in ("فق", "فا") and word in ("فقد", "فان", "فانه", "فانها")


def is_verb(tokens: Tokens, lexicon: Lexicon, index: int) -> bool:
    """Whether a word is nearly surely a finite verb."""
    word = tokens.words[index]
    if word in lexicon.finite or grammar.is_verb_shaped(word):
        return True
    bare = word[1:] if has_and(word) else word
    if bare is not word and (bare in lexicon.finite or bare in lexicon.verbs or bare in lexicon.speech):
        return True
    kind = lexicon.speech.get(bare)
    return kind is not None and kind[0] in "pi" and (bare != word or kind != "p3ms" or bare in ("قال", "اكد", "اضاف", "اعلن", "اوضح", "افاد", "ذكر"))


def condition_at(tokens: Tokens, index: int) -> int:
    """How many words the connector of a condition takes that begins at a word; 0 where none does."""
    words = tokens.words
    word = words[index]
    following = words[index + 1] if index + 1 < len(words) else ""
    if word in ("بشرط", "شريطه", "اذا", "ريثما", "طالما", "مالم", "كلما"):
        return 1
    if word == "مقابل":
        return 0 if following[:1].isdigit() else 1
    if (word, following) in (("شرط", "ان"), ("ما", "لم"), ("الا", "اذا"), ("الا", "بعد"), ("الي", "حين"), ("قبل", "ان"), ("في", "مقابل"), ("علي", "شرط"), ("في", "حال"), ("في", "حاله"), ("ان", "لم"), ("الي", "ان"), ("حتي", "لو")):
        return 2
    if word == "لحين" or (word == "لقاء" and following.startswith("ال") is False and False):
        return 1
    if word in ("قبل", "عند", "بعد", "حال") and following and is_masdar_at(tokens, index + 1) and following.lstrip("ال") not in grammar.TIME:
        return 1 if word != "بعد" else 0
    if word == "حتي" and following and (following[:1] == "ي" or following[:2] == "تت") and following not in grammar.NOT_VERBS:
        return 1
    return 0


_STARTS = frozenset(["خلال", "بحلول", "لمده", "لفتره", "قبل", "حتي", "منذ", "اعتبارا", "ابتداء", "بدءا", "طوال", "مع", "في", "بعد", "غضون", "اثناء"])


def deadline_at(tokens: Tokens, index: int) -> int:
    """The word after the date or term that begins at a word; the word itself where none does."""
    words = tokens.words
    word = words[index]
    size = len(words)
    place = index
    if word in ("فورا", "لاحقا", "قريبا"):
        return index + 1
    if word in grammar.DAYS:
        place = index + 1
    elif word in ("خلال", "بحلول", "لمده", "لفتره", "اعتبارا", "ابتداء", "بدءا", "طوال", "غضون"):
        place = index + 1
        if place < size and words[place] in ("من", "في"):
            place += 1
        if word in ("لمده", "لفتره") and place < size and tokens.break_before(place) < COMMA:
            place += 1
        elif place >= size or not _is_time(words, place):
            return index
    elif word in ("قبل", "حتي", "بعد", "مع", "منذ"):
        if index + 1 < size and _is_time(words, index + 1):
            place = index + 2
        else:
            return index
        if word == "منذ":
            return index
    elif word in ("في", "من", "العام", "الشهر", "الاسبوع", "السنه", "الموسم", "نهايه", "مطلع", "بدايه", "منتصف", "اواخر"):
        if word in ("في", "من"):
            if index + 1 < size and _is_dated(words, index + 1):
                place = index + 2
            else:
                return index
        elif index + 1 < size and (words[index + 1] in grammar.NEXT or _is_time(words, index + 1)):
            place = index + 2
        else:
            return index
    else:
        return index
    while place < size and tokens.break_before(place) <= WEAK and _is_time(words, place):
        place += 1
    return place


def _is_time(words: list[str], index: int) -> bool:
    word = words[index]
    bare = word[1:] if word[:1] in "وب" and word[1:] in grammar.TIME else word
    if bare in grammar.TIME:
        return True
    return word.isdigit() and (len(word) == 4 or any(next_word in grammar.TIME for next_word in words[index + 1 : index + 2]))


def _is_dated(words: list[str], index: int) -> bool:
    word = words[index]
    near = words[index : index + 4]
    if word in grammar.MONTHS or word in ("غضون", "اقرب", "القريب", "موعد", "نهايه", "مطلع", "بدايه", "منتصف", "اواخر"):
        return True
    if word in grammar.TIME and any(item in grammar.NEXT for item in near):
        return True
    return word.isdigit() and any(item in grammar.MONTHS for item in words[index + 1 : index + 3])


def source_tail_at(tokens: Tokens, index: int) -> bool:
    """Whether a word opens the naming of a source after what it reports."""
    words = tokens.words
    word = words[index]
    following = words[index + 1] if index + 1 < len(words) else ""
    if word in ("بحسب", "حسبما", "نقلا", "بحسبما"):
        return True
    if word in ("حسب", "وفق", "وفقا", "طبقا"):
        return tokens.break_before(index) >= COMMA or following in ("ما", "مصادر", "بيان", "مصدر", "لما", "تصريحات") or following.startswith("لل")
    return word == "علي" and following == "حد"


def clause_end(tokens: Tokens, lexicon: Lexicon, start: int, *, keep_conditions: bool = False) -> tuple[int, int, int]:
    """Where an action that begins at a word ends: (word after it, its condition's first word, its date's first word).

    Conditions and dates are 0-length (the end again) where there is none; what follows them may still belong to the action.
    """
    size = min(len(tokens), start + MOST)
    words = tokens.words
    condition = deadline = -1
    index = start + 1
    quoted = 0
    while index < size:
        gap = tokens.break_before(index)
        if gap >= HARD or (gap == COLON and index > start + 1):
            break
        word = words[index]
        if gap >= COMMA and _opens_clause(tokens, lexicon, index):
            break
        if word in grammar.CLAUSE_OPENERS and word not in grammar.WEAK_OPENERS and word not in ("لان",) and not (word == "من"):
            if word not in ("كما", "وهو", "وهي", "مما") or gap >= COMMA:
                break
        if has_and(word) and is_verb(tokens, lexicon, index):
            break
        if source_tail_at(tokens, index):
            break
        if _is_speech_participle(lexicon, word):
            break
        if not keep_conditions:
            taken = condition_at(tokens, index)
            if taken:
                condition = index
                break
        index += 1
    return index, condition, deadline


def _is_speech_participle(lexicon: Lexicon, word: str) -> bool:
    bare = word[1:] if has_and(word) else word
    kind = lexicon.speech.get(bare)
    return kind == "ap" and bare.endswith(("ا", "ه"))


def _opens_clause(tokens: Tokens, lexicon: Lexicon, index: int) -> bool:
    word = tokens.words[index]
    if word in grammar.CLAUSE_OPENERS or word in ("ان", "انه", "انها", "قال", "قالت"):
        return True
    if word in ("والتي", "والذي", "والذين", "وكذلك", "وايضا", "وخاصه", "وخصوصا", "خاصه", "خصوصا"):
        return False
    if word in grammar.RELATIVES:
        return False
    if is_verb(tokens, lexicon, index):
        return True
    if _is_speech_participle(lexicon, word):
        return True
    # A noun with و goes on with the enumeration; one without opens something new, unless in apposition.
    return not has_and(word) and word not in grammar.PREPOSITIONS and not is_masdar_at(tokens, index) and not word.startswith(("ال", "ب", "ل")) and word not in ("او", "ام", "ثم")


def noun_phrase(tokens: Tokens, lexicon: Lexicon, start: int, end: int | None = None) -> int:
    """The word after the noun phrase that begins at a word; the word itself where none does."""
    words = tokens.words
    limit = min(len(words), start + 24, len(words) if end is None else end)
    index = start
    commas = 0
    while index < limit:
        word = words[index]
        gap = tokens.break_before(index)
        if index > start:
            if gap >= COLON:
                break
            if gap == COMMA:
                break
        if index == start and (word in grammar.PREPOSITIONS or word in _ADVERBS):
            return start
        if word in grammar.THAT or word in grammar.RELATIVES or word in grammar.AUXILIARIES and index > start:
            break
        if word in _ADVERBS and word != "قبل" or word in grammar.DAYS:
            break
        if word in grammar.PREPOSITIONS:
            before = words[index - 1]
            if word == "من" and (before in _QUANTIFIERS or words[start] in _QUANTIFIERS and index - start <= 3):
                index += 1
                continue
            if word in ("في", "من", "باسم", "عن", "لدي", "علي") and (before in _ROLE_NOUNS or words[start] in _ROLE_NOUNS and index - start <= 3):
                index += 1
                continue
            break
        if index > start and is_verb(tokens, lexicon, index):
            break
        if index > start and has_and(word) and (word in grammar.CLAUSE_OPENERS or word[1:] in grammar.PREPOSITIONS):
            break
        if index > start and word[:1] == "ب" and word not in grammar.OWN_B and len(word) > 3:
            if word in ("باسم",) or words[index - 1] in _ROLE_NOUNS and not is_masdar_at(tokens, index, 1):
                index += 1
                continue
            # عضو اللجنة بمجلس الشيوخ: a place of office, not yet what is promised.
            if not word.startswith(("بال", "بمجلس", "بوزار", "بجامع", "بمنطق", "بمحافظ", "بحزب", "بهيئ")) or is_masdar_at(tokens, index, 1):
                break
        if index > start and word[:1] == "ل" and word not in grammar.OWN_L and len(word) > 3:
            if words[index - 1] not in _QUANTIFIERS and not word.startswith("لل") and not words[start].startswith(("رييس", "الرييس", "الامين", "المدير", "العام", "التابع")) and words[index - 1] not in ("العام", "التابع", "التابعه", "تابعين", "المساعد", "الاعلي"):
                break
            if word.startswith("لل") and index - start < 2 and words[index - 1] not in _ROLE_NOUNS and words[start] not in _ROLE_NOUNS:
                break
        if _is_speech_participle(lexicon, word) and index > start:
            break
        index += 1
    return index
