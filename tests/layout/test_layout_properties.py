"""What holds for every text, however broken."""

import unicodedata

from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from wcwidth import wcswidth

from reader.layout import Layout, lay_out, split_paragraphs
from reader.layout.ordering import resolve_order

LETTERS = "ابتجدرسشعغفقكلمنهويىةءأإآپچژگکیەۆێ"
MARKS = "\u064e\u064f\u0650\u0651\u0652\u064b\u0670\u0653\u0654\u0301\u20e3"
CONTROLS = (
    "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u200c\u200d\u00ad\ufeff\u2060"
)
ODD = "\x00\x07\x1b\x7f\x85\x9b\t\r\n\v\f\x1c\u2028\u2029\ud800\udfff\ue000\uffff\U000e0041\U000e0100\ufe0f"
SIGNS = "\u0600\u0605\u06dd\u08e2\ufdfa\ufdfb\ufdfd\ufdf2\ufdfc\ufef5\ufefb\ufe91\ufc5e\ufd3e\ufbea\ufc00"
WIDE = "中文。，「」\u3000한ア\u1112\u1161\u11ab\u0915\u093f"
EMOJI = "😀👨\u200d👩\u200d👧🇵🇸👋🏽❤\ufe0f🏽☰1\ufe0f\u20e3"
PUNCTUATION = " .,،؛؟!:-/()[]{}«»\"'…%\u00a0"

words = st.text(st.sampled_from(LETTERS), min_size=1, max_size=9)
mixed = st.text(
    st.sampled_from(LETTERS + MARKS + CONTROLS + ODD + SIGNS + WIDE + EMOJI + PUNCTUATION + "abcXYZ0129٣٤"), max_size=40
)
sentences = st.lists(
    st.one_of(words, words, mixed, st.sampled_from(["., ", '.", ', " ", " ", "2016/12/18", "Reuters", "\n"])),
    max_size=25,
).map(" ".join)
texts = st.one_of(sentences, mixed, st.text(max_size=60))
layouts = st.builds(
    lay_out,
    texts,
    st.integers(2, 40),
    base=st.sampled_from([None, "rtl", "ltr"]),
    tashkeel=st.sampled_from(["keep", "strip"]),
    justify=st.sampled_from([None, "tatweel", "spaces"]),
    indent=st.sampled_from([0, 3]),
)


@given(layouts)
def test_lines_tile_each_paragraph(layout: Layout) -> None:
    for index, paragraph in enumerate(layout.paragraphs):
        lines = layout.lines_of(index)
        assert lines[0].span.start == paragraph.start
        assert lines[-1].span.end == paragraph.end
        assert all(line.span.end == following.span.start for line, following in zip(lines, lines[1:], strict=False))
        assert [line.ends_paragraph for line in lines] == [False] * (len(lines) - 1) + [True]


@given(texts)
def test_paragraphs_are_in_order_and_hide_only_separators(text: str) -> None:
    paragraphs = split_paragraphs(text)
    hidden, at = "", 0
    for paragraph in paragraphs:
        assert at <= paragraph.start
        hidden += text[at : paragraph.start]
        at = paragraph.end
    hidden += text[at:]
    assert set(hidden) <= set("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029, \t\u00a0\u3000")


@given(layouts)
def test_the_clusters_of_a_line_tile_it_up_to_its_end(layout: Layout) -> None:
    for line in layout.lines:
        spans = sorted({(cell.span.start, cell.span.end) for cell in line.cells if len(cell.span)})
        starts = [line.span.start, *(end for _, end in spans)]
        assert [start for start, _ in spans] == starts[:-1]
        assert line.end == starts[-1]
        hanging = layout.text[line.end : line.span.end]
        assert not spans or all(
            c.isspace() or unicodedata.category(c) in {"Cf", "Mn"} or c in "\u1160\u11ab\u1161" for c in hanging
        )


@given(layouts)
def test_no_line_is_wider_than_asked_and_its_width_is_that_of_its_cells(layout: Layout) -> None:
    for line in layout.lines:
        assert line.width == sum(cell.width for cell in line.cells) <= layout.width - line.indent


@given(layouts)
def test_every_glyph_takes_the_cells_it_says_and_sends_nothing_unseen(layout: Layout) -> None:
    for line in layout.lines:
        for cell in line.cells:
            assert wcswidth(cell.glyph) == cell_len(cell.glyph) == cell.width in (1, 2)
            assert not {unicodedata.category(c) for c in cell.glyph} & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
        joined = "".join(cell.glyph for cell in line.cells)
        assert wcswidth(joined) == cell_len(joined) == line.width


