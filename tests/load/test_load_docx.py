import io
import zipfile

import pytest
from loading import load

from reader.errors import LoadError
from reader.load import Source, docx
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
        (packed({"other.xml": "<x/>"}), "the archive is not a Word document; save it as .docx or .txt."),
        (packed({"word/document.xml": "<w:document"}), "the Word document is broken or locked"),
        (packed({"word/document.xml": document("")}), "the Word document has no text; there is nothing to read."),
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


def text_of(**parts):
    return read_docx(packed({f"word/{name}.xml": content for name, content in parts.items()}), "a.docx").text


NOTED = """<w:p><w:r><w:t>تعهدت موسكو</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t> أمس</w:t></w:r>
<w:r><w:endnoteReference w:id="1"/></w:r></w:p>"""


def notes(kind, **texts):
    rows = "".join(
        f'<w:{kind} w:id="{number.strip("_")}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:{kind}>'
        for number, text in texts.items()
    )
    return f'<w:{kind}s xmlns:w="{WORD}">{rows}</w:{kind}s>'


def test_notes_stand_after_the_body_under_their_numbers():
    text = text_of(
        document=document(NOTED),
        footnotes=notes("footnote", _0="فاصل", _2="وكالة رويترز"),
        endnotes=notes("endnote", _1="السبت"),
    )
    assert text == "تعهدت موسكو[1] أمس[2]\n\n[1] وكالة رويترز\n[2] السبت"


HIDDEN = """
<w:p><w:r><w:t>ظاهر</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t> مخفي</w:t><w:tab/></w:r>
<w:r><w:rPr><w:vanish w:val="false"/></w:rPr><w:t> وظاهر</w:t></w:r></w:p>
<w:p><w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>كان مخفيا</w:t></w:r></w:p>
<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>علامة فقرة مخفية</w:t></w:r></w:p>
<w:p><w:r><w:rPr><w:rStyle w:val="Ghost"/></w:rPr><w:t>نمط مخفي</w:t></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="Ghost2"/></w:pPr><w:r><w:t>مخفي </w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>إلا هذا</w:t></w:r></w:p>
"""
STYLES = f"""<w:styles xmlns:w="{WORD}">
<w:style w:styleId="Ghost"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:styleId="Ghost2"><w:basedOn w:val="Ghost"/></w:style>
<w:style w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style></w:styles>"""


def test_hidden_text_is_not_read():
    text = text_of(document=document(HIDDEN), styles=STYLES)
    assert text.split("\n") == ["ظاهر وظاهر", "كان مخفيا", "علامة فقرة مخفية", "", "إلا هذا"]
