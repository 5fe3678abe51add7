"""Decides who is the source of a sentence: before it (قال فلان إن), before a colon, or after it (بحسب فلان)."""

from __future__ import annotations

from reader.annotate.commitments import grammar
from reader.annotate.commitments.antecedents import is_somebody, is_thing, left_out_subject
from reader.annotate.commitments.complements import is_masdar_at
from reader.annotate.commitments.extents import is_telling, source_tail_at
from reader.annotate.commitments.lexicon import Lexicon
from reader.annotate.commitments.objects import is_object, split_two
from reader.annotate.commitments.quotations import opens_quotation, opens_speech
from reader.annotate.commitments.speaker_extents import whole_speaker
from reader.annotate.commitments.subjects import (
    Stretch,
    left_subject,
    noun_phrase,
    with_apposition,
)
from reader.annotate.commitments.text_words import COLON, COMMA, HARD, WEAK, TextWords

_BACK = 120
"""Words of one sentence searched for a verb of saying."""
_QUOTED = 700
"""Code points back within which an open quotation is looked for."""
_MORE_SPEECH = grammar.WORDS["more_speech"]
_ABOUT = ("علن", "كشف", "حدث", "فصح", "عرب", "عبر", "علم")
"""In the verbs that tell of something with عن."""
_PARAGRAPH = 4000
"""Code points back within which a paragraph must begin for its straight quotation marks to be counted."""
_NOBODY_SAYS = grammar.WORDS["nobody_says"]
_BEFORE_VERBS = grammar.WORDS["before_verbs"]
_TELLERS = grammar.WORDS["tellers"]
_TOLD = frozenset(("ابلغ", "ابلغت", "اخبر", "اخبرت", "اعلم", "اعلمت", "طمان", "طمانت"))
_AFTER_TAIL = grammar.WORDS["after_tail"]


def speaker_last(tokens: TextWords, lexicon: Lexicon, start: int) -> Stretch | None:
    """…، بحسب ما جاء في البيان: who is named at the very end of the sentence that a word stands in."""
    for place in range(start, min(len(tokens), start + 40)):
        if tokens.break_before(place) >= HARD and place > start:
            return None
        if source_tail_at(tokens, place) and tokens.break_before(place) >= WEAK:
            found = speaker_after(tokens, lexicon, place)
            if found is not None and (
                tokens.break_before(found[1]) >= HARD or tokens.words[found[1]] in ("في", "خلال", "عبر", "علي")
            ):
                # …، وفق ما أفاد به فلان في تصريح للإذاعة
                return found
    return None


def _may_tell(tokens: TextWords, start: int, end: int) -> bool:
    head = tokens.words[start] if start < end else ""
    return head in grammar.TEXTS or (start < end and not is_thing(tokens, start) and is_somebody(tokens, (start, end)))


def _speech_kind(lexicon: Lexicon, word: str) -> str:
    kind = lexicon.speech.get(word)
    if kind is None and word[0] in "وف":
        kind = lexicon.speech.get(word[1:])
    bare = word[1:] if word[0] == "و" else word
    if kind is None and (word in _MORE_SPEECH or bare in _MORE_SPEECH):
        kind = "p3fs" if word.endswith("ت") else "p3ms"
    return kind or ""


def _speech_at(tokens: TextWords, lexicon: Lexicon, place: int) -> str:
    """The kind of a verb of saying at a word; ذكر and كشف are verbs only where a clause begins."""
    known = tokens.saying.get(place)
    if known is None:
        known = tokens.saying[place] = _find_speech(tokens, lexicon, place)
    return known


def _find_speech(tokens: TextWords, lexicon: Lexicon, place: int) -> str:
    word = tokens.words[place]
    kind = _speech_kind(lexicon, word)
    if word in _NOBODY_SAYS or word in grammar.PREPOSITIONS:
        return ""
    if not kind and word in _TELLERS:
        return "ap"
    if (
        not kind
        and "و" + word in lexicon.speech
        and (tokens.break_before(place) >= COMMA or tokens.words[place - 1] in _BEFORE_VERBS)
    ):
        kind = lexicon.speech.get("و" + word, "")
    return kind


def speaker_before(tokens: TextWords, lexicon: Lexicon, index: int, *, noun: bool = False) -> Stretch | None:
    """Who says what a word is part of, where the saying comes first; a `noun` may be its plain object (أكد التزامه)."""
    key = (index, noun)
    if key not in tokens.spoken:
        tokens.spoken[key] = _find_speaker(tokens, lexicon, index, noun=noun)
    return tokens.spoken[key]


