"""Highlights end exactly with their cluster, whatever scripts a span crosses."""

from __future__ import annotations

from dataclasses import replace

import pytest
from notation import marked
from rich.style import Style

from reader.labels import default_labels
from reader.layout import lay_out
from reader.model import Annotation, Decision, Span
from reader.settings.definitions import Highlight
from reader.settings.themes import load_themes
from reader.ui.reading.painting import Marks, PageStyles, paint
from reader.ui.theming import to_painting


@pytest.fixture
def palette() -> PageStyles:
    return to_painting(load_themes().themes["dark"], default_labels(), highlight="fill")


@pytest.fixture
def inked() -> PageStyles:
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
    assert not any(style.underline or style.italic for style in styles)


def test_only_an_annotation_inside_another_that_looks_the_same_is_underlined(palette: PageStyles) -> None:
    text, (inner, outer) = marked("⟦مدينة ⟦حلب⟧⟧ أمس")
    marks = Marks((decided(outer), decided(inner)))
    assert underlined(painted(text, marks, palette)) == "ﺐﻠﺣ"
    assert not underlined(painted(text, Marks((decided(outer),)), palette))


def test_entities_are_inked_and_cues_filled(inked: PageStyles) -> None:
    text, (name, cue) = marked("⟦روسيا⟧ ⟦تعهدت⟧ بالحماية")
    cells = painted(text, Marks((decided(name), Annotation(cue, "pledge", decision=Decision.ACCEPTED))), inked)
    grounds = {glyph: style.bgcolor for glyph, style in cells}
    inks = {glyph: style.color for glyph, style in cells}
    page, green = inked.base.bgcolor, inked.cues["pledge"].bgcolor
    assert (grounds["ﺭ"], grounds["ﻌ"]) == (page, green)
    assert inks["ﺭ"] == inked.entities["place"].color != inked.base.color


def test_the_types_of_commitments_share_four_grounds(inked: PageStyles) -> None:
    grounds = {label: style.bgcolor for label, style in inked.cues.items()}
    families = [{"pledge", "intent"}, {"demand", "condition"}, {"refusal", "threat"}, {"agreement", "acceptance"}]
    assert [{grounds[label] for label in family} for family in families] == [
        {grounds[min(family)]} for family in families
    ]
    assert len(set(grounds.values())) == 4


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
    assert shown == "ﻢﺛ‹ﺲﻣﺃ│ﻮﻜﺳﻮﻣ›ﺭﺍﺯ"
    accepted = Marks((decided(first), decided(second)))
    assert "".join(glyph for glyph, _ in painted(text, accepted, plain)) == "ﻢﺛ[ﺲﻣﺃ│ﻮﻜﺳﻮﻣ]ﺭﺍﺯ"


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


def bold(cells: list[tuple[str, Style]]) -> str:
    return "".join(glyph for glyph, style in cells if style.bold)


def underlined(cells: list[tuple[str, Style]]) -> str:
    return "".join(glyph for glyph, style in cells if style.underline or style.underline2)


@pytest.mark.parametrize("label", ["place", "pledge"])
@pytest.mark.parametrize("highlight", ["ink", "fill"])
@pytest.mark.parametrize("name", sorted(name for name, theme in load_themes().themes.items() if not theme.ansi))
def test_in_every_theme_what_is_decided_is_bold_and_what_is_open_is_not(
    name: str, highlight: Highlight, label: str
) -> None:
    """No letter, no space and no colour of the text changes with a decision, and no stroke runs through a dot."""
    styles = to_painting(load_themes().themes[name], default_labels(), highlight=highlight)
    plain, (span,) = marked("في ⟦حلب⟧ أمس")
    before = painted(plain, Marks((Annotation(span, label),)), styles)
    after = painted(plain, Marks((Annotation(span, label, decision=Decision.ACCEPTED),)), styles)
    assert [(glyph, style.color, style.bgcolor) for glyph, style in before] == [
        (glyph, style.color, style.bgcolor) for glyph, style in after
    ]
    assert (bold(before), bold(after)) == ("", "ﺐﻠﺣ")
    assert not underlined(before) + underlined(after)


