"""Offsets in other programs' units."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.exchange.offset_maps import OffsetMap, Unit
from reader.model import Span

TEXT = "😀 وَعَدَ\r\nحلب"


@pytest.mark.parametrize(
    ("unit", "span", "written"),
    [
        ("code points", Span(0, 2), (0, 2)),
        ("utf-16", Span(0, 1), (0, 2)),
        ("utf-16", Span(2, 8), (3, 9)),
        ("graphemes", Span(2, 8), (2, 5)),
        ("graphemes", Span(10, 13), (6, 9)),
    ],
)
def test_a_span_in_each_unit(unit: Unit, span: Span, written: tuple[int, int]) -> None:
    offsets = OffsetMap(TEXT, unit)
    assert offsets.write(span) == written
    assert offsets.read(*written) == span


def test_what_begins_or_ends_within_a_character_takes_it_whole() -> None:
    offsets = OffsetMap(TEXT, "graphemes")
    assert offsets.write(Span(3, 4)) == (2, 3)
    assert offsets.read(2, 3) == Span(2, 4)


@pytest.mark.parametrize("unit", ["code points", "utf-16", "graphemes"])
@pytest.mark.parametrize("pair", [(0, 99), (-1, 2), (2, 2), (3, 1), ("0", 2), (0, None), (True, 2), (0.0, 2)])
def test_what_is_no_span_of_the_text(unit: Unit, pair: tuple[object, object]) -> None:
    assert OffsetMap(TEXT, unit).read(*pair) is None


@given(st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("😀𞸀"), min_size=1), st.data())
def test_javascript_cuts_the_same_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    first, after = OffsetMap(text, "utf-16").write(span)
    assert text.encode("utf-16-le")[2 * first : 2 * after].decode("utf-16-le") == span.of(text)
    assert OffsetMap(text, "utf-16").read(first, after) == span
