"""The plainest sentences of the news, where each role stands at its usual place."""

from __future__ import annotations

import pytest

from reader.annotate.commitments import Commitments
from reader.model import Annotation, Article, Span


def read(text: str, *names: tuple[str, str]) -> dict[str, str]:
    """The type, the cue and the roles of the first commitment, each as the text's own words."""
    found = [Annotation(Span(text.index(name), text.index(name) + len(name)), label) for name, label in names]
    first = next(iter(Commitments().annotate(Article(text), found)))
    return {"type": first.label, "cue": first.span.of(text), **{role: span.of(text) for role, span in first.roles}}


@pytest.mark.parametrize(
    ("verb", "action"),
    [
        ("تعهد", "بشن حملة"),
        ("وعد", "بحل الأزمة"),
        ("رفض", "وقف القتال"),
        ("وافق", "على وقف القتال"),
        ("قرر", "إرسال بعثة"),
        ("دعا", "إلى وقف القتال"),
        ("حث", "على وقف القتال"),
        ("هدد", "بقطع المساعدات"),
    ],
)
def test_a_minister_with_nationality_name_and_day(verb: str, action: str) -> None:
    text = f"{verb} وزير الخارجية الفرنسي لوران فابيوس، أمس الأحد، {action}."
    roles = read(text, ("لوران فابيوس", "person"))
    assert (roles["cue"], roles["committer"], roles["action"]) == (
        verb,
        "وزير الخارجية الفرنسي لوران فابيوس",
        action,
    )


@pytest.mark.parametrize("verb", ["دعت", "طالبت", "هددت", "وعدت"])
def test_a_body_after_a_verb_that_agrees_with_it_is_its_subject(verb: str) -> None:
    action = "إلى وقف القتال" if verb == "دعت" else "بوقف القتال"
    assert read(f"{verb} الأمم المتحدة {action}.")["committer"] == "الأمم المتحدة"
    assert read(f"{verb} الولايات المتحدة {action}.")["committer"] == "الولايات المتحدة"


def test_the_accusative_is_the_object_and_not_the_subject_or_an_aim() -> None:
    contract = read("أبرم النادي عقدا مع اللاعب.")
    assert (contract["committer"], contract["action"]) == ("النادي", "عقدا مع اللاعب")
    offer = read("رفض نادي المدينة عرضا من ناد أجنبي لضم اللاعب.")
    assert offer["action"] == "عرضا من ناد أجنبي لضم اللاعب"


def test_a_second_verb_has_the_subject_of_the_first() -> None:
    assert read("وصل وزير الخارجية إلى تونس أمس وتعهد بوقف القتال.")["committer"] == "وزير الخارجية"


def test_a_refusal_announced_is_a_refusal_and_his_who_renews_it() -> None:
    announced = read("أعلنت الحكومة رفضها توقيع الاتفاق.")
    assert (announced["type"], announced["cue"], announced["committer"]) == ("refusal", "رفضها", "الحكومة")
    assert read("جدد الوزير رفضه المشاركة في المؤتمر.")["committer"] == "الوزير"


@pytest.mark.parametrize("condition", ["إلا بعد تنفيذ إيران التزاماتها", "إلا إذا نفذت إيران التزاماتها"])
def test_what_an_act_waits_for_is_told_whole(condition: str) -> None:
    assert read(f"لن ترفع العقوبات {condition}.")["condition"] == condition


def test_how_long_is_no_part_of_with_whom() -> None:
    assert read("تعاقد النادي الإفريقي مع المدرب الفرنسي لمدة موسمين.")["counterparty"] == "مع المدرب الفرنسي"


def test_a_name_that_begins_like_a_conjunction_stays_a_name() -> None:
    roles = read("حث الأمين العام بان كي مون الدول على ضبط النفس.", ("بان كي مون", "person"))
    assert roles["action"] == "على ضبط النفس"
