"""Texts that were encoded twice or stand in visual order are put right, and no other text is touched."""

import gzip
import json
import unicodedata

import arabic_reshaper
import pytest
from bidi import get_display
from hypothesis import given, settings
from hypothesis import strategies as st
from loading import load

from reader.load import Source
from reader.load.double_encoding import undo
from reader.load.visual_order import is_visual, put_in_logical_order
from reader.paths import bundled

TEXT = """أعلن وزير الخارجية (أحمد علي) اليوم أن الحكومة ستلتزم بتنفيذ 12% من الاتفاق، وقال إن بلاده
لن تقبل 1,250.5 دولار؛ وتعهد الرئيس CNN International بالإفراج عن iPhone 15 في 2016/12/18 خلال ٢٠ يوما.

وقالت (Reuters) إن "الأمم المتحدة" [1] بدأت الساعة 10:30 ‏مساء."""
SEED = next(bundled("seeds").glob("*.txt")).read_text(encoding="utf-8")


SHAPER = arabic_reshaper.ArabicReshaper({"delete_harakat": False, "support_ligatures": True})


def drawn(text, *, forms=True):
    """The text as it is drawn, stored from left to right."""
    lines = (SHAPER.reshape(line) if forms else line for line in text.split("\n"))
    return "\n".join(get_display(line, base_dir="R") if line else "" for line in lines)


def western(data):
    """Bytes read as browsers read Windows-1252."""
    return "".join(chr(byte) if byte in b"\x81\x8d\x8f\x90\x9d" else bytes([byte]).decode("cp1252") for byte in data)


CODE_PAGES = {
    "windows-1252": western,
    "iso-8859-1": lambda data: data.decode("latin-1"),
    "windows-1256": lambda data: data.decode("cp1256"),
    "code page 437": lambda data: data.decode("cp437"),
    "code page 850": lambda data: data.decode("cp850"),
    "code page 866": lambda data: data.decode("cp866"),
    "windows-1251": lambda data: data.decode("cp1251", "replace").replace("\ufffd", "\x98"),
    "windows-1252 twice": lambda data: western(western(data).encode()),
    "windows-1256 twice": lambda data: data.decode("cp1256").encode().decode("cp1256"),
}


@pytest.mark.parametrize("text", [TEXT, SEED, "«نعم»، قال “الوزير” – في حلب… 10٪؟"])
@pytest.mark.parametrize("page", CODE_PAGES)
def test_what_was_encoded_twice_is_undone(page, text):
    assert undo(CODE_PAGES[page](text.encode())) == text


@pytest.mark.parametrize("written", ["cp1256", "iso8859-6"])
@pytest.mark.parametrize("read", ["latin-1", "cp1252"])
def test_an_old_code_page_read_as_another_is_undone(written, read):
    text = "أعلن الوزير اليوم الاتفاق، وقالت CNN إن iPhone 15 سيصل إلى القاهرة (رويترز)؟"
    assert undo(text.encode(written).decode(read)) == text


