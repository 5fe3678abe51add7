"""Decides where an action, a condition or a date ends."""

from __future__ import annotations

from reader.annotate.commitments import grammar
from reader.annotate.commitments.complements import is_masdar_at
from reader.annotate.commitments.deadlines import is_edge
from reader.annotate.commitments.lexicon import Lexicon
from reader.annotate.commitments.quotations import opens_speech
from reader.annotate.commitments.text_words import COLON, COMMA, HARD, WEAK, TextWords

MOST = 90
"""Words a clause may run; a text without a full stop must not be read to its end for every cue."""

_SINGLE = grammar.WORDS["condition_words"]
_DOUBLE = frozenset(tuple(pair.split("_")) for pair in grammar.WORDS["condition_pairs"])
_TELLING_STEMS = tuple(grammar.WORDS["telling_stems"])
_CIRCUMSTANCES = frozenset(tuple(pair.split("_")) for pair in grammar.WORDS["circumstances"])
_ASKING = grammar.WORDS["asking"]
_ADDING = grammar.WORDS["adding"]
_MONEY = grammar.WORDS["money"]
_TELLERS = grammar.WORDS["tellers"]
_CONDITION_STARTS = _SINGLE | {first for first, _ in _DOUBLE} | {"مقابل", "شرط", "قبل", "عند", "حال", "حتي"}
_BEFORE_PRESENT = frozenset(("كانت", "وكانت", "لا", "لم", "لن", "قد", "ولا", "ولم", "ولن", "وهي", "هي", "انها"))
_ACTS = grammar.WORDS["masdars"]
_TAILS = frozenset(("حسب", "بحسب", "حسبما", "نقلا", "بحسبما", "وفق", "وفقا", "طبقا", "علي"))
_CIRCUMSTANTIAL = frozenset(first for first, _ in _CIRCUMSTANCES) | {"كما", "خاصه", "خصوصا", "لاسيما", "بما", "بعد"}
_MEANS = frozenset(("من", "عبر"))
_THEN = frozenset(("فان", "فانه", "فانها", "فسوف", "فلن"))


OPENING_VERBS = grammar.WORDS["opening_verbs"]
"""Verbs only where a clause begins."""
_ONLY_OPENING = grammar.WORDS["only_opening_verbs"]
"""Verbs only where a sentence begins, without و."""
_CASES = frozenset(("حال", "حاله", "صوره"))
"""With في before them they begin a condition."""
_SAYING = frozenset(("ان", "انه", "انها", "انهم", "انهما", "اننا"))
"""Written with إ they begin what is said."""


def is_verb(tokens: TextWords, lexicon: Lexicon, index: int) -> bool:
    """Whether a word is nearly surely a finite verb."""
    known = tokens.verbs.get(index)
    if known is None:
        known = tokens.verbs[index] = _is_verb(tokens, lexicon, index)
    return known


def _is_verb(tokens: TextWords, lexicon: Lexicon, index: int) -> bool:
    word = tokens.words[index]
    if word in grammar.PREPOSITIONS:
        # بين is a verb of saying only with و before it.
        return False
    if word in grammar.MONTHS and index and tokens.words[index - 1][-1].isdigit():
        # 22 مارس
        return False
    name = tokens.named.get(index)
    if name is not None and (name[0] != index or word not in lexicon.finite or name[1] - name[0] > 1):
        return False
    if word in lexicon.finite or grammar.is_verb_shaped(word) or grammar.is_past_in_t(word):
        return True
    if grammar.is_past_shaped(word):
        return name is None
    if len(word) == 3 and word[0] == "ي" and word[1:] in lexicon.stems:
        # يحد، يصل
        return True
    if (word in OPENING_VERBS or word in _ONLY_OPENING) and tokens.break_before(index) >= COLON:
        return True
    if word[0] == "ت" and is_present_in_t(tokens, lexicon, index):
        return True
    if not grammar.has_and(word):
        return False
    bare = word[1:]
    if bare[0] == "ت" and bare[1:] in lexicon.stems and not grammar.is_masdar(bare):
        return True
    if bare in OPENING_VERBS:
        return True
    known = bare in lexicon.finite or bare in lexicon.speech or word in lexicon.speech or bare in lexicon.verbs
    return known or grammar.is_past_shaped(bare)


