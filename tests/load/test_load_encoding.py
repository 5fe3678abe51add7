import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import LoadError
from reader.load.encoding import decide, decode, refuse_binary

TEXT = (
    "أعلن وزير الخارجية اليوم أن الحكومة ستلتزم بتنفيذ الاتفاق، وقال إن بلاده لن تقبل أي شروط جديدة؛ "
    "وتعهد الرئيس بالإفراج عن المعتقلين خلال 10 أيام."
)
RUSSIAN = "Президент заявил во вторник, что соглашение готово. Переговоры прошли при закрытых дверях."
TURKISH = (
    "Rusya Devlet Başkanı salı günü anlaşmanın hazır olduğunu açıkladı. Görüşmeler kapalı kapılar ardında yapıldı."
)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1256", "iso-8859-6"]
)
def test_arabic_is_told_by_itself(encoding):
    assert decode(TEXT.encode(encoding), "x.txt").text == TEXT


@pytest.mark.parametrize("encoding", ["cp1256", "iso-8859-6"])
@pytest.mark.parametrize(
    "text",
    [
        "تعهدت الحكومة بالإصلاح",
        "قال الرئيس",
        "في حلب",
        "اتفاق جديد",
        "وزير المالية يستقيل",
        "من 10 إلى 20",
        "التهدئة",
        "الأمم المتحدة",
    ],
)
def test_a_headline_is_enough(text, encoding):
    assert decode(text.encode(encoding), "x.txt").text == text


@pytest.mark.parametrize("encoding", ["cp1256", "iso-8859-6"])
def test_vocalised_text(encoding):
    text = "مُوسكُو تَتَعَهَّدُ بِقَصْفِ أَيِّ جِهَةٍ تُعِيقُ الخُرُوجَ"
    assert decode(text.encode(encoding), "x.txt").text == text


def test_french_beside_arabic_and_alone():
    for text in ("Le président français a déclaré à Genève. قال الرئيس", "Le président français a été réélu à Genève."):
        assert decode(text.encode("cp1256"), "x.txt").text == text


@pytest.mark.parametrize(("text", "encoding"), [(RUSSIAN, "cp1251"), (RUSSIAN, "iso8859-5"), (TURKISH, "cp1254")])
def test_other_scripts_are_left_to_charset_normalizer(text, encoding):
    assert decode(text.encode(encoding), "x.txt").text == text


def test_what_the_user_names_is_obeyed():
    assert decode("سنة".encode("cp1256"), "x.txt", encoding="iso-8859-6").text == "سلة"


def test_what_a_page_declares_is_weighed():
    arabic = TEXT.encode("cp1256")
    assert decode(arabic, "x.html", declared=["utf-8"]).text == TEXT
    assert decode(arabic, "x.html", declared=["iso-8859-1"]).text == TEXT
    assert decode(TEXT.encode(), "x.html", declared=["windows-1256"]).text == TEXT
    assert decode(TURKISH.encode("cp1254"), "x.html", declared=["windows-1254"]).text == TURKISH
    assert decode(arabic, "x.html", declared=["no-such-charset", "nul\0"]).text == TEXT
    spanish = "El presidente “señor Núñez” habló mañana en Málaga sobre la situación económica del país."
    assert decode(spanish.encode("cp1252"), "x.html", declared=["iso-8859-1"]).text == spanish


def test_a_byte_order_mark_is_not_part_of_the_text():
    for encoding in (None, "utf-8", "utf-8-sig"):
        assert decode(codecs.BOM_UTF8 + "خبر".encode(), "x.txt", encoding=encoding).text == "خبر"
    assert decode("\ufeffخبر".encode("utf-16-be"), "x.txt", encoding="utf-16-be").text == "خبر"


def test_line_ends_stay():
    assert decode("أ\r\nب\rت\n".encode(), "x.txt").text == "أ\r\nب\rت\n"


