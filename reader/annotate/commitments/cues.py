"""Decides which words of a text are cues: dictionary look-ups, then what each entry needs around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reader.annotate.commitments import grammar
from reader.annotate.commitments.complements import Complement, find_complement, is_masdar_at, mark_at
from reader.annotate.commitments.extents import clause_end, condition_at
from reader.annotate.commitments.futures import FUTURE, WILL_NOT, is_forecast, judge_future
from reader.annotate.commitments.lexicon import Entry, Lexicon
from reader.annotate.commitments.subjects import left_subject, text_before
from reader.annotate.commitments.tokens import COLON, COMMA, Tokens
from reader.arabic import fold


@dataclass(frozen=True, slots=True)
class Cue:
    """A place where somebody is bound, before its roles are known."""

    entry: Entry
    form: str
    """Kind of verb form (p3fs …, + where it carries an object pronoun), "" for nouns and phrases."""
    first: int
    last: int
    head: int
    """The word that was looked up; first and last take in particles and light verbs."""
    type: str
    polarity: str = "positive"
    complement: Complement | None = None
    rule: str = ""
    """The rule class whose share of right proposals is the score."""
    provides: int = -1
    """For an agreement that is reached: the word of يقضي or ينص that says what it provides."""


_NEGATIONS = frozenset(
    fold("لم لن لا ما ولم ولن ولا فلم فلن فلا وما").split()
)
_MOST_LOOKED_UP = 200_000
_ENDINGS = ("", "ها", "ه", "هم", "نا", "كم", "هما", "ون", "ان", "وا", "ونها", "ونه", "ونهم", "ني", "ين")
_LACK = frozenset(("عدم", "بعدم", "لعدم", "وعدم", "دون", "بدون"))
_DONE = frozenset(fold("تم تمت يتم تتم جرى جرت وتم وتمت وجرى وجرت فتم يجري تجري").split())
_TO_BE_DONE = frozenset(fold("سيتم ستتم وسيتم وستتم سيجري ستجري").split())
_PROMISED = frozenset(fold("حصل قطع قطعه قطعها قدم قدمها قدمه قدمته قدمتها تلقى تلقاها أعطى أعطاها تعمل قطعته قطعتها").split())
_NOUN_AFTER = frozenset(fold("أي كل هذا مع غير أو حال حالة مغبة عدم بعد مجرد").split())
_BEFORE_VERBS = frozenset(fold("كما حيث قد فقد وقد الذي لكن فيما بينما إذ كان سبق ما").split())
_ASKED = frozenset(fold("من إلى منه منها منهم مني منا إليه إليها إليهم").split())
_UNREAL = frozenset(fold("إذا لو هل لكي كي متى وإذا ولو أو ربما").split())


def find_cues(tokens: Tokens, lexicon: Lexicon) -> Iterator[Cue]:
    """Every cue of a text, in order."""
    kinds = lexicon.looked_up
    if len(kinds) > _MOST_LOOKED_UP:
        kinds.clear()
    after = -1
    provided = -1
    last: Cue | None = None
    for index, word in enumerate(tokens.words):
        known = kinds.get(word)
        if known is None:
            known = kinds[word] = look_up(word, lexicon)
        if not known or index <= after or index == provided:
            continue
        for entry, form in known:
            cue = _judge(tokens, lexicon, index, entry, form)
            if cue is not None and not _is_inside(cue, last):
                yield cue
                last = cue
                after = cue.last
                provided = max(provided, cue.provides)
                break


def _is_inside(cue: Cue, last: Cue | None) -> bool:
    """Whether a noun only heads the action of the cue before, or stands between that cue and its action."""
    if last is None or last.complement is None or cue.entry.kind != "noun":
        return False
    start = last.complement.start
    return cue.head == start or (cue.complement is not None and cue.complement.start == start)


def look_up(word: str, lexicon: Lexicon) -> tuple[tuple[Entry, str], ...]:
    """The entries a folded word may stand for, with the kind of its form; none for nearly every word."""
    found: list[tuple[Entry, str]] = []
    attempts = (word, word[1:]) if word[0] in "وف" and len(word) > 2 else (word,)
    for bare in attempts:
        joined = bare is not word
        found.extend(pair for pair in lexicon.verbs.get(bare, ()) if len(bare) > 2 or pair[1] != "ap")
        found.extend((entry, kind + "?") for entry, kind in lexicon.risky.get(bare, ()) if joined or len(bare) > 2)
        for nominal in _without_preposition(bare):
            found.extend((entry, "") for entry in lexicon.nouns.get(nominal, ()))
        found.extend((entry, "phrase") for _, entry in lexicon.phrases.get(bare, ()))
        if bare in ("سوف", "لن"):
            found.append((WILL_NOT if bare == "لن" else FUTURE, "particle"))
    if not found and "س" in word[:2] and grammar.is_future(word) and _is_known_verb(word, lexicon):
        found.append((FUTURE, "future"))
    return tuple(found)


def _is_known_verb(word: str, lexicon: Lexicon) -> bool:
    """Whether there is such a verb: سيلتقي but not the name سيلفي."""
    stem = word[3:] if word[0] in "وف" else word[2:]
    return any(stem.endswith(ending) and stem.removesuffix(ending) in lexicon.stems for ending in _ENDINGS)


def _without_preposition(word: str) -> Iterator[str]:
    yield word
    if word.startswith("لل") and len(word) > 4:
        yield "ال" + word[2:]
    if word[0] in "بلك" and len(word) > 4:
        yield word[1:]


def _judge(tokens: Tokens, lexicon: Lexicon, index: int, entry: Entry, form: str) -> Cue | None:
    words = tokens.words
    if form in ("particle", "future"):
        return judge_future(tokens, lexicon, index, form)
    if form == "phrase":
        return _judge_phrase(tokens, lexicon, index, entry)
    following = words[index + 1] if index + 1 < len(tokens) else ""
    if following in entry.not_before or (index and words[index - 1] in entry.not_after):
        return None
    if entry.not_with and _stands_with(tokens, index, entry.not_with):
        return None
    if entry.only_with and reach(tokens, index, entry) == index:
        return None
    if entry.kind == "verb":
        return _judge_verb(tokens, lexicon, index, entry, form)
    return _judge_noun(tokens, lexicon, index, entry)


def _stands_with(tokens: Tokens, index: int, markers: frozenset[str]) -> bool:
    for place in range(index + 1, min(index + 8, len(tokens))):
        if tokens.break_before(place) >= COMMA:
            return False
        if mark_at(tokens, place, markers) is not None:
            return place <= index + 4 or markers >= {"على"}
    return False


def reach(tokens: Tokens, index: int, entry: Entry) -> int:
    """The word of an entry's `only_with` that its cue stands with; the cue itself where there is none."""
    for place in range(index + 1, min(index + 9, len(tokens))):
        if tokens.break_before(place) >= COLON:
            break
        word = tokens.words[place]
        if word in entry.only_with or word[1:] in entry.only_with:
            return place
    return index


