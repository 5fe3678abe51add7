"""Measures a system, or the engine itself, against a gold file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from reader.annotate import read_names
from reader.errors import ReaderError, shown
from reader.evaluate.comparing import Comparison, annotate_marked, compare
from reader.evaluate.marked import Marked, read_marked
from reader.load import Reach
from reader.wording import say

Complain = Callable[[str], None]


def evaluate(
    gold: str,
    system: str | None = None,
    *,
    complain: Complain,
    annotators: str | None = None,
    sentences: int = 10,
    part: tuple[float, float] = (0.0, 1.0),
    name: str = "",
    follow_paths: bool = False,
) -> Comparison:
    """Measure a system's file, or the engine itself, against a gold file; ReaderError if one cannot be read.

    `name` is the gold's name in the report, by default its file's name.
    """
    if not 0 <= part[0] < part[1] <= 1:
        raise ReaderError(say("--part takes two shares, the first below the second: --part 0.9 1 is the last tenth."))
    names = read_names(annotators)
    reach = Reach.ANYWHERE if follow_paths else Reach.BESIDE
    wanted = read_marked(gold, complain=complain, sentences=sentences, part=part, reach=reach)
    if not any(each.entities is not None or each.commitments is not None for each in wanted):
        raise ReaderError(
            say("{gold}: the gold marks nothing; give rows with entities or commitments.", gold=shown(gold))
        )
    name = name or Path(gold).name
    if system is None:
        return compare(wanted, list(annotate_marked(wanted, names=names)), gold_name=name)
    found = read_marked(system, complain=complain, sentences=sentences, part=part, reach=reach)
    if any(each.words for each in found):
        # CoNLL has no names for articles, so they are identified by their positions.
        if [_text(each) for each in found] != [_text(each) for each in wanted]:
            raise ReaderError(
                say(
                    "{system}: its words are not those of {gold}; tag the same words.",
                    system=shown(system),
                    gold=shown(gold),
                )
            )
        found = [replace(each, doc=other.doc) for each, other in zip(found, wanted, strict=True)]
    return compare(wanted, found, gold_name=name, system_name=Path(system).name)


def _text(marked: Marked) -> str | None:
    return marked.article.text if marked.article else None
