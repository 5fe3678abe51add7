"""Decides who should act, or who is affected, where the action itself names them: بحضور اللاعب، أن تعمل اللجنة."""

from __future__ import annotations

from reader.annotate.commitments import grammar
from reader.annotate.commitments.antecedents import agrees, is_thing
from reader.annotate.commitments.complements import is_masdar_at
from reader.annotate.commitments.cue import Cue
from reader.annotate.commitments.extents import clause_end
from reader.annotate.commitments.lexicon import Lexicon
from reader.annotate.commitments.objects import split_two
from reader.annotate.commitments.slots import Slots
from reader.annotate.commitments.subjects import Stretch, noun_phrase
from reader.annotate.commitments.text_words import COMMA, HARD, TextWords

_OWN_ACTS = grammar.WORDS["own_acts"]
_IMPOSED = grammar.WORDS["imposed"]
VERDICTS = grammar.WORDS["verdicts"]
_CONCERNING = frozenset(("لفايده", "لصالح", "بحق", "في", "ضد"))
_PEOPLE = grammar.WORDS["people"]
_SUFFIXES = {"هم": "p3mp", "ها": "p3fs", "ه": "p3ms"}


def fill_addressed(tokens: TextWords, lexicon: Lexicon, cue: Cue, slots: Slots) -> None:
    """Fill the counterparty of a cue that has none from its act, or from what the cue's own pronoun stands for."""
    if slots.counterparty is not None or slots.action is None:
        return
    start, end = slots.action
    if VERDICTS & {cue.entry.lemma, cue.entry.lemma.split(" ")[0]}:
        _fill_judged(tokens, lexicon, cue, slots)
        return
    found: Stretch | None = None
    if cue.type == "demand" or (cue.type == "condition" and tokens.words[start] in grammar.THAT):
        found = _hearer(tokens, lexicon, cue, slots) or _acting(tokens, lexicon, start, end)
    if found is None and cue.type in ("demand", "agreement", "threat", "intent"):
        found = _imposed_on(tokens, lexicon, start, end)
    if found is None:
        found = _concerned(tokens, lexicon, cue, slots)
    if found is not None and found != slots.committer:
        slots.counterparty = found
        if found[1] == end and found[0] > start + 1 and tokens.words[found[0]] in _CONCERNING:
            slots.action = (start, found[0])


def _acting(tokens: TextWords, lexicon: Lexicon, start: int, end: int) -> Stretch | None:
    """The subject of the act's verb (أن تعمل اللجنة), or of a verbal noun that needs no object (بحضور اللاعب)."""
    words = tokens.words
    place = start
    if words[start] in ("ان", "بان") and start + 2 < end and words[start + 1][0] in "يت":
        place = start + 2
        while place < end and words[place] in grammar.PREPOSITIONS and words[place].endswith(("ه", "ها", "هم")):
            # أن تصادق عليه المحكمة
            place += 1
    else:
        if words[start] in grammar.PREPOSITIONS:
            place += 1
        word = words[place]
        bare = word[1:] if word not in _OWN_ACTS else word
        if place + 1 >= end or (word not in _OWN_ACTS and (word[0] not in "بل" or bare not in _OWN_ACTS)):
            return None
        place += 1
    after = split_two(tokens, place, noun_phrase(tokens, lexicon, place, end))
    if after <= place or is_thing(tokens, place) or not is_actor(tokens, place):
        return None
    return place, after


def _concerned(tokens: TextWords, lexicon: Lexicon, cue: Cue, slots: Slots) -> Stretch | None:
    """بطاقة إيداع في حق المتهمين، عقد لفائدة المجمع: whom an order strikes, or for whom something is agreed."""
    words = tokens.words
    for place in range(cue.last + 1, min(len(tokens) - 1, max(slots.end, cue.last + 4) + 1, cue.last + 24)):
        if tokens.break_before(place) >= COMMA:
            return None
        first = place + 1
        if cue.type == "demand" and words[place] in ("بحق", "ضد"):
            pass
        elif cue.type == "demand" and words[place] == "في" and words[place + 1] == "حق":
            first = place + 2
        elif cue.type != "agreement" or slots.committer is not None or words[place] not in ("لفايده", "لصالح"):
            continue
        after = noun_phrase(tokens, lexicon, first, governed=True)
        return (place, after) if after > first else None
    return None


