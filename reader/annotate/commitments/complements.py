"""Decides which word introduces a cue's action, and where the action begins."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.annotate.commitments import grammar
from reader.annotate.commitments.lexicon import CueEntry, Lexicon
from reader.annotate.commitments.text_words import COLON, COMMA, TextWords

_VERB_REACH = 24
"""Words after a verb within which its action must begin; its subject stands between."""
_NOUN_REACH = 9
_PREPOSITIONS = {
    "علي": "على",
    "الي": "إلى",
    "عن": "عن",
    "من": "من",
    "في": "في",
    "مع": "مع",
    "بين": "بين",
    "نحو": "نحو",
    "بشان": "بشأن",
}
_POINTING_B = frozenset(("بما", "بذلك", "بهذا", "بهذه", "بكل", "باي"))
_NAME_OPENERS = grammar.WORDS["name_openers"]
_NEED = grammar.WORDS["need"]
_CHARGES = grammar.ROLE_NOUNS | {"ال" + noun for noun in grammar.ROLE_NOUNS} | {"المرشد"}
_GIFTS = grammar.WORDS["gifts"]
_PLANS = grammar.WORDS["plans"]
_OFFERS = grammar.WORDS["offers"]
FILLERS = grammar.WORDS["fillers"]
_EVENTS = grammar.WORDS["events"]
_STANCES = grammar.WORDS["stances"]
_GOVERNS = re.compile("الت..ي.")
"""With في or من after it this is what is done, and in no idafa: الترفيع في الأجور."""
_EXCEPT = frozenset(("الا",))
_OUTCOMES = frozenset(("سيكون", "ستكون", "سيؤدي", "ستؤدي", "سيودي", "ستودي", "سيمثل", "سيشكل", "ستشكل"))
_GOVERNING = frozenset(word for word in grammar.PREPOSITIONS if not word.endswith(("ه", "ها", "هم", "نا")))
"""Prepositions without a pronoun: the noun after them is theirs."""
_SUBJECTS = frozenset(("هو", "هي", "هم", "انما"))
_PENALTIES = grammar.WORDS["penalties"]
_PLANNED = grammar.WORDS["planned"]
_BEFORE_THAT = grammar.WORDS["before_that"]


@dataclass(frozen=True, slots=True)
class Complement:
    """Where an action begins and how it is introduced."""

    start: int
    """The first word of the action, its preposition included."""
    kind: str
    """The marker: ب, على, أن, masdar, acc …"""
    content: int
    """The first word after the marker, or the word that carries it."""


_ACTS = frozenset(("تنظيم", "دراسه", "تيسير"))
_ACTS_AFTER_LETTER = _ACTS | {"اداره", "قياده", "اعلام", "استثمار", "تعليم", "اختبار", "مكافاه", "ملاحظه"}
"""Verbal nouns that elsewhere are mostly the names of bodies and things."""
_ORGANISATIONS = frozenset(("الدوله", "القاعده", "داعش", "الاخوان", "ارهابي", "متطرف"))


def is_masdar_at(tokens: TextWords, index: int, skip: int = 0) -> bool:
    """Whether a word of the text, without its first `skip` letters, looks like a verbal noun."""
    if index >= len(tokens):
        return False
    name = tokens.named.get(index)
    if name is not None and name[2] == "person":
        # إيناس، إكرام
        return False
    word = tokens.words[index][skip:]
    if word == "مزيد":
        # لمزيد دعم الجهة
        return is_masdar_at(tokens, index + 1)
    if skip and word.startswith("ل") and tokens.words[index].startswith("لل"):
        if grammar.is_masdar(word):
            # للقاء is ل with لقاء.
            return True
        word = "ال" + word[1:]
    written = tokens.spelling(index)
    owned = not written.endswith("ة")
    if not word.startswith(("ا", "الا")):
        return grammar.is_masdar(word, owned=owned)
    return grammar.is_masdar(word, written[skip:].removeprefix("ال")[:1], owned=owned)


def _is_act_at(tokens: TextWords, index: int, skip: int = 0) -> bool:
    """Whether a word where an action may begin is a verbal noun, one that elsewhere is a body or a thing included.

    من المقرر تنظيم ندوة، تعهد بإدارة الأزمة; but not تنظيم الدولة.
    """
    if is_masdar_at(tokens, index, skip):
        return True
    word = tokens.words[index][skip:] if index < len(tokens) else ""
    if word not in (_ACTS_AFTER_LETTER if skip else _ACTS) or index in tokens.named or index + 1 >= len(tokens):
        return False
    following = tokens.words[index + 1]
    apart = tokens.break_before(index + 1) >= COMMA or following in grammar.PREPOSITIONS
    return not apart and following not in _ORGANISATIONS and index + 1 not in tokens.named


def joined_preposition(tokens: TextWords, index: int) -> str:
    """The preposition ب or ل that is written as one with a word; empty where the letter is the word's own."""
    word = tokens.words[index]
    letter = word[0]
    if letter not in "بل" or index in tokens.own_letters or grammar.has_own(word, letter):
        return ""
    return letter


