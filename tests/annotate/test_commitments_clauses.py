"""Which clause a role belongs to: left-out subjects, other connectors, past dates, one word for two things."""

from __future__ import annotations

import pytest

from reader.annotate.commitments import Commitments
from reader.model import Annotation, Article


def propose(text: str) -> list[Annotation]:
    return list(Commitments().annotate(Article(text), []))


def read_role(text: str, role: str, which: int = -1) -> str | None:
    span = propose(text)[which].role(role)
    return None if span is None else span.of(text)


@pytest.mark.parametrize(
    ("text", "committer"),
    [
        ("من جهته انتقد رئيس الهيئة القانون الذي يهدد الأسرى، كما طالب المجتمع الدولي بتحمل مسؤولياته.", "رئيس الهيئة"),
        ("قال الخبير إن أسلوب الإدارة سهل للسرقة، مطالبا بتغييره.", "الخبير"),
        ("وكانت السلطة الفلسطينية أعلنت عن تحضير ملف ستقدمه للمحكمة.", "السلطة الفلسطينية"),
        ("وسيقوم قضاة أجانب بمحاكمة الرئيس السابق.", "قضاة أجانب"),
        ("ومن المقرر أن يزور الوزير قريبا المدينة.", "الوزير"),
        ("ولكن تقرر تأجيل إحالة الدعوى إلى القضاء.", None),
    ],
)
def test_the_committer_is_who_acts_in_the_main_clause(text: str, committer: str | None) -> None:
    assert read_role(text, "committer") == committer


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("والمتهم الذي يرفض المثول، غير أن القضاة قد يرغمونه على ذلك.", "المثول"),
        ("ورفض المجلس أيضا مادة بشأن المراقبة على أساس أن المشرعين لم يحددوا شروطها.", "مادة بشأن المراقبة"),
        ("طلبوا من المجلس البت في القانون.", "البت في القانون"),
        ("ستقوم اللجنة بزيارة المصنع.", "بزيارة المصنع"),
    ],
)
def test_the_action_ends_where_another_connector_begins(text: str, action: str) -> None:
    found = read_role(text, "action")
    assert found is not None
    assert found.startswith(action)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("ستعلن الشركات عن إجراءات جديدة.", "intent"),
        ("وأضاف المصدر أن على إيران أن تستغل مواردها في التنمية.", "demand"),
        ("قال الوزير إن الشرطة لا بد أن تقوم بدورها.", "demand"),
        ("يسمح القانون للسلطات بمراقبة الهواتف.", "agreement"),
        ("وأصدرت المحكمة حكما بالسجن على المتهم.", "demand"),
    ],
)
def test_a_cue_has_the_type_that_its_clause_gives_it(text: str, label: str) -> None:
    (proposal,) = propose(text)
    assert proposal.label == label


@pytest.mark.parametrize(
    "text",
    [
        "وتراجع مؤشر البطالة الذي يشمل من توقفوا عن البحث.",
        "البرنامج الذي تصر طهران على أنه مخصص للأغراض السلمية.",
        "ويعد تكلفة تسجيلهم في النظام عبئا.",
        "تسمح الميزة بالكتابة فوق الصفحة.",
        "أعلن الفريقان عدم التوصل إلى اتفاق.",
    ],
)
def test_what_binds_nobody_is_not_proposed(text: str) -> None:
    assert propose(text) == []


def test_a_date_of_what_is_told_is_no_deadline() -> None:
    assert read_role("ووافق المجلس على المفاوضات التي بدأت مطلع يوليو.", "deadline") is None
    assert read_role("ستنقل الشركة العمال من خلال محطة جديدة.", "deadline") is None


def test_a_share_of_votes_is_no_condition() -> None:
    assert read_role("صادق المجلس على القانون بغالبية 51 في المئة مقابل 48 في المئة.", "condition") is None


def test_a_text_crowded_with_cues_is_read_without_their_clauses() -> None:
    proposals = propose("سيتم نقل " * 40)
    assert len(proposals) == 40
    assert not any(proposal.roles for proposal in proposals)
