"""Decides who is bound by a verb or phrase, and towards whom, from the clause around it."""

from __future__ import annotations

from reader.annotate.commitments import grammar, speakers, subjects
from reader.annotate.commitments.actors import is_other_subject, left_actor, mark_counterparty
from reader.annotate.commitments.addressed import is_actor
from reader.annotate.commitments.after_verbs import (
    later_object,
    next_object,
    past_apposition,
    past_aside,
    past_relative,
    whole_object,
)
from reader.annotate.commitments.antecedents import agrees, is_thing, left_out_subject
from reader.annotate.commitments.complements import is_masdar_at, mark_at
from reader.annotate.commitments.cue import Cue
from reader.annotate.commitments.deadlines import deadline_at
from reader.annotate.commitments.extents import clause_end, is_verb
from reader.annotate.commitments.lexicon import Lexicon
from reader.annotate.commitments.noun_people import fill_noun_people, fill_predicate
from reader.annotate.commitments.objects import is_object, split_two
from reader.annotate.commitments.slots import Slots
from reader.annotate.commitments.subjects import Stretch, noun_phrase
from reader.annotate.commitments.text_words import COLON, COMMA, HARD, TextWords


def fill_people(tokens: TextWords, lexicon: Lexicon, cue: Cue, slots: Slots) -> None:
    """Fill committer and counterparty; a text named with بموجب or وفق is what binds where it is an agreement's."""
    if cue.entry.kind == "future":
        _part_company(tokens, lexicon, cue, slots)
    _fill_by_kind(tokens, lexicon, cue, slots)
    impersonal = cue.entry.kind in ("phrase", "future") or slots.committer is None
    if cue.type == "agreement" and cue.entry.kind != "noun" and impersonal:
        terms = _terms_near(tokens, lexicon, cue)
        if terms is not None:
            slots.committer = terms


def _part_company(tokens: TextWords, lexicon: Lexicon, cue: Cue, slots: Slots) -> None:
    """سيبحث الوزير مع نظيره ملف المياه: with whom an act is done, where it stands before the act."""
    after = cue.last + 1
    if slots.action is not None and slots.action[0] <= after + 6 and tokens.words[slots.action[0]] == "مع":
        # سيبحث مع برلمانيين أميركيين الاتفاق
        after = slots.action[0]
        end = split_two(tokens, after + 1, noun_phrase(tokens, lexicon, after + 1, slots.action[1]))
        if end > after + 1 and not is_thing(tokens, after + 1):
            slots.counterparty = (after, end)
            slots.action = (end, slots.action[1]) if end < slots.action[1] else slots.action


_ON_HIM = {"عليه": "i3ms", "عليها": "i3fs", "عليهم": "i3mp"}
_BY_TERMS = grammar.WORDS["by_terms"]
_MUTUAL = frozenset(("اتفق", "توصل", "أبرم", "وقع", "جدد", "مدد", "تعاقد", "أمضى", "وقع (لفريق)"))
"""Verbs of agreement between sides, where no text provides."""


def _terms_near(tokens: TextWords, lexicon: Lexicon, cue: Cue) -> Stretch | None:
    """بموجب الاتفاق يتعين على إيران، يحق للرئيس وفق التعديلات: the text that a duty or right comes from."""
    for place in (*range(cue.first, max(-1, cue.first - 16), -1), *range(cue.last + 1, cue.last + 9)):
        if place >= len(tokens):
            break
        if place != cue.first and tokens.break_before(place + (place < cue.first)) >= COLON:
            if place > cue.last:
                break
            continue
        if tokens.words[place] not in _BY_TERMS:
            continue
        start = place + 1
        by_right = tokens.words[place].lstrip("و").startswith("ب")
        if start >= len(tokens) or not (by_right or _is_text(tokens.words[start])):
            return None
        end = noun_phrase(tokens, lexicon, start, governed=True)
        return (start, end) if end > start else None
    return None


def _is_text(word: str) -> bool:
    return word in grammar.TEXTS or "ال" + word.removeprefix("لل") in grammar.TEXTS


