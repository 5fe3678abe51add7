"""Annotates one article and makes its output: a row of JSON Lines, or a readable table."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from reader.annotate.foreign_text import explain_language
from reader.annotate.learnt import NOTHING, Learnt
from reader.annotate.pipeline import Failure, annotate
from reader.batch.article_table import tabulate_article
from reader.batch.items import RunItem
from reader.errors import shown
from reader.exchange.jsonl import write_row
from reader.layout.medium import PIPE, Medium
from reader.wording import Digits, Language, digits_in_force, language_in_force, use_digits, use_language


class OutputForm(StrEnum):
    """The form in which annotations are written."""

    JSON_LINES = "jsonl"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class RunTask:
    """The task that is done for every article."""

    names: tuple[str, ...] | None = None
    """The annotators to run; None for the default ones."""
    form: OutputForm = OutputForm.JSON_LINES
    folder: str | None = None
    """The folder of the output, to which paths of files are relative; None for standard output: paths as given."""
    with_text: bool = False
    """Whether a row contains its article's text, date and further fields, so that it can be read by itself."""
    medium: Medium = PIPE
    """What a table is printed on."""
    learnt: Learnt = NOTHING
    """What was learnt from the decisions in the workspace of the articles."""
    language: Language = field(default_factory=language_in_force)
    """The language of the interface, which a process that does the task must learn."""
    digits: Digits = field(default_factory=digits_in_force)

    def speak(self) -> None:
        """Have this process speak as the one that gave the task."""
        use_language(self.language)
        use_digits(self.digits)


@dataclass(frozen=True, slots=True)
class Done:
    """The result for an article."""

    text: str
    """The output, without the last line end; empty if the article was given up."""
    problems: tuple[Failure, ...] = ()
    """The failures; an article that was given up has one that names no annotator."""
    remark: str = ""
    """A sentence about an article that lost nothing: that it is not Arabic."""


def annotate_item(item: RunItem, work: RunTask) -> Done:
    """Annotate an article; the problems and the row name the annotators that failed."""
    outcome = annotate(item.article, names=work.names, learnt=work.learnt)
    language = explain_language(outcome.language)
    remark = f"{shown(item.doc)}: {language[0].lower()}{language[1:]}" if language else ""
    if work.form is OutputForm.TABLE:
        table = tabulate_article(item.doc, item.article, outcome.annotations, medium=work.medium)
        return Done(table, outcome.failures, remark)
    # A field "failed" of the corpus would be taken for our own.
    fields = {name: value for name, value in item.article.fields if work.with_text and name != "failed"}
    fields |= _fields(item, work, [failure.annotator for failure in outcome.failures])
    article = replace(item.article, fields=tuple(fields.items()), date=item.article.date if work.with_text else "")
    return Done(
        write_row(article, outcome.annotations, doc=item.doc, with_text=work.with_text), outcome.failures, remark
    )


def _fields(item: RunItem, work: RunTask, failed: list[str]) -> Iterator[tuple[str, str]]:
    if item.path and not work.with_text:
        path = item.path if work.folder is None else _path_from(work.folder, item.path)
        if path != item.doc:
            yield "path", path
    if failed:
        yield "failed", ", ".join(failed)


def _path_from(folder: str, path: str) -> str:
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # on another drive
        return os.path.abspath(path)
