"""UIMA CAS: what cassis and INCEpTION's rules say of ours, and what we read of what INCEpTION exports."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from cassis import Cas, TypeSystem, load_cas_from_json, load_cas_from_xmi, load_typesystem
from foreign_cases import ANNOTATIONS, ARTICLE, TEXT, in_order, outgoing, read_from, write_into
from lxml import etree

from reader.errors import LoadError
from reader.exchange.cas_types import COMMITMENT, ENTITY_DETAILS, NAMED_ENTITY, SENTENCE, TOKEN
from reader.exchange.foreign_format import Losses
from reader.model import Annotation, Decision, Span

BOTH = ["cas-xmi", "cas-json"]


def load(folder, form):
    if form == "cas-json":
        return load_cas_from_json((folder / "a.json").read_text(encoding="utf-8"))
    return load_cas_from_xmi(folder / "a.xmi", load_typesystem(folder / "TypeSystem.xml"))


@pytest.fixture(params=BOTH)
def cas(request, tmp_path):
    return load(write_into(tmp_path, request.param, [outgoing(*ANNOTATIONS)]), request.param)


def test_cassis_finds_nothing_wrong_with_the_types(cas):
    assert cas.typecheck() == []
    assert cas.sofa_string == TEXT


def test_cassis_covers_the_same_words(cas):
    covered = [(each.value, each.get_covered_text()) for each in cas.select(NAMED_ENTITY)]
    wanted = [each for each in ANNOTATIONS if not each.roles and each.label != "refusal"]
    kept = [each for each in wanted if each.decision is not Decision.REJECTED]
    assert sorted(covered) == sorted((each.label, each.span.of(TEXT)) for each in kept)


def test_roles_are_links_to_what_fills_them(cas):
    pledge = next(each for each in cas.select(COMMITMENT) if each.label == "pledge")
    links = [(link.role, link.target.type.short_name, link.target.get_covered_text()) for link in pledge.roles.elements]
    assert links == [
        ("committer", "NamedEntity", "موسكو"),
        ("action", "CommitmentRole", "بقصف\r\nأي جهة"),
        ("deadline", "CommitmentRole", "من حلب"),
    ]
    assert (pledge.polarity, pledge.status, pledge.decision, pledge.score) == ("negative", "kept", "accepted", "0.625")


def test_a_rejected_entity_is_no_named_entity(cas):
    rejected = [each for each in cas.select(ENTITY_DETAILS) if each.decision == "rejected"]
    assert [(each.get_covered_text(), each.entity.elements) for each in rejected] == [("🇸🇾", [])]


def test_tokens_lie_in_sentences_and_cover_all_that_is_drawn(cas):
    tokens = cas.select(TOKEN)
    assert all(cas.select_covering(SENTENCE, token) for token in tokens)
    uncovered = set(range(len(TEXT))) - {offset for each in tokens for offset in range(each.begin, each.end)}
    assert "".join(TEXT[offset] for offset in uncovered).strip("\ufeff").isspace()


def test_offsets_in_the_file_count_utf16_units(tmp_path):
    xmi = (write_into(tmp_path, "cas-xmi", [outgoing(*ANNOTATIONS)]) / "a.xmi").read_text(encoding="utf-8")
    pledge = re.search(r'<custom:Commitment [^>]*begin="(\d+)" end="(\d+)" label="pledge"', xmi)
    units = TEXT.encode("utf-16-le")
    assert units[2 * int(pledge[1]) : 2 * int(pledge[2])].decode("utf-16-le") == "تتعهد"
    assert "&#13;&#10;" in xmi


@pytest.mark.parametrize("form", BOTH)
def test_inception_makes_layers_of_the_types(tmp_path, form):
    """As INCEpTION decides it (TypeSystemAnalysis): only strings, and links with a role and a target, make a span layer."""
    types = load_typesystem(write_into(tmp_path, form, []) / "TypeSystem.xml")
    layers = [each for each in types.get_types() if each.name.startswith("webanno.custom.")]
    spans = [each for each in layers if each.supertype.name == "uima.tcas.Annotation"]
    assert sorted(each.short_name for each in spans) == ["Commitment", "CommitmentRole", "EntityDetails"]
    for layer in spans:
        for feature in layer.features:
            if feature.rangeType.name == "uima.cas.String":
                continue
            link = types.get_type(feature.elementType.name)
            assert feature.rangeType.name == "uima.cas.FSArray"
            assert link.supertype.name == "uima.cas.TOP"
            assert [(each.name, each.rangeType.name) for each in link.features] == [
                ("role", "uima.cas.String"),
                ("target", "uima.tcas.Annotation"),
            ]
    assert [each.name for each in types.get_type(NAMED_ENTITY).features] == ["value", "identifier"]


def test_what_xml_cannot_hold_is_replaced_and_counted(tmp_path):
    losses = Losses()
    row = outgoing(Annotation(Span(1, 3), "place", note="\x1b[31m"), text="أ\x00ب\x0cج")
    (incoming,) = read_from(write_into(tmp_path, "cas-xmi", [row], losses), "cas-xmi")
    assert incoming.text == "أ\ufffdب\ufffdج"
    assert incoming.annotations[0].note == "\ufffd[31m"
    assert losses.describe("cas-xmi") == (
        "cas-xmi cannot hold everything; left out or changed: 3 characters that XML does not allow."
    )
    assert not +there_are_losses(tmp_path / "json", row)


def there_are_losses(folder, row):
    folder.mkdir()
    losses = Losses()
    write_into(folder, "cas-json", [row], losses)
    return losses.counts


# What INCEpTION exports: DKPro's types, a custom layer with slots to another, a layer without features.


@pytest.fixture
def exported():
    types = TypeSystem()
    entity = types.create_type(NAMED_ENTITY)
    for name in ("value", "identifier"):
        types.create_feature(entity, name, "uima.cas.String")
    token = types.create_type(TOKEN)
    types.create_type("de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS")
    plain = types.create_type("webanno.custom.SimpleSpan")
    host = types.create_type("webanno.custom.Event")
    types.create_feature(host, "category", "uima.cas.String")
    types.create_feature(host, "certain", "uima.cas.Boolean")
    types.create_feature(host, "weight", "uima.cas.Integer")
    link = types.create_type("webanno.custom.EventLinksLink", "uima.cas.TOP")
    types.create_feature(link, "role", "uima.cas.String")
    types.create_feature(link, "target", "uima.tcas.Annotation")
    types.create_feature(host, "links", "uima.cas.FSArray", elementType=link)
    cas = Cas(types)
    cas.sofa_string, cas.sofa_mime = "😀 موسكو تتعهد حلب", "text"
    cas.add(token(begin=2, end=7))
    moscow = entity(begin=2, end=7, value="LOC", identifier="http://www.wikidata.org/entity/Q649")
    aleppo = plain(begin=14, end=17)
    links = [link(role=role, target=target) for role, target in (("who", moscow), ("where", aleppo), ("who", aleppo))]
    slots = types.get_type("uima.cas.FSArray")(elements=links)
    empty = types.get_type("uima.cas.FSArray")(elements=[])
    event = host(begin=8, end=13, category="وعد", certain=True, weight=3, links=slots)
    cas.add_all([moscow, aleppo, event, host(begin=14, end=17, links=empty)])
    return cas


def check_exported(incoming, where):
    assert incoming.text == "😀 موسكو تتعهد حلب"
    place, event, simple, bare = sorted(incoming.annotations, key=lambda each: (each.span, each.label != "SimpleSpan"))
    assert (place.label, place.attribute("entity")) == ("place", "http://www.wikidata.org/entity/Q649")
    assert (event.label, event.source) == ("وعد", "uima")
    assert event.roles == (("who", Span(2, 7)), ("where", Span(14, 17)))
    assert event.attributes == (("certain", "True"), ("weight", "3"))
    assert (simple.label, simple.span) == ("SimpleSpan", Span(14, 17))
    assert (bare.label, bare.roles) == ("Event", ())
    assert incoming.warnings == (f"{where}: an annotation lost a second who, since a role has one span here.",)


def test_an_export_of_inception_as_a_zip_file(tmp_path, exported):
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("doc.xmi", exported.to_xmi())
        archive.writestr("typesystem.xml", exported.typesystem.to_xml())
    (incoming,) = read_from(path, "cas-xmi")
    check_exported(incoming, f"{path}/doc.xmi")


def test_one_file_of_xmi_with_its_types_beside_it(tmp_path, exported):
    exported.to_xmi(tmp_path / "doc.xmi")
    exported.typesystem.to_xml(tmp_path / "TypeSystem.xml")
    (incoming,) = read_from(tmp_path / "doc.xmi", "cas-xmi")
    check_exported(incoming, tmp_path / "doc.xmi")


def test_one_file_of_json(tmp_path, exported):
    exported.to_json(tmp_path / "doc.json")
    (incoming,) = read_from(tmp_path / "doc.json", "cas-json")
    check_exported(incoming, tmp_path / "doc.json")


@pytest.mark.parametrize("form", BOTH)
def test_a_layer_whose_feature_is_called_type(tmp_path, form):
    types = TypeSystem()
    layer = types.create_type("webanno.custom.Claim")
    with pytest.warns(UserWarning, match="reserved name"):
        types.create_feature(layer, "type", "uima.cas.String")
    cas = Cas(types)
    cas.sofa_string = "موسكو تتعهد"
    cas.add(layer(begin=6, end=11, type_="وعد"))
    if form == "cas-xmi":
        types.to_xml(tmp_path / "TypeSystem.xml")
        cas.to_xmi(tmp_path / "a.xmi")
    else:
        cas.to_json(tmp_path / "a.json")
    (incoming,) = read_from(tmp_path, form)
    assert [(each.label, each.span, each.attributes) for each in incoming.annotations] == [("وعد", Span(6, 11), ())]


def test_relations_and_parts_of_the_page_are_left_out(tmp_path):
    types = TypeSystem()
    span, relation = types.create_type("webanno.custom.Span"), types.create_type("webanno.custom.Relation")
    for name in ("Governor", "Dependent"):
        types.create_feature(relation, name, span)
    element = types.create_type("org.dkpro.core.api.xml.type.XmlElement")
    cas = Cas(types)
    cas.sofa_string = "موسكو تتعهد"
    first, second = span(begin=0, end=5), span(begin=6, end=11)
    cas.add_all([first, second, relation(begin=6, end=11, Governor=first, Dependent=second), element(begin=0, end=11)])
    cas.to_json(tmp_path / "a.json")
    (incoming,) = read_from(tmp_path, "cas-json")
    assert [(each.label, each.span) for each in incoming.annotations] == [("Span", Span(0, 5)), ("Span", Span(6, 11))]
    assert incoming.warnings == (
        f"{tmp_path}/a.json: relations between annotations were left out, since the reader has none.",
    )


def test_an_entity_that_was_changed_or_taken_away_in_inception(tmp_path):
    folder = write_into(tmp_path, "cas-xmi", [outgoing(*ANNOTATIONS[:1], ANNOTATIONS[3])])
    cas = load(folder, "cas-xmi")
    first, second = cas.select(NAMED_ENTITY)
    first.value, first.end = "organization", first.end - 1
    cas.remove(second)
    for each in cas.select(ENTITY_DETAILS):
        if each.entity.elements[0].target is second:
            each.entity = None
    cas.to_xmi(folder / "a.xmi")
    (incoming,) = read_from(folder, "cas-xmi")
    (found,) = incoming.annotations
    assert (found.label, found.span, found.note) == ("organization", Span(1, 5), ANNOTATIONS[0].note)


BOMB = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmi:version="2.0">&b;</xmi:XMI>"""
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'