def mark_at(tokens: TextWords, index: int, markers: frozenset[str]) -> tuple[str, int] | None:
    """The marker that begins at a word, with the first word after it."""
    word = tokens.words[index]
    if index in tokens.own_letters:
        # بان كي مون، علي العريض: names.
        return None
    if word in grammar.THAT:
        if word == "ان" and tokens.words[index + 1 : index + 2] == ["لم"]:
            # إن لم: if not.
            return None
        if "أن" not in markers or (word == "الا" and tokens.spelling(index).startswith("إ")):
            return None
        return "أن", index if word in grammar.PRONOUN_THAT else index + 1
    marker = _PREPOSITIONS.get(word)
    if word == "من" and index and tokens.words[index - 1] in ("كل", "كلا"):
        # كل من يملك معلومات: a group, nobody it is asked of
        return None
    if marker is not None:
        beside = tokens.words[index + 1 : index + 2] in (["جانب"], ["جوار"], ["حد"], ["الان"])
        return (marker, index + 1) if marker in markers and index + 1 < len(tokens) and not beside else None
    if "ب" in markers and (word in _POINTING_B or (word == "بسرعه" and is_masdar_at(tokens, index + 1))):
        return "ب", index
    if word.startswith("بقول"):
        # وجه انتقادات بقوله: what is said.
        return None
    letter = joined_preposition(tokens, index)
    return (letter, index) if letter and letter in markers else None


def find_complement(
    tokens: TextWords, lexicon: Lexicon, start: int, entry: CueEntry, *, verb: bool
) -> Complement | None:
    """The action's beginning after a cue: a marker before a verbal noun or clause, else any marker, else an object."""
    while start < len(tokens) and tokens.words[start] in FILLERS and tokens.break_before(start) < COMMA:
        start += 1
    end = min(len(tokens), start + (entry.reach or (_VERB_REACH if verb else _NOUN_REACH)))
    weak: Complement | None = None
    bare: Complement | None = None
    for index in range(start, end):
        gap = tokens.break_before(index)
        if gap >= COLON or (gap == COMMA and (weak or (bare and bare.kind == "masdar") or not verb)):
            break
        word = tokens.words[index]
        if _ends_search(
            lexicon, word, not verb or (index > start and (bool(weak or bare) or gap >= COMMA or word[0] in "وف"))
        ):
            break
        if index > start and not verb and (word in grammar.RELATIVES or word in _SUBJECTS):
            break
        if word in grammar.THAT and "أن" not in entry.action and word not in _EXCEPT:
            # أعلنت أنها ترفض منح …: what is said, not what is announced.
            break
        marked = mark_at(tokens, index, entry.action)
        if marked is not None:
            kind, content = marked
            if not _fits_kind(tokens, entry, kind, content):
                continue
            if kind == "ل" and verb and _names_body(tokens, start, index):
                # دعا المكتب التنفيذي لجمعية القضاة
                continue
            if kind == "أن" and (tokens.words[index - 1] in _BEFORE_THAT or (gap == COMMA and _is_full(bare, index))):
                # يرفض المثول، غير أن القضاة …: another clause.
                break
            found = Complement(index, kind, content)
            if kind not in ("ب", "ل") or _is_act_at(tokens, content, 1):
                # يرفض تسليم السلطة إلى …: the verbal noun right after is the action, not what it governs.
                # رفض النادي عرضا لضم اللاعب: so is what the accusative marks.
                marked_object = bare is not None and kind == "ل" and tokens.words[bare.start].endswith("ا")
                is_first = bare is not None and (bare.kind == "masdar" or marked_object)
                given = is_first and not (kind == "ب" and entry.prefers_b)
                return bare if given else found
            weak = weak or found
        elif (bare is None or bare.kind == "acc") and _is_bare_object(tokens, lexicon, index, start, entry, verb=verb):
            found = Complement(index, "masdar" if _is_act_at(tokens, index) else "acc", index)
            if bare is not None and not _may_follow_subject(tokens, bare.start, index):
                continue
            if found.kind == "acc" and word in _PLANS and _fits_kind(tokens, entry, "acc", index):
                # نفى نيته بيع: the plan is the action.
                return found
            is_object = bare is not None and _is_subject_before(tokens, bare.start, index)
            if (bare is None or found.kind == "masdar" or is_object) and _fits_kind(tokens, entry, found.kind, index):
                bare = found
                if found.kind == "masdar" and index == start:
                    return bare
    return weak if bare is None else bare


