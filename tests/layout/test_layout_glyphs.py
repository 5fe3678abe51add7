"""Every character of Unicode, and what its glyph takes: the libraries that measure for a terminal must agree with us."""

import unicodedata

import pytest
from rich.cells import cell_len
from wcwidth import wcswidth

from reader.layout import lay_out
from reader.layout.clusters import forget_words, shape_word

UNSENT = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


@pytest.mark.parametrize("context", ["{}", "ب{}ب"])
def test_every_character_is_measured_alike_by_all(context: str) -> None:
    different = []
    for code in [*range(0x3400), *range(0xA000, 0xAC00), *range(0xD780, 0x20000), *range(0xE0000, 0xE0200)]:
        word = context.format(chr(code))
        if word.isspace():
            continue
        for cluster in shape_word(word, "keep").clusters:
            for glyph, width in cluster.glyphs:
                unsent = {unicodedata.category(character) for character in glyph} & UNSENT
                if unsent or not wcswidth(glyph) == cell_len(glyph) == width:
                    different.append((hex(code), glyph, width))
    forget_words()
    assert different == []


@pytest.mark.parametrize(
    ("character", "shown"),
    [
        ("\x00", "\u2400"),
        ("\x1b", "\u241b"),
        ("\x7f", "\u2421"),
        ("\x9b", "\ufffd"),
        ("\ud800", "\ufffd"),
        ("\ue000", "\ufffd"),
        ("\uffff", "\ufffd"),
        ("\t", " "),
        ("\u00a0", " "),
        ("\u3000", "  "),
        ("\u06dd", "○"),
        ("\u0600", "#"),
        ("\u3164", " "),
        ("☰", "\ufffd"),
        ("🏽", "\ufffd"),
        ("\u093f", "◌"),
    ],
)
def test_what_must_not_be_sent_has_a_stand_in(character: str, shown: str) -> None:
    line = lay_out(f"أ{character}ب", 10).lines[0]
    assert [cell.glyph for cell in line.cells][1] == shown


@pytest.mark.parametrize(
    "hidden", ["\u200b", "\u200c", "\u200d", "\u200e", "\u061c", "\u2067", "\u00ad", "\ufeff", "\ufe0f", "\u034f"]
)
def test_what_is_unseen_belongs_to_the_letter_before_it(hidden: str) -> None:
    line = lay_out(f"أ{hidden}ب", 10).lines[0]
    assert [(cell.span.start, cell.span.end) for cell in line.cells] == [(2, 3), (0, 2)]


def test_a_korean_syllable_in_three_parts_is_shown_as_one() -> None:
    line = lay_out("أ \u1112\u1161\u11ab", 10).lines[0]
    assert [(cell.glyph, cell.width, len(cell.span)) for cell in line.cells][0] == ("한", 2, 3)


def test_what_is_unseen_before_the_first_letter_belongs_to_it() -> None:
    line = lay_out("\u200f\u202bأب", 10).lines[0]
    assert [(cell.span.start, cell.span.end) for cell in line.cells] == [(3, 4), (0, 3)]


def test_many_marks_are_kept_in_the_span_but_not_all_sent() -> None:
    cell = lay_out("ب" + "\u064e" * 50, 10).lines[0].cells[0]
    assert len(cell.span) == 51
    assert len(cell.glyph) < 10
