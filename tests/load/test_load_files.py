import builtins
import gzip
import io
import sys
from pathlib import Path

import pytest
from loading import load

import reader.load.bytes_read as reading
from reader.errors import LoadError
from reader.load import Source, SourceKind, load_all
from reader.paths import bundled

SEED = next(bundled("seeds").glob("*.txt"))


def load_one(path, **options):
    (loaded,) = load(Source(str(path)), **options)
    return loaded


def fault(path, **options):
    articles, errors = load_all([str(path)], **options)
    assert articles == []
    (error,) = errors
    assert str(error).endswith(".")
    assert "\n" not in str(error)
    return str(error).replace(f"{Path(path).parent}/", "")


def test_the_seed_loads_character_for_character():
    article = load_one(SEED).article
    assert article.text.encode() == SEED.read_bytes()
    assert article.text[0:5] == "موسكو"
    assert article.title == "موسكو تتعهد بقصف أي جهة تعيق خروج المدنيين من حلب"
    assert article.source == str(SEED)


def test_line_ends_and_surrounding_space_stay_and_the_mark_goes(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf" + "\r\n  عنوان \r\n\r\nمتن\r".encode())
    article = load_one(path).article
    assert article.text == "\r\n  عنوان \r\n\r\nمتن\r"
    assert article.title == "عنوان"


def test_endings_that_are_not_known_are_plain_text(tmp_path):
    path = tmp_path / "خبر.log"
    path.write_text("{ليس جيسون}", encoding="utf-8")
    assert load_one(path).article.text == "{ليس جيسون}"


def test_gzip_is_unpacked(tmp_path):
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress("خبر".encode(), mtime=0))
    assert load_one(path).article.text == "خبر"


def test_the_encoding_can_be_named(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes("سنة".encode("iso-8859-6"))
    assert load_one(path, encoding="iso-8859-6").article.text == "سنة"
    loaded = load_one(path, encoding="utf-8")
    assert loaded.article.text == "\ufffd" * 3
    assert "3 sequences of bytes (the first at byte 0) were not utf-8" in loaded.warnings[0]


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.txt", b"", "a.txt: the file is empty; there is nothing to read."),
        ("a.txt.gz", b"", "a.txt.gz: the file is empty; there is nothing to read."),
        (
            "a.txt",
            " \n\u00a0\t\r\n".encode(),
            "a.txt: the file has only white space; there is nothing to read.",
        ),
        ("a.txt", b"\xef\xbb\xbf", "a.txt: the file has only white space; there is nothing to read."),
        ("a.txt", b"GIF89a\x00\x01", "a.txt: the file is binary, not text; choose a text file, or name its encoding."),
        (
            "a.txt.gz",
            gzip.compress(b"text" * 999, mtime=0)[:-9],
            "a.txt.gz: the gzip file ends too early; fetch it again.",
        ),
        ("a.txt.gz", b"plain", "a.txt.gz: the file ends in .gz but cannot be unpacked; fetch it again or rename it."),
        ("a.jsonl", b"", "a.jsonl: the file has no rows; there is nothing to read."),
        ("a.csv", b"\n \n", "a.csv: the table has only white space; there is nothing to read."),
        (
            "a.docx",
            b"not a zip",
            "a.docx: the Word document is broken or locked (File is not a zip file); save it again as .docx or .txt.",
        ),
    ],
)
def test_what_cannot_be_read_gets_one_sentence(tmp_path, name, data, sentence):
    path = tmp_path / name
    path.write_bytes(data)
    assert fault(path) == sentence


