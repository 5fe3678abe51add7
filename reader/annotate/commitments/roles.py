"""Decides what is to be done, on what condition and by when, and collects all roles of a cue as spans."""

from __future__ import annotations

from reader.annotate.commitments import grammar, speakers, subjects
from reader.annotate.commitments.actors import is_other_subject, left_actor
from reader.annotate.commitments.addressed import VERDICTS, fill_addressed, is_actor
from reader.annotate.commitments.antecedents import is_thing
from reader.annotate.commitments.complements import FILLERS, is_masdar_at, mark_at
from reader.annotate.commitments.cue import Cue
from reader.annotate.commitments.deadlines import deadline_at, is_term
from reader.annotate.commitments.extents import (
    clause_end,
    condition_at,
    condition_before,
    is_verb,
    source_tail_at,
)
from reader.annotate.commitments.lexicon import Lexicon
from reader.annotate.commitments.objects import split_two
from reader.annotate.commitments.parties import fill_people
from reader.annotate.commitments.relatives import fill_relative
from reader.annotate.commitments.slots import Slots
from reader.annotate.commitments.subject_extents import take_agent, take_whole_subject
from reader.annotate.commitments.subjects import Stretch, noun_phrase
from reader.annotate.commitments.surroundings import reach
from reader.annotate.commitments.text_words import COLON, COMMA, HARD, TextWords
from reader.model import Span

_PERFORMS = ("يقوم", "تقوم", "يقومون", "نقوم", "اقوم")
_REQUIRES = grammar.WORDS["requires"]
NAMES = ("committer", "action", "counterparty", "condition", "deadline", "source")


def fill_roles(tokens: TextWords, lexicon: Lexicon, cue: Cue) -> tuple[tuple[str, Span], ...]:
    """The roles of a cue as spans, in the order of the labels."""
    slots = Slots(end=cue.last + 1)
    if not fill_relative(tokens, lexicon, cue, slots):
        start = _action_start(tokens, lexicon, cue, slots)
        if start - 1 > cue.last and start not in tokens.named and tokens.words[start] not in grammar.PREPOSITIONS:
            # أي فترة، 3 بطاقات
            start -= tokens.words[start - 1] == "اي" or tokens.words[start - 1].isdigit()
        if start >= 0:
            _take_clause(tokens, lexicon, cue, start, slots)
        fill_people(tokens, lexicon, cue, slots)
        take_agent(tokens, lexicon, cue, slots)
        take_whole_subject(tokens, lexicon, cue, slots)
        _fill_parties(tokens, lexicon, cue, slots)
        fill_addressed(tokens, lexicon, cue, slots)
    _fill_circumstances(tokens, lexicon, cue, slots)
    _fill_source(tokens, lexicon, cue, slots)
    if cue.entry.lemma in _REQUIRES and slots.condition is None:
        # التنفيذ يتطلب توفير المراكز: what depends, then what it depends on
        slots.action, slots.condition, slots.committer = slots.committer, slots.action, None
    if cue.entry.lemma in VERDICTS:
        # بتهم تعود إلى عام 2011: the dates of a ruling are those of the deed
        slots.deadline = None
    return tuple(
        (name, tokens.whole_span(stretch[0], stretch[1] - 1))
        for name in NAMES
        if (stretch := getattr(slots, name)) is not None and stretch[0] < stretch[1]
    )


def _action_start(tokens: TextWords, lexicon: Lexicon, cue: Cue, slots: Slots) -> int:
    if cue.provides >= 0:
        return cue.provides + 1
    if "through" in cue.entry.flags:
        for place in range(cue.last + 1, min(len(tokens), cue.last + 7)):
            if tokens.break_before(place) >= COMMA:
                return -1
            if mark_at(tokens, place, frozenset(("ب", "على", "أن", "ل"))):
                return place
            short = len(tokens.words[place]) == 3 and tokens.words[place][0] == "ي"
            if tokens.words[place] in grammar.PREPOSITIONS:
                continue
            if place <= cue.last + 3 and (short or is_verb(tokens, lexicon, place)):
                # اتفاق يحد من …: what it does.
                return place
        return -1
    if cue.entry.kind == "future":
        return _future_action(tokens, lexicon, cue, slots)
    if cue.complement is None:
        return -1
    start = cue.complement.start
    if cue.entry.only_with and cue.entry.kind == "verb":
        # وقّع الصندوق اتفاقية: what is signed.
        place = reach(tokens, cue.head, cue.entry)
        return place - 1 if place - 1 > cue.last and tokens.words[place - 1] in ("علي", "الي") else place
    if cue.complement.kind == "acc" and start == cue.last + 1 and cue.entry.kind == "verb":
        return _after_subject(tokens, lexicon, cue, start, slots)
    return start