def is_present_in_t(tokens: TextWords, lexicon: Lexicon, index: int) -> bool:
    """Whether a word in ت is the present of a feminine (تستعمل), which many verbal nouns (تقدم، تعاون) look like."""
    word = tokens.words[index]
    stem = word[1:]
    if index == 0 or tokens.break_before(index) >= COLON or grammar.is_masdar(word):
        return _follows_particle(tokens, index) and stem in lexicon.stems
    before = tokens.words[index - 1]
    if before in grammar.PREPOSITIONS and before not in grammar.PRONOUNS:
        return False
    return stem in lexicon.stems


def _follows_particle(tokens: TextWords, index: int) -> bool:
    if index == 0 or tokens.break_before(index) >= COMMA:
        return False
    before = tokens.words[index - 1]
    return before in _BEFORE_PRESENT or before in grammar.PRONOUN_THAT or before in grammar.RELATIVES


def is_telling(lexicon: Lexicon, word: str) -> bool:
    """Whether a word is a participle of saying that opens a new report: مؤكدا، مشيرا، موضحة."""
    bare = word[1:] if grammar.has_and(word) else word
    return bare in _TELLERS or (lexicon.speech.get(bare) == "ap" and bare.endswith(("ا", "ه")))


def condition_at(tokens: TextWords, index: int) -> int:
    """How many words the connector of a condition takes that begins at a word; 0 where none does."""
    words = tokens.words
    word = words[index]
    if word not in _CONDITION_STARTS:
        return 0
    following = words[index + 1] if index + 1 < len(words) else ""
    if is_edge(words, index + 1) or (word in ("اذا", "واذا") and index and words[index - 1] in ("ما", "عما", "فيما")):
        # قبل بدء الموسم: a date; تحديد ما إذا: a question.
        return 0
    if word in _SINGLE:
        return 1
    if not following:
        return 0
    if word == "مقابل":
        # 46 صوتا مقابل 40، 51 في المئة مقابل 48: a score or a share, where an exchange has its money.
        if not following[0].isdigit():
            return 1
        counted = any(item[0].isdigit() for item in words[max(0, index - 2) : index])
        return int(not counted and any(item in _MONEY for item in words[index + 2 : index + 5]))
    if word == "شرط" and is_masdar_at(tokens, index + 1):
        return 1
    if word == "في" and following in ("حال", "حاله", "صوره") and not _is_case(tokens, index + 2):
        # في حالة الفريق: no case that may come about.
        return 0
    if (word, following) in _DOUBLE:
        # أشار إلى أن: no condition; إلى أن يصل: one.
        if following == "ان" and word == "الي":
            return 0 if _is_told(words, index - 1) or not _is_present(words, index + 2) else 2
        return 2
    if word in ("قبل", "عند", "حال") and is_masdar_at(tokens, index + 1) and following not in grammar.TIME:
        return 1
    if word == "حتي" and following in grammar.TIME:
        return 0
    if word == "حتي" and following[0] == "ي" and grammar.is_verb_shaped(following + "ون"):
        return 1
    if word == "حتي" and following[0] == "ت" and following[-2:-1] != "ي" and index + 2 < len(words):
        # حتى تسلم الوكالة: a verb before its subject, not حتى تحقيق الهدف.
        return int(words[index + 2].startswith("ال") and following not in grammar.TIME)
    return 0


def _is_told(words: list[str], index: int) -> bool:
    """Whether a verb or participle of telling calls for إلى أن: أشار، لافتا، بالإضافة."""
    return index >= 0 and words[index].removeprefix("و").removeprefix("ب").startswith(_TELLING_STEMS)


def _is_case(tokens: TextWords, index: int) -> bool:
    if index >= len(tokens):
        return False
    word = tokens.words[index]
    if word in ("سراح", "ايقاف", "فرار", "طواري", "تلبس", "حرب"):
        # في حالة سراح: how somebody is
        return False
    return (
        is_masdar_at(tokens, index)
        or word in grammar.THAT
        or word in ("عدم", "لم", "ما", "كان", "كانت", "تم", "تمت")
        or not word.startswith("ال")
        and not word.endswith(("نا", "هم", "ها"))
    )


def _is_present(words: list[str], index: int) -> bool:
    return index < len(words) and words[index][0] in "يت" and not words[index].endswith("ه")


