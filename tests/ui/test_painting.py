"""Highlights end exactly with their cluster, whatever scripts a span crosses."""

from __future__ import annotations

import pytest
from notation import marked
from rich.style import Style

from reader.labels import default_labels
from reader.layout import lay_out
from reader.model import Annotation, Decision, Span
from reader.settings.themes import load_themes
from reader.ui.reading.painting import TICK, Marks, PageStyles, find_ticks, paint
from reader.ui.theming import to_painting


@pytest.fixture
def palette() -> PageStyles:
    return to_painting(load_themes().themes["dark"], default_labels())


def painted(text: str, marks: Marks, palette: PageStyles, width: int = 60) -> list[tuple[str, Style]]:
    """Each cell of the only line, from left to right, with its style."""
    line = lay_out(text, width).lines[0]
    cells: list[tuple[str, Style]] = []
    for segment in paint(line, marks, palette):
        glyphs = [segment.text] if len(segment.text) > 1 and segment.cell_length < len(segment.text) else segment.text
        cells.extend((glyph, segment.style or Style()) for glyph in glyphs)
    return cells


def highlighted(text: str, marks: Marks, palette: PageStyles) -> str:
    """The cells that have a background other than the page's, the others as dots."""
    return "".join(
        glyph if style.bgcolor != palette.base.bgcolor else "·" for glyph, style in painted(text, marks, palette)
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("في ⟦حلب⟧ أمس", "····ﺐﻠﺣ···"),
        # The conjunction before the name is left out, though it would be joined if it could be.
        ("و⟦حلب⟧", "ﺐﻠﺣ·"),
        # Part of a word: the letters keep their joined forms on both sides of the edge.
        ("ال⟦مدين⟧ة", "·ﻨﻳﺪﻤ··"),
        # From Arabic into Latin: the span's end, News, stands at its left.
        ("قناة ⟦العربية News⟧ هنا", "····News ﺔﻴﺑﺮﻌﻟﺍ·····"),
        # A number inside right-to-left text.
        ("⟦126 حافلة⟧ في", "···ﺔﻠﻓﺎﺣ 126"),
        # Lam-alef is one cell and is never divided.
        ("⟦سلا⟧م", "·ﻼﺳ"),
        ("ل⟦أكراد⟧", "ﺩﺍﺮﻛﻷ"),
    ],
)
def test_highlight_edges(text: str, expected: str, palette: PageStyles) -> None:
    plain, (span,) = marked(text)
    assert highlighted(plain, Marks((Annotation(span, "place"),)), palette) == expected


def test_marks_share_the_style_of_their_letter(palette: PageStyles) -> None:
    text, (span,) = marked("قال ⟦مُحَمَّدٌ⟧ نعم")
    cells = painted(text, Marks((Annotation(span, "person"),)), palette)
    lit = [glyph for glyph, style in cells if style.bgcolor != palette.base.bgcolor]
    assert [len(glyph) for glyph in lit] == [2, 3, 2, 2]


def test_nested_spans_are_told_apart(palette: PageStyles) -> None:
    text, (inner, outer) = marked("⟦جامعة ⟦حلب⟧⟧ مغلقة")
    marks = Marks((Annotation(outer, "organization"), Annotation(inner, "place")))
    styles = {style for _, style in painted(text, marks, palette)}
    grounds = {style.bgcolor for style in styles}
    assert {palette.entities["organization"].bgcolor, palette.entities["place"].bgcolor} <= grounds
    assert any(style.underline for style in styles)


def test_roles_are_drawn_over_entities_in_their_own_colour(palette: PageStyles) -> None:
    text, (who, cue) = marked("⟦روسيا⟧ ⟦تعهدت⟧ بالحماية")
    marks = Marks((Annotation(who, "place"), Annotation(cue, "pledge")), roles=(("committer", who),), chosen=cue)
    grounds = [style.bgcolor for _, style in painted(text, marks, palette)]
    assert grounds[-len("روسيا") :] == [palette.roles["committer"].bgcolor] * len("روسيا")


