"""W3C Web Annotations: what pyld makes of ours, and what we read of those that other programs write."""

import json

import pytest
from foreign_cases import ANNOTATIONS, ARTICLE, TEXT, annotated_texts, outgoing, read_from, write_into
from hypothesis import given, settings
from pyld import jsonld

from reader.errors import LoadError
from reader.exchange import web_annotations
from reader.exchange.foreign_format import Losses, Quote
from reader.exchange.web_annotations import CONTEXT, NAMESPACE
from reader.labels import default_labels
from reader.model import Span

W3C = "http://www.w3.org/ns/anno.jsonld"
OA, AS, RDF, DC, DCTERMS, FOAF, RDFS, XSD, DCTYPES = (
    "http://www.w3.org/ns/oa#",
    "http://www.w3.org/ns/activitystreams#",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://purl.org/dc/elements/1.1/",
    "http://purl.org/dc/terms/",
    "http://xmlns.com/foaf/0.1/",
    "http://www.w3.org/2000/01/rdf-schema#",
    "http://www.w3.org/2001/XMLSchema#",
    "http://purl.org/dc/dcmitype/",
)
# The terms of the Web Annotation Vocabulary that we use, with the addresses that it gives them.
TERMS = {
    "oa": OA,
    "dc": DC,
    "xsd": XSD,
    "id": "@id",
    "type": "@type",
    **{
        name: OA + name
        for name in (
            "Annotation",
            "TextualBody",
            "SpecificResource",
            "TextQuoteSelector",
            "TextPositionSelector",
            "tagging",
            "commenting",
            "classifying",
            "linking",
            "exact",
            "prefix",
            "suffix",
            "start",
            "end",
        )
    },
    "Text": f"{DCTYPES}Text",
    "Person": f"{FOAF}Person",
    "AnnotationCollection": f"{AS}OrderedCollection",
    "AnnotationPage": f"{AS}OrderedCollectionPage",
    "body": {"@type": "@id", "@id": f"{OA}hasBody"},
    "target": {"@type": "@id", "@id": f"{OA}hasTarget"},
    "source": {"@type": "@id", "@id": f"{OA}hasSource"},
    "selector": {"@type": "@id", "@id": f"{OA}hasSelector"},
    "creator": {"@type": "@id", "@id": f"{DCTERMS}creator"},
    "motivation": {"@type": "@vocab", "@id": f"{OA}motivatedBy"},
    "purpose": {"@type": "@vocab", "@id": f"{OA}hasPurpose"},
    "items": {"@type": "@id", "@id": f"{AS}items", "@container": "@list"},
    **{name: {"@type": "@id", "@id": AS + name} for name in ("partOf", "first", "last", "next", "prev")},
    "format": f"{DC}format",
    "value": f"{RDF}value",
    "name": f"{FOAF}name",
    "label": f"{RDFS}label",
    "total": f"{AS}totalItems",
    "startIndex": f"{AS}startIndex",
}


def load(url, options):
    assert url == W3C
    return {
        "contextUrl": None,
        "documentUrl": url,
        "document": {"@context": TERMS},
        "contentType": "application/ld+json",
    }


OPTIONS = {"documentLoader": load}


@pytest.fixture
def exported(tmp_path):
    rows = [outgoing(*ANNOTATIONS), outgoing(*ANNOTATIONS[:1], text=TEXT + "!")]
    return json.loads(write_into(tmp_path, "w3c", rows).read_bytes())


def test_pyld_expands_and_compacts_without_a_loss(exported):
    for each in exported:
        expanded = jsonld.expand(each, OPTIONS)
        compacted = jsonld.compact(expanded, {"@context": CONTEXT}, OPTIONS)
        assert compacted == each


@given(row=annotated_texts())
@settings(deadline=None, max_examples=30)
def test_no_word_is_taken_for_an_address_or_a_keyword(row):
    pieces = web_annotations.write([row], labels=default_labels(), losses=Losses())
    for each in json.loads("".join(piece.content for piece in pieces)):
        assert jsonld.compact(jsonld.expand(each, OPTIONS), {"@context": CONTEXT}, OPTIONS) == each