def condition_before(tokens: TextWords, index: int) -> tuple[int, int] | None:
    """The condition that stands before a cue in its sentence: في حال تمت المصادقة سيتم …"""
    for place in range(index - 1, max(-1, index - 30), -1):
        if tokens.break_before(place + 1) >= COLON:
            return None
        if tokens.words[place] in ("قبل", "عند", "مقابل", "حتي"):
            continue
        if place and tokens.words[place - 1] in grammar.RELATIVES:
            # الدولة التي طالما قدمت دعمها
            continue
        if condition_at(tokens, place) or tokens.words[place] in ("واذا", "فاذا"):
            if place and tokens.words[place] in _CASES and tokens.words[place - 1].removeprefix("و") == "في":
                place -= 1
            end = next(
                (at for at in range(place + 2, index) if tokens.break_before(at) >= COMMA or tokens.words[at] in _THEN),
                index,
            )
            between = tokens.words[end:index]
            if len(between) > 7 or "كما" in between:
                return None
            return (place, end) if end - place > max(1, condition_at(tokens, place)) else None
    return None


def source_tail_at(tokens: TextWords, index: int) -> bool:
    """Whether a word opens the naming of a source after what it reports."""
    words = tokens.words
    word = words[index]
    if word not in _TAILS:
        return False
    if word in ("حسب", "بحسب", "حسبما", "نقلا", "بحسبما"):
        return True
    following = words[index + 1] if index + 1 < len(words) else ""
    if word in ("وفق", "وفقا", "طبقا"):
        return tokens.break_before(index) >= COMMA or following in ("ما", "مصادر", "بيان", "مصدر", "لما")
    return word == "علي" and following == "حد"


def clause_end(tokens: TextWords, lexicon: Lexicon, start: int) -> int:
    """The word after the clause that begins at a word; conditions and dates within it are not cut off."""
    size = min(len(tokens), start + MOST)
    words = tokens.words
    connector = condition_at(tokens, start)
    clausal = words[start] in grammar.THAT or words[start] in grammar.PRONOUN_THAT or connector > 0
    for index in range(start + max(connector, 1), size):
        gap = tokens.break_before(index)
        if gap >= HARD or (gap == COLON and index > start + 1):
            return index
        word = words[index]
        if gap >= COMMA and condition_at(tokens, index):
            if grammar.has_and(word):
                # …، وفي حال وجود خدمة يتم: another sentence
                return index
            continue
        if gap >= COMMA and _opens_clause(tokens, lexicon, index) and not _adds_to_act(tokens, start, index):
            return index
        if word == "ثم" and gap < COMMA:
            return index
        if word == "و" and index + 1 < size and is_verb(tokens, lexicon, index + 1):
            # على الاتفاق و"يطالب" …
            return index
        if _adds_to_act(tokens, start, index):
            continue
        if _is_circumstance(tokens, lexicon, index) or (gap >= WEAK and index > start + 1 and _quotes(tokens, index)):
            return index
        if word == "وان" and words[start] in grammar.THAT and gap < HARD:
            # أن تقدم … وأن يكون …: one stretch
            continue
        if word in grammar.OPENERS and not (word in ("كما", "ما") and gap < COMMA):
            return index
        if grammar.has_and(word) and is_verb(tokens, lexicon, index) and not _goes_on(tokens, start, index):
            return index
        if source_tail_at(tokens, index) or is_telling(lexicon, word):
            return index
        if gap >= WEAK and any(kind == "ap" for _, kind in lexicon.verbs.get(word, ())):
            # «…» مطالبا بـ: what is bound next.
            return index
        if not clausal and index > start + 1 and _begins_anew(tokens, lexicon, index):
            return index
        said = word in _SAYING and tokens.spelling(index).startswith("إ") and words[index + 1 : index + 2] != ["لم"]
        if said and not clausal:
            # قال رافضا الكشف عن اسمه إن …
            return index
    return size


def _adds_to_act(tokens: TextWords, start: int, index: int) -> bool:
    """بالتدخل وتحمل المسؤولية، إما بكذا، وذلك من خلال: whether what looks like a new clause goes on with the act."""
    words = tokens.words
    word = words[index]
    if word == "وذلك":
        following = words[index + 1] if index + 1 < len(words) else ""
        return following in _MEANS or (following[:1] in "بل" and is_masdar_at(tokens, index + 1, 1))
    if word == "اما":
        return tokens.spelling(index).startswith("إ")
    if word[0] != "و" or word[1:] not in _ACTS or tokens.break_before(index) >= COMMA:
        return False
    return is_masdar_at(tokens, start) or (words[start][0] in "بل" and is_masdar_at(tokens, start, 1))


def _quotes(tokens: TextWords, index: int) -> bool:
    """Whether a quotation of a clause opens that nothing before it calls for: بإقالته "لانفراده بالقرار"."""
    before = tokens.words[index - 1]
    called_for = before in grammar.THAT or before in grammar.PREPOSITIONS or len(before) == 1
    return not called_for and tokens.words[index][0] == "ل" and opens_speech(tokens, index)


