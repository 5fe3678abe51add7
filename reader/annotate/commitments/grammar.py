"""Decides what the small words of Arabic do, and which words look like verbal nouns or verbs, all of them folded."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

from reader.arabic.words import fold


@cache
def _read_words() -> dict[str, frozenset[str]]:
    import tomli

    path = Path(__file__).parents[1] / "lexicon" / "commitment_words.toml"
    groups = tomli.loads(path.read_text(encoding="utf-8"))
    return {name: frozenset(fold(words).split()) for name, words in groups.items()}


WORDS = _read_words()
"""All groups of the file, by name."""
PREPOSITIONS = WORDS["prepositions"]
THAT = WORDS["that"]
"""أنْ، أنّ، إنّ and their pronouns, and ألّا."""
PRONOUN_THAT = WORDS["pronoun_that"]
PRONOUNS = WORDS["pronouns"]
RELATIVES = WORDS["relatives"]
AUXILIARIES = WORDS["auxiliaries"]
OPENERS = WORDS["openers"]
"""Words that begin a new clause wherever they stand."""
COMMA_OPENERS = WORDS["comma_openers"]
"""Words that begin a new clause after a comma."""
ADVERBS = WORDS["adverbs"]
DAYS = WORDS["days"]
MONTHS = WORDS["months"]
NEXT = WORDS["next"]
TIME = WORDS["time"] | DAYS | MONTHS | NEXT
QUANTIFIERS = WORDS["quantifiers"]
ROLE_NOUNS = WORDS["role_nouns"]
BODIES = WORDS["bodies"]
TEXTS = WORDS["texts"]
THINGS = WORDS["things"]
ACTORS = ROLE_NOUNS.union(
    *(WORDS[name] for name in ("heads", "body_heads", "bodies", "people", "titles", "more_actors"))
)
"""Nouns of those who act: offices, bodies, people."""

_OWN = {"ب": WORDS["own_b"], "ل": WORDS["own_l"]}
_W_ENDINGS = ("", "ت", "ا", "تا", "وا", "نا", "ه", "ها", "هم", "ته", "تها", "تهم", "وه", "وها")
_OWN_W = WORDS["own_w"] | {verb + ending for verb in WORDS["verbs_in_w"] for ending in _W_ENDINGS}
_OWN_AL = WORDS["own_al"]
_MASDARS = WORDS["masdars"]
_NOT_MASDARS = WORDS["not_masdars"]
_I_NOUNS = WORDS["i_nouns"]
_NOT_VERBS = WORDS["not_verbs"]

# تفعيل، تفعلة، إفعال، افتعال، استفعال، إفالة، مفاعلة، تفاعل، تفعّل
_SHAPES = re.compile(r"ت..ي.|ت..يه|ا..ا.|ا...ا.|است..ا.|ا..ا.ه|است.ا.ه|م.ا..ه|ت.ا..|ت...|ا.ا.ه")
# انفعل، افتعل، استفعل: their verbal nouns have an alef before the last letter.
_PAST = re.compile(r"ان[^اويه]{3}|ا[^اويل]ت[^اويه]{2}|است[^اويه]{3}")
_NOUNS_IN_T = WORDS["nouns_in_t"]
_OBJECTS = ("هما", "ها", "هم", "نا", "كم", "ه")
_PRESENT = re.compile(r"و?ي\w{3,}")
_FUTURE = re.compile(r"س[يتنا]\w{2,}")
_NOT_FUTURE = WORDS["not_future"]
_NOT_FUTURE_STEMS = tuple(WORDS["not_future_stems"])


def has_own(word: str, letter: str) -> bool:
    """Whether a folded word begins with ب or ل of its own, not with the preposition."""
    if len(word) < 4:
        # بشن، لحل: verbal nouns of two letters.
        return word[1:] not in _MASDARS or word in _OWN[letter]
    return word in _OWN[letter]


def has_and(word: str) -> bool:
    """Whether a folded word begins with the conjunction و or ف and not with its own letter."""
    if word[:1] == "و":
        return len(word) > 2 and word not in _OWN_W
    return word in ("فقد", "فان", "فانه", "فانها")


def has_article(word: str) -> bool:
    """Whether a folded word begins with the article and not with letters of its own: إلغاء، التزام are without."""
    return word.startswith("ال") and word not in _OWN_AL


@lru_cache(maxsize=30_000)
def is_masdar(word: str, first: str = "", *, owned: bool = True) -> bool:
    """Whether a folded word, without preposition, looks like a verbal noun; `first` is its first letter as written.

    `owned` tells that it may end in a pronoun; a word that is written with ta marbuta (طلبة) does not.
    """
    stem = word[2:] if has_article(word) and len(word) > 3 else word
    if stem in _MASDARS:
        return True
    if first == "إ" and stem not in _I_NOUNS and _SHAPES.fullmatch(stem):
        # إحداث is one, where أحداث are events.
        return True
    if stem in _NOT_MASDARS or word in _NOT_MASDARS or len(stem) < 4 or stem in TIME:
        return False
    if first == "أ" and stem[0] == "ا":
        return False
    if _SHAPES.fullmatch(stem):
        return True
    for suffix in _OBJECTS if owned else ():
        inner = stem.removesuffix(suffix)
        if inner is not stem and len(inner) >= 3:
            with_ta = inner[:-1] + "ه" if inner.endswith("ت") else inner
            if inner in _MASDARS or with_ta in _MASDARS:
                return True
            if (
                len(inner) >= 4
                and inner not in _NOT_MASDARS
                and (_SHAPES.fullmatch(inner) or _SHAPES.fullmatch(with_ta))
            ):
                return True
    return False


def is_future(word: str) -> bool:
    """Whether a folded word is a present with the سـ of the future before it."""
    bare = word[1:] if word[0] in "وف" and word not in _OWN_W else word
    return bool(_FUTURE.fullmatch(bare)) and bare not in _NOT_FUTURE and not bare.startswith(_NOT_FUTURE_STEMS)


def is_verb_shaped(word: str) -> bool:
    """Whether a folded word has the shape of a present in the third person masculine, or of a future."""
    if _PRESENT.fullmatch(word):
        bare = word[1:] if word[0] in "وف" else word
        return bare not in _NOT_VERBS and not bare.endswith("يه")
    if word.endswith("وا") and len(word) > 4:
        return True
    # سأ is told from ساعد and سالم only by its hamza, which folding takes.
    return word[0] in "سوف" and is_future(word) and "سا" not in word[:3]


def is_past_in_t(word: str) -> bool:
    """Whether a folded word has the shape of a past in the third person feminine: أعطت، ودارت."""
    if len(word) < 4 or word[-1] != "ت" or word[-2] == "ا" or word[:2] == "ال" or word[1:3] == "ال" or word[:2] == "لل":
        return False
    return word not in _NOUNS_IN_T and word[1:] not in _NOUNS_IN_T


def is_past_shaped(word: str) -> bool:
    """Whether a folded word has the shape of a derived past in the third person masculine: انطلق، احتفل، استقبل."""
    return bool(_PAST.fullmatch(word)) and word not in _NOT_VERBS
