"""Sentences of the project's own, and the seed article, with what should be proposed in them, and the least figures.

`python tests/annotate/own_sentences.py` measures the installed engine on them and writes the least figures anew, a
little below what it reaches. Run it when the network or the judge was trained again, and look at what changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from math import floor
from pathlib import Path
from typing import Any

from reader import paths
from reader.evaluate.commitment_scores import ALL_ROLES, CUE, CUE_AND_TYPE
from reader.evaluate.comparing import Comparison, annotate_marked, compare
from reader.evaluate.marked import Marked
from reader.labels import default_labels
from reader.model import Annotation, Article, Span

DATA = Path(__file__).parent / "data"
FLOORS = DATA / "own_floors.json"
MARGIN = 0.02
"""How far below what the engine reaches a floor lies."""
ROLES = tuple(role.name for role in default_labels().roles)


def read_commitments() -> list[Marked]:
    """Sentences with the commitments in them; some bind nobody."""
    return [
        Marked(row["text"], Article(row["text"]), commitments=tuple(_find_commitments(row["text"], row["commitments"])))
        for row in _read_rows("own_commitments.jsonl")
    ]


def read_entities() -> list[Marked]:
    """Sentences with the entities in them."""
    return [
        Marked(row["text"], Article(row["text"]), entities=tuple(_find_entities(row["text"], row["entities"])))
        for row in _read_rows("own_entities.jsonl")
    ]


def read_seed() -> list[Marked]:
    """The seed article with the commitments that two people marked in it."""
    (path,) = paths.bundled("seeds").glob("000_*.txt")
    rows = json.loads((DATA / "commitments_seed.json").read_text(encoding="utf-8"))["commitments"]
    marked = tuple(
        Annotation(Span(*row["cue"]), row["type"], tuple((role, Span(*row[role])) for role in ROLES if row.get(role)))
        for row in rows
    )
    return [Marked(path.name, Article(path.read_bytes().decode("utf-8")), commitments=marked)]


def read_floors() -> dict[str, float]:
    """The least F1 of each figure."""
    floors: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return floors


def measure() -> dict[str, float]:
    """The F1 of the installed engine on the sentences, as `reader evaluate` counts it."""
    exact, _ = _compare(read_entities()).entities["all"]
    figures = {"entities": exact.f1}
    for where, marked in (("sentences", read_commitments()), ("seed", read_seed())):
        scores = _compare(marked).commitments
        figures |= {f"{where}: {name}": scores[name].f1 for name in (CUE, CUE_AND_TYPE, ALL_ROLES)}
    return figures


def _compare(marked: Sequence[Marked]) -> Comparison:
    return compare(marked, list(annotate_marked(marked)), gold_name="own sentences")


def _read_rows(name: str) -> Iterator[dict[str, Any]]:
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def _find_commitments(text: str, rows: Sequence[Mapping[str, str]]) -> Iterator[Annotation]:
    """The commitments that are written as quotations: cues in the order of the text, roles nearest to their cue."""
    at = 0
    for row in rows:
        cue = next(span for span in _find_quoted(text, row["cue"]) if span.start >= at)
        at = cue.end
        roles = tuple((role, _find_nearest(text, row[role], cue)) for role in ROLES if role in row)
        attributes = tuple((name, row[name]) for name in ("polarity", "status") if name in row)
        yield Annotation(cue, row["type"], roles, attributes)


def _find_entities(text: str, rows: Sequence[Sequence[str]]) -> Iterator[Annotation]:
    at = 0
    for quoted, label in rows:
        start = text.index(quoted, at)
        at = start + len(quoted)
        yield Annotation(Span(start, at), label)


def _find_nearest(text: str, quoted: str, cue: Span) -> Span:
    apart = (span for span in _find_quoted(text, quoted) if not span.overlaps(cue))
    return min(apart, key=lambda span: max(span.start - cue.end, cue.start - span.end))


def _find_quoted(text: str, quoted: str) -> list[Span]:
    """Where a text has some words of it, each of them whole."""
    starts = (start for start in range(len(text)) if text.startswith(quoted, start))
    spans = [Span(start, start + len(quoted)) for start in starts]
    return [span for span in spans if not _is_letter(text, span.start - 1) and not _is_letter(text, span.end)]


def _is_letter(text: str, at: int) -> bool:
    return 0 <= at < len(text) and text[at].isalnum()


def main() -> None:
    """Measure, and write the floors."""
    reached = measure()
    floors = {name: floor(100 * (figure - MARGIN)) / 100 for name, figure in reached.items()}
    FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")
    for name, figure in reached.items():
        print(f"{name}: reached {figure:.3f}, must reach {floors[name]:.2f}")


if __name__ == "__main__":
    main()