def _fill_by_kind(tokens: TextWords, lexicon: Lexicon, cue: Cue, slots: Slots) -> None:
    if slots.committer is not None:
        return
    if cue.form[:2] in ("i1", "p1"):
        slots.committer = speakers.speaker_before(tokens, lexicon, cue.first)
        slots.committer = slots.committer or speakers.speaker_of_quotation(tokens, lexicon, slots.end)
        mark_counterparty(tokens, lexicon, cue, slots)
    elif cue.entry.kind == "verb":
        _fill_verb_people(tokens, lexicon, cue, slots)
    elif cue.entry.kind == "noun":
        fill_noun_people(tokens, lexicon, cue, slots)
    elif cue.entry.kind == "future":
        _fill_future_people(tokens, lexicon, cue, slots)
    elif "predicate" in cue.entry.flags:
        fill_predicate(tokens, lexicon, cue, slots)
    elif "obliges" in cue.entry.flags:
        _fill_obliged(tokens, lexicon, cue, slots)
    else:
        _fill_scheduled(tokens, lexicon, cue, slots)


def _meant(tokens: TextWords, lexicon: Lexicon, cue: Cue) -> Stretch | None:
    """Whom the pronoun before a verb stands for: the one who speaks, else the nearest that agrees."""
    plural = "p3mp" if tokens.words[cue.head].endswith("ين") else "p3ms"
    form = plural if cue.form.startswith("ap") else cue.form
    speaker = speakers.speaker_before(tokens, lexicon, cue.first)
    if speaker is not None and not is_thing(tokens, speaker[0]) and agrees(tokens, speaker, "", form[1:4]):
        return speaker
    return left_out_subject(tokens, lexicon, cue.first, form)


def _fill_future_people(tokens: TextWords, lexicon: Lexicon, cue: Cue, slots: Slots) -> None:
    if cue.type == "agreement" and slots.committer is None:
        # وسيسمح هذا القانون للدولة بأن: the text provides
        slots.committer = _text_after(tokens, lexicon, cue)
        if slots.committer is not None:
            return
    light = cue.rule.endswith("light") and not tokens.words[cue.head].endswith("يقوم")
    if light and (cue.form == "i3ms" or tokens.words[cue.head].endswith("تتم")):
        return
    left = None if is_other_subject(tokens, cue) else left_actor(tokens, lexicon, cue)
    if left is not None and tokens.words[cue.head].endswith(("ه", "ها", "هم")):
        # ملف ستقدمه: what is done, not who does it.
        slots.committer = left_out_subject(tokens, lexicon, left[0], cue.form)
        return
    if left is not None and is_thing(tokens, left[0]):
        # استئناف الإجلاء سيبدأ عند …: what will happen stands before its verb.
        if slots.action is None or slots.action[1] - slots.action[0] <= 2:
            slots.action = left
        return
    if left is None and subjects.has_pronoun_before(tokens, cue.first):
        left = _meant(tokens, lexicon, cue)
    goes_on = cue.first > 0 and tokens.words[cue.first - 1] in ("حيث", "اذ", "كما")
    if left is None and (goes_on or grammar.has_and(tokens.words[cue.first])) and not cue.rule.endswith("light"):
        left = left_out_subject(tokens, lexicon, cue.first, cue.form)
    slots.committer = left


def _fill_obliged(tokens: TextWords, lexicon: Lexicon, cue: Cue, slots: Slots) -> None:
    """يجب على البلدية أن: the one who should act stands after على."""
    start = cue.last + 1
    slots.committer = speakers.speaker_before(tokens, lexicon, cue.first)
    if "clause" in cue.entry.flags and slots.action is not None:
        slots.counterparty = (cue.first, slots.action[0])
        return
    pronoun = _ON_HIM.get(tokens.words[start]) if start < len(tokens) else None
    if pronoun is not None:
        # فيتوجب عليه تقديم: the one told of before, in the same sentence
        found = left_out_subject(tokens, lexicon, cue.first, pronoun)
        apart = found is None or any(tokens.break_before(at) >= HARD for at in range(found[1], cue.first + 1))
        slots.counterparty = None if apart else found
        return
    if tokens.words[start : start + 1] != ["علي"] or slots.action is None:
        slots.counterparty = _who_should(tokens, lexicon, cue)
        return
    end = noun_phrase(tokens, lexicon, start + 1)
    for at in range(start + 2, end):
        # على قاضي التحقيق تحديد …، على إيران السماح …: the act, not a further name.
        before = tokens.words[at - 1]
        apart = not tokens.words[at].startswith("ال") or before.startswith(("ال", "وال")) or at - 1 in tokens.named
        if is_masdar_at(tokens, at) and apart and tokens.named.get(at, (at,))[0] == at:
            end = at
            break
    if end <= start + 1:
        return
    slots.counterparty = (start, end)
    if slots.action[0] != start:
        return
    clause = next((at for at in range(end, min(end + 20, len(tokens))) if tokens.words[at] in grammar.THAT), -1)
    if clause >= slots.action[1] - 1 and tokens.words[end] in grammar.RELATIVES:
        # على المملكة التي …، ألا تقبل: the act stands after the relative clause.
        slots.action = (clause, clause_end(tokens, lexicon, clause))
    else:
        slots.action = (end, slots.action[1]) if end < slots.action[1] else None