@pytest.mark.parametrize("name", ["ansi16", "mono"])
def test_where_bold_may_change_a_colour_brackets_show_what_is_open_and_what_is_decided(name: str) -> None:
    styles = to_painting(load_themes().themes[name], default_labels())
    plain, (span,) = marked("في ⟦حلب⟧ أمس")
    before = painted(plain, Marks((decided(span, Decision.PROPOSED),)), styles)
    after = painted(plain, Marks((decided(span),)), styles)
    assert "".join(glyph for glyph, _ in before) == "ﺲﻣﺃ‹ﺐﻠﺣ›ﻲﻓ"
    assert "".join(glyph for glyph, _ in after) == "ﺲﻣﺃ[ﺐﻠﺣ]ﻲﻓ"
    assert [style for _, style in before] == [style for _, style in after]
    assert not underlined(before) + underlined(after)


@pytest.mark.parametrize("name", sorted(name for name, theme in load_themes().themes.items() if not theme.ansi))
def test_in_the_bold_title_what_is_open_is_regular_in_a_colour_of_its_own(name: str) -> None:
    styles = to_painting(load_themes().themes[name], default_labels())
    plain, (span,) = marked("في ⟦حلب⟧ أمس")
    cells = painted(plain, Marks((decided(span, Decision.PROPOSED),), title=Span(0, len(plain))), styles)
    assert [glyph for glyph, style in cells if not style.bold] == list("ﺐﻠﺣ")
    assert {style.color for _, style in cells} == {styles.base.color, styles.entities["place"].color}


@pytest.mark.parametrize("decision", [Decision.PROPOSED, Decision.ACCEPTED])
def test_the_cue_in_hand_is_reversed_and_still_shows_whether_it_is_decided(
    inked: PageStyles, decision: Decision
) -> None:
    plain, (cue,) = marked("في ⟦تعهدت⟧ أمس")
    marks = Marks((Annotation(cue, "pledge", decision=decision),), chosen=cue, caret=cue.start)
    cells = painted(plain, marks, inked)
    assert "".join(glyph for glyph, style in cells if style.reverse) == "ﺕﺪﻬﻌ"
    assert bool(bold(cells)) is (decision is Decision.ACCEPTED)
    (caret,) = (style for glyph, style in cells if glyph == "ﺗ")
    assert (caret.bgcolor, caret.color) == (inked.caret.bgcolor, inked.caret.color)


@pytest.mark.parametrize("caret", range(len("الأحد")))
def test_the_letter_at_the_caret_keeps_its_joined_form(caret: int, inked: PageStyles) -> None:
    text = "يوم الأحد القادم"
    at = text.index("الأحد") + caret
    assert [glyph for glyph, _ in painted(text, Marks(caret=at), inked)] == [
        glyph for glyph, _ in painted(text, Marks(), inked)
    ]


def test_what_is_not_on_disk_yet_looks_open(inked: PageStyles) -> None:
    plain, (span,) = marked("في ⟦حلب⟧ أمس")
    kept = replace(decided(span), key="k1")
    assert bold(painted(plain, Marks((kept,)), inked)) == "ﺐﻠﺣ"
    assert not bold(painted(plain, Marks((kept,), unwritten=frozenset({"k1"})), inked))


def test_on_paper_nothing_is_open_and_brackets_stay_whole(inked: PageStyles) -> None:
    plain, (span,) = marked("في ⟦حلب⟧ أمس")
    proposed = Marks((decided(span, Decision.PROPOSED),), shows_open=False)
    accepted = Marks((decided(span),), shows_open=False)
    assert painted(plain, proposed, inked) == painted(plain, accepted, inked)
    mono = to_painting(load_themes().themes["mono"], default_labels())
    assert "".join(glyph for glyph, _ in painted(plain, proposed, mono)) == "ﺲﻣﺃ[ﺐﻠﺣ]ﻲﻓ"
