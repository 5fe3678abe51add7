"""Whatever stands in a file, a format reads what fits the text, and refuses or complains of the rest."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import LoadError
from reader.exchange import conll, doccano, label_studio, prodigy
from reader.exchange.foreign_format import ForeignModule

NAMES = st.sampled_from(
    [
        *("text", "data", "entities", "label", "relations", "reader", "annotations", "rejected", "start", "end", "id"),
        *("start_offset", "end_offset", "from_id", "to_id", "type", "spans", "tokens", "answer", "head", "child"),
        *("head_span", "child_span", "attributes", "decision", "roles", "result", "value", "labels", "from_name"),
        *("was_cancelled", "meta", "predictions", "choices", "globalOffsets", "direction", "score", "offset_unit"),
    ]
)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-2, 9)
    | st.sampled_from(
        ["", "حلب", "labels", "relation", "choices", "textarea", "accept", "rejected", "graphemes", "زار 😀"]
    )
    | st.floats(allow_nan=False)
)
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=5), max_leaves=25
)
SPAN = {"start": 0, "end": 3, "start_offset": 0, "end_offset": 3, "label": "LOC", "labels": ["LOC"], "id": 1}
ROWS = st.fixed_dictionaries(
    {"text": st.just("حلب 😀")},
    optional={
        name: VALUES | st.lists(VALUES | st.just(SPAN) | st.dictionaries(NAMES, VALUES, max_size=6), max_size=3)
        for name in (
            "entities",
            "relations",
            "reader",
            "spans",
            "tokens",
            "meta",
            "result",
            "answer",
            "Comments",
            "label",
        )
    },
)


def check(module: ForeignModule, content: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "file.json"
        path.write_text(content, encoding="utf-8")
        complaints: list[str] = []
        try:
            found = list(module.read(path, complain=complaints.append))
        except LoadError:
            return
    for each in found:
        assert all(0 <= a.extent.start < a.extent.end <= len(each.text) for a in each.annotations)
        assert all(isinstance(a.label, str) and a.label for a in each.annotations)
        assert all(isinstance(note, str) for note in (*each.warnings, *complaints))


@pytest.mark.parametrize("module", [doccano, prodigy])
def test_json_lines(module: ForeignModule) -> None:
    @settings(deadline=None)
    @given(st.lists(ROWS | VALUES, min_size=1, max_size=3))
    def holds(rows: list[Any]) -> None:
        check(module, "\n".join(map(json.dumps, rows)))

    holds()


@settings(deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=2), VALUES)
def test_tasks(rows: list[dict[str, Any]], other: Any) -> None:
    check(label_studio, json.dumps([{"data": row, "annotations": [row, other], "predictions": other} for row in rows]))


@settings(deadline=None)
@given(st.text(st.sampled_from("BIO-LC \t\nحلب#()=DSTART"), max_size=60))
def test_columns(lines: str) -> None:
    check(conll, lines)
