"""Puts the reasons for a proposal, or for there being none, into rows: a heading, a weight and a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reader.annotate.commitments.wording import Wording, sign
from reader.arabic.words import words
from reader.model import Annotation, Decision, Span
from reader.reading.reason import describe_reason
from reader.wording import number, say, written_digits

if TYPE_CHECKING:
    from reader.annotate.commitments.explaining import Explanation

Row = tuple[str, str, str]
"""A heading, empty where it is that of the row before; a weight in log-odds, empty where there is none; a sentence."""
_DECISIONS = {
    Decision.ACCEPTED: ("an analyst has accepted it", "قبله محلل"),
    Decision.REJECTED: ("an analyst has rejected it", "رفضه محلل"),
}


def explain_candidate(
    candidate: Explanation, text: str, wording: Wording, *, standing: Annotation | None
) -> Iterator[Row]:
    """Why a candidate is proposed or not; `standing` is the commitment that stands in its place, if there is one."""
    choose = wording.choose
    yield choose("word", "اللفظ"), "", _at(candidate.span, candidate.quote, choose("at", "عند"))
    yield choose("verdict", "الحكم"), "", wording.judge(candidate)
    if standing is None and candidate.is_proposed:
        yield (
            "",
            "",
            choose(
                "but it is left out: another proposal stands in its place, or its paragraph is not Arabic",
                "لكنه متروك: في موضعه مقترح آخر، أو ليست فقرته عربية",
            ),
        )
    elif standing is not None and standing.decision in _DECISIONS:
        yield "", "", choose(*_DECISIONS[standing.decision])
    yield choose("lexicon", "المعجم"), "", wording.describe_word(candidate.word)
    if candidate.word is not None and candidate.word.example:
        yield choose("example", "مثال"), "", candidate.word.example
    yield choose("network", "الشبكة"), "", wording.describe_network(candidate)
    start = choose("every candidate, before anything is known of it", "كل لفظ محتمل قبل أن يُعرف عنه شيء")
    yield choose("to begin", "البداية"), sign(candidate.bias), start
    yield from _explain_evidence(candidate, wording)
    yield from _explain_roles(candidate, text, wording)


def explain_entity(each: Annotation, text: str, wording: Wording) -> Iterator[Row]:
    """Why an entity is proposed: its annotator, its rule and its score."""
    choose = wording.choose
    sure = "" if each.score is None else choose(f", {each.score:.0%} sure", f"، بثقة {number(each.score, '.0%')}")
    heading = choose("entity", "الكيان")
    yield (
        heading,
        "",
        _at(each.span, each.span.of(text), f"{wording.name_type(each.label)}{sure}{choose(', at', '، عند')}"),
    )
    if each.score is None:
        yield "", "", choose(f"tagged by {each.source}", f"وسمه {each.source}")
        return
    rule = describe_reason(each)
    by = choose(f"by the annotator {each.source}", f"من {say(each.source)}")
    yield "", "", by + (choose(f", by the rule {rule}", f"، بقاعدة {rule}") if rule else "")


def deny_candidate(text: str, offset: int, wording: Wording) -> Row:
    """Why no commitment can be proposed at an offset at which no candidate stands."""
    choose = wording.choose
    word = next((each.span for each in words(text) if offset in each.span), None)
    if word is None:
        sentence = choose(f"no word stands at {offset}", f"لا كلمة عند {offset}")
    else:
        sentence = choose(
            f"none might stand here: neither does the network take the word for a cue, nor does the lexicon list it: "
            f"{word.of(text)}",
            f"لا يحتمل هنا التزام: لا تعدّه الشبكة التزاما ولا يذكره المعجم: {word.of(text)}",
        )
    return choose("commitment", "الالتزام"), "", sentence


def _explain_evidence(candidate: Explanation, wording: Wording) -> Iterator[Row]:
    for heading, sense in ((wording.choose("for", "له"), 1), (wording.choose("against", "عليه"), -1)):
        for name, weight in candidate.reasons:
            if weight * sense > 0:
                strength = wording.name_strength(weight)
                yield heading, sign(weight), f"{strength}: {wording.describe_reason(name, candidate)}"
                heading = ""


def _explain_roles(candidate: Explanation, text: str, wording: Wording) -> Iterator[Row]:
    heading = wording.choose("roles", "الأدوار")
    if not candidate.roles:
        yield heading, "", wording.choose("the network finds words for none", "لا تجد الشبكة ألفاظا لأي منها")
    for each in candidate.roles:
        name = wording.name_role(each.role)
        if not each.is_filled:
            name += wording.choose(", not taken since its words belong elsewhere", "، متروك لأن ألفاظه لغيره")
        yield heading, sign(each.gain), _at(each.span, each.span.of(text), f"{name}{wording.choose(', at', '، عند')}")
        heading = ""


def _at(span: Span, quote: str, before: str) -> str:
    return f"{before} {written_digits(f'{span.start}–{span.end}')}: {' '.join(quote.split())}"