def _future_action(tokens: TextWords, lexicon: Lexicon, cue: Cue, slots: Slots) -> int:
    """What follows the verb; a subject that stands between is taken as the committer."""
    start = cue.last + 1
    if start >= len(tokens) or tokens.break_before(start) >= COLON:
        return -1
    if tokens.words[cue.head].endswith(_PERFORMS):
        done = _performed(tokens, start)
        if done > start and left_actor(tokens, lexicon, cue) is None:
            end = noun_phrase(tokens, lexicon, start, done)
            slots.committer = (start, end) if end > start else None
        if done >= start:
            return done
    if is_masdar_at(tokens, start) and start not in tokens.named:
        return start
    end = noun_phrase(tokens, lexicon, start)
    if end > start and tokens.words[cue.head].endswith(("ه", "ها", "هم")) and not is_thing(tokens, start):
        # التي ستستعيدها إيران: the object is the pronoun.
        split = split_two(tokens, start, end)
        slots.committer = (start, split)
        return split if tokens.break_before(split) < COMMA else -1
    other = is_other_subject(tokens, cue)
    if cue.form[:2] == "i1" or (left_actor(tokens, lexicon, cue) is not None and not other):
        return start
    if subjects.has_pronoun_before(tokens, cue.first):
        return start
    acts = cue.rule.endswith(("third", "relative", "/future")) or (
        cue.rule.endswith("light") and is_actor(tokens, start)
    )
    if end > start and not is_thing(tokens, start) and acts:
        if cue.rule.endswith("relative") and not other:
            return start
        split = split_two(tokens, start, end)
        goes_on = end < len(tokens) and tokens.break_before(end) < COMMA and tokens.words[end] not in grammar.OPENERS
        if split < end or goes_on:
            slots.committer = (start, split)
            return split
    return start


def _performed(tokens: TextWords, start: int) -> int:
    """ستقوم اللجنة بزيارة: where the act begins after a verb that only says it is done; -1 where none is named."""
    for place in range(start, min(len(tokens), start + 24)):
        if tokens.break_before(place) >= COLON:
            break
        word = tokens.words[place]
        if word[0] == "ب" and not grammar.has_own(word, "ب") and is_masdar_at(tokens, place, 1):
            return place
    return -1


def _after_subject(tokens: TextWords, lexicon: Lexicon, cue: Cue, start: int, slots: Slots) -> int:
    """رفضت الحكومة القرار: where a subject and a bare object follow a verb, the object's first word."""
    if cue.form.startswith("ap") or left_actor(tokens, lexicon, cue) is not None:
        return start
    if subjects.has_pronoun_before(tokens, cue.first):
        return start
    provides = tokens.words[start] in grammar.TEXTS and is_masdar_at(tokens, start + 1)
    if is_masdar_at(tokens, start) and start not in tokens.named and not provides:
        return start
    end = noun_phrase(tokens, lexicon, start)
    split = split_two(tokens, start, end)
    if start < end < len(tokens) - 1 and tokens.words[end] in FILLERS and tokens.break_before(end) < COMMA:
        # ورفض المجلس أيضا مادة
        slots.committer = (start, end)
        return end + 1
    if start < split < end:
        slots.committer = (start, split)
        return split
    past = _past_relative(tokens, start, end)
    if past > end:
        slots.committer = (start, past)
        return past
    if end < len(tokens) and tokens.break_before(end) < COMMA and tokens.words[end][0] == "ل":
        slots.committer = (start, end)
        return end
    return start


def _past_relative(tokens: TextWords, start: int, end: int) -> int:
    """أقر المجلس الذي تسيطر عليه المعارضة قانونا: where the object begins after a subject's relative clause."""
    words = tokens.words
    if not start < end < len(tokens) or words[end] not in grammar.RELATIVES or tokens.break_before(end) >= COMMA:
        return end
    for place in range(end + 2, min(len(tokens), end + 14)):
        if tokens.break_before(place) >= COMMA:
            break
        bare = words[place].endswith("ا") and len(words[place]) > 3 and not words[place].startswith("ال")
        defined = words[place - 1].startswith("ال") or place - 1 in tokens.named
        if defined and place not in tokens.named and (bare or is_masdar_at(tokens, place)):
            return place
    return end


