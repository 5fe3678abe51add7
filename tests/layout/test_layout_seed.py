from pathlib import Path

import pytest

from reader.layout import Layout, lay_out

SEED = next(Path(__file__).parents[2].joinpath("seeds").glob("*.txt")).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def layout() -> Layout:
    return lay_out(SEED, 72)


def test_every_offset_goes_to_a_cell_and_back_to_its_cluster(layout: Layout) -> None:
    for offset in range(len(SEED) + 1):
        place, column = layout.locate(offset)
        start = layout.offset_in(place, column)
        assert layout.locate(start) == (place, column)
        assert start <= offset


def test_every_paragraph_ends_before_its_joint(layout: Layout) -> None:
    shown = [span.of(SEED) for span in layout.paragraphs]
    assert len(shown) == 19
    assert all(paragraph[-1] in '."' for paragraph in shown[2:] if not paragraph.endswith("والزبداني"))
    assert not any(paragraph.startswith((",", " ")) for paragraph in shown)
