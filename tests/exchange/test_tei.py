"""TEI in CATMA's form: what its importer needs, and what we read of what it exports."""

import re

import pytest
from foreign_cases import ANNOTATIONS, ARTICLE, TEXT, outgoing, read_from, write_into
from lxml import etree

from reader.errors import LoadError
from reader.exchange.foreign_format import Losses
from reader.model import Annotation, Span

NAMES = {"tei": "http://www.tei-c.org/ns/1.0"}
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


@pytest.fixture
def folder(tmp_path):
    return write_into(tmp_path, "tei", [outgoing(*ANNOTATIONS)])


@pytest.fixture
def root(folder):
    return etree.parse(folder / "a.xml").getroot()


def find(root, path):
    return root.xpath(path, namespaces=NAMES)


def test_the_header_has_what_catma_asks_for(root):
    """CATMA's TeiHeader takes the first of each of these, and its version decides how the rest is read."""
    assert find(root, "string(//tei:title)") == ARTICLE.title
    assert find(root, "string(//tei:author)") == "ليلى"
    assert find(root, "//tei:publisher")
    assert find(root, "string(//tei:sourceDesc//tei:fs[@xml:id='CATMA_TECH_DESC']/tei:f[@name='version'])") == "5"


def test_tags_are_declared_with_the_properties_that_catma_looks_up(root):
    assert [each.get("n") for each in find(root, "//tei:encodingDesc/tei:fsdDecl")] == [
        "reader: tags 1",
        "reader: roles 1",
    ]
    declared = {each.get(XML_ID): each for each in find(root, "//tei:fsDecl")}
    for tag in declared.values():
        assert tag.get("type") == tag.get(XML_ID)
        assert find(tag, "string(tei:fDecl[@name='catma_displaycolor']/tei:vRange/tei:vColl/tei:string)").isdigit()
        assert all(find(each, "tei:vRange/tei:vColl") for each in find(tag, "tei:fDecl"))
    for instance in find(root, "//tei:text/tei:fs"):
        # CATMA stops at a property that the tag does not declare.
        names = {each.get("name") for each in find(declared[instance.get("type")], "tei:fDecl")}
        assert {each.get("name") for each in find(instance, "tei:f")} <= names
        assert all(find(each, "count(*)") == 1 for each in find(instance, "tei:f"))


def test_a_segment_points_to_the_words_in_the_text_beside_it(root, folder):
    text = (folder / "a.txt").read_bytes().decode("utf-8-sig")
    tags = {each.get(XML_ID): find(each, "string(tei:fsDescr)") for each in find(root, "//tei:fsDecl")}
    instances = {each.get(XML_ID): tags[each.get("type")] for each in find(root, "//tei:text/tei:fs")}
    covered = []
    for segment in find(root, "//tei:ab[@type='catma']/tei:seg"):
        assert segment.get("ana").startswith("#CATMA_")
        (pointer,) = segment
        name, start, end = re.fullmatch(r"(.*)#char=(\d+),(\d+)", pointer.get("target")).groups()
        assert (name, pointer.get("type")) == ("a.txt", "inclusion")
        covered.append((instances[segment.get("ana")[1:]], text[int(start) : int(end)]))
    wanted = [(each.label, each.span.of(TEXT)) for each in ANNOTATIONS]
    wanted += [(role, span.of(TEXT)) for each in ANNOTATIONS for role, span in each.roles]
    assert sorted(covered) == sorted(wanted)
    assert text == TEXT


def test_tags_of_several_articles_are_one(tmp_path):
    folder = write_into(tmp_path, "tei", [outgoing(*ANNOTATIONS), outgoing(*ANNOTATIONS, text=TEXT + "!", name="b")])
    first, second = (etree.parse(folder / name) for name in ("a.xml", "b.xml"))
    assert [each.get(XML_ID) for each in find(first, "//tei:fsDecl")] == [
        each.get(XML_ID) for each in find(second, "//tei:fsDecl")
    ]
    instances = {each.get(XML_ID) for root in (first, second) for each in find(root, "//tei:text/tei:fs")}
    assert len(instances) == 2 * (len(ANNOTATIONS) + 3)