def _take_clause(tokens: TextWords, lexicon: Lexicon, cue: Cue, start: int, slots: Slots) -> None:
    """Fill action, condition and date from the clause that begins at a word; all of it may be a future's condition."""
    whole = cue.entry.kind == "future"
    after = deadline_at(tokens, start)
    if (
        whole
        and start < after < len(tokens)
        and tokens.break_before(after) <= COMMA
        and condition_at(tokens, start) == 0
    ):
        # سيشرعون خلال أبريل في العمل، سيتم، قريبا، الإعلان: the act begins after its date.
        slots.deadline = (start, after)
        start = after
    if source_tail_at(tokens, start):
        # ستنطلق يوم الاثنين، وفق ما أفاد به المدير: nothing more is said of what will be done.
        slots.end = start
        return
    end = clause_end(tokens, lexicon, start)
    slots.end = end
    place = start
    action_end = end
    told = False
    done = cue.type == "acceptance" or "توقيع" in cue.entry.lemma or cue.entry.lemma in ("وقع", "أبرم")
    while place < end:
        own = not told or tokens.break_before(place) >= COMMA
        if slots.condition is None and (place > start or whole) and own and condition_at(tokens, place):
            slots.condition = (place, max(end, clause_end(tokens, lexicon, place)))
            action_end = min(action_end, place)
            break
        if place > start and tokens.words[place] in grammar.RELATIVES:
            # الخطة التي بدأت في يوليو: dates in a relative clause are its own.
            told = True
        after = deadline_at(tokens, place)
        if after > place:
            after = min(after, end)
            if slots.deadline is None and not told and (not done or is_term(tokens.words[place:after])):
                slots.deadline = (place, after)
                if tokens.words[place - 1] in ("الي", "حتي", "في") and place - 1 > start:
                    slots.deadline = (place - 1, after)
                    place -= 1
                if after >= end or condition_at(tokens, after):
                    action_end = place
                elif tokens.words[after] in grammar.THAT or grammar.is_future(tokens.words[after]):
                    # عدم كشف هويتهما السبت أن …
                    action_end = place
                    slots.deadline = None if tokens.words[after] in grammar.THAT else slots.deadline
                    break
            place = after
            continue
        # A date that was found after خلال and is no term is past: خلال السنوات الـ4 الماضية.
        opens = tokens.words[place] == "خلال" and place not in tokens.dates and place + 1 not in tokens.dates
        if opens and start < place and tokens.words[place - 1] != "من" and not slots.deadline:
            slots.deadline = (place, end)
            action_end = place
            break
        place += 1
    if slots.condition is not None:
        _cut_condition(tokens, slots)
    slots.action = (start, action_end) if action_end > start else None


def _fill_parties(tokens: TextWords, lexicon: Lexicon, cue: Cue, slots: Slots) -> None:
    """تم توقيع اتفاقية بين تونس وقطر: the sides stand after بين."""
    if cue.type != "agreement":
        return
    if slots.committer is not None:
        _fill_other_side(tokens, lexicon, cue, slots)
        return
    for place in range(cue.last + 1, min(slots.end, cue.last + 14)):
        if tokens.words[place] == "بين":
            end = noun_phrase(tokens, lexicon, place + 1, slots.end)
            slots.committer = (place + 1, end) if end > place + 1 else None
            return


def _fill_other_side(tokens: TextWords, lexicon: Lexicon, cue: Cue, slots: Slots) -> None:
    """وقع الصندوق اتفاقية تعاون مع البنك: the other side stands after the cue or in what is signed."""
    if slots.counterparty is not None:
        return
    end = slots.action[1] if slots.action is not None else slots.end
    for place in range(cue.last + 1, min(end - 1, cue.last + 14)):
        if tokens.break_before(place) >= COMMA:
            return
        other = tokens.words[place + 1]
        if tokens.words[place] == "مع" and (
            place + 1 in tokens.named or other in grammar.ACTORS or "ال" + other in grammar.ACTORS
        ):
            slots.counterparty = (place, max(place + 2, noun_phrase(tokens, lexicon, place + 1, end)))
            return


