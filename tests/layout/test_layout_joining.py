"""Letters join as Unicode says; FriBidi, which shapes by itself, is asked where it is installed."""

import itertools
import shutil
import subprocess
from pathlib import Path

import pytest

from reader.layout import lay_out, split_paragraphs
from reader.layout.clusters import shape_word
from reader.model import Span

FRIBIDI = shutil.which("fribidi")
SEED = next(Path(__file__).parents[2].joinpath("seeds").glob("*.txt")).read_text(encoding="utf-8")
CORE = "ءابةتثجحخدذرزسشصضطظعغفقكلمنهوي"

# Where FriBidi shows something else, and why ours is right too. What it shows is on the left.
DIFFERENCES = {
    "\u0621": "\ufe80",  # Hamza alone: the letter and its isolated form look the same; ours leaves no terminal a choice.
    "\ufeff": "",  # What FriBidi leaves in the place of the alef after a lam: ours has one cell for both.
}
# Letters that FriBidi 1.0.8 leaves as they stand or that its Unicode 10 does not have.
OTHER_LETTERS = {
    "\u06d5": "ae: FriBidi leaves it unshaped; ours draws it as the heh that it looks like",
}

needs_fribidi = pytest.mark.skipif(FRIBIDI is None, reason="the fribidi program is not installed")


def ask_fribidi(lines: list[str]) -> list[str]:
    assert FRIBIDI is not None
    command = [FRIBIDI, "--nopad", "--nobreak", "--rtl", "--reordernsm"]
    shown = subprocess.run(command, input="\n".join(lines) + "\n", capture_output=True, text=True, check=True).stdout
    return [show_differences(line) for line in shown.split("\n")[: len(lines)]]


def show_differences(line: str) -> str:
    for theirs, ours in DIFFERENCES.items():
        line = line.replace(theirs, ours)
    return line


def show(text: str) -> str:
    layout = lay_out(text, 10_000, base="rtl", paragraphs=[Span(0, len(text))])
    return "".join(cell.glyph for cell in layout.lines[0].cells)


@needs_fribidi
def test_the_core_letters_in_all_triples_are_shaped_as_fribidi_shapes_them() -> None:
    triples = ["".join(letters) for letters in itertools.product(CORE, repeat=3)]
    assert len(triples) == 27_000
    assert [show(triple) for triple in triples] == ask_fribidi(triples)


@needs_fribidi
def test_the_seed_article_is_shown_as_fribidi_shows_it() -> None:
    paragraphs = [span.of(SEED).strip() for span in split_paragraphs(SEED)]
    assert [show(paragraph) for paragraph in paragraphs] == ask_fribidi(paragraphs)


@needs_fribidi
def test_the_arabic_blocks_letter_by_letter_are_shaped_as_fribidi_shapes_them() -> None:
    # Up to Unicode 10, the version of the FriBidi of Debian 12; presentation-form ligatures are written out by ours only.
    letters = [chr(code) for code in [*range(0x0620, 0x064B), *range(0x066E, 0x06D6), *range(0x06FA, 0x0700)]]
    letters = [letter for letter in letters if letter.isalpha() and letter not in OTHER_LETTERS]
    words = [word for letter in letters for word in (letter, f"ب{letter}", f"{letter}ب", f"ب{letter}ب", f"د{letter}ب")]
    different = {
        word: (ours, theirs)
        for word, ours, theirs in zip(words, map(show, words), ask_fribidi(words), strict=True)
        if ours != theirs
    }
    assert different == {}


@needs_fribidi
def test_mixed_lines_are_ordered_as_fribidi_orders_them() -> None:
    lines = [
        "قال (أ) إن 12/5 و[ب] ثم {ج}",
        "شركة BBC News (لندن) 2016-12-18",
        "بنسبة 5.5% إلى $100 و 3:30",
        "x = 5 + ب / 2",
        "«نص» و\"نص\" و'نص'",
        "بريد: a.b@c.org، وموقع http://a.org/ب?x=1",
    ]
    assert [show(line) for line in lines] == ask_fribidi(lines)


def glyphs(word: str) -> list[str]:
    return [glyph for cluster in shape_word(word, "keep").clusters for glyph, _ in cluster.glyphs]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("ه\u200d", ["\ufeeb"], id="a joiner gives the initial form, as in the Hijri year's sign"),
        pytest.param("\u200dه", ["\ufeea"], id="a joiner before it gives the final form"),
        pytest.param("ل\u200dا", ["\ufedf", "\ufe8e"], id="a joiner keeps lam and alef joined and apart"),
        pytest.param("ب\u200cب", ["\ufe8f", "\ufe8f"], id="a non-joiner"),
        pytest.param("ب\u200eب", ["\ufe91", "\ufe90"], id="a direction mark is transparent"),
        pytest.param("ب\u0651\u064eب", ["\ufe91\u0651\u064e", "\ufe90"], id="marks are transparent"),
        pytest.param("لآ", ["\ufef5"], id="lam with alef madda"),
        pytest.param("لا\u0653", ["\ufef5"], id="the same in two code points"),
        pytest.param("ا\u0654", ["\ufe83"], id="alef and hamza above are one letter"),
        pytest.param("ﻻﺏ", ["\ufefb", "\ufe8f"], id="presentation forms stay"),
        pytest.param("ب\ufefc", ["\ufe91", "\ufefc"], id="and letters join to them"),
        pytest.param("ڵا", ["ڵ", "\ufe8e"], id="a letter without forms joins all the same"),
        pytest.param("ـه", ["ـ", "\ufeea"], id="a tatweel joins"),
    ],
)
def test_joiners_marks_and_rare_letters(word: str, expected: list[str]) -> None:
    assert glyphs(word) == expected


def test_one_cell_holds_lam_and_alef_with_their_marks() -> None:
    line = lay_out("سلَام", 10).lines[0]
    assert [(cell.glyph, cell.span.start, cell.span.end) for cell in line.cells] == [
        ("\ufee1", 4, 5),
        ("\ufefc\u064e", 1, 4),
        ("\ufeb3", 0, 1),
    ]


def test_a_ligature_written_out_is_one_cluster_of_several_cells() -> None:
    layout = lay_out("أ \ufdfb ب", 20)
    cells = [cell for cell in layout.lines[0].cells if cell.span == Span(2, 3)]
    assert len(cells) == len("جل جلاله") - 1
    place, column = layout.locate(2)
    assert layout.lines[0].cells[column - layout.margin(layout.lines[0])].glyph == "\ufe9f"
    assert {layout.offset_in(place, column - step) for step in range(len(cells))} == {2}
