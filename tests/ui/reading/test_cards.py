"""The cards of the panel and the role bar, row by row, as they are read from the right."""

from __future__ import annotations

from dataclasses import replace

import pytest
from in_reading_order import read_row, read_rows

from reader.labels import default_labels
from reader.model import Annotation, Decision, Span
from reader.ui.reading.commitment_card import draw_commitment
from reader.ui.reading.entity_card import draw_entity, draw_mention
from reader.ui.reading.role_bar import describe_roles

LABELS = default_labels()
TEXT = (
    "تعهدت وزارة الخارجية الروسية للمعارضة بوقف قصف المدنيين في حلب وريفها خلال ساعات "
    "إذا التزمت الفصائل بالهدنة كما قالت وكالة رويترز"
)


def at(quote: str) -> Span:
    start = TEXT.index(quote)
    return Span(start, start + len(quote))


COMMITTER = ("committer", at("وزارة الخارجية الروسية"))
ACTION = ("action", at("بوقف قصف المدنيين في حلب وريفها"))
PLEDGE = Annotation(
    at("تعهدت"),
    "pledge",
    (
        COMMITTER,
        ACTION,
        ("counterparty", at("للمعارضة")),
        ("condition", at("إذا التزمت الفصائل بالهدنة")),
        ("deadline", at("خلال ساعات")),
        ("source", at("وكالة رويترز")),
    ),
    score=0.8,
)
SHORT = Annotation(at("تعهدت"), "refusal", (("committer", at("الفصائل")), ACTION), score=0.7)


def card(annotation: Annotation, width: int, language: str = "both") -> list[str]:
    drawn = draw_commitment(annotation, LABELS[annotation.label], TEXT, width=width, base="rtl", language=language)
    assert {row.cell_length for row in drawn.split("\n")} == {width}
    return read_rows(drawn.plain)


def bar(annotation: Annotation, width: int, language: str = "english") -> str:
    drawn = describe_roles(LABELS[annotation.label], annotation, TEXT, base="rtl", language=language)(width)
    assert drawn.cell_length == width
    return read_row(drawn.plain).strip()


@pytest.mark.parametrize(
    ("panel", "rows"),
    [
        (
            20,
            [
                "وزارة الخارجية ○",
                "الروسية",
                "تعهّد · بشرط",
                "تعهدت بوقف قصف",
                "المدنيين في حلب",
                "وريفها",
                "المهلة: خلال",
                "ساعات",
                "الشرط: إذا",
                "التزمت الفصائل…",
                "تجاه: للمعارضة",
                "المصدر: وكالة",
                "رويترز",
            ],
        ),
        (
            26,
            [
                "وزارة الخارجية       ○",
                "الروسية",
                "تعهّد · بشرط",
                "تعهدت بوقف قصف",
                "المدنيين في حلب وريفها",
                "المهلة: خلال ساعات",
                "الشرط: إذا التزمت",
                "الفصائل بالهدنة",
                "تجاه: للمعارضة",
                "المصدر: وكالة رويترز",
            ],
        ),
        (
            36,
            [
                "وزارة الخارجية الروسية     80% ○",
                "تعهّد · بشرط",
                "تعهدت بوقف قصف المدنيين في حلب",
                "وريفها",
                "المهلة: خلال ساعات",
                "الشرط: إذا التزمت الفصائل",
                "بالهدنة",
                "تجاه: للمعارضة",
                "المصدر: وكالة رويترز",
            ],
        ),
        (
            60,
            [
                "وزارة الخارجية الروسية · تعهّد Pledge · بشرط        80% ○",
                "تعهدت بوقف قصف المدنيين في حلب وريفها",
                "المهلة: خلال ساعات · الشرط: إذا التزمت الفصائل بالهدنة",
                "تجاه: للمعارضة · المصدر: وكالة رويترز",
            ],
        ),
    ],
)
def test_a_commitment_says_who_then_what_then_the_rest_at_every_width(panel: int, rows: list[str]) -> None:
    assert card(PLEDGE, panel - 4) == rows