def _who_should(tokens: TextWords, lexicon: Lexicon, cue: Cue) -> Stretch | None:
    """الشرطة لا بد أن تقوم: who should act, standing before what says so."""
    left = left_actor(tokens, lexicon, cue)
    return left if left is not None and not is_thing(tokens, left[0]) and is_actor(tokens, left[0]) else None


def _fill_scheduled(tokens: TextWords, lexicon: Lexicon, cue: Cue, slots: Slots) -> None:
    """من المقرر أن يصل الوفد: the subject of the verb in the clause, if it is somebody."""
    after = cue.last + 1
    if cue.type in ("agreement", "demand") and cue.entry.lemma.split("|")[0] in _BOUND:
        # الرئيس ملزم بـ: who should act stands before
        slots.counterparty = subjects.left_subject(tokens, lexicon, cue.first)
        return
    if cue.type == "agreement" and after < len(tokens) and tokens.words[after][0] == "ل":
        _fill_entitled(tokens, lexicon, after, slots)
    if cue.type == "agreement":
        slots.committer = subjects.text_before(tokens, lexicon, cue.first)
    elif after < len(tokens) and tokens.words[after] == "بين":
        # المحادثات المقررة بين كابول وطالبان
        end = noun_phrase(tokens, lexicon, after + 1)
        slots.committer = (after + 1, end) if end > after + 1 else None
        return
    elif cue.type != "intent" and cue.first and is_verb(tokens, lexicon, cue.first - 1):
        # سيعطي المجلس الضوء الأخضر
        slots.committer = subjects.left_subject(tokens, lexicon, cue.first - 1)
    elif cue.type != "intent":
        # لا تراجع عن القرار: the one who says so.
        slots.committer = speakers.speaker_before(tokens, lexicon, cue.first)
        if cue.type == "demand" and slots.counterparty is None:
            slots.counterparty = _who_should(tokens, lexicon, cue)
    if cue.type != "intent" or cue.complement is None or cue.complement.kind != "أن":
        return
    left = _antecedent(tokens, lexicon, cue)
    if left is not None:
        slots.committer = None if is_thing(tokens, left[0]) else left
        return
    if tokens.words[cue.complement.content : cue.complement.content + 1] in (["يكون"], ["تكون"]):
        # من المقرر أن تكون جاهزة: how it will be, not who acts
        return
    place = cue.complement.content + 1
    while place < len(tokens) and (deadline_at(tokens, place) > place) and tokens.break_before(place) < COMMA:
        place = deadline_at(tokens, place)
    if place >= slots.end:
        return
    verb = tokens.words[cue.complement.content]
    if tokens.words[place] in grammar.PREPOSITIONS and verb[0] in "يت" and verb[1:] not in lexicon.light:
        # ومن المقرر أن يتوجه إلى باريس: the one told of before
        slots.committer = left_out_subject(tokens, lexicon, cue.first, "i3ms" if verb[0] == "ي" else "i3fs")
        return
    end = noun_phrase(tokens, lexicon, place, slots.end)
    end = split_two(tokens, place, end)
    words = tokens.words
    if (
        end > place
        and not is_masdar_at(tokens, place)
        and words[place] not in grammar.THINGS
        and words[place] not in ("هذه", "هذا")
    ):
        slots.committer = (place, end)


_BOUND = grammar.WORDS["bound"]


