"""Says what an import has done, and what it could not place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import click

from reader.errors import shown
from reader.labels import LabelSet
from reader.library.importing.import_plan import ImportPlan
from reader.library.importing.importing_file import import_file, undo_file
from reader.library.importing.placing import Unplaced
from reader.model import Decision
from reader.wording import counted, say

_MOST_LISTED = 20
_MOST_WORDS = 60


def report_import(
    file: str | None,
    path: str | None,
    store: str | None,
    *,
    name: str | None,
    form: str | None,
    undo: str | None,
    labels: LabelSet,
    complain: Callable[[str], None],
) -> Iterator[str]:
    """Import a file, or take an import back, and give the lines that say what was done."""
    if undo is not None:
        if path is not None or name is not None or form is not None:
            raise click.UsageError(say("--undo takes the name of the import and PATH alone."))
        many = undo_file(file or ".", store, name=undo, complain=complain)
        yield counted(
            many,
            "{number} annotation or mark of {name} was taken back.",
            "{number} annotations and marks of {name} were taken back.",
            name=shown(undo),
        )
        return
    if file is None:
        raise click.UsageError(say("Name the FILE to import."))
    complaints = _Limited(complain)
    done = import_file(Path(file), path or ".", store, name=name, form=form, labels=labels, complain=complaints.take)
    complaints.close()
    _list_left_out(done.plan, complain)
    yield from _summarise(done.plan, done.layers)


def _summarise(plan: ImportPlan, layers: Sequence[str]) -> Iterator[str]:
    names = say(", ").join(map(shown, layers))
    yield counted(
        plan.count,
        "{number} annotation in {articles} imported into {layers}.",
        "{number} annotations in {articles} imported into {layers}.",
        articles=counted(len({each.article for each in plan.articles}), "{number} article", "{number} articles"),
        layers=names,
    )
    if rejected := plan.count_decided(Decision.REJECTED):
        yield counted(rejected, "{number} of them is rejected.", "{number} of them are rejected.")
    if still_open := plan.count_decided(Decision.PROPOSED):
        yield counted(still_open, "{number} of them is an open proposal.", "{number} of them are open proposals.")


def _list_left_out(plan: ImportPlan, complain: Callable[[str], None]) -> None:
    if plan.unknown_labels:
        complain(
            say(
                "These labels are not in labels.toml and were kept as they are: {labels}.",
                labels=say(", ").join(map(shown, sorted(plan.unknown_labels))),
            )
        )
    if plan.homeless:
        complain(
            counted(
                len(plan.homeless),
                "{number} article of the file is not here, and its annotations were left out: {names}.",
                "{number} articles of the file are not here, and their annotations were left out: {names}.",
                names=_shorten(plan.homeless),
            )
        )
    if plan.unplaced:
        complain(
            counted(
                len(plan.unplaced),
                "{number} annotation or role has no place in the present text:",
                "{number} annotations and roles have no place in the present text:",
            )
        )
        for article, each in plan.unplaced[:_MOST_LISTED]:
            complain(_describe(article, each))
        if (more := len(plan.unplaced) - _MOST_LISTED) > 0:
            complain(counted(more, "and {number} more.", "and {number} more."))


def _describe(article: str, lost: Unplaced) -> str:
    words = shown(lost.words[:_MOST_WORDS])
    if lost.role:
        return say(
            "{article}: «{words}» as {role} of {label}",
            article=article,
            words=words,
            role=shown(lost.role),
            label=shown(lost.label),
        )
    return say("{article}: «{words}» as {label}", article=article, words=words, label=shown(lost.label))


def _shorten(names: Sequence[str]) -> str:
    return say(", ").join(names[:_MOST_LISTED]) + ("…" if len(names) > _MOST_LISTED else "")


class _Limited:
    """Passes on the first sentences and counts the others."""

    def __init__(self, complain: Callable[[str], None]) -> None:
        self._complain = complain
        self._count = 0

    def take(self, sentence: str) -> None:
        """Pass a sentence on, unless there were many already."""
        self._count += 1
        if self._count <= _MOST_LISTED:
            self._complain(sentence)

    def close(self) -> None:
        """Say how many were not passed on."""
        if self._count > _MOST_LISTED:
            more = self._count - _MOST_LISTED
            self._complain(counted(more, "{number} more warning of this kind.", "{number} more warnings of this kind."))