def _provision(tokens: Tokens, last: int) -> int:
    """The word of يقضي, ينص … that says what a reached agreement provides, in the same sentence; -1 where none does."""
    for place in range(last + 1, min(len(tokens), last + 32)):
        if tokens.break_before(place) >= COLON:
            break
        if tokens.words[place] in ("يقضي", "ينص", "تقضي", "تنص", "يتضمن", "يشمل", "تتضمن", "تشمل"):
            return place
    return -1


def _judge_verb(tokens: Tokens, lexicon: Lexicon, index: int, entry: Entry, form: str) -> Cue | None:
    words = tokens.words
    previous = words[index - 1] if index and tokens.break_before(index) < COMMA else ""
    if form.endswith("?"):
        # طالب، وعد، أمر are verbs only where a clause begins.
        form = form[:-1]
        joined = words[index][0] in "وف" and words[index] not in lexicon.risky
        if not joined and tokens.break_before(index) < COMMA and previous not in _BEFORE_VERBS:
            return None
    if form == "p3ms" and words[index][0] not in "وف" and words[index + 1 : index + 2] == ["من"]:
        return None
    if _is_noun_here(words[index], previous, form) or _is_unreal(tokens, index):
        return None
    complement = find_complement(tokens, lexicon, index + 1, entry, verb=True)
    if complement is None and entry.needs:
        return None
    if not _is_possible(tokens, lexicon, index, entry, complement):
        return None
    first = last = index
    kind, polarity = entry.type, "positive"
    if previous in _NEGATIONS and form != "ap":
        if not entry.negatable:
            return None
        first = index - 1
        if entry.negated:
            kind = entry.negated
        elif entry.type == "refusal":
            return None
        else:
            polarity = "negative"
    elif previous == "سوف":
        first = index - 1
    if "text" in entry.flags and _is_court(words, index):
        kind = "demand"
    if "through" in entry.flags:
        last = reach(tokens, index, entry)
    name = "ap" if form.startswith("ap") else "verb"
    provides = _provision(tokens, last) if "through" in entry.flags else -1
    return Cue(entry, form, first, last, index, kind, polarity, complement, f"{entry.lemma}/{name}", provides)


