"""Turns a comparison into tables, and the tables into text, Markdown or JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from reader.errors import shown
from reader.evaluate.comparing import Comparison
from reader.evaluate.entity_scores import NOTHING
from reader.evaluate.judging import Judged, calibrate, expected_error, rate_rules
from reader.evaluate.scores import Score
from reader.exchange.label_names import is_commitment
from reader.layout.medium import PIPE, Medium, draw_lines
from reader.layout.text_table import write_table
from reader.wording import counted, number, say, sayable

WORST = 10
"""How many of the worst articles and rules are listed."""
_FIGURES = (sayable("precision"), sayable("recall"), sayable("F1"))
_INTERVAL = sayable("95 %")
_ENTITY_HEADING = (
    sayable("label"),
    *_FIGURES,
    _INTERVAL,
    sayable("partial F1"),
    sayable("overlapping F1"),
    sayable("gold"),
    sayable("system"),
)
_COMMITMENT_HEADING = ("", *_FIGURES, _INTERVAL, "gold", "system")
_WORST_HEADING = (sayable("article"), *_FIGURES, sayable("missed"), sayable("wrong"))
_SCORE_HEADING = (sayable("score"), sayable("proposals"), sayable("mean score"), "precision")
_RULE_HEADING = (sayable("rule"), "label", "proposals", sayable("right"), "precision")
_INTERVALS = sayable("95 %: where F1 would be in 95 of 100 samples of as many articles (bootstrap).")


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its title and a note."""

    title: str
    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    remark: str = ""


def tables(comparison: Comparison) -> Iterator[Table]:
    """The tables of a comparison, without empty ones."""
    if comparison.entities:
        yield Table(
            say("Entities"),
            _say_all(_ENTITY_HEADING),
            tuple(
                (label, *_figures(exact), _interval(comparison, label), *_loosely(exact, partial), *_sizes(exact))
                for label, (exact, partial) in comparison.entities.items()
            ),
            say(
                "Exact: the same span and label. Partial: the same label, where overlapping spans count half. "
                "Overlapping: they count whole. {intervals}",
                intervals=say(_INTERVALS),
            ),
        )
    if comparison.commitments:
        yield Table(
            say("Commitments"),
            _say_all(_COMMITMENT_HEADING),
            tuple(
                (say(name), *_figures(each), _interval(comparison, name), *_sizes(each))
                for name, each in comparison.commitments.items()
            ),
            say(
                "Cues match if they overlap; a role of a matched cue is right if its spans share half of what "
                "they cover. {intervals}",
                intervals=say(_INTERVALS),
            ),
        )
    if comparison.entity_confusions:
        yield _confusions(say("Entities: gold (down) and system (across)"), comparison.entity_confusions)
    if comparison.commitment_confusions:
        yield _confusions(say("Commitments: gold (down) and system (across)"), comparison.commitment_confusions)
    worst = [(doc, score) for doc, score in comparison.by_article if score.f1 < 1 and score.wanted + score.found]
    if worst and comparison.articles > 1:
        yield Table(
            say("The worst articles"),
            _say_all(_WORST_HEADING),
            tuple((shown(doc), *_figures(score), *_errors(score)) for doc, score in worst[:WORST]),
            say("Over exact entities, and cues with their type."),
        )
    yield from judged_tables(comparison.judged)


def judged_tables(judged: Sequence[Judged]) -> Iterator[Table]:
    """How scores compare with precision, for entities and commitments, and the rules that were wrong most often."""
    for title, are_commitments in ((say("Scores of entities"), False), (say("Scores of commitments"), True)):
        bins = calibrate(each for each in judged if is_commitment(each.label) is are_commitments)
        if bins:
            yield Table(
                title,
                _say_all(_SCORE_HEADING),
                tuple(
                    (
                        _range(each.low, each.high, ".1f"),
                        number(each.count, "d"),
                        number(each.score, ".3f"),
                        number(each.precision, ".3f"),
                    )
                    for each in bins
                ),
                say("Expected calibration error {error}.", error=number(expected_error(bins), ".3f")),
            )
    rules = [each for each in rate_rules(judged) if each.rule]
    if rules:
        yield Table(
            say("Precision by rule"),
            _say_all(_RULE_HEADING),
            tuple(
                (
                    shown(each.rule),
                    each.label,
                    number(each.count, "d"),
                    number(each.right, "d"),
                    number(each.precision, ".3f"),
                )
                for each in rules[: 2 * WORST]
            ),
            say("{number} in all; these were wrong most often.", number=len(rules)) if len(rules) > 2 * WORST else "",
        )


