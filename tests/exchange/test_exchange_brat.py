import pytest
from exchanging import annotated_texts, in_any_order
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.exchange.brat import read_ann, write_ann
from reader.exchange.brat_configuration import Types, write_conf
from reader.labels import default_labels
from reader.model import Annotation, Article, Decision, Span

TEXT = "موسكو تتعهد بقصف أي جهة تعيق خروج المدنيين من حلب"


def read(*lines, text=TEXT):
    return read_ann("\n".join(lines) + "\n", text, "a.ann")


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("PER", "person"),
        ("Pers", "person"),
        ("LOC", "place"),
        ("GPE", "place"),
        ("ORG", "organization"),
        ("Place", "place"),
        ("Weapon", "Weapon"),
    ],
)
def test_type_names_become_ours_or_stay(written, label):
    (annotation,), warnings = read(f"T1\t{written} 0 5\tموسكو")
    assert annotation == Annotation(Span(0, 5), label, source="brat")
    assert warnings == ()


def test_an_event_is_a_commitment():
    annotations, warnings = read(
        "T1\tGPE 0 5\tموسكو",
        "T2\tPledge 6 11\tتتعهد",
        "T3\tAction 12 16\tبقصف",
        "E1\tPledge:T2 Committer:T1 Action:T3",
        "A1\tPolarity E1 Negative",
        "M2\tStatus E1 kept",
        "A3\tUrgent E1",
        "#1\tAnnotatorNotes E1\tانظر الفقرة الثانية",
    )
    place, pledge = annotations
    assert place == Annotation(Span(0, 5), "place", source="brat")
    assert pledge == Annotation(
        Span(6, 11),
        "pledge",
        (("committer", Span(0, 5)), ("action", Span(12, 16))),
        (("polarity", "negative"), ("status", "kept"), ("Urgent", "true")),
        "brat",
        note="انظر الفقرة الثانية",
    )
    assert warnings == ()


def test_pieces_are_joined_to_their_extent_with_a_warning():
    (annotation,), warnings = read("T1\tORG 0 5;17 23\tموسكو أي جهة")
    assert annotation.span == Span(0, 23)
    assert warnings == ("a.ann, line 1: a span in several parts was joined, 0 to 23.",)


def test_pieces_with_only_white_space_between_are_no_loss():
    (annotation,), warnings = read("T1\tORG 0 2;3 5\tأب تث", text="أب\nتث")
    assert annotation.span == Span(0, 5)
    assert warnings == ()


def test_line_ends_count_as_they_are_stored():
    (annotation,), _ = read("T1\tPER 4 6\tتث", text="أب\r\nتث")
    assert annotation.span.of("أب\r\nتث") == "تث"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("T1\tPER 0 99\tموسكو", "0 to 99 is not within the text of 49 characters"),
        ("T1\tPER 0 5\tحلب\x1b[1m", 'it quotes "حلب\\x1b[1m" where the text has "موسكو"'),
        ("T1\tPER 5 0\tموسكو", "its offsets are not pairs of whole numbers that run forwards"),
        ("T1\tPER zero 5\tموسكو", "its offsets are not pairs of whole numbers that run forwards"),
        ("T1", "its offsets are not pairs of whole numbers that run forwards"),
        ("E1\tpledge", "an event is a type and its arguments, each followed by a colon and an id"),
        ("A1\tPolarity", "its attribute does not name the annotation that it belongs to"),
        ("what is this", "it begins with none of T, E, A, M, R, N, * and #"),
        ("#1\tReader T1\t[1]", "its note of type Reader is not a JSON object"),
    ],
)
def test_broken_lines_are_left_out_with_a_warning(line, reason):
    annotations, warnings = read("T9\tGPE 0 5\tموسكو", line)
    assert len(annotations) == 1
    assert warnings == (f"a.ann, line 2: the line was left out, since {reason}.",)


def test_what_hangs_in_the_air_is_told():
    annotations, warnings = read(
        "T1\tGPE 0 5\tموسكو",
        "T1\tGPE 0 5\tموسكو",
        "T2\tpledge 6 11\tتتعهد",
        "E1\tpledge:T2 committer:T1 committer2:T1 action:T7",
        "E2\tpledge:T8",
        "R1\tworks_for Arg1:T1 Arg2:T2",
        "A1\tPolarity E7 negative",
    )
    assert [annotation.label for annotation in annotations] == ["place", "pledge"]
    assert warnings == (
        "a.ann, line 2: the line was left out, since an earlier line has the id T1 too.",
        "a.ann: relations were left out, since the reader has none.",
        "a.ann: E1 lost a second committer, since a role has one span here.",
        "a.ann: E1 lost its action, since the file has no T7.",
        "a.ann: the event E2 was left out, since it has no trigger.",
        "a.ann: attributes and notes of E7 were left out, since they have no annotation.",
    )


def test_an_event_can_fill_a_role_by_its_trigger():
    annotations, _ = read(
        "T1\tthreat 6 11\tتتعهد", "T2\tcondition 24 28\tتعيق", "E1\tthreat:T1 condition:E2", "E2\tcondition:T2"
    )
    assert [(a.label, a.role("condition")) for a in annotations] == [("threat", Span(24, 28)), ("condition", None)]


def test_what_is_written():
    annotations = [
        Annotation(Span(0, 5), "place", source="brat"),
        Annotation(
            Span(6, 11),
            "pledge",
            (("committer", Span(0, 5)), ("action", Span(12, 16))),
            (("polarity", "positive"),),
            "engine",
            Decision.ACCEPTED,
            0.5,
            note="ملاحظة",
        ),
    ]
    assert write_ann(Article(TEXT), annotations).splitlines() == [
        "T1\tplace 0 5\tموسكو",
        "T2\tpledge 6 11\tتتعهد",
        "T3\tAction 12 16\tبقصف",
        "E1\tpledge:T2 committer:T1 action:T3",
        "A1\tpolarity E1 positive",
        "#1\tAnnotatorNotes E1\tملاحظة",
        '#2\tReader E1\t{"source": "engine", "decision": "accepted", "score": 0.5}',
    ]


def test_a_span_over_lines_goes_in_pieces():
    text = "أب\r\nتث\n"
    annotation = Annotation(Span(0, 7), "person", source="names")
    written = write_ann(Article(text), [annotation])
    assert written.splitlines() == [
        "T1\tperson 0 2;4 6\tأب تث",
        '#1\tReader T1\t{"span": [0, 7]}',
        '#2\tReader T1\t{"source": "names"}',
    ]
    assert read_ann(written, text, "a.ann") == ((annotation,), ())


def test_the_configuration_names_every_type_once():
    lines = write_conf(Types(default_labels())).splitlines()
    assert lines[0] == "[entities]"
    types = [line.partition("\t")[0] for line in lines if not line.startswith("[")]
    assert len(types) == len(set(types))
    assert {"person", "Committer", "pledge", "polarity"} <= set(types)


@settings(deadline=None)
@given(annotated_texts(excluded=()))
def test_what_is_written_is_read_again(annotated):
    text, annotations = annotated
    read_again, warnings = read_ann(write_ann(Article(text), annotations), text, "a.ann")
    assert warnings == ()
    assert in_any_order(read_again) == in_any_order(annotations)


@settings(deadline=None)
@given(st.text(st.sampled_from('TEAM#R*N123 \t:;pledge0شReader{}"[]\n')))
def test_any_lines_are_read_without_falling_over(lines):
    annotations, warnings = read_ann(lines, TEXT, "a.ann")
    assert all(annotation.extent.end <= len(TEXT) for annotation in annotations)
    assert all(warning.startswith("a.ann") for warning in warnings)
