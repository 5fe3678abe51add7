"""How far roles run: titles and appositions, relative clauses, second acts, asides; and who stands where."""

from __future__ import annotations

import pytest

from reader.annotate.commitments import Commitments
from reader.model import Annotation, Article, Span


def propose(text: str, *names: str) -> list[Annotation]:
    known = [Annotation(Span(text.index(name), text.index(name) + len(name)), "person") for name in names]
    return list(Commitments().annotate(Article(text), known))


def read_role(text: str, role: str, *names: str, which: int = -1) -> str | None:
    span = propose(text, *names)[which].role(role)
    return None if span is None else span.of(text)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "أفاد عضو مجلس النواب عن ولاية قفصة، سالم الباجي، بأنه سيتم بناء مدرسة.",
            "عضو مجلس النواب عن ولاية قفصة، سالم الباجي",
        ),
        ("وأكدت كاتبة الدولة للتكوين المهني أنه سيتم فتح مركز جديد.", "كاتبة الدولة للتكوين المهني"),
        ("قال ممثلون عن الأهالي إن البلدية ستبني جسرا.", "ممثلون عن الأهالي"),
        ("ولاحظ المدير العام للمستشفى أنه سيتم انتداب أطباء.", "المدير العام للمستشفى"),
        ("وتم الاتفاق، حسب الوزير، على رفع الأجور.", "الوزير"),
        ("كما أفاد ذات المصدر بأن المحكمة قررت تأجيل الجلسة.", "ذات المصدر"),
    ],
)
def test_a_source_is_named_with_all_its_titles(text: str, source: str) -> None:
    assert read_role(text, "source") == source


def test_who_was_told_is_no_part_of_the_source() -> None:
    assert read_role("قال مدير الشركة لوكالة الأنباء إنه سيتم بناء مصنع.", "source") == "مدير الشركة"


@pytest.mark.parametrize(
    ("text", "committer"),
    [
        ("قررت سعاد الماجري، قاضية المحكمة، حبس المتهم.", "سعاد الماجري، قاضية المحكمة"),
        ("أقر البرلمان، حسب الرئيس، عددا من الإجراءات.", "البرلمان"),
        ("وسيسمح هذا القانون للدولة بمراقبة الحسابات.", "هذا القانون"),
        ("وصدق الحكم من محكمة الاستئناف.", "محكمة الاستئناف"),
        ("وافقت بموجبه الحكومة على رفع الأجور.", "الحكومة"),
        ("أصدرت المحكمة حكما على ثمانية مسؤولين كما قضت بتغريم شركة.", "المحكمة"),
        ("والوزير الذي يفترض أن يزور المدينة غدا.", "والوزير"),
        ("في مقابل ضمانات بأن الشركة لن ترفع الأسعار.", "الشركة"),
    ],
)
def test_the_committer_stands_where_its_clause_puts_it(text: str, committer: str) -> None:
    assert read_role(text, "committer", *(["سعاد الماجري"] if "سعاد" in text else [])) == committer


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("وطالب العميد الوزارة بالتدخل وتحمل مسؤوليتها.", "بالتدخل وتحمل مسؤوليتها"),
        ("تعهدت الحكومة بإصلاحات كبرى، أبرزها إصلاح التعليم.", "بإصلاحات كبرى، أبرزها إصلاح التعليم"),
        ("اتفق الطرفان على دعم الإنتاج، وذلك من خلال تجهيز المصانع.", "على دعم الإنتاج، وذلك من خلال تجهيز المصانع"),
        ("ولا تريد الشركة أي زيادة في الأجور.", "أي زيادة في الأجور"),
        ("الاتفاق الذي أبرمته الحكومة مع النقابة.", "الاتفاق"),
        ("تحدث عن الانتخابات التي ستنتظم في الخريف.", "الانتخابات"),
    ],
)
def test_an_action_runs_to_its_own_end(text: str, action: str) -> None:
    assert read_role(text, "action") == action


@pytest.mark.parametrize(
    ("text", "counterparty"),
    [
        ("ودعت الشرطة كل من يملك معلومات إلى التقدم إليها.", "كل من يملك معلومات"),
        ("قال الخبير إن الشرطة لا بد أن تقوم بدورها.", "الشرطة"),
        ("سيبحث الوزير مع نظيره الفرنسي ملف المياه.", "مع نظيره الفرنسي"),
        ("كما ناشد الأمم المتحدة إصدار قرار.", "الأمم المتحدة"),
    ],
)
def test_the_counterparty_is_who_is_asked_or_met(text: str, counterparty: str) -> None:
    assert read_role(text, "counterparty") == counterparty


def test_the_end_of_a_persons_name_is_known_for_his() -> None:
    text = "حضر سامي بالحاج خليفة الجلسة. ودعا بالحاج خليفة كافة الأطراف إلى الحوار."
    assert read_role(text, "committer", "سامي بالحاج خليفة") == "بالحاج خليفة"
    assert read_role(text, "counterparty", "سامي بالحاج خليفة") == "كافة الأطراف"


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("سيدخل الأطباء في إضراب عام يومي 22 و24 مارس الجاري.", "يومي 22 و24 مارس الجاري"),
        ("وطالبت النقابة بصرف الأجور في ظرف أسبوع.", "في ظرف أسبوع"),
        ("سيتم إلغاء العقوبات المفروضة منذ 2006.", None),
    ],
)
def test_a_deadline_looks_ahead(text: str, deadline: str | None) -> None:
    assert read_role(text, "deadline") == deadline


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("سيشرح الوزير الاتفاق الذي نال به أجره مقابل عمله.", None),
        ("وأصدر القاضي أمرا بإبقاء المتهمين في حالة سراح.", None),
        ("ستنسحب القوات مقابل إطلاق الأسرى.", "مقابل إطلاق الأسرى"),
    ],
)
def test_a_condition_belongs_to_the_act_and_not_to_what_is_told_of_it(text: str, condition: str | None) -> None:
    conditions = [span.of(text) for each in propose(text) if (span := each.role("condition")) is not None]
    assert conditions == ([] if condition is None else [condition])


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("تعهدت الحكومة بدفع 20 مليون دولار (USD).", "بدفع 20 مليون دولار (USD)"),
        ("تعهدت الحكومة بدفع 20 مليون دولار [USD] إلى السودان.", "بدفع 20 مليون دولار [USD] إلى السودان"),
        ("تعهدت الحكومة بدفع 20 مليون دولار (USD", "بدفع 20 مليون دولار"),
        ("تعهدت الحكومة بدعم المشروع (الذي أقره البرلمان، وفق الخطة) غدا.", "بدعم المشروع"),
        ("تعهدت شركة Google Corp. بدفع 20 مليون دولار.", "بدفع 20 مليون دولار"),
        ("تعهدت شركة النور م.م. بدفع 20 مليون دولار.", "بدفع 20 مليون دولار"),
    ],
)
def test_an_action_neither_ends_inside_a_bracket_nor_at_an_abbreviation(text: str, action: str) -> None:
    (pledge,) = (each for each in propose(text) if each.label == "pledge")
    found = pledge.role("action")
    assert found is not None
    assert found.of(text) == action