@pytest.mark.parametrize("content", [BOMB, OUTSIDE])
@pytest.mark.parametrize("name", ["a.xmi", "TypeSystem.xml"])
def test_entities_are_refused(tmp_path, content, name):
    folder = write_into(tmp_path, "cas-xmi", [outgoing(*ANNOTATIONS)])
    (folder / name).write_text(content)
    with pytest.raises(LoadError, match="has a document type, which may define entities; export it without one"):
        read_from(folder, "cas-xmi")


def test_an_offset_inside_a_character_or_outside_of_the_text(tmp_path):
    folder = write_into(tmp_path, "cas-xmi", [outgoing(*ANNOTATIONS[:1])])
    for offset in ("8", "999", "-2"):
        xmi = (folder / "a.xmi").read_text(encoding="utf-8")
        (folder / "a.xmi").write_text(
            re.sub(r'begin="1" end="-?\d+"', f'begin="1" end="{offset}"', xmi), encoding="utf-8"
        )
        with pytest.raises(LoadError, match=rf"a\.xmi: this is not a UIMA CAS .*\[{offset}\]"):
            read_from(folder, "cas-xmi")


@pytest.mark.parametrize(
    ("form", "content"),
    [
        ("cas-xmi", b"<x/>"),
        ("cas-xmi", b"\x00\x01"),
        ("cas-xmi", b""),
        ("cas-json", b"{}"),
        ("cas-json", b"[]"),
        ("cas-json", b'{"%FEATURE_STRUCTURES": [{"%TYPE": 3}]}'),
        ("cas-json", b"[" * 100_000),
    ],
)
def test_other_files_are_refused_in_a_sentence(tmp_path, form, content):
    folder = write_into(tmp_path, form, [])
    path = folder / f"a.{form[4:]}"
    path.write_bytes(content)
    with pytest.raises(LoadError, match="this is not (a UIMA CAS|XML) that can be read"):
        read_from(folder, form)