def test_one_bad_file_does_not_stop_the_others(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\0\0\0")
    (tmp_path / "b.txt").write_text("خبر", encoding="utf-8")
    articles, errors = load_all([str(tmp_path / "gone.txt"), str(tmp_path)])
    assert [loaded.article.text for loaded in articles] == ["خبر"]
    assert [str(error).removeprefix(f"{tmp_path}/").partition(":")[0] for error in errors] == ["gone.txt", "a.txt"]


def test_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text("خبر", encoding="utf-8")

    def refuse(name, *arguments):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(builtins, "open", refuse)
    assert fault(path) == "a.txt: you have no permission to read the file; change its permissions."


def test_a_disk_that_fails_while_it_is_read(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text("خبر", encoding="utf-8")

    class Failing(io.RawIOBase):
        def readable(self):
            return True

        def readinto(self, buffer):
            raise OSError(5, "Input/output error")

    monkeypatch.setattr(builtins, "open", lambda *_: io.BufferedReader(Failing()))
    assert fault(path) == "a.txt: the file cannot be read (Input/output error); check the disk and the path."


def test_a_file_that_is_too_big(tmp_path, monkeypatch):
    monkeypatch.setattr("reader.load.MOST_BYTES", 2 << 20)
    (tmp_path / "a.txt").write_bytes(b"a" * ((2 << 20) + 1))
    assert fault(tmp_path / "a.txt") == "a.txt: the file is over 2 MB; split it."


@pytest.mark.parametrize("name", ["bomb.txt.gz", "bomb.jsonl.gz"])
def test_a_gzip_bomb_is_left_packed(tmp_path, monkeypatch, name):
    monkeypatch.setattr(reading, "_BOMB_FROM", 1 << 20)
    path = tmp_path / name
    path.write_bytes(gzip.compress(b"\n" * (8 << 20), mtime=0))
    assert (
        fault(path)
        == f"{name}: the file unpacks to over 200 times its size, which no text does; unpack it yourself if you trust it."
    )


def give_input(monkeypatch, data):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    return [loaded.article for loaded in load(Source("-", SourceKind.STANDARD_INPUT))]


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        ("خبر\n".encode(), ["خبر\n"]),
        ("[رويترز] خبر".encode(), ["[رويترز] خبر"]),
        (gzip.compress("خبر".encode(), mtime=0), ["خبر"]),
        ('{"text": "أ"}\n{"text": "ب"}\n'.encode(), ["أ", "ب"]),
        ('[{"text": "أ"}, {"text": "ب"}]'.encode(), ["أ", "ب"]),
        ('{\n  "text": "أ"\n}'.encode(), ["أ"]),
        (
            "<!DOCTYPE html><html><body><p>قال الرئيس إن الاتفاق جاهز.</p></body></html>".encode(),
            ["قال الرئيس إن الاتفاق جاهز."],
        ),
        ("قال الرئيس".encode("cp1256"), ["قال الرئيس"]),
    ],
)
def test_standard_input_is_known_by_how_it_begins(monkeypatch, data, texts):
    articles = give_input(monkeypatch, data)
    assert [article.text for article in articles] == texts
    assert {article.source for article in articles} == {"-"}
    assert not sys.stdin.buffer.closed


def test_empty_standard_input(monkeypatch):
    with pytest.raises(LoadError, match="-: the file is empty"):
        give_input(monkeypatch, b"")


def test_brat_annotations_beside_the_text_come_with_it(tmp_path):
    (tmp_path / "a.txt").write_text("موسكو تتعهد", encoding="utf-8")
    (tmp_path / "a.ann").write_text("T1\tGPE 0 5\tموسكو\nT2\tPER 0 5\tباريس\n", encoding="utf-8")
    loaded = load_one(tmp_path / "a.txt")
    assert [(annotation.label, annotation.source) for annotation in loaded.annotations] == [("place", "brat")]
    (warning,) = loaded.warnings
    assert warning.endswith('a.ann, line 2: the line was left out, since it quotes "باريس" where the text has "موسكو".')


def test_a_broken_annotation_file_does_not_keep_the_text_shut(tmp_path):
    (tmp_path / "a.txt").write_text("خبر", encoding="utf-8")
    (tmp_path / "a.ann").write_bytes(b"\0\1\2")
    loaded = load_one(tmp_path / "a.txt")
    assert loaded.article.text == "خبر"
    assert "a.ann: the file is binary" in loaded.warnings[0]


def test_an_empty_annotation_file_says_nothing(tmp_path):
    (tmp_path / "a.txt").write_text("خبر", encoding="utf-8")
    (tmp_path / "a.ann").write_bytes(b"")
    assert load_one(tmp_path / "a.txt").warnings == ()
