"""What one article and one file may hold: small files that swell are refused with a sentence, before they fill memory."""

import gzip
import io
import json
import zipfile

import pytest

from reader.errors import LoadError
from reader.load import bounds, load_all, tables, web, word_xml
from reader.load.tables import read_table

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def outcome(tmp_path, name, content):
    if content is not None:
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    articles, errors = load_all([str(tmp_path / name)])
    return articles, [str(error).replace(f"{tmp_path}/", "") for error in errors]


def word(body):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')
    return stream.getvalue()


def in_form(text):
    return {
        "a.txt": text,
        "a.txt.gz": gzip.compress(text.encode()),
        "a.jsonl": json.dumps({"text": text}) + "\n",
        "a.json": json.dumps([{"text": text}]),
        "a.csv": f'text\n"{text}"\n',
        "a.docx": word("".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.split("\n"))),
    }


PLACES = {"a.jsonl": "a.jsonl:1", "a.json": "a.json:1", "a.csv": "a.csv:2"}


@pytest.mark.parametrize("name", in_form(""))
@pytest.mark.parametrize(
    ("bound", "most", "text", "sentence"),
    [
        (
            *("MOST_CHARACTERS", 1000, "خبر\n" * 300),
            "the article has 1,200 characters, and may have at most 1,000; split it into several files or rows.",
        ),
        (
            *("MOST_LINES", 250, "خبر\n" * 299 + "خبر"),
            "the article has 300 lines, and may have at most 250; split it into several files or rows.",
        ),
        (
            *("LONGEST_LINE", 500, "سطر\n" + "خبر " * 200),
            "the article has a line of 800 characters, and a line may have at most 500; split it into paragraphs, with a line for each.",
        ),
    ],
)
def test_an_article_of_too_much_is_refused_with_what_it_holds(tmp_path, monkeypatch, name, bound, most, text, sentence):
    monkeypatch.setattr(bounds, bound, most)
    articles, errors = outcome(tmp_path, name, in_form(text)[name])
    assert articles == []
    # Of a Word document the end of the last paragraph is no part.
    said = sentence.replace("1,200", "1,199") if name == "a.docx" else sentence
    assert errors == [f"{PLACES.get(name, name)}: {said}"]


def test_one_row_of_too_much_does_not_stop_the_others(tmp_path, monkeypatch):
    monkeypatch.setattr(bounds, "MOST_CHARACTERS", 10)
    articles, errors = outcome(tmp_path, "a.csv", f"text\nخبر\n{'خبر' * 9}\nآخر\n")
    assert [each.article.text for each in articles] == ["خبر", "آخر"]
    assert errors == [
        "a.csv:3: the article has 27 characters, and may have at most 10; split it into several files or rows."
    ]


def test_a_text_of_eight_million_characters_opens(tmp_path):
    articles, errors = outcome(tmp_path, "a.txt", "كلمة خبر جديد عن المدينة القديمة وأهلها\n" * 200_000)
    assert errors == []
    assert len(articles[0].article.text) == 8_000_000


