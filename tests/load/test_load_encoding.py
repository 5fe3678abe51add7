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
    assert decode(TEXT.encode(encoding), "x.txt") == TEXT


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
    assert decode(text.encode(encoding), "x.txt") == text


@pytest.mark.parametrize("encoding", ["cp1256", "iso-8859-6"])
def test_vocalised_text(encoding):
    text = "مُوسكُو تَتَعَهَّدُ بِقَصْفِ أَيِّ جِهَةٍ تُعِيقُ الخُرُوجَ"
    assert decode(text.encode(encoding), "x.txt") == text


def test_french_beside_arabic_and_alone():
    for text in ("Le président français a déclaré à Genève. قال الرئيس", "Le président français a été réélu à Genève."):
        assert decode(text.encode("cp1256"), "x.txt") == text


@pytest.mark.parametrize(("text", "encoding"), [(RUSSIAN, "cp1251"), (RUSSIAN, "iso8859-5"), (TURKISH, "cp1254")])
def test_other_scripts_are_left_to_charset_normalizer(text, encoding):
    assert decode(text.encode(encoding), "x.txt") == text


def test_what_the_user_names_is_obeyed():
    assert decode("سنة".encode("cp1256"), "x.txt", encoding="iso-8859-6") == "سلة"


def test_what_a_page_declares_is_weighed():
    arabic = TEXT.encode("cp1256")
    assert decode(arabic, "x.html", declared=["utf-8"]) == TEXT
    assert decode(arabic, "x.html", declared=["iso-8859-1"]) == TEXT
    assert decode(TEXT.encode(), "x.html", declared=["windows-1256"]) == TEXT
    assert decode(TURKISH.encode("cp1254"), "x.html", declared=["windows-1254"]) == TURKISH
    assert decode(arabic, "x.html", declared=["no-such-charset", "nul\0"]) == TEXT
    spanish = "El presidente “señor Núñez” habló mañana en Málaga sobre la situación económica del país."
    assert decode(spanish.encode("cp1252"), "x.html", declared=["iso-8859-1"]) == spanish


def test_a_byte_order_mark_is_not_part_of_the_text():
    for encoding in (None, "utf-8", "utf-8-sig"):
        assert decode(codecs.BOM_UTF8 + "خبر".encode(), "x.txt", encoding=encoding) == "خبر"
    assert decode("\ufeffخبر".encode("utf-16-be"), "x.txt", encoding="utf-16-be") == "خبر"


def test_line_ends_stay():
    assert decode("أ\r\nب\rت\n".encode(), "x.txt") == "أ\r\nب\rت\n"


def test_a_broken_byte_in_utf8_is_named_with_its_line():
    with pytest.raises(LoadError, match=r"x\.txt, line 2: byte \d+ is not utf-8; mend the file"):
        decode(TEXT.encode() + b"\n\xff\n" + TEXT.encode(), "x.txt")


@pytest.mark.parametrize("encoding", ["no-such", "base64", "with\0nul", ""])
def test_an_encoding_that_does_not_exist(encoding):
    if encoding:
        with pytest.raises(LoadError, match="name another"):
            decode(b"abc", "x.txt", encoding=encoding)
    else:
        assert decode(b"abc", "x.txt", encoding=encoding) == "abc"


@pytest.mark.parametrize(
    "data", [b"\x00\x01\x02binary\x00", b"\x01\x02\x03\x04", b"text then\0nul", b"%PDF-1.7 ...", b"PK\x03\x04 ..."]
)
def test_binary_data_is_refused(data):
    with pytest.raises(LoadError, match="binary|PDF|ZIP"):
        refuse_binary(data, "x.txt")


def test_text_with_nuls_is_read_where_its_encoding_is_named():
    data = "نص\0فيه صفر".encode()
    with pytest.raises(LoadError, match="or name its encoding"):
        decode(data, "x.txt")
    assert decode(data, "x.txt", encoding="utf-8") == "نص\0فيه صفر"
    refuse_binary(data, "x.txt", encoding="utf-8")


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_become_text_or_a_sentence(data):
    sentence = ""
    try:
        decode(data, "x.txt").encode("utf-8")
    except LoadError as error:
        sentence = str(error)
    assert not sentence or (sentence.startswith("x.txt") and sentence.endswith("."))


@settings(deadline=None)
@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])).filter(lambda text: not text.startswith("\ufeff"))
)
def test_any_utf8_is_read_as_utf8(text):
    assert decide(text.encode()) in ("utf-8", "utf-16-le", "utf-16-be")
    assert decode(b"\xef\xbb\xbf" + text.encode(), "x.txt", encoding="utf-8") == text


def test_the_first_arabic_of_a_long_file_decides():
    text = "a line of ASCII\n" * 10_000 + TEXT
    assert decode(text.encode("cp1256"), "x.txt") == text
