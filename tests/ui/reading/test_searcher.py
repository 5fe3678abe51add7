"""What a search does to the caret, without a screen."""

from __future__ import annotations

from dataclasses import dataclass, field

from stand_ins import CUE, MOSCOW, MOSCOW_AGAIN, TEXT, Parts

from reader.ui.reading.changes import Change, Extent
from reader.ui.reading.searcher import Searcher


@dataclass
class StandInLine:
    """A search line that writes down what it is asked for."""

    asked: list[tuple[object, ...]] = field(default_factory=list)

    def open(self, text: str, caret: int) -> None:
        self.asked.append((text, caret))

    def step(self, count: int, *, caret: int | None = None) -> None:
        self.asked.append((count, caret))


def test_a_search_stands_at_its_hits_and_goes_back_where_it_began_unless_one_is_kept() -> None:
    parts, line = Parts(TEXT), StandInLine()
    searcher = Searcher(parts.hand, parts.changes, parts.pane, line)
    parts.session.move_to(CUE.start)
    searcher.open()
    searcher.show_hits((MOSCOW, MOSCOW_AGAIN), MOSCOW_AGAIN)
    assert (parts.session.caret, parts.session.hit) == (MOSCOW_AGAIN.start, MOSCOW_AGAIN)
    searcher.close(kept=False)
    assert (parts.session.caret, parts.session.hits) == (CUE.start, ())
    searcher.show_hits((MOSCOW,), MOSCOW)
    searcher.close(kept=True)
    searcher.actions["search.next"]()
    assert (parts.session.caret, parts.session.hits) == (MOSCOW.start, (MOSCOW,))
    assert line.asked == [(TEXT, CUE.start), (1, MOSCOW.start)]
    assert parts.shown == [Change(Extent.CENTRED)] * 4