def test_a_word_document_of_too_many_elements(tmp_path, monkeypatch):
    monkeypatch.setattr(word_xml, "MOST_ELEMENTS", 1000)
    _, errors = outcome(tmp_path, "a.docx", word("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 400))
    assert errors == ["a.docx: the Word document has over 1,000 elements; split it."]


@pytest.mark.parametrize(
    "body", ["<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 3_000_000, "<w:t>" + "a" * 120_000_000 + "</w:t>"]
)
def test_word_documents_that_swell(tmp_path, body):
    _, errors = outcome(tmp_path, "a.docx", word(body))
    assert errors == ["a.docx: the Word document unpacks to over 48 MB; split it."]


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_json_of_too_many_values(tmp_path, monkeypatch, name):
    monkeypatch.setattr("reader.load.json_rows.MOST_VALUES", 100)
    text = ",[{" * 200  # in a text, such characters are no values
    articles, errors = outcome(tmp_path, name, json.dumps({"text": text}) + "\n")
    assert (articles[0].article.text, errors) == (text, [])
    _, errors = outcome(tmp_path, name, json.dumps({"text": "خبر", "x": [[]] * 101}) + "\n")
    place = "a.jsonl, line 1" if name == "a.jsonl" else name
    assert errors == [f"{place}: the JSON has over 100 values; split it, or give each article a line."]


def test_a_row_of_too_many_values_does_not_stop_the_others(tmp_path, monkeypatch):
    monkeypatch.setattr("reader.load.json_rows.MOST_VALUES", 100)
    rows = [{"text": "أ"}, {"text": "ب", "x": [[]] * 101}, {"text": "ت"}]
    articles, errors = outcome(tmp_path, "a.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
    assert [each.article.text for each in articles] == ["أ", "ت"]
    assert len(errors) == 1


def test_a_document_under_the_name_of_json_lines(tmp_path, monkeypatch):
    monkeypatch.setattr("reader.load.json_rows.MOST_VALUES", 100)
    _, errors = outcome(tmp_path, "a.jsonl", json.dumps([{"text": "أ"}] * 90, indent=1))
    assert "this is one JSON document of over" in errors[0]


def test_a_page_of_too_many_elements(tmp_path, monkeypatch):
    monkeypatch.setattr("reader.load.html.MOST_TAGS", 50)
    page = "<html><body><article>" + "<p>خبر جديد.</p>" * 60 + "</article></body></html>"
    _, errors = outcome(tmp_path, "a.html", page)
    assert errors == [
        "a.html: the page has 63 elements, and may have at most 50; save its text to files and open those."
    ]


def test_a_page_from_the_web_is_within_the_bound_of_a_file():
    assert web.SIZE_LIMIT <= bounds.MOST_BYTES_OF_PAGE <= bounds.MOST_BYTES


@pytest.mark.parametrize(
    ("name", "most", "remedy"),
    [
        ("a.json", 48, "split it, or give each article a line and let the name end in .jsonl"),
        ("a.csv", 256, "split it, or save it as JSON Lines, which is read row by row"),
    ],
)
def test_files_that_are_read_whole_have_a_size(tmp_path, name, most, remedy):
    with open(tmp_path / name, "wb") as file:
        file.write(b"a" * (2 << 20))
        file.truncate((most << 20) + 1)
    _, errors = outcome(tmp_path, name, None)
    assert errors == [f"{name}: the file is over {most} MB; {remedy}."]


def test_the_encoding_of_rows_is_told_by_the_first_that_is_not_ascii(tmp_path):
    rows = '{"text": "plain"}\n' * 10_000 + '{"text": "قال الرئيس إن الاتفاق جاهز"}\n' * 3
    articles, errors = outcome(tmp_path, "a.jsonl", rows.encode("cp1256"))
    assert errors == []
    assert articles[-1].article.text == "قال الرئيس إن الاتفاق جاهز"


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ("text\n" + "\n" * 2_000_001, "the table has over 2,000,000 lines; split it."),
        ('text\n"' + "a\r" * 2_000_001 + '"\n', "the table has over 2,000,000 lines; split it."),
        (
            ",".join(map(str, range(10_000))) + ",text\n1\n",
            "the table has 10,001 columns, and may have at most 10,000; leave out those that are not needed.",
        ),
    ],
)
def test_tables_of_too_many_lines_or_columns_are_refused(table, complaint):
    with pytest.raises(LoadError) as refused:
        list(read_table(table.encode(), "a.csv"))
    assert str(refused.value) == f"a.csv: {complaint}"


def test_the_rows_beyond_the_bound_are_left_out_with_a_word(monkeypatch):
    monkeypatch.setattr(tables, "MOST_ROWS", 2)
    rows = read_table(b"text\na\nb\nc\n", "a.csv")
    assert [next(rows).article.text for _ in range(2)] == ["a", "b"]
    with pytest.raises(LoadError, match=r"^a\.csv: the table has over 2 rows; the rest was left out. Split it\.$"):
        next(rows)


@pytest.mark.parametrize(
    ("columns", "complaint"),
    [
        ("نص O\n" * 1_000_001, "one article has over 1,000,000 words; separate articles with -DOCSTART- lines."),
        (
            "-DOCSTART-\n" + "نص O\n" * 200_002,
            "a sentence has over 200,000 words; separate sentences with blank lines.",
        ),
    ],
)
def test_columns_without_an_end_are_refused_before_they_swell(tmp_path, columns, complaint):
    assert outcome(tmp_path, "a.conll", columns) == ([], [f"a.conll: {complaint}"])


def test_a_note_that_a_text_refers_to_again_and_again(tmp_path):
    stream = io.BytesIO(word("<w:p><w:r>" + '<w:footnoteReference w:id="1"/>' * 200 + "</w:r></w:p>"))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        note = f'<w:footnote w:id="1"><w:p><w:r><w:t>{"a" * 100_000}</w:t></w:r></w:p></w:footnote>'
        archive.writestr("word/footnotes.xml", f'<w:footnotes xmlns:w="{WORD}">{note}</w:footnotes>')
    complaint = "a.docx: the Word document has over 16,000,000 characters in its notes; split it."
    assert outcome(tmp_path, "a.docx", stream.getvalue()) == ([], [complaint])


def test_styles_that_are_based_on_each_other_are_each_looked_at_once():
    styles = "".join(f'<w:style w:styleId="{at}"><w:basedOn w:val="{at + 1}"/></w:style>' for at in range(20_000))
    last = '<w:style w:styleId="20000"><w:rPr><w:vanish/></w:rPr></w:style>'
    hidden = word_xml.find_hidden_styles(f'<w:styles xmlns:w="{WORD}">{styles}{last}</w:styles>'.encode())
    assert len(hidden) == 20_001
