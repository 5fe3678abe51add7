"""The caret is seen wherever it stands, exactly once, and no row is wider than the pane."""

from __future__ import annotations

import pytest
from on_screen import screen, start

from reader.load import Loaded
from reader.model import Article


@pytest.mark.parametrize(
    "text",
    [
        "لِلأَكراد",
        # Line ends, white space that hangs at them, empty lines, the last offset.
        "مرحبا   \nعالم  ",
        "خبر\r\nعاجل\r\n\r\nالآن\r\n",
        # A line that fills the measure, before empty ones.
        "كلمة كلمة كلمة كلمةة\n\n\nword word word",
        "فقرة., فقرة.,",
        "x " * 25,
        "\ufeffمرحبا\u200d",
        "قال \u202babc\u202c نعم",
    ],
)
async def test_the_caret_is_in_sight_at_every_offset(text: str) -> None:
    async with start(Loaded(Article(text)), size=(25, 14)) as pilot:
        session, view = screen(pilot).session, screen(pilot).view
        look = (view.palette.base + view.palette.caret).bgcolor
        for offset in range(len(text) + 1):
            session.move_to(offset)
            view.reveal()
            rows = [list(view.render_line(y)) for y in range(view.size.height)]
            carets = [cell for row in rows for cell in row if cell.style and cell.style.bgcolor == look]
            assert len(carets) == 1, offset
            assert {sum(cell.cell_length for cell in row) for row in rows} == {view.size.width}
