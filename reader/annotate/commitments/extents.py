"""Decides how far an action, a condition or a date runs."""

from __future__ import annotations

from reader.annotate.commitments import grammar
from reader.annotate.commitments.complements import is_masdar_at
from reader.annotate.commitments.lexicon import Lexicon
from reader.annotate.commitments.quotations import opens_speech
from reader.annotate.commitments.tokens import COLON, COMMA, HARD, WEAK, Tokens

MOST = 90
"""Words a clause may run; a text without a full stop must not be read to its end for every cue."""

_SINGLE = grammar.WORDS["condition_words"]
_DOUBLE = frozenset(tuple(pair.split("_")) for pair in grammar.WORDS["condition_pairs"])
_WHOLE_DATES = grammar.WORDS["whole_dates"]
_TERMS = grammar.WORDS["terms"]
_CALENDAR = grammar.WORDS["calendar"]
_BOUND = grammar.WORDS["bound_times"]
_PAST = grammar.WORDS["past_times"]
_BEFORE_DATES = grammar.WORDS["before_dates"]
_TELLING_STEMS = tuple(grammar.WORDS["telling_stems"])
_EDGES = grammar.WORDS["edges"]
_PERIODS = grammar.WORDS["periods"]
_CIRCUMSTANCES = frozenset(tuple(pair.split("_")) for pair in grammar.WORDS["circumstances"])
_ASKING = grammar.WORDS["asking"]
_ADDING = grammar.WORDS["adding"]
_MONEY = grammar.WORDS["money"]
_TELLERS = grammar.WORDS["tellers"]
_DATE_STARTS = (
    _WHOLE_DATES
    | grammar.DAYS
    | _TERMS
    | _CALENDAR
    | _BEFORE_DATES
    | {"بدايه", "هذا", "هذه", "بنهايه", "علي", "من", "في", "مع", "عند", "الي"}
)
_CONDITION_STARTS = _SINGLE | {first for first, _ in _DOUBLE} | {"مقابل", "شرط", "قبل", "عند", "حال", "حتي"}
_BEFORE_PRESENT = frozenset(("كانت", "وكانت", "لا", "لم", "لن", "قد", "ولا", "ولم", "ولن", "وهي", "هي", "انها"))
_THEN = frozenset(("فان", "فانه", "فانها", "فسوف", "فلن"))


def is_verb(tokens: Tokens, lexicon: Lexicon, index: int) -> bool:
    """Whether a word is nearly surely a finite verb."""
    word = tokens.words[index]
    if word in grammar.PREPOSITIONS:
        # بين is a verb of saying only with و before it.
        return False
    name = tokens.named.get(index)
    if name is not None and (name[0] != index or word not in lexicon.finite or name[1] - name[0] > 1):
        return False
    if word in lexicon.finite or grammar.is_verb_shaped(word) or grammar.is_past_in_t(word):
        return True
    if word[0] == "ت" and is_present_in_t(tokens, lexicon, index):
        return True
    if not grammar.has_and(word):
        return False
    bare = word[1:]
    if bare[0] == "ت" and bare[1:] in lexicon.stems and not grammar.is_masdar(bare):
        return True
    return bare in lexicon.finite or bare in lexicon.speech or word in lexicon.speech or bare in lexicon.verbs


def is_present_in_t(tokens: Tokens, lexicon: Lexicon, index: int) -> bool:
    """Whether a word in ت is the present of a feminine (تستعمل), which many verbal nouns (تقدم، تعاون) look like."""
    word = tokens.words[index]
    stem = word[1:]
    if index == 0 or tokens.break_before(index) >= COLON or grammar.is_masdar(word):
        return _follows_particle(tokens, index) and stem in lexicon.stems
    before = tokens.words[index - 1]
    if before in grammar.PREPOSITIONS and before not in grammar.PRONOUNS:
        return False
    return stem in lexicon.stems


def _follows_particle(tokens: Tokens, index: int) -> bool:
    if index == 0 or tokens.break_before(index) >= COMMA:
        return False
    before = tokens.words[index - 1]
    return before in _BEFORE_PRESENT or before in grammar.PRONOUN_THAT or before in grammar.RELATIVES


def is_telling(lexicon: Lexicon, word: str) -> bool:
    """Whether a word is a participle of saying that opens a new report: مؤكدا، مشيرا، موضحة."""
    bare = word[1:] if grammar.has_and(word) else word
    return bare in _TELLERS or (lexicon.speech.get(bare) == "ap" and bare.endswith(("ا", "ه")))


def condition_at(tokens: Tokens, index: int) -> int:
    """How many words the connector of a condition takes that begins at a word; 0 where none does."""
    words = tokens.words
    word = words[index]
    if word not in _CONDITION_STARTS:
        return 0
    following = words[index + 1] if index + 1 < len(words) else ""
    if _is_edge(words, index + 1) or (word in ("اذا", "واذا") and index and words[index - 1] in ("ما", "عما", "فيما")):
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
    if word == "في" and following in ("حال", "حاله") and not _is_case(tokens, index + 2):
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