def test_every_key_has_an_address(exported):
    def keys(node):
        if isinstance(node, dict):
            for name, value in node.items():
                yield name
                yield from keys(value)
        elif isinstance(node, list):
            for value in node:
                yield from keys(value)

    expanded = {name for name in keys(jsonld.expand(exported, OPTIONS)) if not name.startswith("@")}
    assert all("://" in name or name.startswith(NAMESPACE) for name in expanded)
    assert {NAMESPACE + name for name in ("article", "role", "attribute", "decision", "rule", "score")} <= expanded


def test_as_a_graph_it_has_every_annotation(exported):
    graph = jsonld.flatten(exported, None, OPTIONS)
    kinds = [kind.removeprefix(OA) for node in graph for kind in node.get("@type", [])]
    spans = len(ANNOTATIONS) + 1 + sum(len(each.roles) for each in ANNOTATIONS)
    assert kinds.count("Annotation") == len(ANNOTATIONS) + 1
    assert kinds.count("TextPositionSelector") == kinds.count("TextQuoteSelector") == spans
    triples = jsonld.to_rdf(exported, {**OPTIONS, "format": "application/n-quads"})
    assert f"<{OA}hasTarget>" in triples


def test_pages_follow_one_another(exported):
    first, second, collection = exported
    assert first["next"] == second["id"]
    assert second["prev"] == first["id"]
    assert (second["startIndex"], collection["total"]) == (8, 9)
    assert first["partOf"] == second["partOf"] == collection["id"]
    assert (collection["first"], collection["last"]) == (first["id"], second["id"])
    assert len({each["id"] for page in (first, second) for each in page["items"]}) == 9


def test_offsets_count_code_points(exported):
    pledge = exported[0]["items"][1]
    position, quote = pledge["target"]["selector"]
    assert (position["start"], TEXT[position["start"] : position["end"]]) == (9, "تتعهد")
    assert quote == {
        "type": "TextQuoteSelector",
        "exact": "تتعهد",
        "prefix": TEXT[:9],
        "suffix": TEXT[14 : 14 + 32],
    }
    assert pledge["target"]["source"].startswith("ni:///sha-256;")


def read(tmp_path, *nodes):
    path = tmp_path / "theirs.jsonld"
    path.write_text(json.dumps(nodes if len(nodes) > 1 else nodes[0]), encoding="utf-8")
    return read_from(path, "w3c")


def theirs(target, **values):
    return {"@context": W3C, "id": "http://example.org/1", "type": "Annotation", "target": target, **values}


QUOTED = {"type": "TextQuoteSelector", "exact": "موسكو", "prefix": "في ", "suffix": " تعهد"}


def test_a_web_page_that_another_program_annotated(tmp_path):
    annotation = theirs(
        {"source": "http://example.org/page#part", "selector": [{"type": "RangeSelector"}, QUOTED]},
        motivation="highlighting",
        creator={"type": "Person", "name": "ليلى"},
        body=[
            {"type": "TextualBody", "purpose": "tagging", "value": "LOC"},
            {"type": "TextualBody", "value": "ملاحظة"},
            {"type": "TextualBody", "purpose": "tagging", "value": "مهم"},
        ],
    )
    (incoming,) = read(tmp_path, annotation)
    (found,) = incoming.annotations
    assert (incoming.text, incoming.id, incoming.source) == ("", "", "http://example.org/page")
    assert (found.label, found.note, found.source) == ("place", "ملاحظة\nمهم", "ليلى")
    assert incoming.quotes == ((Quote("موسكو", "في ", " تعهد"), ()),)


