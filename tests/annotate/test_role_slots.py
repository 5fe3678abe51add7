"""The roles of a cue: each stretch of the network fills its slot once, beside the cue, at whole words and names."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from possible_cues import make_cue

from reader.annotate.commitments.roles import NAMES, fill_roles, find_names
from reader.annotate.recogniser.article_pass import PossibleCue, RoleStretch
from reader.annotate.tokens import Tokens, read_tokens
from reader.model import Annotation, Span

TEXT = "قال مصدر إن رئيس الوزراء حيدر العبادي تعهد للنازحين بدفع الأجور خلال أسبوع إذا توقف القتال."


def fill(text: str, cue: PossibleCue, *names: str, least: dict[str, float] | None = None) -> dict[str, str]:
    spans = [Span(text.index(name), text.index(name) + len(name)) for name in names]
    return {role: span.of(text) for role, span in fill_roles(read_tokens(text), cue, spans, least or {})}


def test_every_role_is_written_in_the_order_of_the_labels() -> None:
    roles = {
        "source": "مصدر",
        "deadline": "خلال أسبوع",
        "condition": "إذا توقف القتال",
        "counterparty": "للنازحين",
        "action": "بدفع الأجور",
        "committer": "رئيس الوزراء حيدر العبادي",
    }
    filled = fill(TEXT, make_cue(TEXT, "تعهد", **roles))
    assert filled == roles
    assert list(filled) == list(NAMES)


def test_a_deadline_and_a_condition_at_the_end_are_no_part_of_the_action() -> None:
    cue = make_cue(
        TEXT,
        "تعهد",
        action="بدفع الأجور خلال أسبوع إذا توقف القتال",
        deadline="خلال أسبوع",
        condition="إذا توقف القتال",
    )
    assert fill(TEXT, cue)["action"] == "بدفع الأجور خلال أسبوع"


def test_the_cue_is_no_part_of_its_roles() -> None:
    cue = make_cue(TEXT, "تعهد", committer="رئيس الوزراء حيدر العبادي تعهد", action="تعهد للنازحين بدفع الأجور")
    assert fill(TEXT, cue) == {"committer": "رئيس الوزراء حيدر العبادي", "action": "للنازحين بدفع الأجور"}


def test_a_role_that_is_only_the_cue_stays_empty() -> None:
    assert fill(TEXT, make_cue(TEXT, "تعهد", action="تعهد")) == {}


def test_of_a_role_on_both_sides_of_the_cue_the_longer_side_stays() -> None:
    cue = make_cue(TEXT, "تعهد", action="العبادي تعهد للنازحين بدفع الأجور")
    assert fill(TEXT, cue) == {"action": "للنازحين بدفع الأجور"}


def test_the_name_of_who_is_bound_is_taken_whole() -> None:
    cue = make_cue(TEXT, "تعهد", committer="رئيس الوزراء حيدر")
    assert fill(TEXT, cue, "حيدر العبادي") == {"committer": "رئيس الوزراء حيدر العبادي"}


def test_a_name_with_the_cue_inside_does_not_draw_the_role_over_it() -> None:
    text = "حزب الوعد الجديد يدعو إلى الحوار"
    cue = make_cue(text, "الوعد", committer="حزب", action="الجديد")
    assert fill(text, cue, "حزب الوعد الجديد") == {"committer": "حزب", "action": "الجديد"}


def test_a_stretch_that_gains_too_little_is_left_out() -> None:
    cue = make_cue(TEXT, "تعهد", gains={"source": 1.5}, source="مصدر", action="بدفع الأجور")
    assert fill(TEXT, cue, least={"source": 2.0, "action": 2.0}) == {"action": "بدفع الأجور"}
    assert fill(TEXT, cue, least={"source": 1.0}) == {"action": "بدفع الأجور", "source": "مصدر"}


def test_the_same_words_are_either_a_condition_or_a_deadline_the_likelier() -> None:
    gains = {"condition": 4.0, "deadline": 2.0}
    cue = make_cue(TEXT, "تعهد", gains=gains, condition="إذا توقف القتال", deadline="إذا")
    assert fill(TEXT, cue) == {"condition": "إذا توقف القتال"}


def test_who_is_bound_is_neither_the_source_nor_the_counterparty() -> None:
    gains = {"committer": 5.0}
    cue = make_cue(TEXT, "تعهد", gains=gains, committer="مصدر", source="مصدر", counterparty="قال مصدر")
    assert fill(TEXT, cue) == {"committer": "مصدر"}


def test_a_role_does_not_end_at_a_preposition() -> None:
    cue = make_cue(TEXT, "تعهد", deadline="خلال", action="للنازحين بدفع")
    assert fill(TEXT, cue) == {"action": "للنازحين بدفع", "deadline": "خلال أسبوع"}


def test_what_a_preposition_needs_is_not_taken_from_the_cue() -> None:
    text = "قال مصدر من تعهدات الحكومة"
    assert fill(text, make_cue(text, "تعهدات", source="مصدر من")) == {"source": "مصدر من"}


def test_only_names_of_people_and_bodies_are_looked_at_in_the_order_of_the_text() -> None:
    found = [Annotation(Span(9, 12), "person"), Annotation(Span(5, 7), "date"), Annotation(Span(1, 3), "place")]
    assert find_names(found) == [Span(1, 3), Span(9, 12)]


@st.composite
def cues_with_roles(draw: st.DrawFn) -> tuple[Tokens, PossibleCue, list[Span]]:
    text = draw(st.text(alphabet="اب «»()،.", min_size=1).filter(lambda text: len(read_tokens(text)) > 0))
    tokens = read_tokens(text)
    numbers = st.integers(0, len(tokens) - 1)
    stretches = st.tuples(numbers, numbers).map(lambda pair: (min(pair), max(pair)))
    roles = draw(st.dictionaries(st.sampled_from(NAMES), stretches))
    cue = PossibleCue(
        *draw(stretches), 0.9, (("pledge", 1.0),), tuple(RoleStretch(role, *at, 1.0) for role, at in roles.items())
    )
    ends = sorted(draw(st.sets(numbers, max_size=6)))
    names = [tokens.span(first, last) for first, last in zip(ends[::2], ends[1::2], strict=False)]
    return tokens, cue, names


@settings(deadline=None)
@given(cues_with_roles())
def test_roles_lie_in_the_text_at_whole_words_and_never_on_the_cue(
    drawn: tuple[Tokens, PossibleCue, list[Span]],
) -> None:
    tokens, cue, names = drawn
    for _, span in fill_roles(tokens, cue, names, {}):
        assert span.start in tokens.starts
        assert span.end in tokens.ends
        assert not span.overlaps(tokens.span(cue.first, cue.last))
