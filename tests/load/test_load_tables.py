import csv

import pytest
from loading import load

from reader.load import Loaded, Source, load_each
from reader.load.tables import read_table


def put(folder, name, content, encoding="utf-8"):
    path = folder / name
    path.write_bytes(content.encode(encoding))
    return Source(str(path))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path, delimiter):
    lines = [["id", "Title", "Text", "date"], ["1", "عنوان", '"نص, فيه; فواصل\tو|أسطر\nوسطر"', "2016"]]
    content = "".join(delimiter.join(line) + "\r\n" for line in lines)
    (loaded,) = load(put(tmp_path, "a.csv", content))
    assert loaded.article.text == "عنوان\n\nنص, فيه; فواصل\tو|أسطر\nوسطر"
    assert (loaded.article.title, loaded.article.date) == ("عنوان", "2016")
    assert loaded.article.fields == (("id", "1"),)


def test_arabic_column_names_and_code_page(tmp_path):
    source = put(tmp_path, "a.csv", "العنوان;النص\nخبر عاجل;قال الرئيس إن الاتفاق جاهز\n", "cp1256")
    assert [loaded.article.text for loaded in load(source)] == ["خبر عاجل\n\nقال الرئيس إن الاتفاق جاهز"]


def test_rows_without_text_are_named_and_the_others_open(tmp_path):
    source = put(tmp_path, "a.tsv", "text\tdate\nأ\t2016\n\t2017\n\n\nب\t2018\tزائد\n")
    outcomes = list(load_each(source))
    assert [outcome.article.text for outcome in outcomes if isinstance(outcome, Loaded)] == ["أ", "ب"]
    assert str(outcomes[1]).endswith(
        "a.tsv, line 3: the row has no text; put it in a field named text, body or content."
    )
    assert "line 6: 1 cells beyond the header were left out" in outcomes[2].warnings[0]


def test_huge_fields_are_read_and_the_process_keeps_its_limit():
    before = csv.field_size_limit(1000)
    try:
        (loaded,) = read_table(("text\n" + "ن" * 300_000).encode(), "a.csv")
        assert len(loaded.article.text) == 300_000
        assert csv.field_size_limit() == 1000
    finally:
        csv.field_size_limit(before)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("a,b\n1,2\n", "no column has the name of a text; name it in the first row (text, body, content, article …)"),
        ("text,date\n", "the table has a header but no rows"),
    ],
)
def test_tables_that_cannot_be_used(tmp_path, content, sentence):
    (error,) = load_each(put(tmp_path, "a.csv", content))
    assert sentence in str(error)


def test_a_quote_that_never_closes_takes_the_rest_as_text(tmp_path):
    (loaded,) = load(put(tmp_path, "a.csv", 'text\n"أ\nب\n'))
    assert loaded.article.text == "أ\nب\n"


@pytest.mark.parametrize("line", ["sep=;\r\n", '"sep=;"\n', "SEP=;\n", "\ufeffsep=;\n"])
def test_the_line_in_which_excel_names_the_delimiter(tmp_path, line):
    source = put(tmp_path, "a.csv", f"{line}text;title\nأ, ب;عنوان\n;بلا نص\n")
    first, second = load_each(source)
    assert (first.article.text, first.name) == ("عنوان\n\nأ, ب", f"{source.name}:3")
    assert "line 4" in str(second)