def _fill_entitled(tokens: TextWords, lexicon: Lexicon, start: int, slots: Slots) -> None:
    """يحق للرئيس، وفق التعديلات، الانتماء إلى حزب: who may act, and what he may do."""
    end = noun_phrase(tokens, lexicon, start, governed=True)
    if end == start or (len(tokens.words[start]) > 1 and grammar.has_own(tokens.words[start], "ل")):
        return
    slots.counterparty = (start, end)
    if slots.action is not None and slots.action[0] >= end:
        return
    for place in range(end, min(len(tokens), end + 12)):
        if tokens.break_before(place) >= HARD:
            return
        governed = tokens.words[place - 1] in grammar.PREPOSITIONS or tokens.words[place - 1] in _BY_TERMS
        if is_masdar_at(tokens, place) and not governed:
            slots.action = (place, clause_end(tokens, lexicon, place))
            slots.end = max(slots.end, slots.action[1])
            return


def _antecedent(tokens: TextWords, lexicon: Lexicon, cue: Cue) -> Stretch | None:
    """الكونغرس الذي يفترض أن يصوت: whom a relative pronoun before the cue stands for."""
    if not cue.first or tokens.words[cue.first - 1] not in grammar.RELATIVES or tokens.break_before(cue.first) >= COMMA:
        return None
    return subjects.left_subject(tokens, lexicon, cue.first)


def _fill_verb_people(tokens: TextWords, lexicon: Lexicon, cue: Cue, slots: Slots) -> None:
    start = cue.last + 1
    at_once = cue.complement is not None and cue.complement.kind == "أن" and cue.complement.start == start
    decided = (
        cue.entry.lemma == "قرر"
        and tokens.words[cue.head].endswith("تقرر")
        and (
            is_masdar_at(tokens, start) or tokens.words[start : start + 1] in (["خلاله"], ["خلالها"], ["فيه"], ["فيها"])
        )
    )
    before = tokens.words[cue.first - 1] if cue.first and tokens.break_before(cue.first) < COMMA else ""
    decided = decided and (not before or before in grammar.THAT or before in grammar.AUXILIARIES)
    if decided or "impersonal" in cue.entry.flags or (cue.entry.lemma == "ألزم" and cue.form == "i3ms" and at_once):
        # تقرر تأجيل …، يلزم أن …: nobody is named.
        return
    provides = cue.type == "agreement" and cue.entry.lemma not in _MUTUAL
    ruled = cue.entry.lemma == "قضى" and cue.form[:1] == "p"
    if not ruled and ("text" in cue.entry.flags or cue.entry.lemma in ("نص", "قضى") or provides):
        own = _text_after(tokens, lexicon, cue) or subjects.text_before(tokens, lexicon, cue.first)
        if own is not None:
            slots.committer = own
            _mark_bound(tokens, lexicon, cue, slots)
            return
    if "through" in cue.entry.flags:
        start = cue.head + 1
    stop = cue.complement.start if cue.complement else min(len(tokens), start + 8)
    if cue.entry.only_with and slots.action is not None:
        stop = slots.action[0]
    conjoined = grammar.has_and(tokens.words[cue.first])
    left = None if conjoined else subjects.left_subject(tokens, lexicon, cue.first)
    pronoun = subjects.has_pronoun_before(tokens, cue.first)
    if left is None and pronoun:
        left = _meant(tokens, lexicon, cue)
    participle = cue.form.startswith("ap")
    if participle and tokens.words[cue.head].endswith(("ا", "ين")):
        # قال فلان إن …، مطالبا بـ: the one who speaks or acts goes on.
        left = speakers.going_on(tokens, lexicon, cue.first) or _meant(tokens, lexicon, cue) or left
    if left is not None and is_thing(tokens, left[0]) and _is_no_subject(tokens, cue, left):
        left = None
    # طالبوا، إنهم يطالبون: the subject is in the verb, so that what follows is no subject.
    inside = pronoun or participle or cue.form[1:4] in ("3mp", "3md", "3fd")
    if not _marks_other(tokens, cue, start):
        start = past_aside(tokens, lexicon, start, stop)
    # السعودية تضع 10 شروط: nor is a number, where somebody stands before
    inside = inside or (left is not None and start < len(tokens) and tokens.words[start][0].isdigit())
    end = start
    if start < stop and tokens.break_before(start) < COMMA and not _marks_other(tokens, cue, start):
        end = noun_phrase(tokens, lexicon, start, stop)
    if end > start:
        if "acc" in cue.entry.other and not cue.form.endswith("+"):
            known = left is not None or inside
            split = start if known else split_two(tokens, start, end)
            goes_on = conjoined or (cue.first > 0 and tokens.words[cue.first - 1] in _GOING_ON)
            group = tokens.words[start].removeprefix("ال") in _GROUPS and whole_object(tokens, end, stop) == stop
            if is_object(tokens, cue.form, start) or (split == end and goes_on and group):
                # كما دعا الوعاظ إلى: a group, where the one who spoke goes on
                split = start
            if tokens.words[split : split + 2] in (["كل", "من"], ["كلا", "من"]):
                # ودعت الشرطة كل من يملك معلومات إلى: all up to what is asked
                end = stop
            slots.counterparty = (split, whole_object(tokens, end, stop)) if split < end else None
            slots.committer = (start, split) if split > start else left
            if slots.counterparty is None and end < stop:
                slots.counterparty = next_object(tokens, lexicon, end, stop) or later_object(tokens, lexicon, end, stop)
                if slots.counterparty is not None and slots.committer == (start, end):
                    slots.committer = (start, past_apposition(tokens, end, slots.counterparty[0]))
        elif not inside and not (left is not None and _acts_as_antecedent(tokens, cue, left)):
            slots.committer = (start, past_relative(tokens, start, end, stop))
    if slots.committer is None:
        slots.committer = left or left_out_subject(tokens, lexicon, cue.first, cue.form)
    if slots.counterparty is None:
        mark_counterparty(tokens, lexicon, cue, slots)