def test_a_folder_a_missing_file_and_a_file_without_types(tmp_path):
    with pytest.raises(LoadError, match=re.escape(r"there is no file of a UIMA CAS that ends in .xmi")):
        read_from(tmp_path, "cas-xmi")
    with pytest.raises(LoadError, match="No such file"):
        read_from(tmp_path / "no.json", "cas-json")
    folder = write_into(tmp_path, "cas-xmi", [outgoing(*ANNOTATIONS)])
    (folder / "TypeSystem.xml").unlink()
    with pytest.raises(LoadError, match=r"the file has no types of its own; put its TypeSystem\.xml beside it"):
        read_from(folder, "cas-xmi")
    (tmp_path / "broken.zip").write_bytes(b"PK\x05\x06" + b"\x00" * 17)
    with pytest.raises(LoadError):
        read_from(tmp_path / "broken.zip", "cas-xmi")


def test_cut_off_files(tmp_path):
    for form in BOTH:
        folder = write_into(tmp_path, form, [outgoing(*ANNOTATIONS)])
        path = folder / f"a.{form[4:]}"
        whole = path.read_bytes()
        for length in range(0, len(whole), len(whole) // 25):
            path.write_bytes(whole[:length])
            with pytest.raises(LoadError):
                read_from(folder, form)


def test_both_forms_hold_the_same(tmp_path):
    found = [read_from(write_into(tmp_path, form, [outgoing(*ANNOTATIONS)]), form)[0] for form in BOTH]
    assert in_order(found[0].annotations) == in_order(found[1].annotations)
    assert {each.id for each in found} == {ARTICLE.id}


def test_the_files_are_well_formed_whatever_the_labels_are_called(tmp_path):
    label, role = "<!--&\"'\x85", "]]>\u202e ä=1"
    folder = write_into(
        tmp_path, "cas-xmi", [outgoing(Annotation(Span(1, 6), label, ((role, Span(9, 14)),), ((role, label),)))]
    )
    etree.parse(io.BytesIO(Path(folder / "a.xmi").read_bytes()))
    (incoming,) = read_from(folder, "cas-xmi")
    assert [(each.label, each.roles, each.attributes) for each in incoming.annotations] == [
        (label, ((role, Span(9, 14)),), ((role, label),))
    ]