def _is_possible(
    tokens: Tokens, lexicon: Lexicon, index: int, entry: Entry, complement: Complement | None
) -> bool:
    """Whether what an entry asks of its surroundings is there: a text that provides, a condition, somebody who acts."""
    flags = entry.flags
    words = tokens.words
    if "text" in flags:
        after = words[index + 1 : index + 3]
        if _is_court(words, index):
            return True
        reach = 30 if grammar.has_and(words[index]) else 9
        return text_before(tokens, lexicon, index, reach) is not None or any(word in grammar.TEXTS for word in after)
    if "waits" in flags:
        end = clause_end(tokens, lexicon, index)
        return any(condition_at(tokens, place) for place in range(index + 1, end))
    if "asks" in flags and complement is not None:
        if complement.kind != "أن" and not any(word in _ASKED for word in words[index + 1 : index + 7]):
            return False
    if "person" in flags:
        if index and words[index - 1] in ("ما", "مما", "وما", "بما", "فيما", "وبما"):
            return False
        left = left_subject(tokens, lexicon, index)
        return left is None or not (words[left[0]] in grammar.THINGS or (left[1] - left[0] < 3 and is_masdar_at(tokens, left[0])))
    return True


def _is_court(words: list[str], index: int) -> bool:
    near = words[max(0, index - 3) : index + 3]
    return any(word.lstrip("وال").startswith("محكم") for word in near)


def _is_noun_here(word: str, previous: str, form: str) -> bool:
    # بعد رفض، عن قرار: after a preposition the past is its verbal noun.
    return form.startswith("p3ms") and word[0] not in "وف" and (
        previous in grammar.PREPOSITIONS or previous in _NOUN_AFTER
    )


def _is_unreal(tokens: Tokens, index: int) -> bool:
    """Whether a verb stands in a question or hypothesis (إذا، هل، قبل أن): nobody is bound yet."""
    words = tokens.words
    for place in range(max(0, index - 3), index):
        if tokens.break_before(place + 1) >= COMMA:
            continue
        if words[place] in _UNREAL and words[place] != "او":
            return True
        if place + 2 == index and words[place + 1] == "ان" and words[place] in ("قبل", "دون", "حال", "بدون", "يمكن", "ممكن", "الممكن", "يستطيع", "شانه", "شانها"):
            return True
        if place + 1 == index and words[place] in ("قد", "وقد", "يمكن") and words[index][0] in "يتن":
            return True
    return False


def _judge_noun(tokens: Tokens, lexicon: Lexicon, index: int, entry: Entry) -> Cue | None:
    words = tokens.words
    previous = words[index - 1] if index and tokens.break_before(index) < COMMA else ""
    complement = find_complement(tokens, lexicon, index + 1, entry, verb=False)
    through = "through" in entry.flags
    if complement is None and entry.needs and not through and not _is_retold(tokens, index, entry):
        return None
    if previous in _TO_BE_DONE:
        return None
    if "done" in entry.flags and previous not in _DONE:
        return None
    if "passive" in entry.flags and previous not in _DONE and not _has_agent(tokens, index):
        return None
    if "owned" in entry.flags and not _is_owned(tokens, index, complement):
        return None
    word = words[index]
    if entry.type == "acceptance" and word.startswith("ل") and previous not in _DONE:
        # للموافقة على: what something is for, not yet done.
        return None
    if previous in ("وفق", "ضمن", "حسب", "او", "حول", "بشان", "بدل") and entry.type in ("intent", "refusal", "acceptance"):
        return None
    first = last = index
    if through:
        last = reach(tokens, index, entry)
    kind, polarity = entry.type, "positive"
    if previous in _DONE:
        first = index - 1
    elif previous in _LACK:
        first = index - 1
        if entry.type == "refusal":
            return None
        if entry.type == "acceptance":
            kind = "refusal"
        else:
            polarity = "negative"
    detail = "done" if previous in _DONE else "with ل" if word.startswith("ل") else "noun"
    provides = _provision(tokens, last) if through else -1
    return Cue(entry, "", first, last, index, kind, polarity, complement, f"{entry.lemma}/{detail}", provides)