def test_presentation_forms_that_were_encoded_twice_are_undone_and_turned(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(western(drawn(TEXT).encode()), encoding="utf-8")
    assert opened(path).article.text == TEXT


def test_a_title_is_the_first_line_of_what_was_put_right(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("موسكو تتعهد اليوم\nوقال".encode().decode("latin-1"), encoding="utf-8")
    assert opened(path).article.title == "موسكو تتعهد اليوم"


def test_only_the_lines_that_were_encoded_twice_change():
    lines = SEED.split("\n")
    mixed = [CODE_PAGES[list(CODE_PAGES)[at % 3]](line.encode()) if at % 2 else line for at, line in enumerate(lines)]
    assert undo("\n".join(mixed)) == SEED


@pytest.mark.parametrize(
    "text",
    [
        *(TEXT, SEED, "naïve café, Ø 5 mm, Ø² und ÜÖÄ", "Ærø, Ålesund, señor Núñez «oui»", "طع، عظ؟ الحفاظ، ضغط؛ شرط."),
        *("┌──┬──┐\n│ا │ب │\n└──┴──┘", "İstanbul'da görüştü", "Ø§", "R$ 5 – €10 ½"),
    ],
)
def test_ordinary_text_was_not_encoded_twice(text):
    assert undo(text) == text


@pytest.mark.parametrize("forms", [True, False])
@pytest.mark.parametrize("text", [TEXT, SEED])
def test_visual_order_is_put_into_logical_order(text, forms):
    visual = drawn(text, forms=forms)
    assert is_visual(visual)
    assert put_in_logical_order(visual) == text
    assert not is_visual(text)


@pytest.mark.parametrize(
    "text",
    [
        arabic_reshaper.reshape(TEXT),
        arabic_reshaper.reshape("في حلب"),
        *(
            "صلى الله عليه وسلم ﷺ",
            "ﻻ ﻷ ﻹ",
            "مثلا وفعلا وقليلا وأصلا وشمالا وجميلا",
            "نم يا ولد نم",
            "",
            "plain",
            "٢٠١٦",
        ),
        *("در حالی که می‌گوید این کار را نمی‌کند", "یہ اردو کی ایک مثال ہے"),
    ],
)
def test_text_in_logical_order_is_left_alone(text):
    assert not is_visual(text)


@pytest.mark.parametrize("text", ["في حلب", "رئيس الوزراء يستقيل", "می‌گوید تهران", "الجزائر"])
def test_a_headline_in_presentation_forms_is_enough(text):
    visual = drawn(text)
    assert is_visual(visual)
    assert put_in_logical_order(visual) == text


def test_a_stop_goes_to_the_end_of_a_line_that_was_drawn_from_left_to_right():
    lines = [SHAPER.reshape(line) for line in ("أعلن الوزير الاتفاق.", "وقال إنه ملتزم (رويترز).")]
    assert put_in_logical_order("\n".join(get_display(line, base_dir="L") for line in lines)) == (
        "أعلن الوزير الاتفاق.\nوقال إنه ملتزم (رويترز)."
    )


def test_marks_stay_with_their_letters_on_whichever_side_they_stand():
    text = "مُوسكُو تَتَعَهَّدُ بِقَصْفِ أَيِّ جِهَةٍ تُعِيقُ الخُرُوجَ"
    before = drawn(text)
    letters = [letter for letter in before if not unicodedata.combining(letter)]
    gaps = "".join("\0" if not unicodedata.combining(letter) else letter for letter in before).split("\0")
    after = "".join(letter + marks[::-1] for letter, marks in zip(letters, gaps, strict=False))
    for visual in (before, after):
        assert is_visual(visual)
        assert put_in_logical_order(visual) == text


def test_lines_in_logical_order_among_the_others_stay():
    head = "وكالة الأنباء: تقرير الحكومة عن المدينة"
    assert put_in_logical_order(f"{head}\nPage 3\n{drawn(TEXT)}") == f"{head}\nPage 3\n{TEXT}"


ARABIC = st.sampled_from([word for word in SEED.replace("\u200f", "").split() if word.isalpha() and len(word) > 2])
NUMBER = st.sampled_from(["2016", "1,250.5", "10:30", "18/12/2016", "12%", "٢٠", "١٨/١٢", "3.5"])
LATIN = st.sampled_from(["CNN", "iPhone 15", "Fox News", "C-130", "AT&T Inc", "Boeing 737 MAX", "example.org/a?b=1"])
BRACKETED = st.builds(str.format, st.sampled_from(["({})", "[{}]", "«{}»", '"{}"']), ARABIC | LATIN | NUMBER)
# What is not Arabic stands among Arabic: side by side, a number and Latin look alike whichever comes first.
PART = st.tuples(ARABIC, ARABIC, NUMBER | LATIN | BRACKETED, ARABIC, st.sampled_from(["", "،", ".", "؟", ":"]))
LINE = st.lists(PART, min_size=1, max_size=3).map(
    lambda parts: " ".join(" ".join(part[:4]) + part[4] for part in parts)
)


@settings(deadline=None, max_examples=300)
@given(st.lists(LINE, min_size=1, max_size=4), st.booleans())
def test_what_is_drawn_goes_back_to_what_was_written(lines, forms):
    text = "رئيس الوزراء " + "\n".join(lines)
    visual = drawn(text, forms=forms)
    assert put_in_logical_order(visual) == text
    if forms:
        assert is_visual(visual)
        assert not is_visual(arabic_reshaper.reshape(text))


@settings(deadline=None)
@given(LINE, st.integers(20, 60))
def test_wrapped_lines_go_back_each(line, width):
    words, lines = line.split(" "), [""]
    for word in words:
        if len(lines[-1]) + len(word) > width and word.isalpha() and not word.isascii():
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    assert put_in_logical_order(drawn("\n".join(lines))) == "\n".join(lines)


def opened(path):
    (loaded,) = load(Source(str(path)))
    return loaded


@pytest.mark.parametrize("name", ["a.txt", "a.txt.gz", "a.json", "a.jsonl", "a.csv", "a.html"])
@pytest.mark.parametrize("kind", ["twice", "visual"])
def test_every_format_is_put_right_with_a_word(tmp_path, kind, name):
    body = "أعلن وزير الخارجية اليوم أن الحكومة ستلتزم بتنفيذ الاتفاق الجديد في المدينة القديمة."
    spoiled = western(body.encode()) if kind == "twice" else drawn(body)
    path = tmp_path / name
    content = {
        "json": lambda: json.dumps([{"title": "", "text": spoiled}]),
        "jsonl": lambda: json.dumps({"text": spoiled}) + "\n",
        "csv": lambda: (western("النص".encode()) if kind == "twice" else "text") + f"\n{spoiled}\n",
        "html": lambda: f"<html><body><article><p>{spoiled}</p></article></body></html>",
    }.get(name.rpartition(".")[2], lambda: spoiled)()
    path.write_bytes(gzip.compress(content.encode()) if name.endswith(".gz") else content.encode())
    loaded = opened(path)
    assert loaded.article.text == body
    assert loaded.article.title in (body, "")
    (warning,) = loaded.warnings
    assert ("was encoded twice" if kind == "twice" else "was in visual order") in warning


def test_who_names_the_encoding_reads_what_stands_there(tmp_path):
    (tmp_path / "a.txt").write_text(western(TEXT.encode()), encoding="utf-8")
    (loaded,) = load(Source(str(tmp_path / "a.txt")), encoding="utf-8")
    assert (loaded.article.text, loaded.warnings) == (western(TEXT.encode()), ())


def test_a_text_that_annotations_were_made_on_stays(tmp_path):
    text = drawn("رئيس الوزراء يستقيل")
    row = {"text": text, "entities": [{"start": 0, "end": 5, "label": "PER"}]}
    (tmp_path / "a.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    loaded = opened(tmp_path / "a.jsonl")
    assert loaded.article.text == text
    assert "was left as it is, since it has annotations" in loaded.warnings[0]
