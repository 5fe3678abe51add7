"""Decides which words of a text are cues: dictionary look-ups, then what each entry needs after it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reader.annotate.commitments import grammar
from reader.annotate.commitments.complements import Complement, find_complement
from reader.annotate.commitments.lexicon import Entry, Lexicon
from reader.annotate.commitments.tokens import COMMA, Tokens


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


_FUTURE_ENTRY = Entry("سـ", "future", "intent", "سـ or سوف + verb: an act announced for the future")
_WILL_NOT = Entry("لن", "future", "refusal", "لن + verb: somebody says he will not do something")
_NEGATIONS = frozenset(("لم", "لن", "لا", "ما", "ولم", "ولن", "ولا", "فلم", "فلن", "فلا", "ليس", "غير", "عدم", "بعدم", "لعدم", "وعدم"))
_PASSIVE_LIGHT = frozenset(
    ["تم", "تمت", "يتم", "تتم", "جري", "جرت", "سيتم", "ستتم", "وتم", "وتمت", "وجري", "وجرت", "فتم", "سيجري", "يجري", "تجري", "قد"]
)
_DOUBT = frozenset(("هل", "لو", "اذا", "وهل", "ربما", "قد", "وقد"))


def find_cues(tokens: Tokens, lexicon: Lexicon) -> Iterator[Cue]:
    """Every cue of a text, in order."""
    kinds: dict[str, tuple[tuple[Entry, str], ...]] = {}
    words = tokens.words
    after = -1
    for index, word in enumerate(words):
        known = kinds.get(word)
        if known is None:
            known = kinds[word] = _look_up(word, lexicon)
        if not known or index <= after:
            continue
        for entry, form in known:
            cue = _judge(tokens, lexicon, index, entry, form)
            if cue is not None:
                yield cue
                after = cue.last
                break


def _look_up(word: str, lexicon: Lexicon) -> tuple[tuple[Entry, str], ...]:
    found: list[tuple[Entry, str]] = []
    bare = word
    for attempt in (word, word[1:] if word[:1] in "وف" and len(word) > 3 else ""):
        if not attempt:
            continue
        bare = attempt
        found.extend(lexicon.verbs.get(attempt, ()))
        for nominal in _without_preposition(attempt):
            found.extend((entry, "") for entry in lexicon.nouns.get(nominal, ()))
        found.extend((entry, "phrase") for _, entry in lexicon.phrases.get(attempt, ()))
        if attempt in ("سوف", "لن"):
            found.append((_WILL_NOT if attempt == "لن" else _FUTURE_ENTRY, "particle"))
        if found:
            break
    if not found and grammar.is_future(bare):
        found.append((_FUTURE_ENTRY, "future"))
    return tuple(found)


def _without_preposition(word: str) -> Iterator[str]:
    yield word
    if word.startswith("لل") and len(word) > 4:
        yield "ال" + word[2:]
    if word[:1] in "بلك" and len(word) > 4:
        yield word[1:]


def _judge(tokens: Tokens, lexicon: Lexicon, index: int, entry: Entry, form: str) -> Cue | None:
    if entry.kind == "future":
        return _judge_future(tokens, lexicon, index, form)
    if entry.kind == "phrase":
        return _judge_phrase(tokens, lexicon, index, entry)
    following = tokens.words[index + 1] if index + 1 < len(tokens) else ""
    if following in entry.not_before:
        return None
    if entry.only_with and not any(
        word in entry.only_with or word[1:] in entry.only_with for word in tokens.words[index + 1 : index + 9]
    ):
        return None
    if entry.kind == "verb":
        return _judge_verb(tokens, lexicon, index, entry, form)
    return _judge_noun(tokens, lexicon, index, entry)


def _judge_verb(tokens: Tokens, lexicon: Lexicon, index: int, entry: Entry, form: str) -> Cue | None:
    complement = find_complement(tokens, lexicon, index + 1, entry, verb=True)
    if complement is None and entry.needs:
        return None
    first = index
    kind, polarity = entry.type, "positive"
    previous = tokens.words[index - 1] if index and tokens.break_before(index) < COMMA else ""
    if form != "ap" and previous in _NEGATIONS:
        first = index - 1
        if entry.negated:
            kind = entry.negated
        elif entry.type == "refusal":
            return None
        else:
            polarity = "negative"
    elif previous in ("سوف", "قد", "وقد", "لقد") and previous == "سوف":
        first = index - 1
    last = index
    if "through" in entry.flags:
        last = _reach(tokens, index, entry)
    suffix = "ap" if form.startswith("ap") else "verb"
    rule = f"{entry.lemma}/{suffix}"
    return Cue(entry, form, first, last, index, kind, polarity, complement, rule)


def _reach(tokens: Tokens, index: int, entry: Entry) -> int:
    for place in range(index + 1, min(index + 9, len(tokens))):
        if tokens.words[place] in entry.only_with or tokens.words[place][1:] in entry.only_with:
            return place
    return index


def _judge_noun(tokens: Tokens, lexicon: Lexicon, index: int, entry: Entry) -> Cue | None:
    complement = find_complement(tokens, lexicon, index + 1, entry, verb=False)
    if complement is None and entry.needs and "through" not in entry.flags:
        return None
    first, last = index, index
    if "through" in entry.flags:
        last = _reach(tokens, index, entry)
    previous = tokens.words[index - 1] if index and tokens.break_before(index) < COMMA else ""
    if previous in _PASSIVE_LIGHT and previous != "قد":
        first = index - 1
    polarity = "negative" if previous in ("عدم", "بعدم", "لعدم", "وعدم", "دون", "بدون") else "positive"
    if polarity == "negative" and entry.type == "acceptance":
        return Cue(entry, "", index - 1, last, index, "refusal", "positive", complement, f"{entry.lemma}/noun")
    return Cue(entry, "", first, last, index, entry.type, polarity, complement, f"{entry.lemma}/noun")


def _judge_phrase(tokens: Tokens, lexicon: Lexicon, index: int, entry: Entry) -> Cue | None:
    words = tokens.words
    start = words[index]
    for key in (start, start[1:]):
        for pattern, candidate in lexicon.phrases.get(key, ()):
            if candidate is entry and _fits(words, index, pattern):
                break
        else:
            continue
        break
    else:
        return None
    last = index + (entry.cue or len(pattern)) - 1
    complement = find_complement(tokens, lexicon, last + 1, entry, verb=False)
    if complement is None and entry.needs:
        return None
    if "forecast" in entry.flags and complement is not None:
        verb = words[complement.content] if complement.content < len(words) else ""
        if _is_forecast(verb, lexicon):
            return None
    first = index - 1 if index and words[index - 1] in ("كان", "وكان", "كانت") and start == "من" and False else index
    return Cue(entry, "", first, last, last, entry.type, "positive", complement, f"{entry.lemma}/phrase")


def _fits(words: list[str], index: int, pattern: tuple[frozenset[str], ...]) -> bool:
    for offset, wanted in enumerate(pattern[1:], 1):
        if index + offset >= len(words):
            return False
        word = words[index + offset]
        if word not in wanted and not any(w.endswith("*") and word.startswith(w[:-1]) for w in wanted):
            return False
    return True


def _is_forecast(verb: str, lexicon: Lexicon) -> bool:
    stem = verb.lstrip("وف")
    if stem.startswith("س"):
        stem = stem[1:]
    stem = stem[1:]
    for ending in ("", "ون", "ان", "وا", "ها", "ه", "هم"):
        if (stem.removesuffix(ending) if ending else stem) in lexicon.forecast:
            return True
    return False


def _judge_future(tokens: Tokens, lexicon: Lexicon, index: int, form: str) -> Cue | None:
    words = tokens.words
    head = index
    if form == "particle":
        if index + 1 >= len(words) or tokens.break_before(index + 1) >= COMMA:
            return None
        head = index + 1
        if words[head][:1] not in "يتنا" or len(words[head]) < 3:
            return None
    verb = words[head]
    negative = words[index].endswith("لن")
    bare = verb.lstrip("وف") if form == "future" else verb
    person = bare[1] if form == "future" else bare[0]
    for entry, _ in lexicon.verbs.get(bare[1:] if form == "future" else bare, ()):
        # سيوافق and سيرفض are what their verbs are, not mere plans.
        complement = find_complement(tokens, lexicon, head + 1, entry, verb=True)
        if complement is not None and entry.type not in ("intent", "agreement"):
            kind = entry.negated if negative and entry.negated else "refusal" if negative else entry.type
            return Cue(
                entry, "i3fs" if person == "ت" else "i3ms", index, head, head, kind, "positive", complement,
                f"{entry.lemma}/future",
            )
    if _is_forecast(("س" + bare) if form == "particle" else bare, lexicon):
        return None
    before = words[max(0, index - 2) : index]
    if any(word in _DOUBT or word in ("الامر", "مما", "ما", "لو", "كلما") for word in before):
        return None
    relative = any(word in grammar.RELATIVES for word in words[max(0, index - 1) : index])
    passive = bare[1:] in ("يتم", "تتم") or bare in ("يتم", "تتم")
    base = _WILL_NOT if negative else _FUTURE_ENTRY
    name = "لن" if negative else "سـ"
    detail = "relative" if relative else "first" if person in "نا" else "light" if passive else "third"
    kinds = {"ي": "i3ms", "ت": "i3fs", "ن": "i1p", "ا": "i1s"}
    shape = kinds.get(person, "i3ms")
    if shape == "i3ms" and bare.endswith(("ون", "وا")):
        shape = "i3mp"
    return Cue(base, shape, index, head, head, base.type, "positive", None, f"{name}/{detail}")