def _is_subject_before(tokens: TextWords, start: int, index: int) -> bool:
    """أبرم النادي عقدا: whether a definite noun after a verb is its subject, as the accusative further on shows."""
    near = range(start, min(start + 2, index))
    is_definite = any(grammar.has_article(tokens.words[at]) or at in tokens.named for at in near)
    return is_definite and tokens.words[index].endswith("ا") and tokens.spelling(index)[-1:] in "اً"


def _names_body(tokens: TextWords, start: int, index: int) -> bool:
    """Whether a word with ل goes on with the name of a body that begins at `start`, rather than with what is asked."""
    if index in tokens.named and index - start <= 3 and tokens.words[start] in _CHARGES:
        # المرشد الأعلى لإيران
        return True
    if tokens.words[start] not in grammar.BODIES or not 0 < index - start <= 4 or tokens.break_before(index) >= COMMA:
        return False
    noun = tokens.words[index][1:]
    return index in tokens.named or "ال" + noun in grammar.BODIES or noun in _NAME_OPENERS


def _is_full(bare: Complement | None, index: int) -> bool:
    return bare is not None and (bare.kind == "masdar" or index - bare.start > 6)


def _may_follow_subject(tokens: TextWords, start: int, index: int) -> bool:
    """Whether a verbal noun can be the object of a verb whose subject begins at `start`: nothing governs it between."""
    words = tokens.words
    bare = not grammar.has_article(words[start]) and start not in tokens.named
    if words[start].endswith("ا") and bare and len(words[start]) > 4:
        # عقدا is an object; ألمانيا may be the subject.
        return False
    if tokens.break_before(index) == COMMA:
        return True
    body = words[start] in grammar.BODIES
    # لجنة المالية بمجلس النواب: a body in another.
    between = [word for word in words[start:index] if not (body and (word[0] == "ل" or word[1:] in grammar.BODIES))]
    return not any(
        (word in grammar.PREPOSITIONS and word != "في") or (word[0] in "بل" and not grammar.has_own(word, word[0]))
        for word in between
    )


def _ends_search(lexicon: Lexicon, word: str, strict: bool) -> bool:
    if not strict or word in grammar.THAT or word in grammar.PREPOSITIONS:
        # بين is a preposition more often than a verb.
        return False
    if lexicon.speech.get(word) == "ap":
        return True
    if word.endswith("ا") and grammar.is_masdar(word[:-1]):
        # عقدا is an object here, hardly the dual of a verb.
        return False
    return word in lexicon.finite or grammar.is_verb_shaped(word) or word in grammar.OPENERS