@given(layouts)
def test_every_offset_has_a_cell_that_leads_back_to_its_cluster(layout: Layout) -> None:
    for offset in range(len(layout.text) + 1):
        place, column = layout.locate(offset)
        assert layout.offset_in(place, column) == start_of(layout, offset)


def start_of(layout: Layout, offset: int) -> int:
    """Where the cluster, the hanging white space or the separator at an offset begins, found without any map."""
    before = [span for span in layout.paragraphs if span.start <= offset]
    index = max(len(before) - 1, 0)
    lines = [line for line in layout.lines_of(index) if line.span.start <= offset] or [layout.lines_of(index)[0]]
    line = lines[-1]
    if offset >= line.end:
        return line.end
    return next((cell.span.start for cell in line.cells if offset in cell.span), line.span.start)


@given(layouts)
def test_clusters_and_separators_tile_the_text(layout: Layout) -> None:
    shown = {cell.span for line in layout.lines for cell in line.cells if len(cell.span)}
    passed, offset = set(), 0
    while offset < len(layout.text):
        cluster = layout.cluster_at(offset)
        assert cluster.start == offset < cluster.end
        assert all(layout.cluster_at(inside) == cluster for inside in range(cluster.start, cluster.end))
        passed.add(cluster)
        offset = cluster.end
    assert shown <= passed


@given(layouts, st.integers(0, 300), st.integers(-50, 90))
def test_every_column_on_or_off_the_screen_has_an_offset(layout: Layout, steps: int, column: int) -> None:
    assert 0 <= layout.offset_in(layout.step(layout.first, steps), column) <= len(layout.text)


@given(texts, st.integers(2, 60), st.integers(2, 60))
def test_a_width_changes_no_cluster(text: str, width: int, other: int) -> None:
    layout = lay_out(text, width)

    def clusters(of: Layout) -> set[tuple[int, int]]:
        return {(cell.span.start, cell.span.end) for line in of.lines for cell in line.cells if cell.glyph.strip()}

    assert clusters(layout) == clusters(layout.resized(other, indent=0)) == clusters(lay_out(text, other))
    assert layout.resized(other, indent=0).lines == lay_out(text, other).lines
    assert layout.resized(other, indent=3).lines == lay_out(text, other, indent=3).lines


@given(layouts, st.integers(-12, 12))
def test_stepping_counts_lines(layout: Layout, count: int) -> None:
    places = [layout.first]
    while places[-1] != layout.last:
        places.append(layout.step(places[-1], 1))
    assert [layout.line(place) for place in places] == list(layout.lines)
    middle = len(places) // 2
    assert layout.step(places[middle], count) == places[min(max(middle + count, 0), len(places) - 1)]


@given(st.text(st.characters(exclude_categories=["Cs", "Cn"]), max_size=30), st.sampled_from(["rtl", "ltr"]))
@settings(max_examples=300)
def test_visual_order_is_a_permutation_without_what_x9_removes(text: str, base: str) -> None:
    removed = {"BN", "LRE", "RLE", "LRO", "RLO", "PDF"}
    kept = [index for index, c in enumerate(text) if unicodedata.bidirectional(c) not in removed]
    assert sorted(resolve_order(text, base).indices) == kept


@given(layouts)
def test_stripping_reading_signs_moves_no_span(layout: Layout) -> None:
    kept = lay_out(layout.text, layout.width, base=layout.base, tashkeel="keep")
    stripped = lay_out(layout.text, layout.width, base=layout.base, tashkeel="strip")
    assert [[cell.span for cell in line.cells] for line in kept.lines] == [
        [cell.span for cell in line.cells] for line in stripped.lines
    ]


@given(layouts)
@example(lay_out("ab cd ef", 5, justify="spaces"))
def test_filled_lines_hold_the_same_clusters_and_are_full_where_they_can_be(layout: Layout) -> None:
    ragged = lay_out(layout.text, layout.width, base=layout.base, tashkeel=layout.tashkeel, indent=layout.indent)
    assert [[cell for cell in line.cells if len(cell.span)] for line in layout.lines] == [
        list(line.cells) for line in ragged.lines
    ]
    for line, plain in zip(layout.lines, ragged.lines, strict=True):
        if line.ends_paragraph:
            assert line == plain