def test_the_names_of_a_card_can_be_english_and_no_word_loses_its_beginning() -> None:
    assert card(PLEDGE, 16, "english")[:4] == ["وزارة الخارجية ○", "الروسية", "Pledge", "conditional"]
    assert "By: خلال ساعات" in card(PLEDGE, 32, "english")


def test_a_short_committer_stands_on_one_line_with_the_type() -> None:
    assert card(SHORT, 22)[0] == "الفصائل · رفض    70% ○"
    assert card(SHORT, 16)[0] == "الفصائل · رفض  ○"


def test_a_missing_committer_leaves_a_gap_that_is_seen_and_a_negation_is_named() -> None:
    nobody = replace(SHORT, roles=(ACTION,), attributes=(("polarity", "negative"),))
    assert card(nobody, 32)[0] == "؟ · رفض Refusal · نفي      70% ○"


def test_without_an_act_the_cue_stands_in_its_place() -> None:
    assert len(card(replace(SHORT, roles=()), 22)) == 2
    assert "تعهدت" in card(replace(SHORT, roles=()), 22)[1]


@pytest.mark.parametrize(
    ("decision", "note", "sign"),
    [
        (Decision.PROPOSED, "", "70% ○"),
        (Decision.ACCEPTED, "", "✓"),
        (Decision.REJECTED, "", "✗"),
        (Decision.ACCEPTED, "إلى التحقق", "✎✓"),
    ],
)
def test_the_state_stands_at_the_edge_by_a_sign(decision: Decision, note: str, sign: str) -> None:
    first = card(replace(SHORT, decision=decision, note=note), 32)[0]
    assert first.startswith("الفصائل · رفض Refusal")
    assert first.endswith(f" {sign}")


def test_a_frame_of_ones_own_shows_its_cue_and_its_roles() -> None:
    own = replace(LABELS["pledge"], name="sale", arabic="بيع", english="Sale", roles=LABELS["pledge"].roles[-2:])
    drawn = draw_commitment(replace(PLEDGE, label="sale"), own, TEXT, width=32, base="rtl", language="arabic")
    assert read_rows(drawn.plain)[:2] == ["تعهدت · بيع · بشرط         80% ○", "المهلة: خلال ساعات"]


def test_in_an_english_article_a_card_runs_from_the_left() -> None:
    text = "Moscow pledged to stop the strikes by Sunday"
    pledge = Annotation(
        Span(7, 14), "pledge", (("committer", Span(0, 6)), ("action", Span(15, 34)), ("deadline", Span(38, 44)))
    )
    drawn = draw_commitment(pledge, LABELS["pledge"], text, width=32, base="ltr", language="english")
    assert [row.plain for row in drawn.split("\n")] == [
        "Moscow · Pledge                ○",
        "pledged to stop the strikes     ",
        "By: Sunday                      ",
    ]


def test_a_heading_without_room_leaves_out_the_score_and_an_act_that_holds_its_cue_says_it_once() -> None:
    assert card(SHORT, 16)[:2] == ["الفصائل · رفض  ○", "تعهدت بوقف قصف"]
    assert card(SHORT, 16)[-1] == "وريفها"
    whole = replace(SHORT, roles=(("committer", at("الفصائل")), ("action", at("تعهدت وزارة"))))
    assert card(whole, 22)[1] == "تعهدت وزارة"


MENTION = Annotation(Span(0, 3), "person", attributes=(("entity", "سامنثا باور"), ("gloss", "Samntha Bawr")))


def entity(name: str, *mentions: Annotation, width: int) -> str:
    drawn = draw_entity(name, mentions, width=width, base="rtl")
    assert drawn.cell_length == width
    return drawn.plain


def test_a_guessed_spelling_is_marked_and_a_listed_one_is_not() -> None:
    moscow = Annotation(Span(0, 3), "place", attributes=(("entity", "موسكو"), ("gloss", "Moscow")))
    assert entity("سامنثا باور", MENTION, width=32).startswith("○ ~Samntha Bawr ")
    assert entity("موسكو", moscow, width=32).startswith("○ Moscow ")