def _is_bare_object(
    tokens: TextWords, lexicon: Lexicon, index: int, start: int, entry: CueEntry, *, verb: bool
) -> bool:
    if not entry.action & {"acc", "masdar"}:
        return False
    word = tokens.words[index]
    if word in grammar.PREPOSITIONS or word in grammar.THAT or word in grammar.RELATIVES or word in grammar.AUXILIARIES:
        return False
    if word in grammar.ADVERBS or word in grammar.OPENERS:
        return False
    if joined_preposition(tokens, index):
        return False
    if index > start and tokens.words[index - 1] in _GOVERNING:
        return False
    if _is_act_at(tokens, index):
        # وزارة الدفاع: a definite verbal noun in its idafa is no object.
        return (
            index == start
            or not grammar.has_article(word)
            or grammar.has_article(tokens.words[index - 1].removeprefix("ب"))
            or tokens.named.get(index - 1, (0, 0, ""))[2] == "person"
            or (_GOVERNS.fullmatch(word) is not None and tokens.words[index + 1 : index + 2] in (["في"], ["من"]))
        )
    if "acc" not in entry.action or not verb:
        return "acc" in entry.action and index == start
    if (word in _PLANS and "plan" in entry.only_kinds) or (word in _GIFTS and "offer" in entry.only_kinds):
        return True
    if word in _OFFERS and "acc+plan" in entry.only_kinds and index <= start + 4:
        # أيدت المحكمة الحكم
        return True
    if index == start:
        return word not in lexicon.finite and not grammar.is_verb_shaped(word)
    # عددا، قانونا: the accusative of an indefinite noun shows.
    return word.endswith("ا") and len(word) > 3 and not grammar.has_article(word)


def _fits_kind(tokens: TextWords, entry: CueEntry, kind: str, content: int) -> bool:
    wanted = entry.only_kinds
    if not wanted or kind in wanted:
        return True
    word = tokens.words[content] if content < len(tokens) else ""
    skip = 1 if kind in ("ب", "ل") else 0
    bare = word[skip:]
    if f"{kind}+masdar" in wanted and (_is_act_at(tokens, content, skip) or bare in grammar.THAT):
        return True
    if f"{kind}+act" in wanted and _is_act_at(tokens, content, skip):
        return kind != "على" or not is_one_of(bare, _STANCES)
    if f"{kind}+text" in wanted and word in grammar.TEXTS:
        return True
    if "lack" in wanted and bare == "عدم":
        return True
    if f"{kind}+event" in wanted and bare.removeprefix("ال") in _EVENTS:
        return True
    if f"{kind}+lack" in wanted and word == "عدم":
        return True
    if f"{kind}+def" in wanted and bare.startswith("ال"):
        return True
    if bare in _NEED and (f"{kind}+need" in wanted or "need" in wanted):
        return True
    if bare in _OFFERS and f"{kind}+plan" in wanted:
        return True
    if bare in _GIFTS and "offer" in wanted:
        return True
    if bare in _PLANS and ("plan" in wanted or f"{kind}+plan" in wanted) and _names_act(tokens, content):
        return True
    if ("planned" in wanted or f"{kind}+planned" in wanted) and _is_planned(bare):
        return True
    if ("penalty" in wanted or f"{kind}+penalty" in wanted) and _is_penalty(tokens, content, bare):
        return True
    if f"{kind}+threat" in wanted:
        near = tokens.words[content : content + 6]
        return near[:1] == ["مغبه"] or (
            (kind == "أن" or word in grammar.THAT)
            and any(grammar.is_future(after) and after[1] != "ا" and after not in _OUTCOMES for after in near)
        )
    return False


def _names_act(tokens: TextWords, index: int) -> bool:
    """Whether أي stands before an act: أي نية, but not أي تأثير; other words do not need one."""
    if tokens.words[index] != "اي":
        return True
    return index + 1 < len(tokens) and (tokens.words[index + 1] in _PLANS or _is_planned(tokens.words[index + 1]))


def _is_planned(word: str) -> bool:
    """Whether a word is an act that can be announced or its plan denied: اعتزاله."""
    return is_one_of(word, _PLANNED)


def is_one_of(word: str, group: frozenset[str]) -> bool:
    """Whether a noun is of a group, leaving article and pronoun out."""
    stem = word.removeprefix("ال")
    if stem in group:
        return True
    for suffix in ("هما", "ها", "هم", "ه"):
        inner = stem.removesuffix(suffix)
        if inner is not stem and (inner in group or (inner.endswith("ت") and inner[:-1] + "ه" in group)):
            return True
    return False


def _is_penalty(tokens: TextWords, index: int, word: str) -> bool:
    """Whether a sentence is named: بالسجن، بـ15 سنة سجنا."""
    if word.removeprefix("ال") in _PENALTIES:
        return True
    near = tokens.words[index + 1 : index + 4]
    return tokens.words[index][0] == "ب" and any(after in ("سجنا", "سجن", "حبسا", "سجنه") for after in near)
