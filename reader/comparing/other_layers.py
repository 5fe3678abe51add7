"""Offers the annotations of other analysts to the analyst at work as proposals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from reader.comparing.adjudication import RESULT
from reader.journal.operations import Authorship, KeptAnnotation, Operation
from reader.model import Annotation, Decision, Span
from reader.store.workspace import Workspace


class OtherLayers:
    """All layers of an article except one's own and the adjudicated one, updated operation by operation."""

    def __init__(self, workspace: Workspace, authorship: Authorship) -> None:
        self._authorship = authorship
        self._layers: dict[str, dict[str, Annotation]] = {
            layer: {each.key: each for each in workspace.annotations(authorship.article, layer)}
            for layer in workspace.layers(authorship.article)
            if self._is_others(layer)
        }

    def play(self, operations: Iterable[Operation]) -> bool:
        """Apply operations recorded since; return whether any of them is in one of these layers."""
        is_any = False
        for each in operations:
            if each.article != self._authorship.article or each.is_mark or not self._is_others(each.layer):
                continue
            is_any = True
            layer = self._layers.setdefault(each.layer, {})
            if isinstance(each.after, KeptAnnotation):
                layer[each.key] = each.after.at(each.key)
            else:
                layer.pop(each.key, None)
        return is_any

    def proposals(self) -> tuple[Annotation, ...]:
        """The annotations accepted in these layers, each thing once, with the analysts' names in place of a rule."""
        found: dict[tuple[Span, str], tuple[Annotation, list[str]]] = {}
        for layer, stored in sorted(self._layers.items()):
            for each in stored.values():
                if each.decision is Decision.ACCEPTED:
                    found.setdefault((each.span, each.label), (each, []))[1].append(layer)
        return tuple(
            replace(each, decision=Decision.PROPOSED, source=names[0], score=None, rule=", ".join(names), key="")
            for each, names in found.values()
        )

    def _is_others(self, layer: str) -> bool:
        return layer not in (self._authorship.layer, RESULT)