def _is_retold(tokens: Tokens, index: int, entry: Entry) -> bool:
    """Whether a relative clause says that a promise was given or had: الوعد الذي حصل عليه."""
    if entry.type != "pledge":
        return False
    for place in range(index + 1, min(index + 4, len(tokens) - 1)):
        if tokens.break_before(place) >= COMMA:
            return False
        if tokens.words[place] in grammar.RELATIVES:
            return tokens.words[place + 1] in _PROMISED
    return False


def _has_agent(tokens: Tokens, index: int) -> bool:
    words = tokens.words
    for place in range(index + 1, min(index + 14, len(tokens) - 1)):
        if tokens.break_before(place) >= COMMA:
            return False
        if words[place] == "من" and words[place + 1] in ("قبل", "جانب"):
            return True
    return False


def _is_owned(tokens: Tokens, index: int, complement: Complement | None) -> bool:
    """Whether a verbal noun says whose it is: التزام الحكومة بـ, التزامه بـ; الالتزام بـ is anybody's."""
    word = tokens.words[index]
    if "ال" in word[:4] and "الت" not in word[:3] and word.startswith(("ال", "وال", "بال", "لل")):
        return False
    if word.endswith(("ه", "ها", "هم", "نا")):
        return True
    return complement is not None and complement.start > index + 1


def _judge_phrase(tokens: Tokens, lexicon: Lexicon, index: int, entry: Entry) -> Cue | None:
    words = tokens.words
    pattern = _matching(words, index, entry, lexicon)
    if pattern is None:
        return None
    last = index + (entry.cue or len(pattern)) - 1
    complement = find_complement(tokens, lexicon, last + 1, entry, verb=False)
    if complement is not None and complement.start > last + (1 if "adjacent" in entry.flags else 5):
        complement = None
    if complement is not None and complement.kind == "أن" and words[complement.start] in grammar.PRONOUN_THAT:
        # يفترض أننا نملك: a supposed fact.
        return None
    if complement is None and entry.needs:
        return None
    if "adjacent" in entry.flags and complement is not None and complement.kind == "masdar":
        starts = grammar.has_and(words[index]) or tokens.break_before(index) >= COMMA
        if not starts or not words[complement.start].startswith("ال"):
            return None
    if _is_unreal(tokens, index) or (entry.type == "demand" and _is_vague(tokens, lexicon, index, complement)):
        return None
    if "forecast" in entry.flags and (complement is None or is_forecast(tokens, complement.content, lexicon)):
        return None
    previous = words[index - 1] if index else ""
    polarity = "negative" if previous in _NEGATIONS | {"ليس", "غير"} else "positive"
    first = index - 1 if polarity == "negative" else index
    return Cue(entry, "", first, last, last, entry.type, polarity, complement, f"{entry.lemma}/phrase")


def _is_vague(tokens: Tokens, lexicon: Lexicon, index: int, complement: Complement | None) -> bool:
    """Whether a duty binds nobody to an act: التي يجب، كما ينبغي، يجب أن ندرك، يجب أن يكون."""
    words = tokens.words
    if index and (words[index - 1] in grammar.RELATIVES or words[index - 1] in ("كما", "ما", "مما", "وما")):
        return True
    if complement is None or complement.kind != "أن" or complement.content >= len(words):
        return False
    verb = words[complement.content]
    return (verb[0] == "ن" and len(verb) > 3) or is_forecast(tokens, complement.content, lexicon)


def _matching(
    words: list[str], index: int, entry: Entry, lexicon: Lexicon
) -> tuple[frozenset[str], ...] | None:
    word = words[index]
    for key in (word, word[1:]):
        for pattern, candidate in lexicon.phrases.get(key, ()):
            if candidate is entry and _fits(words, index, pattern):
                return pattern
    return None


def _fits(words: list[str], index: int, pattern: tuple[frozenset[str], ...]) -> bool:
    for offset, wanted in enumerate(pattern[1:], 1):
        if index + offset >= len(words):
            return False
        word = words[index + offset]
        if word not in wanted and not any(w.endswith("*") and word.startswith(w[:-1]) for w in wanted):
            return False
    return True
