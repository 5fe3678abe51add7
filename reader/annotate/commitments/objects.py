"""Decides where a subject ends and an object begins, and which of the two a lone noun after a verb is."""

from __future__ import annotations

import re

from reader.annotate.commitments import grammar
from reader.annotate.commitments.complements import is_masdar_at
from reader.annotate.commitments.text_words import WEAK, TextWords

_INSIDE = grammar.WORDS["inside_names"]
_PLURALS = ("ين", "ون", "ات")
_TITLES = grammar.WORDS["titles"]
_HEADS = grammar.WORDS["heads"]
_BODY_HEADS = grammar.WORDS["body_heads"]
_PEOPLE = (
    frozenset(
        word
        for word in grammar.ACTORS
        if word.startswith("ال") and (word.endswith(("ون", "ين")) or word in grammar.WORDS["people"])
    )
    - grammar.WORDS["singular_in_n"]
)
"""Plurals of people, which describe no singular."""
_OFFICERS = frozenset(("رييس", "مدير", "وزير", "وزراء", "مسوولي", "مديري"))
_OF_PLACES = frozenset(
    ("الجمهوريه", "المملكه", "الامارات", "الدوله", "الولايات", "السلطنه", "الاماره", "الولايه", "المحافظه")
)
_COUNTING = frozenset(("عدد", "عددا", "احد"))
_NOUNS_IN_M = grammar.WORDS["nouns_in_m"]
_SINGULAR = grammar.WORDS["singular_in_n"]
_ADJECTIVES = grammar.WORDS["broken_adjectives"]
# فعيل، فاعل، أفعل، فعّال: أفعل with four letters only, so that أفعال stays a noun
_ADJECTIVE = re.compile(r"..ي.|.ا.|.ا..|ا...|ا..ا")
_ADDRESSED = grammar.WORDS["addressed"]


def split_two(tokens: TextWords, start: int, end: int) -> int:
    """Where a subject ends and an object begins in a run of nouns: after a definite phrase, at the next noun."""
    words = tokens.words
    defined = False
    for place in range(start, end):
        word = words[place]
        if place > start and _meet(tokens, start, place):
            return place
        if place > start and place - 1 in tokens.named and word in ("كافه", "جميع", "كل", "سائر"):
            # ودعا فلان كافة الأطراف
            return place
        if place > start and (word == "اي" or _is_owned(tokens, place, defined)):
            return place
        name = tokens.named.get(place)
        if name is not None and name[0] == place and name[2] == "place" and _follows_actor(tokens, start, place):
            return place
        if name is not None and (name[0] < place or (name[1] == place + 1 and name[2] in ("place", "person"))):
            defined = True
            continue
        if place > start and word in _BODY_HEADS and word not in _OFFICERS and is_person(tokens, place - 1):
            # طالب جروس إدارة ناديه
            return place
        if place > start and tokens.named.get(place - 1, (0, 0, ""))[2] == "person" and is_office(word):
            if place - start > 1 and _names_another(tokens, place, end):
                # الرئيس باراك أوباما وزير الخارجية جون كيري
                return place
            # كارلوس تشافيز أمين صندوق الاتحاد
            defined = False
            continue
        if place > start and place - 1 in tokens.named and is_masdar_at(tokens, place):
            # مكتب الرئيس فرانسوا أولوند التعليق: after a name a verbal noun is the object.
            return place
        if tokens.named.get(place, (0, 0, ""))[2] == "person":
            continue
        if place > start and (
            grammar.has_and(word) or words[place - 1] in grammar.PREPOSITIONS or word in grammar.PREPOSITIONS
        ):
            continue
        if defined and word in _BODY_HEADS and words[place - 1] not in _BODY_HEADS:
            return place
        if word[0] == "ل" and words[start] in grammar.BODIES and not grammar.has_own(word, "ل"):
            # اللجنة العامة للانتخابات، الهيئة الوقتية لمراقبة دستورية القوانين
            defined = word.startswith("لل") or place in tokens.named
            continue
        if defined and word[0].isdigit():
            # اعتمدت اللجنة 250 مركزا
            return place
        if grammar.has_article(word):
            if (
                not defined
                and place - start >= 2
                and words[start].endswith(_PLURALS)
                and words[place - 1].endswith("ين")
            ):
                # مع برلمانيين أميركيين الاتفاق: after an indefinite with its adjective another noun
                return place
            if defined and word in _HEADS:
                return place
            if defined and not _describes(words[place - 1], word) and not _leads_to_name(tokens, place, end):
                return place
            if place - 1 in tokens.named and is_person(tokens, place - 1) and not _is_adjective_shaped(word):
                # دعا خامنئي الشعراء
                return place
            defined = True
        elif defined and not _is_name_part(tokens, start, place):
            return place
    return end


def _follows_actor(tokens: TextWords, start: int, place: int) -> bool:
    """توعدت الحركة إسرائيل: whether a country stands right after a definite body of its own."""
    before = tokens.words[place - 1]
    alone = place == start + 1 and before in grammar.ACTORS and grammar.has_article(before)
    return alone and before not in _OF_PLACES and place - 1 not in tokens.named and tokens.break_before(place) < WEAK


def _names_another(tokens: TextWords, place: int, end: int) -> bool:
    """Whether an office goes on to the name of who holds it, within a few words."""
    near = range(place + 1, min(end, place + 5))
    return any(is_person(tokens, at) for at in near) and all(tokens.break_before(at) < WEAK for at in near)