@pytest.mark.parametrize(
    ("body", "label", "note"),
    [
        ({"bodyValue": "تعليق"}, "misc", "تعليق"),
        ({"body": "http://example.org/tag", "motivation": "classifying"}, "http://example.org/tag", ""),
        ({"body": {"type": "TextualBody", "value": "PER"}, "motivation": "tagging"}, "person", ""),
        ({"body": [None, 3, {"value": ["x"]}]}, "misc", ""),
        ({"body": {"value": "أ", "purpose": [{}]}, "motivation": {"a": []}, "creator": [[], 3]}, "misc", "أ"),
        ({}, "misc", ""),
    ],
)
def test_bodies_of_all_forms(tmp_path, body, label, note):
    (incoming,) = read(tmp_path, theirs({"source": "a.txt", "selector": QUOTED}, **body))
    assert [(each.label, each.note) for each in incoming.annotations] == [(label, note)]


def test_quotes_without_positions_keep_apart(tmp_path):
    targets = [{"source": "a.txt", "selector": QUOTED | {"exact": words}} for words in ("أ", "ب")]
    (incoming,) = read(tmp_path, *map(theirs, targets))
    first, second = incoming.annotations
    assert first.span.end < second.span.start


def test_annotations_in_pages_in_collections_and_in_graphs(tmp_path):
    one = theirs({"source": "a.txt", "selector": QUOTED})
    page = {"type": "AnnotationPage", "items": [one]}
    for held in (page, {"type": "AnnotationCollection", "first": page}, {"@graph": [one]}, [one], [[one]]):
        (incoming,) = read(tmp_path, held)
        assert len(incoming.annotations) == 1


def test_what_says_nothing_of_its_place_is_left_out(tmp_path):
    (incoming,) = read(tmp_path, theirs("a.txt"))
    assert incoming.annotations == ()
    assert incoming.warnings == (
        f"{tmp_path}/theirs.jsonld: an annotation was left out, since it says neither in words nor offsets what it is about.",
    )


def ours(tmp_path, change):
    pages = json.loads(write_into(tmp_path, "w3c", [outgoing(*ANNOTATIONS[:2])]).read_bytes())
    change(pages[0])
    return read(tmp_path, pages)[0]


def test_where_the_offsets_are_wrong_the_quote_is_found(tmp_path):
    def change(page):
        # As a program would that counts UTF-16 units.
        page["items"][1]["target"]["selector"][0] |= {"start": 10, "end": 15}

    assert ours(tmp_path, change).annotations[1].span == ANNOTATIONS[1].span


@pytest.mark.parametrize("offsets", [(5, 10**6), (-1, 3), (3, 3), (9, 4)])
def test_offsets_outside_of_the_text(tmp_path, offsets):
    def change(page):
        page["items"][1]["target"]["selector"] = [dict(zip(("start", "end"), offsets, strict=True))]
        page["items"][1]["body"][-1]["selector"] = []

    incoming = ours(tmp_path, change)
    assert [each.label for each in incoming.annotations] == ["place"]
    assert incoming.warnings == (
        f"{tmp_path}/theirs.jsonld: an annotation lost its deadline, since the file does not say which words of the text fill it.",
        f"{tmp_path}/theirs.jsonld: an annotation was left out, since {offsets[0]} to {offsets[1]} is not a stretch of its text.",
    )


def test_a_target_in_several_parts_is_joined(tmp_path):
    def change(page):
        item = page["items"][0]
        item["target"] = [item["target"], page["items"][1]["target"]]

    incoming = ours(tmp_path, change)
    assert incoming.annotations[0].span == Span(1, 14)
    assert incoming.warnings == (f"{tmp_path}/theirs.jsonld: an annotation in several parts was joined.",)
    assert incoming.id == ARTICLE.id


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"{", "this is not JSON; export the annotations as JSON-LD."),
        (b"[" * 100_000, "this is not JSON; export the annotations as JSON-LD."),
        (b"\xff\xfe\x00", "this is not JSON; export the annotations as JSON-LD."),
        (b'{"a": 1}', "there are no W3C Web Annotations in this file; name another."),
        (b"3", "there are no W3C Web Annotations in this file; name another."),
    ],
)
def test_other_files_are_refused_in_a_sentence(tmp_path, content, reason):
    path = tmp_path / "x.json"
    path.write_bytes(content)
    with pytest.raises(LoadError) as error:
        read_from(path, "w3c")
    assert str(error.value) == f"{path}: {reason}"