def _find_speaker(tokens: TextWords, lexicon: Lexicon, index: int, *, noun: bool) -> Stretch | None:
    words = tokens.words
    opened = False
    place = index
    while place > 0 and index - place < _BACK and tokens.break_before(place) < HARD:
        gap = tokens.break_before(place)
        place -= 1
        word = words[place]
        if word in grammar.THAT or gap == COLON or (gap and opens_speech(tokens, place + 1)):
            opened = True
        kind = _speech_at(tokens, lexicon, place)
        if kind[1:2] == "1" or (place and words[place - 1] in ("لا", "لم", "ما", "الذين", "ولم", "ولا")):
            continue
        if kind and (
            opened
            or (noun and index - place < 9 and "ك" in word)
            or word in ("قال", "وقال", "قالت", "وقالت")
            or (
                "عن" in words[place + 1 : max(place + 2, min(place + 8, index))]
                and any(root in word for root in _ABOUT)
            )
        ):
            found = _subject_of(tokens, lexicon, place, kind, index)
            if found is None or not _is_mere_thing(tokens, found[0]):
                return found
            # وقال إن الخلافات كشفت عن رفض: what shows it does not say it
        if gap == COLON and index - place < 30:
            headline = _before_colon(tokens, lexicon, place)
            if headline is not None:
                return headline
    return _open_quotation(tokens, lexicon, index) or _named_first(tokens, lexicon, place, index)


def _is_mere_thing(tokens: TextWords, index: int) -> bool:
    return tokens.words[index] not in grammar.TEXTS and is_thing(tokens, index)


def _named_first(tokens: TextWords, lexicon: Lexicon, start: int, index: int) -> Stretch | None:
    """ووفقا للحكم، ثبت …، وجاء في بيان أن …: the source that a sentence begins with."""
    words = tokens.words
    bare = words[start].removeprefix("و")
    place = start + 1
    if bare in ("جاء", "ورد") and words[place : place + 1] == ["في"]:
        place += 1
    elif bare in ("وفقا", "طبقا", "استنادا", "نقلا"):
        if words[place : place + 1] in (["عن"], ["الي"]):
            place += 1
        elif words[place : place + 1] and words[place][0] != "ل":
            return None
    elif bare not in ("بحسب", "حسب", "وفق"):
        return None
    if place >= index:
        return None
    end = noun_phrase(tokens, lexicon, place, index, governed=True)
    return (place, end) if end > place and not is_masdar_at(tokens, place) else None


def going_on(tokens: TextWords, lexicon: Lexicon, index: int) -> Stretch | None:
    """Who goes on speaking in a participle (وأوضح أنه …، داعيا إلى): the subject of the nearest verb of saying."""
    binding = -1
    for place in range(index - 1, max(-1, index - _BACK), -1):
        if tokens.break_before(place + 1) >= HARD:
            break
        kind = _speech_at(tokens, lexicon, place)
        if kind[:2] in ("p3", "i3"):
            return _subject_of(tokens, lexicon, place, kind, index)
        if binding < 0 and _binding_kind(tokens, lexicon, place)[:2] in ("p3", "i3"):
            binding = place
    # دعا فلان إلى …، مطالبا بـ: without a verb of saying, one that binds somebody
    if binding < 0:
        return None
    kind = _binding_kind(tokens, lexicon, binding).rstrip("+?")
    if binding + 1 < index and is_object(tokens, kind, binding + 1):
        return left_out_subject(tokens, lexicon, binding, kind)
    return _subject_of(tokens, lexicon, binding, kind, index)


def _binding_kind(tokens: TextWords, lexicon: Lexicon, place: int) -> str:
    word = tokens.words[place]
    entries = lexicon.verbs.get(word[1:] if grammar.has_and(word) else word)
    return entries[0][1] if entries else ""


def _before_colon(tokens: TextWords, lexicon: Lexicon, last: int) -> Stretch | None:
    """A short name alone before a colon (روحاني: لن نقبل) speaks."""
    start = last
    while start > 0 and last - start < 7 and tokens.break_before(start) < COMMA:
        start -= 1
    name = tokens.named.get(start, (0, 0, ""))[2]
    if tokens.break_before(start) < HARD or name == "place" or (not name and tokens.words[start].endswith("ا")):
        # أولا: …، السودان: …
        return None
    if noun_phrase(tokens, lexicon, start, last + 1) != last + 1:
        return None
    head = tokens.words[start]
    named = any(tokens.named.get(place, (0, 0, ""))[2] == "person" for place in range(start, last + 1))
    if not name and not named and head not in grammar.ACTORS and (is_thing(tokens, start) or last - start > 1):
        # قضية حفل فلان: أحكام بالسجن
        return None
    return start, last + 1


def _open_quotation(tokens: TextWords, lexicon: Lexicon, index: int) -> Stretch | None:
    begin = max(0, tokens.starts[index] - _QUOTED)
    before = tokens.text[begin : tokens.starts[index]]
    opens = max(before.rfind("«"), before.rfind("“"))
    straight = before.rfind('"')
    line = tokens.text.rfind("\n", max(0, tokens.starts[index] - _PARAGRAPH), tokens.starts[index])
    odd = tokens.text.count('"', max(line, 0), tokens.starts[index]) % 2
    if odd and (line >= 0 or tokens.starts[index] <= _PARAGRAPH) and not before[:straight][-1:].isalpha():
        # Straight quotation marks: an odd one in the paragraph is open, unless it stands after a word.
        opens = max(opens, straight)
    if opens < 0 or max(before.rfind("»"), before.rfind("”")) > opens:
        return None
    place = index - 1
    while place > 0 and tokens.starts[place] > begin + opens:
        place -= 1
    for back in range(place, max(-1, place - 25), -1):
        kind = _speech_at(tokens, lexicon, back)
        if kind:
            return _subject_of(tokens, lexicon, back, kind, place + 1)
    return None