def _leads_to_name(tokens: TextWords, place: int, end: int) -> bool:
    """وزير التعليم النشط الدكتور عزام الدخيل: whether a title with a name follows, so that the noun phrase goes on."""
    for at in range(place, min(end - 1, place + 2)):
        if tokens.words[at] in _TITLES and tokens.named.get(at + 1, (0, 0, ""))[2] == "person":
            return at > place
    return False


def is_object(tokens: TextWords, form: str, start: int) -> bool:
    """Whether what follows طالب is whom it calls on: it disagrees, is an accusative, or is always called on."""
    head = tokens.words[start]
    person, masculine = form[1:3], form[3:4] == "s" and form[2:3] == "m"
    if form[1:4] == "3mp" or head in _ADDRESSED:
        return True
    if masculine and head == "الامم":
        # ناشد الأمم المتحدة: a feminine after a masculine verb
        return True
    following = tokens.words[start + 1] if start + 1 < len(tokens) else ""
    if len(head) > 4 and head.endswith("ي") and head[:2] != "ال" and following.startswith("ال") and head[0] == "م":
        # طالب مسيري النادي: the accusative of a plural in its idafa.
        return start not in tokens.named
    if head.endswith("ين") and start not in tokens.named and head not in grammar.BODIES:
        return True
    if person == "3f":
        return head in _COUNTING or (head in grammar.ROLE_NOUNS and not head.endswith(("ه", "ات")))
    if not masculine or head in grammar.BODIES or head in grammar.ROLE_NOUNS or start in tokens.named:
        body = head in grammar.BODIES or tokens.named.get(start, (0, 0, ""))[2] in ("place", "organization")
        return masculine and body and head.endswith(("ه", "ا"))
    return head.endswith(("ه", "ات"))


def _is_owned(tokens: TextWords, place: int, defined: bool) -> bool:
    """وشرح الوزير رأيه: whether a noun that owes its pronoun to the one before it follows, so that it is the object."""
    word = tokens.words[place]
    if (
        not (defined or place - 1 in tokens.named)
        or grammar.has_article(word)
        or grammar.has_and(word)
        or len(word) < 4
    ):
        return False
    if place in tokens.named or tokens.words[place - 1] in grammar.PREPOSITIONS or word in _INSIDE:
        return False
    return tokens.spelling(place).endswith(("ه", "ها", "هم")) and word[0] not in "بل"


def is_person(tokens: TextWords, index: int) -> bool:
    return tokens.named.get(index, (0, 0, ""))[2] == "person"


def _is_name_part(tokens: TextWords, start: int, place: int) -> bool:
    # الرئيس باراك أوباما: a title takes a bare name; it ends at the next article.
    words = tokens.words
    following = words[place + 1] if place + 1 < len(words) else ""
    if grammar.has_article(following) and is_masdar_at(tokens, place) and place not in tokens.named:
        # أراد المدير تثبيت الموظف
        return False
    if grammar.has_article(following) and words[place].endswith("ه") and place not in tokens.named:
        # يعلن المدرب قائمة اللاعبين: an idafa, no name.
        return False
    titled = words[start] in grammar.ROLE_NOUNS or words[start] in _TITLES
    return titled and place - start <= 5


def _describes(noun: str, adjective: str) -> bool:
    """Whether a word with the article may be an adjective of the one before: شكل، جنس and number allow it."""
    if not grammar.has_article(noun):
        return True
    if adjective in _PEOPLE and not noun.startswith("السيد") and not noun.endswith(("ون", "ين", "ات")):
        # حذر الوزير التجار
        return False
    plural = noun.endswith(("ات", "ين", "ون")) and len(noun) > 5 and noun not in _SINGULAR
    if adjective[2:] in _ADJECTIVES:
        return True
    if not _is_adjective_shaped(adjective) or (adjective.endswith(("ين", "ون")) and not plural):
        return adjective.endswith(("يين", "يون"))
    if adjective.endswith(("يه", "ي", "يين", "يون")) or (adjective.startswith("الم") and adjective.endswith("ه")):
        return True
    return plural or noun.endswith("ه") == adjective.endswith("ه")


def _is_adjective_shaped(word: str) -> bool:
    stem = word[2:]
    bare = stem.removesuffix("ه") if stem.endswith("ه") else stem
    if bare.endswith(("ين", "ون", "ات")) and len(bare) > 5:
        bare = bare[:-2]
    if bare in _NOUNS_IN_M or stem in _NOUNS_IN_M:
        return False
    return bare.endswith("ي") or (bare[:1] == "م" and len(bare) > 3) or bool(_ADJECTIVE.fullmatch(bare))


def is_office(word: str) -> bool:
    if word in grammar.ROLE_NOUNS or "ال" + word in _TITLES:
        return True
    return word in grammar.BODIES and not word.startswith("ال")


def _meet(tokens: TextWords, start: int, place: int) -> bool:
    """Whether one name ends and another begins at a word: دعت باريس | طهران."""
    before, here = tokens.named.get(place - 1), tokens.named.get(place)
    if before is None or here is None or before[0] == here[0] or tokens.break_before(place) >= WEAK:
        return False
    # رئيس اليمن عبد ربه منصور: a person after a country or body is its officer.
    apart = here[2] != "person" or (before[0] == start and before[2] != "person")
    return apart and not grammar.has_and(tokens.words[place])
