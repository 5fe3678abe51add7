"""Decides which layers of which articles are exported, and gives each with its annotations and marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath

from reader.errors import StoreError, shown
from reader.exchange.foreign_format import ArticleMarks, ForeignFormat, Outgoing
from reader.journal.article_marks import Flag, gather
from reader.journal.operations import OperationKind
from reader.library.choosing import read_each
from reader.library.choosing_layers import RESULT, check_layers
from reader.model import Article, Decision
from reader.store.workspace import Workspace
from reader.wording import counted, say

_MARKS = (OperationKind.FLAG, OperationKind.TAG, OperationKind.REMARK, OperationKind.BOOKMARK)
_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|#]|^\.+')
_LONGEST_NAME = 80


class ExportedLayers:
    """The layers of the chosen articles that are exported."""

    def __init__(self, workspace: Workspace, articles: Sequence[str], layer: str | None, *, every: bool) -> None:
        self._workspace = workspace
        self._layers = {each: workspace.layers(each) for each in articles}
        self._wanted = frozenset(self._all()) if every else frozenset([self._choose(layer)])

    def _all(self) -> tuple[str, ...]:
        found = tuple(sorted({name for names in self._layers.values() for name in names}))
        if not found:
            raise StoreError(say("Nothing has been tagged in these articles, so there is nothing to export."))
        return found

    def _choose(self, layer: str | None) -> str:
        if layer is not None:
            check_layers(self._workspace, tuple(self._layers), [layer])
            return layer
        layers = self._all()
        if RESULT in layers:
            return RESULT
        if len(layers) == 1:
            return layers[0]
        raise StoreError(
            say(
                "Several people have read these articles; name one with --layer: {names}.",
                names=say(", ").join(map(shown, layers)),
            )
        )

    def describe_left_out(self) -> str:
        """Which articles have none of these layers, and which layers they have; empty if there is no such article."""
        read = [names for names in self._layers.values() if names]
        without = [names for names in read if not self._wanted.intersection(names)]
        if not without:
            return ""
        return counted(
            len(read) - len(without),
            "{number} article of {all} exported, from the layer {layer}; for the others name one with --layer: "
            "{others}.",
            "{number} articles of {all} exported, from the layer {layer}; for the others name one with --layer: "
            "{others}.",
            all=len(read),
            layer=say(", ").join(map(shown, sorted(self._wanted))),
            others=say(", ").join(map(shown, sorted({name for names in without for name in names}))),
        )

    def read(self, form: ForeignFormat, *, with_text: bool) -> Iterator[Outgoing]:
        """Each article with each of the layers that it has, one at a time."""
        marks = self._read_marks() if form.holds_layers else {}
        names = _FileNames()
        for article in read_each(self._workspace, (each for each, there in self._layers.items() if there)):
            there = self._layers[article.id]
            name = names.name(article) if self._wanted.intersection(there) else ""
            for layer in sorted(self._wanted.intersection(there)):
                found = self._workspace.annotations(article.id, layer)
                yield Outgoing(
                    article,
                    tuple(
                        sorted(
                            (each for each in found if form.holds_decisions or each.decision is Decision.ACCEPTED),
                            key=lambda each: (each.span, each.label),
                        )
                    ),
                    layer,
                    name,
                    marks.get((article.id, layer), ArticleMarks()),
                    with_text,
                )

    def _read_marks(self) -> Mapping[tuple[str, str], ArticleMarks]:
        said: dict[tuple[str, str], list[tuple[str, str, object]]] = {}
        for mark in self._workspace.marks(_MARKS):
            if mark.article in self._layers and mark.layer in self._wanted:
                said.setdefault((mark.article, mark.layer), []).append((mark.kind, mark.key, mark.value))
        states = {place: gather(marks) for place, marks in said.items()}
        return {
            place: ArticleMarks(
                "" if state.flag is Flag.UNREAD else state.flag.value,
                state.tags,
                state.note,
                tuple((each.offset, each.name) for each in state.bookmarks),
            )
            for place, state in states.items()
        }


class _FileNames:
    """Gives each article a name for a file of its own, after the file that it came from."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def name(self, article: Article) -> str:
        """A name that no other article has, whatever the case of its letters."""
        stem = PurePath(article.source).name.removesuffix(".gz").rpartition(".")[0] if article.source else ""
        stem = _UNSAFE.sub("-", stem)[:_LONGEST_NAME].strip()
        name = stem if stem and stem.casefold() not in self._taken else f"{stem}-{article.id[:12]}".lstrip("-")
        self._taken.add(name.casefold())
        return name
