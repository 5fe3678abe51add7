import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.exchange.jsonl import read_annotations, write_row
from reader.labels import default_labels
from reader.load import Source
from reader.load.json_rows import read_json_lines
from reader.model import Annotation, Article, Decision, Span

TEXT = "موسكو تتعهد بقصف أي جهة تعيق خروج المدنيين من حلب"
PLEDGE = {
    "type": "pledge",
    "cue": [6, 11],
    "committer": [0, 5],
    "action": [12, 23],
    "counterparty": None,
    "polarity": "positive",
}


def read(**row):
    return read_annotations(row, TEXT, "a.jsonl, line 1")


def test_an_entity():
    (annotation,), warnings = read(
        entities=[
            {"start": 0, "end": 5, "label": "GPE", "text": "موسكو", "entity": "موسكو", "score": 0.9, "source": "names"}
        ]
    )
    assert annotation == Annotation(Span(0, 5), "place", attributes=(("entity", "موسكو"),), source="names", score=0.9)
    assert warnings == ()


def test_a_commitment_and_who_proposed_it():
    (engine, named), warnings = read(
        commitments=[PLEDGE, PLEDGE | {"annotator": "ليلى", "source": [45, 48], "rule": "تعهد بـ"}]
    )
    assert (engine.label, engine.span, engine.source) == ("pledge", Span(6, 11), "engine")
    assert engine.roles == (("committer", Span(0, 5)), ("action", Span(12, 23)))
    assert engine.attributes == (("polarity", "positive"),)
    assert (named.source, named.role("source"), named.rule) == ("ليلى", Span(45, 48), "تعهد بـ")
    assert warnings == ()


def test_the_row_can_name_its_annotator():
    (annotation,), _ = read(commitments=[PLEDGE], annotator="ليلى")
    assert annotation.source == "ليلى"


@pytest.mark.parametrize(
    ("entity", "reason"),
    [
        ({"start": 0, "end": 99, "label": "x"}, "0 to 99 is not within the text of 49 characters"),
        ({"start": -1, "end": 5, "label": "x"}, "-1 to 5 is not within the text of 49 characters"),
        ({"start": 5, "end": 0, "label": "x"}, "it ends at 0, not after its start at 5"),
        ({"start": "0", "end": 5, "label": "x"}, "its offsets are not two whole numbers"),
        ({"start": True, "end": 5, "label": "x"}, "its offsets are not two whole numbers"),
        ({"start": 0.0, "end": 5, "label": "x"}, "its offsets are not two whole numbers"),
        ({"start": 0, "end": 5}, 'it has no "label"'),
        ({"start": 0, "end": 5, "label": "x", "text": "حلب\x1b"}, 'it quotes "حلب\\x1b" where the text has "موسكو"'),
        ("موسكو", "it is not an object"),
    ],
)
def test_what_does_not_fit_is_left_out_one_by_one(entity, reason):
    good = {"start": 0, "end": 5, "label": "x"}
    annotations, warnings = read(entities=[good, entity, good])
    assert len(annotations) == 2
    assert warnings == (f"a.jsonl, line 1: entity 2 was left out, since {reason}.",)


def test_a_role_that_does_not_fit_is_lost_alone():
    (annotation,), warnings = read(commitments=[PLEDGE | {"action": [12, 99], "deadline": "soon"}])
    assert annotation.roles == (("committer", Span(0, 5)),)
    assert warnings == (
        "a.jsonl, line 1: commitment 1 lost its action, since 12 to 99 is not within the text of 49 characters.",
        "a.jsonl, line 1: commitment 1 lost its deadline, since its offsets are not two whole numbers.",
    )


def test_fields_of_the_wrong_kind_are_told_or_passed_over():
    annotations, warnings = read(
        entities={"start": 0},
        commitments=[
            PLEDGE | {"score": 10**400},
            PLEDGE | {"score": "high", "decision": [], "attributes": 3, "roles": [], "note": {}, "status": 1},
        ],
    )
    assert [(a.score, a.decision) for a in annotations] == [(None, Decision.PROPOSED)] * 2
    assert warnings == ('a.jsonl, line 1: "entities" is not a list and was left out; make it one.',)


def test_what_is_written():
    article = Article(TEXT, "موسكو تتعهد", "a.txt", fields=(("publisher", "العربية"), ("section", "سياسة")))
    row = json.loads(
        write_row(
            article,
            [
                Annotation(Span(0, 5), "place", attributes=(("entity", "موسكو"),), source="names", score=0.5),
                Annotation(Span(6, 11), "pledge", (("committer", Span(0, 5)),), (("polarity", "positive"),)),
            ],
        )
    )
    assert row == {
        "doc": "a.txt",
        "title": "موسكو تتعهد",
        "source": "العربية",
        "section": "سياسة",
        "text": TEXT,
        "sha256": article.id,
        "length": 49,
        "entities": [
            {
                "start": 0,
                "end": 5,
                "label": "place",
                "text": "موسكو",
                "entity": "موسكو",
                "score": 0.5,
                "source": "names",
            }
        ],
        "commitments": [
            {
                "type": "pledge",
                "cue": [6, 11],
                "committer": [0, 5],
                **dict.fromkeys(("action", "counterparty", "condition", "deadline", "source")),
                "polarity": "positive",
                "status": None,
                "score": None,
                "rule": "",
                "annotator": "human",
            }
        ],
    }