def is_actor(tokens: TextWords, place: int) -> bool:
    """Whether a noun phrase begins with a name, an office, a body or a plural of people."""
    word = tokens.words[place]
    if place in tokens.named or word in grammar.ACTORS or word in grammar.QUANTIFIERS:
        return True
    following = tokens.words[place + 1] if place + 1 < len(tokens) else ""
    if word.endswith(("ي", "و")) and not word.startswith("ال") and following.startswith("ال") and len(word) > 4:
        # طالبي اللجوء: a plural in its idafa
        return True
    return word.startswith("ال") and word.endswith(("ين", "ون", "يه")) and len(word) > 5


def _imposed_on(tokens: TextWords, lexicon: Lexicon, start: int, end: int) -> Stretch | None:
    """بفرض عقوبات على إيران: on whom something is laid."""
    words = tokens.words
    for place in range(start, min(end, start + 3)):
        bare = words[place].removeprefix("ب").removeprefix("ال")
        if bare not in _IMPOSED:
            continue
        for at in range(place + 1, min(end - 1, place + 9)):
            if tokens.break_before(at) >= COMMA:
                return None
            if words[at] in ("علي", "ضد", "بحق") and is_actor(tokens, at + 1):
                after = noun_phrase(tokens, lexicon, at + 1, end, governed=True)
                return at, max(at + 2, after)
    return None


def _fill_judged(tokens: TextWords, lexicon: Lexicon, cue: Cue, slots: Slots) -> None:
    """حكم بالسجن على سبعة مسؤولين، حكم بالإعدام لفلان: the one who is judged."""
    if slots.action is None:
        return
    words = tokens.words
    start, end = slots.action
    later = range(slots.end, min(len(tokens) - 1, slots.end + 1))
    for place in (*range(cue.last + 1, start), *range(start + 1, end - 1), *later):
        governed = words[place] in ("علي", "بحق", "ضد") and not is_masdar_at(tokens, place + 1)
        owned = words[place][0] == "ل" and (place in tokens.named or words[place][1:] in grammar.ACTORS)
        if not governed and not owned:
            continue
        first = place + 1 if governed else place
        stop = start if place < start else min(len(tokens), clause_end(tokens, lexicon, place))
        after = noun_phrase(tokens, lexicon, first, stop, governed=True)
        slots.counterparty = (place, max(first + 1, after))
        if owned and place > start:
            slots.action = (start, place)
        return


def _hearer(tokens: TextWords, lexicon: Lexicon, cue: Cue, slots: Slots) -> Stretch | None:
    """وطالبتهم، دعوتهم: whom the cue's pronoun stands for, where its sentence names him."""
    word = tokens.words[cue.head]
    owned = cue.entry.kind == "noun" and (word.endswith(("تهم", "تها")) or cue.entry.lemma.endswith("ه"))
    if not cue.form.endswith("+") and not owned:
        return None
    form = next((kind for ending, kind in _SUFFIXES.items() if word.endswith(ending)), "")
    if not form:
        return None
    for place in range(cue.first - 1, max(-1, cue.first - 40), -1):
        if tokens.break_before(place + 1) >= HARD:
            return None
        word = tokens.words[place]
        bare = word[2:] if word.startswith(("لل", "بال")) else word.removeprefix("ل")
        people = bare.endswith(("ين", "ون")) and len(bare) > 4
        if form == "p3mp" and not people and bare not in _PEOPLE:
            continue
        if form != "p3mp" and tokens.named.get(place, (-1,))[0] != place and word not in grammar.ACTORS:
            continue
        if slots.committer is not None and slots.committer[0] <= place < slots.committer[1]:
            continue
        while place and tokens.break_before(place) < COMMA and tokens.words[place - 1].endswith(("ين", "ون")):
            place -= 1
        stretch = place, max(place + 1, noun_phrase(tokens, lexicon, place, cue.first, governed=True))
        if form == "p3mp" or agrees(tokens, stretch, "", form[1:]):
            return stretch
    return None
