"""UAX #9: the visual order of whole paragraphs and of their lines, against Unicode's own test file.

The sample in data/ was taken from BidiCharacterTest.txt 15.0 (Unicode License v3, see its head); where the whole file is
installed (Debian: unicode-data) all of it is run.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unicodedata import bidirectional

import pytest

from reader.layout import lay_out
from reader.layout.ordering import Base, find_base, resolve_order

SAMPLE = Path(__file__).parent / "data" / "BidiCharacterTest.sample.txt"
WHOLE = Path("/usr/share/unicode/BidiCharacterTest.txt")
BASES: dict[str, Base | None] = {"0": "ltr", "1": "rtl", "2": None}
HIDDEN_AT_LINE_END = {"WS", "S", "B", "LRI", "RLI", "FSI", "PDI"}


@dataclass(frozen=True)
class Case:
    text: str
    base: Base | None
    level: int
    """The paragraph's level."""
    levels: tuple[int | None, ...]
    order: tuple[int, ...]


def read_cases(path: Path) -> Iterator[Case]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            codes, direction, level, levels, order = line.split(";")
            yield Case(
                text="".join(chr(int(code, 16)) for code in codes.split()),
                base=BASES[direction],
                level=int(level),
                levels=tuple(None if each == "x" else int(each) for each in levels.split()),
                order=tuple(map(int, order.split())),
            )


def base_of(case: Case) -> Base:
    """The paragraph's direction: the given one, else that of its first strong character (P2, P3)."""
    return case.base or find_base(case.text) or "ltr"


def order_of(case: Case) -> tuple[int, ...]:
    return resolve_order(case.text, base_of(case)).indices


def find_failures(path: Path) -> list[Case]:
    return [case for case in read_cases(path) if order_of(case) != case.order]


def test_the_sample_of_unicodes_cases_is_ordered_as_unicode_says() -> None:
    assert sum(1 for _ in read_cases(SAMPLE)) > 1300
    assert find_failures(SAMPLE) == []


@pytest.mark.skipif(not WHOLE.exists(), reason="the whole BidiCharacterTest.txt is not installed")
def test_every_case_of_unicodes_file_is_ordered_as_unicode_says() -> None:
    assert sum(1 for _ in read_cases(WHOLE)) >= 91_000
    assert find_failures(WHOLE) == []


def test_the_characters_on_odd_levels_are_known_since_they_are_mirrored() -> None:
    for case in read_cases(SAMPLE):
        base = base_of(case)
        odd = {index for index, level in enumerate(case.levels) if level is not None and level % 2}
        assert resolve_order(case.text, base).backward == odd, case


def reorder_line(case: Case, start: int, end: int) -> list[int]:
    """UAX #9 L1 and L2 for a line of a paragraph, from the levels that Unicode's file gives."""
    levels = {index: level for index, level in enumerate(case.levels[:end]) if index >= start and level is not None}
    for index in sorted(levels, reverse=True):
        if bidirectional(case.text[index]) not in HIDDEN_AT_LINE_END:
            break
        levels[index] = case.level
    order = sorted(levels)
    for level in range(max(levels.values(), default=0), 0, -1):
        position = 0
        while position < len(order):
            last = position
            while last < len(order) and levels[order[last]] >= level:
                last += 1
            order[position:last] = reversed(order[position:last])
            position = max(last, position + 1)
    return order


def test_the_order_of_a_line_is_its_part_of_the_paragraphs_order_with_trailing_space_apart() -> None:
    """The ground on which lines are drawn: cut anywhere, sorting by the paragraph's ranks equals UAX #9 line by line."""
    for case in read_cases(SAMPLE):
        for cut in range(1, len(case.text)):
            for start, end in ((0, cut), (cut, len(case.text))):
                shown = end
                while shown > start and (
                    case.levels[shown - 1] is None or bidirectional(case.text[shown - 1]) in HIDDEN_AT_LINE_END
                ):
                    shown -= 1
                ours = [index for index in order_of(case) if start <= index < shown]
                theirs = [index for index in reorder_line(case, start, end) if index < shown]
                assert ours == theirs, (case, start, end)


