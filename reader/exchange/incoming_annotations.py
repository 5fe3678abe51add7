"""Collects the annotations that a file has for one text, and says of each that does not fit why it was left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from reader.errors import shown
from reader.exchange.label_names import label_named
from reader.exchange.values import attributes_of, decision_of, score_of, word_of
from reader.model import Annotation, Decision, Span
from reader.wording import say

_UNNAMED = "misc"
"""The label of an annotation that has none."""


def details_of(annotation: Annotation) -> dict[str, Any]:
    """What an annotation holds besides its label and spans, without what is empty; JSON can hold it."""
    details = {
        "source": annotation.source,
        "decision": "" if annotation.decision is Decision.PROPOSED else annotation.decision.value,
        "score": annotation.score,
        "rule": annotation.rule,
        "note": annotation.note,
        "attributes": dict(annotation.attributes),
    }
    return {name: value for name, value in details.items() if value not in ("", None, {})}


@dataclass(slots=True)
class IncomingAnnotations:
    """The annotations of one text that fit, and a sentence on each that does not."""

    length: int
    """The length of the text in code points."""
    where: str
    """The file, for the sentences."""
    source: str
    """The source of annotations that name none."""
    kept: list[Annotation] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def add(
        self,
        start: Any,
        end: Any,
        label: str,
        roles: Iterable[tuple[str, Any, Any]] = (),
        details: Mapping[str, Any] | None = None,
    ) -> bool:
        """Keep an annotation with the roles that fit, and return True; or say why it does not fit, and return False.

        Roles are a name, a start and an end; `details` is what `details_of` gives, as far as it is there.
        """
        span = self._fit(start, end)
        if span is None:
            self.warnings.append(
                say(
                    "{where}: an annotation was left out, since {start} to {end} is not a stretch of its text.",
                    **self._named(start, end),
                )
            )
            return False
        details = details or {}
        self.kept.append(
            Annotation(
                span,
                label_named(label or _UNNAMED),
                tuple(self._fitting(roles)),
                attributes_of(details.get("attributes")),
                source=word_of(details.get("source"), self.source),
                decision=decision_of(details.get("decision")),
                score=score_of(details.get("score")),
                rule=word_of(details.get("rule")),
                note=word_of(details.get("note")),
            )
        )
        return True

    def leave_out_second(self, role: str) -> None:
        """Say that a role has a second span, which is left out."""
        self.warnings.append(
            say(
                "{where}: an annotation lost a second {role}, since a role has one span here.",
                where=self.where,
                role=shown(role),
            )
        )

    def lose_role(self, role: str) -> None:
        """Say that what fills a role was not found."""
        self.warnings.append(
            say(
                "{where}: an annotation lost its {role}, since the file does not say which words of the text fill it.",
                where=self.where,
                role=shown(role),
            )
        )

    def _fitting(self, roles: Iterable[tuple[str, Any, Any]]) -> Iterable[tuple[str, Span]]:
        filled: set[str] = set()
        for name, start, end in roles:
            span = self._fit(start, end)
            if span is None:
                self.warnings.append(
                    say(
                        "{where}: an annotation lost its {role}, since {start} to {end} is not a stretch of its text.",
                        role=shown(name),
                        **self._named(start, end),
                    )
                )
            elif name in filled:
                self.leave_out_second(name)
            else:
                filled.add(name)
                yield name, span

    def _fit(self, start: Any, end: Any) -> Span | None:
        is_within = type(start) is int and type(end) is int and 0 <= start < end <= self.length
        return Span(start, end) if is_within else None

    def _named(self, start: Any, end: Any) -> dict[str, object]:
        return {"where": self.where, "start": shown(start), "end": shown(end)}