def test_a_name_that_is_no_address(tmp_path):
    name = "خبر 1 #2 100% ؟"
    folder = write_into(tmp_path, "tei", [outgoing(*ANNOTATIONS[:1], name=name)])
    assert (
        find(etree.parse(folder / f"{name}.xml"), "string(//tei:ptr/@target)")
        == "خبر%201%20%232%20100%25%20؟.txt#char=1,6"
    )
    (incoming,) = read_from(folder, "tei")
    assert incoming.text == TEXT


def test_the_text_keeps_what_xml_cannot_hold(tmp_path):
    losses = Losses()
    row = outgoing(Annotation(Span(1, 3), "pl\x01ace", note="\x1b[31m"), text="أ\x00ب\x0cج")
    (incoming,) = read_from(write_into(tmp_path, "tei", [row], losses), "tei")
    assert incoming.text == "أ\x00ب\x0cج"
    assert [(each.label, each.note) for each in incoming.annotations] == [("pl\ufffdace", "\ufffd[31m")]
    assert losses.describe("tei") == (
        "tei cannot hold everything; left out or changed: 2 characters that XML does not allow."
    )


# What CATMA exports: segments are cut where annotations overlap, and point to the document by its identifier; several
# elements have one identifier; a property without a value is empty.
CATMA = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">
  <teiHeader>
    <fileDesc>
      <titleStmt><title>ملاحظات</title><author>ليلى</author></titleStmt>
      <publicationStmt><publisher>empty</publisher></publicationStmt>
      <sourceDesc><p>empty</p><ab><fs xml:id="CATMA_TECH_DESC"><f name="version"><string>5</string></f></fs></ab></sourceDesc>
    </fileDesc>
    <encodingDesc><fsdDecl xml:id="T_1" n="وعود abc123">
      <fsDecl xml:id="CATMA_A" n="2026" type="CATMA_A"><fsDescr>LOC</fsDescr>
        <fDecl xml:id="CATMA_T" name="catma_markuptimestamp"><vRange><vColl/></vRange></fDecl>
        <fDecl xml:id="CATMA_P" name="country"><vRange><vColl><string>روسيا</string></vColl></vRange></fDecl>
      </fsDecl>
      <fsDecl xml:id="CATMA_B" n="2026" type="CATMA_B" baseTypes="CATMA_A"><fsDescr>وعد</fsDescr>
        <fDecl xml:id="CATMA_T" name="catma_markuptimestamp"><vRange><vColl/></vRange></fDecl>
      </fsDecl>
    </fsdDecl></encodingDesc>
  </teiHeader>
  <text>
    <body><ab type="catma">CONTENT</ab></body>
    <fs xml:id="CATMA_1" type="CATMA_A">
      <f name="catma_markupauthor"><string>ليلى</string></f><f name="catma_displaycolor"><string>255</string></f>
      <f name="country"><vRange><vColl><string>روسيا</string><string>الاتحاد</string></vColl></vRange></f>
    </fs>
    <fs xml:id="CATMA_2" type="CATMA_B"><f name="catma_markupauthor"><string>ليلى</string></f><f name="note"/></fs>
  </text>
</TEI>
"""
POINTERS = """
    <ptr target="D_4F#char=0,0" type="inclusion"/>
    <seg ana="#CATMA_1">
        <ptr target="D_4F#char=0,3" type="inclusion"/>
    </seg>
    <seg ana="#CATMA_1 #CATMA_2">
        <ptr target="D_4F#char=3,5" type="inclusion"/>
    </seg>
    <seg ana="#CATMA_2">
        <ptr target="D_4F#char=5,11" type="inclusion"/>
    </seg>
    <ptr target="D_4F#char=11,20" type="inclusion"/>