@pytest.mark.parametrize("base", ["rtl", "ltr"])
def test_lines_show_their_characters_in_that_order(base: str) -> None:
    text = "قال في 12/5 إن Reuters (لندن) نقلت «the report 2016» عن 3 مصادر - ABC [1] و x=5%، ثم عاد."
    order = resolve_order(text, base).indices
    for width in range(2, 40):
        layout = lay_out(text, width, base=base)
        for line in layout.lines:
            shown = [cell.span.start for cell in line.cells]
            assert shown == [index for index in order if line.span.start <= index < line.end and index in shown]


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("سلام hello", "rtl"),
        ("hello سلام", "ltr"),
        ("12 (سلام", "rtl"),
        ("123 ...", None),
        ("", None),
        ("\u2066abc\u2069 سلام", "rtl"),
        ("\u200f123", "rtl"),
        ("\u2068سلام", None),
    ],
)
def test_the_first_strong_character_outside_isolates_gives_the_base(text: str, base: str | None) -> None:
    assert find_base(text) == base


def test_brackets_of_right_to_left_text_are_mirrored_and_those_of_left_to_right_text_are_not() -> None:
    # N0 gives [12] the paragraph's direction, since the number stands after Arabic and counts as right to left there.
    line = lay_out("(أ) «b» ثم [12]", 20).lines[0]
    assert [cell.glyph for cell in line.cells] == [*"[12] ", "\ufee2", "\ufe9b", *" «b» (", "\ufe83", ")"]
    assert [cell.span.start for cell in line.cells] == [14, 12, 13, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]
    forward = lay_out("x (b)", 20).lines[0]
    assert [cell.glyph for cell in forward.cells] == ["x", " ", "(", "b", ")"]


@pytest.mark.parametrize(
    ("text", "order"),
    [
        pytest.param("أ 12\tب", (5, 4, 2, 3, 1, 0), id="a number before a tab still runs forward"),
        pytest.param("أ ab \tب", (6, 5, 4, 2, 3, 1, 0), id="Latin letters, a blank, a tab: L1 sets the blank apart"),
        pytest.param("أ ab\t12\t", (7, 5, 6, 4, 2, 3, 1, 0), id="at the end of the paragraph too"),
        pytest.param("أ" + " 12\t" * 60, None, id="in a paragraph of more runs than one tag can number"),
    ],
)
def test_what_stands_before_a_tab_keeps_its_own_order(text: str, order: tuple[int, ...] | None) -> None:
    if order is None:
        fields = [(4 * k + 4, 4 * k + 2, 4 * k + 3, 4 * k + 1) for k in reversed(range(60))]
        order = (*(index for field in fields for index in field), 0)
    assert resolve_order(text, "rtl").indices == order


def test_a_tab_parts_latin_fields_that_run_right_to_left() -> None:
    # L1 alone puts the tab on an odd level here; python-bidi's own display forgets it where no other character has one.
    assert resolve_order("a\t1", "rtl").indices == (2, 1, 0)


def test_what_trails_has_a_part_in_the_levels_before_it() -> None:
    # The embedding that opens last raises the end of the run before it (X10), so the plus sign runs backward.
    assert resolve_order("א+\u202b\u2068", "ltr").indices == (1, 0, 3)


def test_a_long_paragraph_needs_more_digits_and_gets_them() -> None:
    text = "ab " * 5000
    assert resolve_order(text, "ltr").indices == tuple(range(len(text)))
    arabic = "أ 1 " * 2600
    order = resolve_order(arabic, "rtl").indices
    assert order == tuple(reversed(range(len(arabic))))


def test_surrogates_and_characters_like_the_tags_have_a_place() -> None:
    text = "أ\ud800\U000e0041\U000e0100ب"
    assert resolve_order(text, "rtl").indices == (4, 3, 1, 0)
    assert resolve_order("\U000e0100", "ltr").indices == (0,)