def _subject_of(tokens: TextWords, lexicon: Lexicon, verb: int, kind: str, before: int) -> Stretch | None:
    words = tokens.words
    if kind == "ap":
        return going_on(tokens, lexicon, verb) or left_out_subject(tokens, lexicon, verb, "", tells=True)
    after = verb + 1
    after = _past_hearer(tokens, lexicon, after, before)
    if after < before and words[after] not in grammar.THAT and tokens.break_before(after) < COLON:
        if words[verb].endswith(("نقل", "نقلت", "ينقل", "تنقل")):
            # نقلت الوكالة عن فلان قوله: the words are his.
            for place in range(after, min(before, after + 8)):
                if words[place] == "عن":
                    return place + 1, max(place + 2, noun_phrase(tokens, lexicon, place + 1, before))
        named = (
            words[after][0] in "بل"
            and not words[after].startswith(("بال", "لل"))
            and not is_masdar_at(tokens, after, 1)
            and (after in tokens.named or tokens.break_before(after + 1) < COMMA)
        )
        end = with_apposition(tokens, lexicon, after, before, governed=named)
        told = after > verb + 1
        if end > after and (told or not opens_quotation(tokens.gap(after))):
            split = split_two(tokens, after, end)
            if split < end and tokens.words[split] not in grammar.THAT and is_masdar_at(tokens, split):
                # رفضت الوزارة منح وثيقة … مؤكدة: the verbal noun is what was refused.
                return after, split
            if split < end and words[verb].removeprefix("و") in _TOLD:
                # أبلغ الوزير نظيره الفرنسي بأن: who was told is not who tells.
                return after, split
            return after, whole_speaker(tokens, lexicon, end, before)
        if words[after] == "عن" and kind[1:3] == "3m":
            end = noun_phrase(tokens, lexicon, after + 1, before)
            if end > after + 1:
                return after + 1, end
    if not grammar.has_and(words[verb]):
        left = left_subject(tokens, lexicon, verb)
        if left is None and kind[0] == "i":
            left = left_out_subject(tokens, lexicon, verb, kind, tells=True)
        if left is not None:
            return left
    return left_out_subject(tokens, lexicon, verb, kind, tells=True)


def _past_hearer(tokens: TextWords, lexicon: Lexicon, place: int, before: int) -> int:
    """قال لـ«الشرق الأوسط» مصدر: the first word after the one who was told."""
    words = tokens.words
    if place >= before or words[place][0] != "ل" or (len(words[place]) > 1 and grammar.has_own(words[place], "ل")):
        return place
    if words[place] != "ل" and not opens_quotation(tokens.gap(place + 1) if place + 1 < before else ""):
        end = noun_phrase(tokens, lexicon, place, before, governed=True)
        # صرح لوكالة الأنباء الألمانية أن: the hearer is all there is.
        return end if end < len(words) and words[end] in grammar.THAT else place + 1
    for end in range(place + 2, min(place + 6, before)):
        gap = tokens.gap(end)
        if '"' in gap or "»" in gap or "”" in gap:
            return end
    return place


def speaker_of_quotation(tokens: TextWords, lexicon: Lexicon, end: int) -> Stretch | None:
    """«سنواصل الدعم»، قال الرئيس: who is named right after the words that he says."""
    if end >= len(tokens) or not COMMA <= tokens.break_before(end) < HARD:
        return None
    kind = _speech_at(tokens, lexicon, end)
    if kind[:2] not in ("p3", "i3") or end + 1 >= len(tokens) or tokens.words[end + 1] in grammar.THAT:
        return None
    return _subject_of(tokens, lexicon, end, kind, min(len(tokens), end + 14))


def speaker_after(tokens: TextWords, lexicon: Lexicon, end: int) -> Stretch | None:
    """Who is named as the source right after a clause's end."""
    words = tokens.words
    if end >= len(words) or is_telling(lexicon, words[end]):
        return None
    if not source_tail_at(tokens, end):
        return None
    place = end + 1
    limit = min(len(words), end + 6)
    while place < limit and tokens.break_before(place) < COMMA:
        word = words[place]
        told = _speech_kind(lexicon, word) or _speech_kind(lexicon, word.removesuffix("ه").removesuffix("ها"))
        if word not in _AFTER_TAIL and not told and not (word.startswith("ذكر") and len(word) < 7):
            break
        place += 1
    place = _past_hearer(tokens, lexicon, place, min(len(words), place + 8))
    found = with_apposition(tokens, lexicon, place, min(len(words), place + 30))
    if words[end] in ("حسب", "بحسب") and not _may_tell(tokens, place, found):
        # حسب تقدم الأشغال: on what it depends.
        return None
    # مصادر لـ"العربية": the one it spoke to belongs to it.
    if place < found < len(words) - 1 and words[found] == "ل":
        found += 2
    return (place, found) if found > place else None