def test_without_colour_spans_stand_in_brackets() -> None:
    plain = to_painting(load_themes().themes["mono"], default_labels())
    text, (first, second) = marked("زار ⟦موسكو⟧ ⟦أمس⟧ ثم")
    marks = Marks((Annotation(first, "place"), Annotation(second, "date")))
    shown = "".join(glyph for glyph, _ in painted(text, marks, plain))
    assert shown == "ﻢﺛ[ﺲﻣﺃ│ﻮﻜﺳﻮﻣ]ﺭﺍﺯ"


def test_a_selection_covers_what_lies_under_it(palette: PageStyles) -> None:
    text, (span,) = marked("في ⟦حلب⟧ أمس")
    marks = Marks((Annotation(span, "place"),), selection=Span(0, len(text)))
    assert {style.bgcolor for _, style in painted(text, marks, palette)} == {palette.selection.bgcolor}


@pytest.mark.parametrize("caret", range(len("لِلأَكراد")))
def test_the_caret_is_seen_inside_a_cluster_too(caret: int, palette: PageStyles) -> None:
    cells = painted("لِلأَكراد", Marks(caret=caret), palette)
    assert [style.bgcolor for _, style in cells].count((palette.base + palette.caret).bgcolor) == 1


def decided(span: Span, decision: Decision = Decision.ACCEPTED) -> Annotation:
    return Annotation(span, "place", decision=decision)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("في ⟦حلب⟧ أمس", "ﺲﻣﺃ✓ﺐﻠﺣ ﻲﻓ"),
        # Punctuation and endings have the tick after them: no letter is ever covered.
        ("في ⟦حلب⟧، ثم", "ﻢﺛ✓،ﺐﻠﺣ ﻲﻓ"),
        ("⟦كتاب⟧ه هنا", "ﺎﻨﻫ✓ﻪﺑﺎﺘﻛ"),
        # Left-to-right text has it at its right.
        ("in ⟦Aleppo⟧ now", "in Aleppo✓now"),
    ],
)
def test_what_is_decided_has_a_tick_in_the_next_space(text: str, expected: str, palette: PageStyles) -> None:
    plain, (span,) = marked(text)
    shown = "".join(glyph for glyph, _ in painted(plain, Marks((decided(span),)), palette))
    assert shown == expected
    for decision in (Decision.PROPOSED, Decision.REJECTED):
        open_yet = "".join(glyph for glyph, _ in painted(plain, Marks((decided(span, decision),)), palette))
        assert open_yet == expected.replace(TICK, " ")


@pytest.mark.parametrize("name", sorted(load_themes().themes))
def test_in_every_theme_what_is_decided_differs_from_what_is_open_by_the_tick_alone(name: str) -> None:
    palette = to_painting(load_themes().themes[name], default_labels())
    plain, (span,) = marked("في ⟦حلب⟧ أمس")
    before = painted(plain, Marks((decided(span, Decision.PROPOSED),)), palette)
    after = painted(plain, Marks((decided(span),)), palette)
    changed = [(one, other) for one, other in zip(before, after, strict=True) if one != other]
    assert [other for _, other in changed] == [(TICK, palette.muted)]


def test_a_tick_lies_on_what_else_lies_on_its_space(palette: PageStyles) -> None:
    plain, (outer, inner) = marked("⟦وزارة⟧ ⟦الصحة⟧")
    whole = Span(outer.start, inner.end)
    cells = painted(plain, Marks((Annotation(whole, "organization"), decided(outer))), palette)
    (style,) = [style for glyph, style in cells if glyph == TICK]
    assert style.bgcolor == palette.entities["organization"].bgcolor


def test_where_the_line_ends_the_tick_belongs_beyond_it() -> None:
    plain, (span,) = marked("في ⟦حلب⟧.")
    line = lay_out(plain, 60).lines[0]
    assert find_ticks(line, Marks((decided(span),))) == {line.end}
    assert find_ticks(line, Marks((decided(span, Decision.PROPOSED),))) == set()


def test_on_paper_nothing_is_ticked_and_brackets_stay_whole() -> None:
    palette = to_painting(load_themes().themes["mono"], default_labels())
    plain, (span,) = marked("في ⟦حلب⟧ أمس")
    printed = painted(plain, Marks((decided(span),), ticks=False), palette)
    assert "".join(glyph for glyph, _ in printed) == "ﺲﻣﺃ[ﺐﻠﺣ]ﻲﻓ"