def test_the_count_stays_whole_and_apart_from_an_ellipsis() -> None:
    row = entity("المرصد السوري لحقوق الإنسان", *[MENTION] * 12, width=16)
    assert row.startswith("○ 12×  …")
    assert "Sam" not in row


def test_a_part_that_is_accepted_is_counted() -> None:
    assert entity("سامنثا باور", MENTION, replace(MENTION, decision=Decision.ACCEPTED), width=32).startswith("◐ 1/2× ~")


def mention(entity: str, *mentions: Annotation, width: int, is_english: bool = False) -> str:
    label = LABELS[mentions[0].label]
    drawn = draw_mention(entity, mentions[0], mentions, label, width=width, base="rtl", is_english=is_english)
    assert drawn.cell_length == width
    return read_row(drawn.plain)


def test_a_mention_has_the_state_of_its_own_and_the_number_of_all() -> None:
    accepted = replace(MENTION, decision=Decision.ACCEPTED)
    assert mention("سامنثا باور", accepted, MENTION, MENTION, width=32) == "سامنثا باور   3× ~Samntha Bawr ✓"


@pytest.mark.parametrize("panel", [20, 26, 36, 60])
def test_a_mention_without_an_english_name_has_that_of_its_label(panel: int) -> None:
    assert mention("الأحد", Annotation(Span(0, 3), "date"), width=panel - 4).split() == ["الأحد", "تاريخ", "○"]


def test_the_name_of_a_label_is_whole_or_left_out() -> None:
    row = mention("خلال أسبوعين", Annotation(Span(0, 3), "date"), width=18)
    assert row.split() == ["خلال", "أسبوعين", "○"]
    assert mention("خلال ساعات", Annotation(Span(0, 3), "date"), width=22, is_english=True).split()[-2:] == [
        "Date",
        "○",
    ]


def test_in_the_role_bar_each_name_stands_before_its_filler() -> None:
    assert bar(PLEDGE, 200) == (
        "Pledge 80% │ Committer وزارة الخارجية الروسية │ Action بوقف قصف المدنيين في حلب وريفها │ "
        "Counterparty للمعارضة │ Condition إذا التزمت الفصائل بالهدنة │ Deadline خلال ساعات │ Source وكالة رويترز"
    )
    assert bar(replace(SHORT, score=0.7), 120).endswith("│ — Counterparty · Condition · Deadline · Source")


def test_names_in_both_languages_are_those_of_the_article_in_its_role_bar() -> None:
    assert bar(PLEDGE, 80, "both") == bar(PLEDGE, 80, "arabic")
    drawn = describe_roles(LABELS["refusal"], SHORT, TEXT, base="ltr", language="both")(120)
    assert drawn.plain.strip().startswith("Refusal 70% │ Committer ")


def test_at_eighty_columns_who_and_what_are_quoted_and_the_other_roles_named() -> None:
    assert bar(PLEDGE, 80) == "Pledge 80% │ Who وزارة الخارجي… │ What بوقف قصف المدن… │ To │ If │ By │ Source"


def test_a_window_that_is_too_narrow_for_every_role_leaves_whole_roles_out() -> None:
    assert bar(PLEDGE, 40) == "Pledge 80% · Who · What · To · If · By"


def test_a_negation_is_named_in_the_language_of_the_labels() -> None:
    negated = replace(SHORT, attributes=(("polarity", "negative"),))
    assert bar(negated, 120, "arabic").startswith("رفض 70% نفي │ ")
    assert bar(negated, 120).startswith("negative Refusal 70% │ ")


@pytest.mark.parametrize("width", [80, 100, 120, 160])
@pytest.mark.parametrize("language", ["english", "arabic"])
def test_a_narrow_role_bar_cuts_fillers_but_never_the_name_of_a_role(width: int, language: str) -> None:
    line = bar(PLEDGE, width, language)
    briefly = {"english": ["Who", "What", "To", "If", "By", "Source"], "arabic": ["مَن", "ماذا", "تجاه", "الشرط"]}
    fully = {"english": ["Committer", "Action"], "arabic": ["صاحب الموقف", "مضمون الالتزام"]}
    assert all(f"│ {name}" in line for name in briefly[language]) or all(name in line for name in fully[language])