def _is_edge(words: list[str], index: int) -> bool:
    """Whether a period's beginning or end is named: انتهاء المهلة، بدء الموسم، حلول موعد السفر."""
    if index + 1 >= len(words) or words[index] not in _EDGES:
        return False
    return any(word in _PERIODS or word in grammar.TIME for word in words[index + 1 : index + 3])


def _is_case(tokens: Tokens, index: int) -> bool:
    if index >= len(tokens):
        return False
    word = tokens.words[index]
    return (
        is_masdar_at(tokens, index)
        or word in grammar.THAT
        or word in ("عدم", "لم", "ما", "كان", "كانت", "تم", "تمت")
        or not word.startswith("ال")
        and not word.endswith(("نا", "هم", "ها"))
    )


def _is_present(words: list[str], index: int) -> bool:
    return index < len(words) and words[index][0] in "يت" and not words[index].endswith("ه")


def deadline_at(tokens: Tokens, index: int) -> int:
    """The word after the date or term that begins at a word; the word itself where none does."""
    words = tokens.words
    if words[index] not in _DATE_STARTS and words[index][0] != "ل" and index not in tokens.dates:
        return index
    if words[index] == "خلال" and index and words[index - 1] == "من":
        return index
    place = max(_read_date(tokens, index), _found_date(tokens, index))
    while index < place < len(words) and tokens.break_before(place) <= WEAK:
        # اعتبارا من عام 2015 لمدة أربع سنوات: one term.
        more = _read_date(tokens, place)
        if more == place:
            break
        place = more
    # خلال السنوات الماضية: what is past is no term.
    return index if any(word in _PAST for word in words[index : place + 1][: place - index]) else place


def _found_date(tokens: Tokens, index: int) -> int:
    """The end of a date that was found before, with the preposition that makes a term of it."""
    after = tokens.dates.get(index)
    if after is not None:
        # A bare year or month dates what is told of, a day or term dates the act.
        return after if after > index + 1 and not tokens.words[index][0].isdigit() else index
    if tokens.words[index] in _BEFORE_DATES and index + 1 < len(tokens) and tokens.break_before(index + 1) <= WEAK:
        return tokens.dates.get(index + 1, index)
    return index


def is_term(words: list[str]) -> bool:
    """Whether a date looks ahead (خلال أسبوع، حتى الجمعة، العام المقبل); others may date what was done."""
    return words[0] in _TERMS or words[0] in ("قبل", "حتي", "بعد") or any(word in grammar.NEXT for word in words)


def _read_date(tokens: Tokens, index: int) -> int:
    words = tokens.words
    size = len(words)
    place = _open_date(tokens, index)
    if place == index:
        return index
    while place < size and (tokens.break_before(place) <= WEAK or words[place] in grammar.MONTHS):
        joined = (
            words[place] in ("من", "في", "الي", "حتي", "وحتي", "والي", "او")
            and place + 1 < size
            and _is_time(words, place + 1)
        )
        if not joined and not _is_time(words, place):
            break
        place += 1
    return min(place, size)


def _open_date(tokens: Tokens, index: int) -> int:
    """The word after the ones that open a date (خلال أسبوع, في أغسطس); the word itself where none does."""
    words = tokens.words
    word = words[index]
    following = words[index + 1] if index + 1 < len(words) and tokens.break_before(index + 1) <= WEAK else ""
    if word in _WHOLE_DATES or word in grammar.DAYS:
        return index + 1
    if not following:
        return index
    if word in _TERMS or (word == "بدايه" and following == "من"):
        place = index + 2 if following in ("من", "في") else index + 1
        if word in ("لمده", "لفتره"):
            return place + 1
        return place if place < len(words) and _is_time(words, place) else index
    if word in ("هذا", "هذه"):
        return index + 2 if following in grammar.TIME else index
    if word in ("قبل", "حتي", "بعد", "مع", "عند", "الي") and _is_edge(words, index + 1):
        place = index + 3
        while place < min(len(words), index + 6) and tokens.break_before(place) <= WEAK and _goes_with(words[place]):
            # حتى حلول موعد سفرهم
            place += 1
        return place
    if word in ("قبل", "حتي", "بعد", "مع", "بنهايه", "بحلول") or word in _CALENDAR:
        return index + 2 if _is_time(words, index + 1) else index
    if word in ("في", "من"):
        return index + 2 if _is_dated(words, index + 1) else index
    if word == "علي" and following in ("مدي", "مدار"):
        return index + 3 if index + 2 < len(words) and _is_time(words, index + 2) else index
    if word[0] == "ل" and word[1:] in grammar.TIME and following in grammar.TIME:
        # لثلاثة مواسم، لسنة واحدة
        return index + 2
    return index


def _goes_with(word: str) -> bool:
    return grammar.has_article(word) or word.endswith(("هم", "ها"))