def test_a_line_holds_one_row_whatever_the_text_holds():
    line = write_row(Article("أ\nب\u2028ج\ud800\x85د"), [])
    assert len(line.splitlines()) == 1
    assert line.encode("utf-8")
    assert json.loads(line)["text"] == "أ\nب\u2028ج\ud800\x85د"


LABELS = st.sampled_from([*default_labels(), "زيارة", "Custom Label"])
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
# Of a pair of surrogates JSON makes one character, so only lower ones stand alone here.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]) | st.just("\udc00"), min_size=1, max_size=60).filter(str.strip)


DATES = st.sampled_from(["", "2016-12-18", "2024-05-01T10:00:00+03:00"])


@st.composite
def annotated_articles(draw):
    text = draw(TEXTS)
    offsets = st.integers(0, len(text))
    spans = st.lists(offsets, min_size=2, max_size=2, unique=True).map(lambda pair: Span(*sorted(pair)))
    roles = st.dictionaries(st.sampled_from(["committer", "action", "source", "شاهد", "type"]), spans, max_size=3)
    attributes = st.dictionaries(st.sampled_from(["entity", "polarity", "status", "label", "ثقة"]), WORDS, max_size=3)
    annotations = st.builds(
        Annotation,
        spans,
        LABELS,
        roles.map(lambda roles: tuple(roles.items())),
        attributes.map(lambda attributes: tuple(attributes.items())),
        WORDS.filter(bool),
        st.sampled_from(Decision),
        st.none() | st.floats(0, 1),
        WORDS,
        WORDS,
    )
    article = Article(text, draw(st.sampled_from(["", "عنوان", text[:3]])), "a.txt", draw(DATES))
    return article, draw(st.lists(annotations, max_size=4))


def in_any_order(annotations):
    return {
        (a.span, a.label, frozenset(a.roles), frozenset(a.attributes), a.source, a.decision, a.score, a.rule, a.note)
        for a in annotations
    }


@settings(deadline=None)
@given(annotated_articles())
def test_what_is_written_is_read_again(annotated):
    article, annotations = annotated
    stream = io.BytesIO(write_row(article, annotations).encode() + b"\n")
    (loaded,) = read_json_lines(stream, Source("a.jsonl").name)
    assert loaded.warnings == ()
    assert (loaded.article.text, loaded.article.title, loaded.article.date) == (
        article.text,
        article.title,
        article.date,
    )
    assert in_any_order(loaded.annotations) == in_any_order(annotations)


def test_without_its_text_a_row_leads_back_to_the_file(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    article = Article(TEXT, TEXT, str(tmp_path / "a.txt"))
    annotation = Annotation(Span(0, 5), "place", decision=Decision.ACCEPTED, note="عاصمة")
    (tmp_path / "a.jsonl").write_text(write_row(article, [annotation], doc="a.txt", with_text=False), encoding="utf-8")
    with open(tmp_path / "a.jsonl", "rb") as stream:
        (loaded,) = read_json_lines(stream, str(tmp_path / "a.jsonl"))
    assert loaded.article == article
    assert loaded.annotations == (annotation,)


@pytest.mark.parametrize(
    "row",
    [
        {"label": [[0, 5, "LOC"]]},
        {"labels": [[0, 5, "GPE"]]},
        {"entities": [[0, 5, "LOC"]]},
        {"entities": [{"id": 3, "label": "LOC", "start_offset": 0, "end_offset": 5}], "relations": []},
        {"spans": [{"start": 0, "end": 5, "label": "LOC", "token_start": 0}]},
    ],
)
def test_entities_as_other_programs_write_them(row):
    (annotation,), warnings = read(**row)
    assert (annotation.span, annotation.label, warnings) == (Span(0, 5), "place", ())


def test_labels_of_whole_articles_are_no_entities_and_unfit_triples_are_named():
    assert read(label="سياسة", labels=["سياسة"]) == ((), ())
    annotations, (warning,) = read(label=[[0, 5, "LOC"], [4, 4, "PER"]])
    assert len(annotations) == 1
    assert warning == "a.jsonl, line 1: entity 2 was left out, since it ends at 4, not after its start at 4."


def test_labels_by_name_are_left_out_with_a_word():
    found, warnings = read_annotations({"label": {"PER": [[0, 4]]}}, "أحمد هنا", "a, line 1")
    assert not found
    assert warnings == (
        'a, line 1: "label" is not a list and was left out; give it a list with [start, end, label] for each.',
    )
    assert read_annotations({"label": {"topic": "sport"}}, "أحمد هنا", "a, line 1") == ((), ())