"""
INLINE = '<seg ana="#CATMA_1">موس</seg><seg ana="#CATMA_1 #CATMA_2">كو</seg><seg ana="#CATMA_2"> تتعهد</seg> بقصف حلب'


def save(folder, content, text="موسكو تتعهد بقصف حلب"):
    path = folder / "notes.xml"
    path.write_text(CATMA.replace("CONTENT", content), encoding="utf-8")
    if text:
        path.with_suffix(".txt").write_text(text, encoding="utf-8")
    return path


def test_an_export_of_catma(tmp_path):
    (incoming,) = read_from(save(tmp_path, POINTERS), "tei")
    assert incoming.text == "موسكو تتعهد بقصف حلب"
    assert incoming.title == "ملاحظات"
    first, second = incoming.annotations
    assert (first.label, first.span, first.attributes) == ("place", Span(0, 5), (("country", "روسيا; الاتحاد"),))
    assert (second.label, second.span, second.source) == ("وعد", Span(3, 11), "tei")
    assert incoming.warnings == ()


def test_an_export_of_catma_with_the_text_among_the_annotations(tmp_path):
    path = save(tmp_path, INLINE)
    with pytest.raises(LoadError) as error:
        read_from(path, "tei")
    assert str(error.value) == (f"{path}: the text is among the annotations; export them from CATMA without the text.")


def test_an_annotation_in_parts_and_one_outside_of_the_text(tmp_path):
    content = POINTERS.replace("char=3,5", "char=14,16").replace("char=5,11", "char=5,999")
    path = save(tmp_path, content)
    (incoming,) = read_from(path, "tei")
    assert [(each.label, each.span) for each in incoming.annotations] == [("place", Span(0, 16))]
    assert incoming.warnings == (
        f"{path}: an annotation in several parts was joined.",
        f"{path}: an annotation was left out, since 5 to 999 is not a stretch of its text.",
    )


def test_without_its_text_the_file_that_is_missing_is_named(tmp_path):
    path = save(tmp_path, POINTERS, text="")
    with pytest.raises(LoadError) as error:
        read_from(path, "tei")
    assert str(error.value) == f"{path}: its text is not beside it; put it there as notes.txt."


def test_with_the_sum_of_the_text_it_can_be_missing(folder):
    (folder / "a.txt").unlink()
    (incoming,) = read_from(folder, "tei")
    assert (incoming.text, incoming.id) == ("", ARTICLE.id)
    assert [each.span for each in incoming.annotations] == [each.span for each in ANNOTATIONS]


def test_no_file_outside_of_the_folder_is_read(tmp_path):
    (tmp_path / "secret.txt").write_text("سر", encoding="utf-8")
    inner = tmp_path / "in"
    inner.mkdir()
    path = save(inner, POINTERS.replace("D_4F", "../secret.txt"), text="")
    with pytest.raises(LoadError, match="its text is not beside it"):
        read_from(path, "tei")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("<x/>", "this is not a TEI file with annotations in CATMA's form; name another file."),
        (
            '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text/></TEI>',
            "this is not a TEI file with annotations in CATMA's form",
        ),
        ("<TEI", "this is not XML that can be read"),
        ("", "this is not XML that can be read"),
        ('<!DOCTYPE x SYSTEM "a.xml"><x/>', "the file has a document type, which may define entities"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "the file has a document type, which may define entities"),
    ],
)
def test_other_files_are_refused_in_a_sentence(tmp_path, content, reason):
    path = tmp_path / "a.xml"
    path.write_text(content)
    with pytest.raises(LoadError, match=re.escape(f"{path}: {reason}")):
        read_from(path, "tei")


def test_an_empty_folder_and_a_text_in_another_encoding(tmp_path):
    with pytest.raises(LoadError, match="there is no XML file in this folder; name another"):
        read_from(tmp_path, "tei")
    path = save(tmp_path, POINTERS)
    path.with_suffix(".txt").write_bytes("موسكو".encode("cp1256"))
    with pytest.raises(LoadError, match=r"notes\.txt: the text is not in UTF-8; save it in UTF-8"):
        read_from(path, "tei")


def test_cut_off_files(folder):
    path = folder / "a.xml"
    whole = path.read_bytes()
    for length in range(0, len(whole), len(whole) // 25):
        path.write_bytes(whole[:length])
        with pytest.raises(LoadError):
            read_from(folder, "tei")