def _is_time(words: list[str], index: int) -> bool:
    word = words[index]
    if word in grammar.TIME or (word[0] in "وب" and word[1:] in grammar.TIME):
        return True
    if word in ("هذا", "هذه"):
        return words[index + 1 : index + 2] != [] and words[index + 1] in grammar.TIME
    if word == "و" and index + 1 < len(words):
        # يومي 2 و5 مارس
        return words[index + 1][0].isdigit() and words[index - 1][0].isdigit()
    if not word[0].isdigit():
        return False
    if any(item in grammar.MONTHS for item in words[index + 1 : index + 4]):
        return True
    near = words[index + 1 : index + 2]
    return (
        (len(word) == 4 and word.startswith(("19", "20", "14")))
        or (near != [] and (near[0] in grammar.TIME or near[0] == "الي"))
        or "/" in word
    )


def _is_dated(words: list[str], index: int) -> bool:
    word = words[index]
    if word in grammar.MONTHS or word in _BOUND or _is_year(word):
        return True
    if word == "الفتره" and words[index + 1 : index + 2] == ["من"]:
        return True
    if word in grammar.TIME and any(item in grammar.NEXT or _is_year(item) for item in words[index : index + 4]):
        return True
    return word[0].isdigit() and any(item in grammar.MONTHS for item in words[index + 1 : index + 4])


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word.startswith(("19", "20", "14"))


def condition_before(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """The condition that stands before a cue in its sentence: في حال تمت المصادقة سيتم …"""
    for place in range(index - 1, max(-1, index - 30), -1):
        if tokens.break_before(place + 1) >= COLON:
            return None
        if tokens.words[place] in ("قبل", "عند", "مقابل", "حتي"):
            continue
        if condition_at(tokens, place) or tokens.words[place] in ("واذا", "فاذا"):
            end = next(
                (at for at in range(place + 2, index) if tokens.break_before(at) >= COMMA or tokens.words[at] in _THEN),
                index,
            )
            between = tokens.words[end:index]
            if len(between) > 7 or "كما" in between:
                return None
            return (place, end) if end - place > 1 else None
    return None


def source_tail_at(tokens: Tokens, index: int) -> bool:
    """Whether a word opens the naming of a source after what it reports."""
    words = tokens.words
    word = words[index]
    following = words[index + 1] if index + 1 < len(words) else ""
    if word in ("بحسب", "حسبما", "نقلا", "بحسبما"):
        return True
    if word == "حسب":
        return True
    if word in ("وفق", "وفقا", "طبقا"):
        return tokens.break_before(index) >= COMMA or following in ("ما", "مصادر", "بيان", "مصدر", "لما")
    return word == "علي" and following == "حد"


def clause_end(tokens: Tokens, lexicon: Lexicon, start: int) -> int:
    """The word after the clause that begins at a word; conditions and dates within it are not cut off."""
    size = min(len(tokens), start + MOST)
    words = tokens.words
    clausal = words[start] in grammar.THAT or words[start] in grammar.PRONOUN_THAT or condition_at(tokens, start) > 0
    for index in range(start + 1, size):
        gap = tokens.break_before(index)
        if gap >= HARD or (gap == COLON and index > start + 1):
            return index
        word = words[index]
        if gap >= COMMA and condition_at(tokens, index):
            if grammar.has_and(word):
                # …، وفي حال وجود خدمة يتم: another sentence
                return index
            continue
        if gap >= COMMA and _opens_clause(tokens, lexicon, index):
            return index
        if word == "ثم" and gap < COMMA:
            return index
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
    return size


def _quotes(tokens: Tokens, index: int) -> bool:
    """Whether a quotation of a clause opens that nothing before it calls for: بإقالته "لانفراده بالقرار"."""
    before = tokens.words[index - 1]
    called_for = before in grammar.THAT or before in grammar.PREPOSITIONS or len(before) == 1
    return not called_for and tokens.words[index][0] == "ل" and opens_speech(tokens, index)


def _is_circumstance(tokens: Tokens, lexicon: Lexicon, index: int) -> bool:
    """Whether words that tell when or why something was decided begin here: على إثر اجتماع، في حين، كما حكمت، ممهدا."""
    words = tokens.words
    word = words[index]
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


def _begins_anew(tokens: Tokens, lexicon: Lexicon, index: int) -> bool:
    # للاتفاق الإيراني يحتاج أوباما …: after a definite noun a verb is no relative clause.
    before = tokens.words[index - 1]
    if not grammar.has_article(before) or before in grammar.RELATIVES or before in grammar.TIME:
        return False
    return is_verb(tokens, lexicon, index) and not grammar.has_and(tokens.words[index])


def _goes_on(tokens: Tokens, start: int, index: int) -> bool:
    # أن يفعل كذا ويفعل كذا: a second subjunctive under the same أن.
    word = tokens.words[index]
    if condition_at(tokens, start) and tokens.break_before(index) < COMMA and index - start < 12:
        # في حال انتهكت الاتفاق وأعيد فرض العقوبات
        return word[1:2] != "ق"
    return tokens.words[start] in grammar.THAT and index - start < 12 and word[1:2] in ("ي", "ت") and word[2:3] != "م"


def _opens_clause(tokens: Tokens, lexicon: Lexicon, index: int) -> bool:
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
    return not is_masdar_at(tokens, index) and word[0] not in "بل"