def _fill_circumstances(tokens: TextWords, lexicon: Lexicon, cue: Cue, slots: Slots) -> None:
    """Fill condition and date from what stands before the cue or between it and its action."""
    if slots.condition is None and cue.type in ("intent", "pledge", "refusal", "threat", "acceptance") + (
        ("demand",) if cue.entry.kind == "phrase" else ()
    ):
        slots.condition = condition_before(tokens, cue.first)
    announced = cue.entry.kind == "future" or cue.type == "threat"
    if slots.condition is None and slots.action is not None and announced:
        _fill_afterwards(tokens, lexicon, slots)
    if slots.deadline is not None:
        return
    ahead = cue.type != "intent" or cue.form.startswith("p")
    start = slots.action[0] if slots.action is not None else cue.last + 1
    begin = cue.first
    while begin > 0 and cue.first - begin < 14 and tokens.break_before(begin) < COMMA:
        if tokens.words[begin - 1] in grammar.THAT:
            break
        begin -= 1
    for place in (*range(cue.last + 1, start), *(() if ahead else range(begin, cue.first))):
        after = deadline_at(tokens, place)
        if after > place and (not ahead or is_term(tokens.words[place:after])):
            slots.deadline = (place, after)
            if slots.committer is not None and slots.committer[0] < place < slots.committer[1]:
                slots.committer = (slots.committer[0], place)
            return


def _fill_afterwards(tokens: TextWords, lexicon: Lexicon, slots: Slots) -> None:
    """بعد مد أنبوب، حسب تقدم الأشغال: what an announced act waits for; a date in it makes it a term."""
    start = slots.end
    if start >= len(tokens) or tokens.words[start] not in ("بعد", "حسب", "عقب") or tokens.break_before(start) >= COMMA:
        return
    if not is_masdar_at(tokens, start + 1):
        return
    end = clause_end(tokens, lexicon, start)
    if any(
        tokens.words[place] in grammar.NEXT or deadline_at(tokens, place) > place for place in range(start + 1, end)
    ):
        slots.deadline = slots.deadline or (start, end)
    else:
        slots.condition = (start, end)


def _cut_condition(tokens: TextWords, slots: Slots) -> None:
    if slots.condition is None:
        return
    start, end = slots.condition
    for place in range(start + 2, end):
        after = deadline_at(tokens, place)
        if after >= end > place and slots.deadline is None:
            slots.deadline = (place, end)
            slots.condition = (start, place)
            return


def _is_same(tokens: TextWords, one: Stretch, other: Stretch) -> bool:
    """Whether two noun phrases overlap, or the words of one are all in the other (أوباما، الرئيس باراك أوباما)."""
    first, second = ({tokens.words[place] for place in range(*stretch)} for stretch in (one, other))
    return one[0] < other[1] and other[0] < one[1] or first <= second or second <= first


def _fill_source(tokens: TextWords, lexicon: Lexicon, cue: Cue, slots: Slots) -> None:
    source = (
        _named_between(tokens, lexicon, cue, slots)
        or speakers.speaker_after(tokens, lexicon, slots.end)
        or speakers.speaker_before(tokens, lexicon, cue.first, noun=cue.entry.kind == "noun")
        or speakers.speaker_last(tokens, lexicon, slots.end)
    )
    committer = slots.committer
    if source is None or source[0] <= cue.head < source[1]:
        return
    if committer is not None and _is_same(tokens, source, committer):
        # قال المسؤولون إن الملك أشار إلى أن …: who tells that he says so
        source = speakers.speaker_before(tokens, lexicon, source[0]) if source[0] < cue.first else None
        near = source is not None and all(
            tokens.break_before(place) < HARD for place in range(source[1], cue.first + 1)
        )
        if source is None or not near or _is_same(tokens, source, committer):
            return
    slots.source = source


def _named_between(tokens: TextWords, lexicon: Lexicon, cue: Cue, slots: Slots) -> Stretch | None:
    """تم الاتفاق، حسب الوزير، على …: who is named as the source between a cue and its act."""
    if slots.action is None:
        return None
    for place in range(cue.last + 1, slots.action[0]):
        if tokens.break_before(place) >= COLON:
            return None
        if source_tail_at(tokens, place) and tokens.break_before(place) == COMMA:
            return speakers.speaker_after(tokens, lexicon, place)
    return None
