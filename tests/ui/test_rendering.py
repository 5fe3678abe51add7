"""What `reader render` prints: a whole page of colour, or brackets that take no space of the text."""

from __future__ import annotations

import pytest
from notation import marked
from rich.color import ColorSystem
from rich.text import Text

from reader.labels import default_labels
from reader.load import Loaded
from reader.model import Annotation, Article, Span
from reader.settings.themes import load_themes
from reader.ui.bracketing import Bracketed
from reader.ui.rendering import Look, render
from reader.ui.theming import to_painting

TEXT, (WHO, WHERE) = marked("قال ⟦لافروف⟧ في ⟦حلب⟧، نعم")
NEWS = Loaded(Article(f"{TEXT}\nلا\nEnd"), (Annotation(WHO, "person"), Annotation(WHERE, "place")))


def draw(theme: str, colours: ColorSystem | None, width: int = 30) -> list[str]:
    palette = to_painting(load_themes().themes[theme], default_labels())
    return list(render(NEWS, Look(width, "keep", palette, default_labels(), colours, annotated=True, base=None)))


@pytest.mark.parametrize(
    ("text", "bracketed"),
    [
        ("في ⟦حلب⟧ أمس", "في [حلب] أمس"),
        ("ل⟦مصر⟧، نعم", "ل[مصر]، نعم"),
        ("⟦محمد⟧⟦علي⟧", "[محمد][علي]"),
        ("⟦وزير ⟦الخارجية⟧⟧", "[وزير [الخارجية]]"),
    ],
)
def test_brackets_are_added_to_the_text(text: str, bracketed: str) -> None:
    plain, spans = marked(text)
    marks = Bracketed(plain, spans)
    assert marks.text == bracketed
    assert bracketed.replace("[", "").replace("]", "") == plain
    for span in spans:
        inner = marks.move(span).of(marks.text)
        assert inner.startswith("[")
        assert inner.replace("[", "").replace("]", "") == span.of(plain)
    assert marks.move(Span(0, len(plain))) == Span(0, len(bracketed))


def test_in_a_pipe_brackets_leave_every_space() -> None:
    first, *_ = draw("mono", None, width=26)
    assert first.strip() == "ﻢﻌﻧ ،[ﺐﻠﺣ] ﻲﻓ [ﻑﻭﺮﻓﻻ] ﻝﺎﻗ"
    # The line is as wide as what it shows, and at the right.
    assert len(first) == 26


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_the_page_is_painted_to_its_whole_width(theme: str) -> None:
    ground = load_themes().themes[theme].palette.background.hex
    for line in draw(theme, ColorSystem.TRUECOLOR):
        text = Text.from_ansi(line)
        assert text.cell_len == 30
        grounds = {span.style.bgcolor for span in text.spans if hasattr(span.style, "bgcolor")}
        assert ground in {colour.triplet.hex for colour in grounds if colour and colour.triplet}
        assert sum(len(span) for span in (range(each.start, each.end) for each in text.spans)) == len(text.plain)