def _mark_bound(tokens: TextWords, lexicon: Lexicon, cue: Cue, slots: Slots) -> None:
    """ألزم القرار الشركات بدفع …، أوجب النظام على المقاول تسليم …: whom a text binds, after the text."""
    if slots.committer is None or cue.complement is None or slots.committer[1] >= cue.complement.start:
        return
    start, stop = slots.committer[1], cue.complement.start
    if slots.committer[0] < cue.first:
        start = cue.last + 1
    if start >= stop or tokens.break_before(start) >= COMMA:
        return
    if tokens.words[start] == "علي" or cue.complement.kind in ("ب", "من") or "acc" in cue.entry.other:
        place = start + (tokens.words[start] == "علي")
        end = noun_phrase(tokens, lexicon, place, stop)
        if end > place and is_actor(tokens, place):
            slots.counterparty = (start, end)


def _is_no_subject(tokens: TextWords, cue: Cue, left: Stretch) -> bool:
    """خطابا حضه فيه: a relative clause on what is said; تدريبات طالب فيها: what does not agree with its verb."""
    return cue.form.endswith("+") or (cue.form[:1] in "pi" and not agrees(tokens, left, "", cue.form[1:4].rstrip("+")))


def _text_after(tokens: TextWords, lexicon: Lexicon, cue: Cue) -> Stretch | None:
    """حيث ينص مشروع الدستور على: the text that provides, where it stands after its verb."""
    start = cue.last + 1
    stop = cue.complement.start if cue.complement else min(len(tokens), start + 8)
    if start + 1 < len(tokens) and tokens.words[start] in ("هذا", "هذه"):
        # ويفرض هذا المشروع على الأشخاص: the text itself is taken for what is laid on them
        stop = max(stop, start + 2)
    head = start + 1 if start + 1 < stop and tokens.words[start] in ("هذا", "هذه") else start
    if head >= stop or tokens.break_before(start) >= COMMA or tokens.words[head] not in grammar.TEXTS:
        return None
    end = noun_phrase(tokens, lexicon, head, stop)
    return (start, split_two(tokens, head, end)) if end > head else None


_GOING_ON = frozenset(("كما", "حيث", "لكنه", "ولكنه", "انه", "وانه"))
_GROUPS = grammar.WORDS["people"]


def _acts_as_antecedent(tokens: TextWords, cue: Cue, left: Stretch) -> bool:
    """Whether the noun before a relative pronoun is the verb's subject: الرئيس الذي رفض العرض, not ما تسعى إليه."""
    relative = tokens.words[cue.first - 1].removeprefix("و") if cue.first else ""
    wanted = {"الذي": "3ms", "التي": "3fs", "الذين": "3mp"}.get(relative)
    return wanted is not None and cue.form[1:4] == wanted and not is_thing(tokens, left[0])


def _marks_other(tokens: TextWords, cue: Cue, index: int) -> bool:
    return mark_at(tokens, index, cue.entry.other - {"acc"}) is not None
