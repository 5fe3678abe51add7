"""The JSON that workspaces and rescue files hold: older ones have to be read, so it stays as it is."""

import json

import pytest

from reader.journal import article_marks
from reader.journal.article_marks import Flag, ReadingState
from reader.journal.operation_json import decode_annotation, decode_mark, encode, operation_to_json, read_operation
from reader.journal.operations import Authorship, KeptAnnotation, Operation, OperationKind, Proposed
from reader.model import Annotation, Decision, Span

DESK = Authorship("0" * 64, "سلمى", "سلمى")
PLEDGE = Annotation(
    Span(14, 19),
    "pledge",
    (("committer", Span(5, 8)),),
    (("polarity", "positive"),),
    "سلمى",
    Decision.ACCEPTED,
    0.5,
    "قائمة",
    "؟",
)
PLEDGE_AS_KEPT = (
    '{"span":[14,19],"label":"pledge","roles":[["committer",5,8]],"attributes":[["polarity","positive"]],'
    '"source":"سلمى","decision":"accepted","score":0.5,"rule":"قائمة","note":"؟",'
    '"proposed":{"span":[14,18],"label":"threat"}}'
)


def test_an_annotation_is_kept_as_it_always_was():
    kept = KeptAnnotation(PLEDGE, Proposed(Span(14, 18), "threat"))
    assert encode(kept) == PLEDGE_AS_KEPT
    assert decode_annotation(PLEDGE_AS_KEPT, "k") == kept
    assert decode_annotation(PLEDGE_AS_KEPT, "k").annotation.key == "k"


def test_a_line_of_a_rescue_file_is_what_it_always_was():
    operation = Operation(
        "i", "a", "l", "w", "2026-01-02T03:04:05.000006+00:00", OperationKind.REMARK, "", None, "ملاحظة", "b"
    )
    line = (
        '{"id":"i","article":"a","layer":"l","who":"w","when":"2026-01-02T03:04:05.000006+00:00","kind":"remark",'
        '"key":"","before":null,"after":"\\"ملاحظة\\"","batch":"b","undoes":"","sequence":0}'
    )
    assert operation_to_json(operation) == line
    assert read_operation(json.loads(line)) == operation


@pytest.mark.parametrize(
    ("operations", "after"),
    [
        (article_marks.set_flag(DESK, ReadingState(), Flag.DONE), '"done"'),
        (article_marks.keep_position(DESK, ReadingState(), 7), "7"),
        (article_marks.set_bookmark(DESK, ReadingState(), 7), '""'),
        (article_marks.add_tag(DESK, ReadingState(), "مهم"), "true"),
        (article_marks.write_remark(DESK, ReadingState(), "سطر"), '"سطر"'),
    ],
)
def test_a_mark_is_kept_as_it_always_was(operations, after):
    (operation,) = operations
    assert encode(operation.after) == after
    assert decode_mark(operation.kind, operation.key, after) == operation.after


@pytest.mark.parametrize(
    ("kind", "key", "value"),
    [
        ("flag", "", '"lost"'),
        ("position", "", "-1"),
        ("bookmark", "x", '""'),
        ("remark", "", "7"),
        ("tag", "t", "null"),
    ],
)
def test_what_is_no_mark_is_refused(kind, key, value):
    with pytest.raises(ValueError, match="is no"):
        decode_mark(kind, key, value)
