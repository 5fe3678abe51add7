"""Decides where a date or term is (خلال أسبوع، قبل بدء الموسم، يومي 2 و5 مارس), and where it ends."""

from __future__ import annotations

from reader.annotate.commitments import grammar
from reader.annotate.commitments.text_words import WEAK, TextWords

_WHOLE_DATES = grammar.WORDS["whole_dates"]
_TERMS = grammar.WORDS["terms"]
_CALENDAR = grammar.WORDS["calendar"]
_BOUND = grammar.WORDS["bound_times"]
_PAST = grammar.WORDS["past_times"]
_BEFORE_DATES = grammar.WORDS["before_dates"]
_EDGES = grammar.WORDS["edges"]
_PERIODS = grammar.WORDS["periods"]
_DATE_STARTS = (
    _WHOLE_DATES
    | grammar.DAYS
    | _TERMS
    | _CALENDAR
    | _BEFORE_DATES
    | {"بدايه", "هذا", "هذه", "بنهايه", "علي", "من", "في", "مع", "عند", "الي"}
)


def deadline_at(tokens: TextWords, index: int) -> int:
    """The word after the date or term that begins at a word; the word itself where none does."""
    words = tokens.words
    if words[index] not in _DATE_STARTS and words[index][0] != "ل" and index not in tokens.dates:
        return index
    if words[index] == "منذ" or (words[index] == "عام" and words[index + 1 : index + 2] in (["يوم"], ["يومي"])):
        # منذ 2006: no term; إضراب عام يومي 22 و24: general
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


def _found_date(tokens: TextWords, index: int) -> int:
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
    if words[0] in _TERMS or words[0] in ("قبل", "حتي", "بعد") or (words[0][0] == "ل" and words[0][1:] in grammar.TIME):
        return True
    return any(word in grammar.NEXT for word in words)


def _read_date(tokens: TextWords, index: int) -> int:
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


def _open_date(tokens: TextWords, index: int) -> int:
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
    if word in ("قبل", "حتي", "بعد", "مع", "عند", "الي") and is_edge(words, index + 1):
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


def is_edge(words: list[str], index: int) -> bool:
    """Whether a period's beginning or end is named: انتهاء المهلة، بدء الموسم، حلول موعد السفر."""
    if index + 1 >= len(words) or words[index] not in _EDGES:
        return False
    return any(word in _PERIODS or word in grammar.TIME for word in words[index + 1 : index + 3])


def _is_time(words: list[str], index: int) -> bool:
    word = words[index]
    if word in grammar.TIME or (word[0] in "وب" and word[1:] in grammar.TIME):
        return True
    if word in ("هذا", "هذه"):
        return words[index + 1 : index + 2] != [] and words[index + 1] in grammar.TIME
    if word == "و" and index + 1 < len(words):
        # يومي 2 و5 مارس
        return words[index + 1][0].isdigit() and words[index - 1][0].isdigit()
    if word[0] == "و" and word[1:].isdigit():
        # يومي 22 و24 مارس
        return words[index - 1][0].isdigit()
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
    if word in ("اجل", "الاجال") and index and words[index - 1] == "في":
        return True
    if word == "الفتره" and words[index + 1 : index + 2] == ["من"]:
        return True
    if word in grammar.TIME and any(item in grammar.NEXT or _is_year(item) for item in words[index : index + 4]):
        return True
    return word[0].isdigit() and any(item in grammar.MONTHS for item in words[index + 1 : index + 4])


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word.startswith(("19", "20", "14"))