@pytest.mark.parametrize("encoding", [None, "utf-8"])
def test_broken_bytes_in_utf8_are_replaced_and_counted(encoding):
    # What one sequence is follows the Encoding Standard: E2 80 is the beginning of one, A0 and FF are one each.
    decoded = decode(TEXT.encode() + b"\n\xa0\xff \xe2\x80\n" + TEXT.encode(), "x.txt", encoding=encoding)
    assert decoded.text == f"{TEXT}\n\ufffd\ufffd \ufffd\n{TEXT}"
    assert decoded.warnings == (
        "x.txt: 3 sequences of bytes (the first in line 2) were not utf-8 and were replaced with U+FFFD; "
        "correct the file, or name its encoding with --encoding.",
    )


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("خبر".encode() + b"\xa0", "خبر\ufffd"),
        ("في".encode() + b"\xd9", "في\ufffd"),
        (b"ASCII\n" * 20_000 + "خبر".encode() + b"\xa0", "ASCII\n" * 20_000 + "خبر\ufffd"),
        ("خبر جديد".encode("utf-16-le") + b"\x06", "خبر جديد\ufffd"),
        ("\ufeffخبر".encode("utf-16-be") + b"\xd8\x00\x06\x27", "خبر\ufffdا"),
        ("خبر".encode("utf-32") + b"\xff\xff\xff\xff", "خبر\ufffd"),
    ],
)
def test_one_broken_byte_refuses_no_text(data, text):
    decoded = decode(data, "x.txt")
    assert decoded.text == text
    assert "1 sequence of bytes" in decoded.warnings[0]


def test_a_replacement_character_that_the_file_holds_is_not_counted():
    assert decode("خبر \ufffd".encode(), "x.txt").warnings == ()
    decoded = decode("خبر \ufffd".encode() + b"\xff", "x.txt")
    assert decoded.text == "خبر \ufffd\ufffd"
    assert "1 sequence of bytes" in decoded.warnings[0]


@pytest.mark.parametrize("encoding", ["no-such", "base64", "with\0nul", ""])
def test_an_encoding_that_does_not_exist(encoding):
    if encoding:
        with pytest.raises(LoadError, match="name another"):
            decode(b"abc", "x.txt", encoding=encoding)
    else:
        assert decode(b"abc", "x.txt", encoding=encoding).text == "abc"


@pytest.mark.parametrize(
    "data",
    [
        *(b"\x00\x01\x02binary\x00", b"\x01\x02\x03\x04", b"%PDF-1.7 ...", b"PK\x03\x04 ...", b"text\0\0\0" * 9),
        *(b"\x89PNG\r\n\x1a\n and", b"\xff\xd8\xff\xe0 JFIF", b"GIF89a\0\1", b"\x7fELF\2", b"SQLite format 3\0"),
    ],
)
def test_binary_data_is_refused(data):
    with pytest.raises(LoadError, match="binary|PDF|ZIP"):
        refuse_binary(data, "x.txt")


@pytest.mark.parametrize("encoding", [None, "utf-8"])
def test_nuls_in_a_text_are_left_out_and_counted(encoding):
    decoded = decode("نص\0فيه صفر".encode(), "x.txt", encoding=encoding)
    assert decoded.text == "نصفيه صفر"
    assert decoded.warnings == ("x.txt: 1 NUL in the text was left out; check how the file was made.",)
    decoded = decode((TEXT + "\0\0").encode("utf-16"), "x.txt", encoding=encoding and "utf-16")
    assert decoded.text == TEXT
    assert decoded.warnings == ("x.txt: 2 NULs in the text were left out; check how the file was made.",)


def test_what_is_mostly_nuls_is_text_only_where_its_encoding_is_named():
    data = b"text\0\0\0" * 9
    with pytest.raises(LoadError, match="or name its encoding"):
        refuse_binary(data, "x.txt")
    refuse_binary(data, "x.txt", encoding="utf-8")
    assert decode(data, "x.txt", encoding="utf-8").text == "text" * 9


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_become_text_or_a_sentence(data):
    sentence = ""
    try:
        decode(data, "x.txt").text.encode("utf-8")
    except LoadError as error:
        sentence = str(error)
    assert not sentence or (sentence.startswith("x.txt") and sentence.endswith("."))


@settings(deadline=None)
@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])).filter(lambda text: not text.startswith("\ufeff"))
)
def test_any_utf8_is_read_as_utf8(text):
    assert decide(text.encode()) in ("utf-8", "utf-16-le", "utf-16-be")
    assert decode(b"\xef\xbb\xbf" + text.encode(), "x.txt", encoding="utf-8").text == text


def test_the_first_arabic_of_a_long_file_decides():
    text = "a line of ASCII\n" * 10_000 + TEXT
    assert decode(text.encode("cp1256"), "x.txt").text == text
