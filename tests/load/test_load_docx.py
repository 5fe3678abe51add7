import io
import zipfile

import pytest

from reader.errors import LoadError
from reader.load import Source, docx, load
from reader.load.docx import read_docx

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PARAGRAPHS = """
<w:p><w:r><w:t>موسكو </w:t></w:r><w:r><w:t>تتعهد</w:t></w:r></w:p>
<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr></w:p>
<w:p><w:r><w:t>سطر</w:t><w:br/><w:t>آخر</w:t><w:tab/><w:t>&amp; &lt;حلب&gt;</w:t></w:r>
<w:del><w:r><w:delText>محذوف</w:delText></w:r></w:del><w:ins><w:r><w:t> مضاف</w:t></w:r></w:ins></w:p>
<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">
<mc:Choice><w:p><w:r><w:t>إطار</w:t></w:r></w:p></mc:Choice><mc:Fallback><w:p><w:r><w:t>إطار</w:t></w:r></w:p></mc:Fallback>
</mc:AlternateContent>
"""


def document(body=PARAGRAPHS, prolog=""):
    return f'<?xml version="1.0" encoding="UTF-8"?>{prolog}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'


def packed(parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


CORE = """<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
 xmlns:dcterms="http://purl.org/dc/terms/"><dcterms:created>2016-12-18T10:00:00Z</dcterms:created></cp:coreProperties>"""


def test_paragraphs_become_lines(tmp_path):
    (tmp_path / "a.docx").write_bytes(packed({"word/document.xml": document(), "docProps/core.xml": CORE}))
    (loaded,) = load(Source(str(tmp_path / "a.docx")))
    assert loaded.article.text == "موسكو تتعهد\n\nسطر\nآخر\t& <حلب> مضاف\nإطار"
    assert (loaded.article.title, loaded.article.date) == ("موسكو تتعهد", "2016-12-18T10:00:00Z")


BOMB = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (packed({"other.xml": "<x/>"}), "the archive holds no Word document; save it as .docx or .txt."),
        (packed({"word/document.xml": "<w:document"}), "the Word document is broken or locked"),
        (packed({"word/document.xml": document("")}), "the Word document holds no text; there is nothing to read."),
        (packed({"word/document.xml": document("&b;", BOMB)}), "broken or locked (it declares a document type)"),
        (
            packed({"word/document.xml": document("&x;", '<!DOCTYPE w SYSTEM "file:///etc/passwd">')}),
            "it declares a document type",
        ),
        (packed({"word/document.xml": document()})[:-60], "the Word document is broken or locked"),
        (b"PK\x03\x04", "the Word document is broken or locked"),
    ],
)
def test_documents_that_cannot_be_read(data, sentence):
    with pytest.raises(LoadError) as caught:
        read_docx(data, "a.docx")
    assert str(caught.value).startswith("a.docx: ")
    assert sentence in str(caught.value)


def test_a_document_that_unpacks_to_too_much(monkeypatch):
    monkeypatch.setattr(docx, "_PART_LIMIT", 1 << 20)
    with pytest.raises(LoadError, match="unpacks to over 1 MB"):
        read_docx(packed({"word/document.xml": document("<w:p/>" * 500_000)}), "a.docx")