def write_comparison(comparison: Comparison, *, form: str, medium: Medium = PIPE) -> str:
    """The comparison as "json", "markdown" or, otherwise, as tables for a terminal or pipe."""
    if form == "json":
        return json.dumps(as_dict(comparison), ensure_ascii=True, indent=1)
    return as_markdown(comparison) if form == "markdown" else as_text(comparison, medium=medium)


def as_text(comparison: Comparison, *, medium: Medium = PIPE) -> str:
    """The comparison for a terminal or pipe."""
    head = f"{shown(comparison.gold)} · {_articles(comparison)} · {shown(say(comparison.system))}"
    parts = [draw_lines(line, medium) for line in (head, *comparison.notes)]
    for table in tables(comparison):
        first = 2 if table.heading == _say_all(_RULE_HEADING) else 1
        rows, figures = (table.heading, *table.rows), range(first, len(table.heading))
        drawn = write_table(rows, right=figures, medium=medium).splitlines()
        parts += ["", draw_lines(table.title, medium), *drawn]
        parts += [draw_lines(table.remark, medium)] if table.remark else []
    return "\n".join(parts)


def as_markdown(comparison: Comparison) -> str:
    """The comparison for a page, with headings of the second level and the third."""
    parts = [f"## {_plain(comparison.gold)}", "", f"{_articles(comparison)}; {say(comparison.system)}."]
    parts += [f"\n{_plain(note)}" for note in comparison.notes]
    for table in tables(comparison):
        parts += ["", f"### {table.title}", ""]
        parts += ["| " + " | ".join(map(_plain, row)) + " |" for row in (table.heading,)]
        parts += ["|" + "|".join(["---"] + ["---:"] * (len(table.heading) - 1)) + "|"]
        parts += ["| " + " | ".join(map(_plain, row)) + " |" for row in table.rows]
        parts += ["", table.remark] if table.remark else []
    return "\n".join(parts) + "\n"


def as_dict(comparison: Comparison) -> dict[str, Any]:
    """The comparison as values for JSON, with figures that are not rounded."""
    entities = {
        label: {"exact": exact.as_dict(), "partial": partial.as_dict()}
        for label, (exact, partial) in comparison.entities.items()
    }
    confusions = {
        kind: [
            {"gold": gold or None, "system": system or None, "count": n} for (gold, system), n in counts.most_common()
        ]
        for kind, counts in (
            ("entities", comparison.entity_confusions),
            ("commitments", comparison.commitment_confusions),
        )
    }
    halves = {
        kind: [asdict(each) for each in calibrate(j for j in comparison.judged if is_commitment(j.label) is are_frames)]
        for kind, are_frames in (("entities", False), ("commitments", True))
    }
    return {
        "gold": comparison.gold,
        "system": comparison.system,
        "articles": comparison.articles,
        "entities": entities,
        "commitments": {name: score.as_dict() for name, score in comparison.commitments.items()},
        "intervals": {name: list(interval) for name, interval in comparison.intervals.items()},
        "confusions": confusions,
        "by_article": [{"doc": doc, **score.as_dict()} for doc, score in comparison.by_article],
        "calibration": halves,
        "rules": [asdict(each) | {"precision": each.precision} for each in rate_rules(comparison.judged)],
        "notes": list(comparison.notes),
    }


def _articles(comparison: Comparison) -> str:
    return counted(comparison.articles, "{number} article", "{number} articles")


def _figures(score: Score) -> tuple[str, str, str]:
    return number(score.precision, ".3f"), number(score.recall, ".3f"), number(score.f1, ".3f")


def _interval(comparison: Comparison, name: str) -> str:
    low, high = comparison.intervals.get(name, (0.0, 0.0))
    return _range(low, high, ".3f") if high else ""


def _loosely(exact: Score, partial: Score) -> tuple[str, str]:
    return number(partial.f1, ".3f"), number(2 * partial.f1 - exact.f1, ".3f")


def _sizes(score: Score) -> tuple[str, str]:
    return number(score.wanted, "d"), number(score.found, "d")


def _errors(score: Score) -> tuple[str, str]:
    return number(score.wanted - score.right, ".0f"), number(score.found - score.right, ".0f")


def _confusions(title: str, counts: Counter[tuple[str, str]]) -> Table:
    names = sorted({name for pair in counts for name in pair}, key=lambda name: (name == NOTHING, name))
    rows = (
        (name or say("nothing"), *(number(counts[name, other], "d") if counts[name, other] else "·" for other in names))
        for name in names
    )
    return Table(title, ("", *(name or say("nothing") for name in names)), tuple(rows))


def _range(low: float, high: float, form: str) -> str:
    return f"{number(low, form)}–{number(high, form)}"


def _say_all(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(say, names))


def _plain(text: str) -> str:
    return shown(text).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*")
