"""Makes annotations of a model's answer, by the places where its quotes stand; what stands nowhere is counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from reader.annotate.llm.answers import Answer, QuotedCommitment, QuotedEntity
from reader.annotate.llm.quote_finding import QuoteFinder, QuoteHit
from reader.arabic.words import sentences
from reader.model import Annotation, Span

_SURE, _UNSURE = 0.8, 0.6
"""The scores of a proposal whose words stand in the text, and of one whose words stand there nearly; models give no
chances."""


@dataclass(frozen=True, slots=True)
class Anchored:
    """The annotations of an answer, in offsets of the text that was sent."""

    annotations: tuple[Annotation, ...]
    lost: int
    """How many quotes stand nowhere in the text: those of entities, of cues and of roles."""


def anchor(answer: Answer, text: str, *, source: str, model: str) -> Anchored:
    """The annotations of an answer about a text; `model` names in each of them the model that proposed it."""
    anchoring = _Anchoring(text, source, model)
    # An entity whose context is given comes first: it wins over the same words without one.
    entities = sorted(answer.entities, key=lambda each: not each.context)
    found = [annotation for each in entities for annotation in anchoring.place_entity(each)]
    found += [annotation for each in answer.commitments for annotation in anchoring.place_commitment(each)]
    return Anchored(tuple(dict.fromkeys(found)), anchoring.lost)


@dataclass(slots=True)
class _Anchoring:
    text: str
    source: str
    model: str
    lost: int = 0
    finder: QuoteFinder = field(init=False)
    sentences: tuple[Span, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.finder = QuoteFinder(self.text)
        self.sentences = sentences(self.text)

    def place_entity(self, entity: QuotedEntity) -> Iterator[Annotation]:
        hits = self.finder.find(entity.text)
        if entity.context:
            zones = self.finder.find(entity.context)
            hits = tuple(hit for hit in hits if _is_in(hit, zones)) or hits[:1]
        self.lost += not hits
        for hit in hits:
            yield self._annotate(hit, entity.label)

    def place_commitment(self, commitment: QuotedCommitment) -> Iterator[Annotation]:
        cues = self._find_cues(commitment)
        self.lost += not cues
        for number, cue in enumerate(cues):
            span = self.finder.widen(cue.span)
            roles = []
            for name, quote in commitment.roles:
                if (found := self._find_nearest(quote, span)) is not None:
                    roles.append((name, found))
                else:
                    self.lost += number == 0
            yield self._annotate(QuoteHit(span, cue.is_sure), commitment.label, tuple(roles), commitment.attributes)

    def _find_cues(self, commitment: QuotedCommitment) -> tuple[QuoteHit, ...]:
        """The cue in each place of its context, since a lead may be printed twice; or its only place in the text."""
        hits = self.finder.find(commitment.cue)
        zones = self.finder.find(commitment.context) if commitment.context else ()
        within = (next((hit for hit in hits if _is_in(hit, (zone,))), None) for zone in zones)
        found = tuple(dict.fromkeys(hit for hit in within if hit))
        return found or (hits if len(hits) == 1 else ())

    def _find_nearest(self, quote: str, cue: Span) -> Span | None:
        sentence = next((each for each in self.sentences if each.overlaps(cue)), cue)

        def distance(span: Span) -> tuple[bool, int]:
            return not sentence.covers(span), max(span.start - cue.end, cue.start - span.end, 0)

        spans = (self.finder.widen(hit.span) for hit in self.finder.find(quote))
        return min(spans, key=distance, default=None)

    def _annotate(
        self,
        hit: QuoteHit,
        label: str,
        roles: tuple[tuple[str, Span], ...] = (),
        attributes: tuple[tuple[str, str], ...] = (),
    ) -> Annotation:
        score = _SURE if hit.is_sure else _UNSURE
        nearly = "" if hit.is_sure else ", by words that are nearly these"
        return Annotation(
            hit.span, label, roles, attributes, self.source, score=score, rule=f"{self.model}: {label}{nearly}"
        )


def _is_in(hit: QuoteHit, zones: tuple[QuoteHit, ...]) -> bool:
    return any(zone.span.covers(hit.span) for zone in zones)