def _is_circumstance(tokens: TextWords, lexicon: Lexicon, index: int) -> bool:
    """Whether words that tell when or why something was decided begin here: على إثر اجتماع، في حين، كما حكمت، ممهدا."""
    words = tokens.words
    word = words[index]
    if word not in _CIRCUMSTANTIAL and word[0] != "م":
        return False
    following = words[index + 1] if index + 1 < len(words) else ""
    if (word, following) in _CIRCUMSTANCES:
        return True
    if word == "كما":
        return following != "" and is_verb(tokens, lexicon, index + 1)
    if word in ("خاصه", "خصوصا", "لاسيما"):
        return following in ("ان", "وان", "انه", "انها", "بعد", "في", "مع")
    if word == "بما":
        return bool(following) and following[0] in "يت" and following not in ("فيها", "فيه", "فيهم")
    if word == "بعد":
        verb = following and is_verb(tokens, lexicon, index + 1)
        return following in grammar.THAT or is_masdar_at(tokens, index + 1) or bool(verb)
    before = words[index - 1]
    placed = grammar.has_article(before) or index - 1 in tokens.named or before in grammar.DAYS
    if word[0] != "م" or len(word) < 5 or not placed or index in tokens.named:
        return False
    return word.endswith("ا") or (word.endswith("ين") and not before.endswith("ين"))


def _begins_anew(tokens: TextWords, lexicon: Lexicon, index: int) -> bool:
    # للاتفاق الإيراني يحتاج أوباما …: after a definite noun a verb is no relative clause.
    before = tokens.words[index - 1]
    if not grammar.has_article(before) or before in grammar.RELATIVES or before in grammar.TIME:
        return False
    return is_verb(tokens, lexicon, index) and not grammar.has_and(tokens.words[index])


def _goes_on(tokens: TextWords, start: int, index: int) -> bool:
    # أن يفعل كذا ويفعل كذا: a second subjunctive under the same أن.
    word = tokens.words[index]
    if condition_at(tokens, start) and tokens.break_before(index) < COMMA and index - start < 12:
        # في حال انتهكت الاتفاق وأعيد فرض العقوبات
        return word[1:2] != "ق"
    return tokens.words[start] in grammar.THAT and index - start < 12 and word[1:2] in ("ي", "ت") and word[2:3] != "م"


def _opens_clause(tokens: TextWords, lexicon: Lexicon, index: int) -> bool:
    word = tokens.words[index]
    following = tokens.words[index + 1] if index + 1 < len(tokens) else ""
    if (
        word.startswith("وال")
        and word[1:] not in grammar.RELATIVES
        and index + 1 < len(tokens)
        and is_verb(tokens, lexicon, index + 1)
    ):
        # …، والحكومة أقرته
        return True
    if word == "و" and following[:1].isdigit():
        # …، و200 مليون دولار لدعم
        return False
    if word[0] == "م" and len(word) > 4 and word.endswith(("ا", "ه")) and following in ("علي", "الي", "عن", "ان", "في"):
        # …، معتمدة على حملة: how somebody does it
        return True
    if word in _ASKING:
        # …، مطالبة الحكومة بـ: the speaker goes on to ask
        return True
    if word in _ADDING and (following in ("عن", "الي", "علي", "ان") or is_masdar_at(tokens, index + 1)):
        # فضلا عن وقف …، أو تنفيذ …، على أن يشغل …: what is done goes on.
        return False
    if word in grammar.OPENERS or word in grammar.COMMA_OPENERS:
        return True
    if word in grammar.RELATIVES:
        return not grammar.has_and(word)
    if is_verb(tokens, lexicon, index) or is_telling(lexicon, word):
        return True
    if grammar.has_and(word):
        return word[1:] in grammar.PREPOSITIONS or word[1:] in grammar.THAT
    # A bare noun after a comma opens something new, unless it enumerates verbal nouns.
    return not is_masdar_at(tokens, index) and word[0] not in "بل" and not _stands_beside(tokens, lexicon, index)


def _stands_beside(tokens: TextWords, lexicon: Lexicon, index: int) -> bool:
    """Whether what a comma opens is no sentence of its own: no verb stands in it up to the next comma."""
    told = False
    for place in range(index, min(len(tokens), index + 24)):
        if place > index and tokens.break_before(place) >= COMMA:
            return True
        told = told or tokens.words[place] in grammar.RELATIVES
        if not told and (is_verb(tokens, lexicon, place) or tokens.words[place] in grammar.AUXILIARIES):
            return False
    return index + 24 > len(tokens)
