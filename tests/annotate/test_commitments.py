"""Sentences with what the annotator of commitments should see in them; each reads as an example of the rules."""

from __future__ import annotations

import pytest

from reader.annotate.commitments import Commitments
from reader.model import Annotation, Article

ROLES = ("committer", "action", "counterparty", "condition", "deadline", "source")


def propose(text: str) -> list[Annotation]:
    return list(Commitments().annotate(Article(text), []))


def show(text: str, annotation: Annotation) -> dict[str, str]:
    """The words of a proposal: its label, its cue, and the roles that are filled."""
    filled = {role: span.of(text) for role in ROLES if (span := annotation.role(role)) is not None}
    return {"label": annotation.label, "cue": annotation.span.of(text), **filled}


def example(text: str, label: str, cue: str, **roles: str) -> object:
    return pytest.param(text, {"label": label, "cue": cue, **roles}, id=f"{label}: {cue}")


EXAMPLES = [
    # pledge: somebody promises, guarantees or undertakes
    example(
        "تعهدت الحكومة بإعادة فتح الميناء خلال أسبوعين.",
        "pledge",
        "تعهدت",
        committer="الحكومة",
        action="بإعادة فتح الميناء",
        deadline="خلال أسبوعين",
    ),
    example(
        "الوزير يتعهد للمزارعين بتعويض الخسائر",
        "pledge",
        "يتعهد",
        committer="الوزير",
        action="بتعويض الخسائر",
        counterparty="للمزارعين",
    ),
    example(
        "ووعد رئيس البلدية بتعبيد الطريق قبل نهاية العام.",
        "pledge",
        "ووعد",
        committer="رئيس البلدية",
        action="بتعبيد الطريق",
        deadline="قبل نهاية العام",
    ),
    example(
        "قدمت الشركة تعهدات بتسليم المعدات مقابل إلغاء الغرامة.",
        "pledge",
        "تعهدات",
        committer="الشركة",
        action="بتسليم المعدات",
        condition="مقابل إلغاء الغرامة",
    ),
    example(
        "أكد المتحدث التزام الوفد بوقف إطلاق النار.",
        "pledge",
        "التزام",
        committer="الوفد",
        action="بوقف إطلاق النار",
        source="المتحدث",
    ),
    # intent: somebody plans or announces his own act
    example(
        "تعتزم الوزارة إنشاء ثلاث محطات جديدة.",
        "intent",
        "تعتزم",
        committer="الوزارة",
        action="إنشاء ثلاث محطات جديدة",
    ),
    example(
        "قرر المجلس تأجيل الجلسة لحين اكتمال النصاب.",
        "intent",
        "قرر",
        committer="المجلس",
        action="تأجيل الجلسة",
        condition="لحين اكتمال النصاب",
    ),
    example(
        "من المقرر أن يصل الوفد إلى العاصمة يوم الأحد المقبل.",
        "intent",
        "من المقرر",
        committer="الوفد",
        action="أن يصل الوفد إلى العاصمة",
        deadline="يوم الأحد المقبل",
    ),
    example(
        "أبدت الدولة استعدادها لاستضافة المحادثات.",
        "intent",
        "استعدادها",
        action="لاستضافة المحادثات",
        committer="الدولة",
    ),
    # agreement: sides agree, or a text provides
    example(
        "اتفق الطرفان على تبادل الأسرى.",
        "agreement",
        "اتفق",
        committer="الطرفان",
        action="على تبادل الأسرى",
    ),
    example(
        "وينص الاتفاق على سحب القوات من المدينة.",
        "agreement",
        "وينص",
        committer="الاتفاق",
        action="على سحب القوات من المدينة",
    ),
    example(
        "تم التوصل إلى اتفاق بين الفصائل والجيش يقضي بإخراج الجرحى.",
        "agreement",
        "تم التوصل إلى اتفاق",
        committer="الفصائل والجيش",
        action="بإخراج الجرحى",
    ),
    example(
        "وقع الصندوق اتفاقية لتمويل المشروع.",
        "agreement",
        "وقع",
        committer="الصندوق",
        action="اتفاقية لتمويل المشروع",
    ),
    # acceptance: somebody approves what another proposed
    example(
        "وافقت اللجنة على تمديد المهلة.",
        "acceptance",
        "وافقت",
        committer="اللجنة",
        action="على تمديد المهلة",
    ),
    example(
        "صادق البرلمان على قانون الضرائب بشرط خفض الإنفاق.",
        "acceptance",
        "صادق",
        committer="البرلمان",
        action="على قانون الضرائب",
        condition="بشرط خفض الإنفاق",
    ),
    example(
        "تمت الموافقة على إنشاء الجامعة.",
        "acceptance",
        "تمت الموافقة",
        action="على إنشاء الجامعة",
    ),
    # refusal: somebody declines, excludes, denies, or says he will not
    example(
        "رفضت النقابة تعليق الإضراب.",
        "refusal",
        "رفضت",
        committer="النقابة",
        action="تعليق الإضراب",
    ),
    example(
        "لم يوافق النادي على بيع اللاعب.",
        "refusal",
        "لم يوافق",
        committer="النادي",
        action="على بيع اللاعب",
    ),
    example(
        "وقال المدرب: لن أشارك في البطولة.",
        "refusal",
        "لن أشارك",
        committer="المدرب",
        action="في البطولة",
    ),
    # condition: one act depends on another
    example(
        "اشترطت الشركة تسديد الديون.",
        "condition",
        "اشترطت",
        committer="الشركة",
        action="تسديد الديون",
    ),
    example(
        "ويمنع الحراس دخول القوافل حتى يتم دفع الرسوم.",
        "condition",
        "ويمنع",
        committer="الحراس",
        action="دخول القوافل",
        condition="حتى يتم دفع الرسوم",
    ),
    example(
        "رفع العقوبات مرهون بتفكيك المنشآت.",
        "condition",
        "مرهون",
        action="رفع العقوبات",
        condition="بتفكيك المنشآت",
    ),
    # demand: somebody calls on, orders or obliges another
    example(
        "طالبت المنظمة الحكومة بالإفراج عن الصحفيين.",
        "demand",
        "طالبت",
        committer="المنظمة",
        action="بالإفراج عن الصحفيين",
        counterparty="الحكومة",
    ),
    example(
        "دعا الأمين العام إلى وقف القتال فورا.",
        "demand",
        "دعا",
        committer="الأمين العام",
        action="إلى وقف القتال",
        deadline="فورا",
    ),
    example(
        "يجب على البلدية إصلاح الطريق.",
        "demand",
        "يجب",
        action="إصلاح الطريق",
        counterparty="على البلدية",
    ),
    example(
        "وشدد المندوب على ضرورة إرسال مراقبين.",
        "demand",
        "وشدد",
        committer="المندوب",
        action="على ضرورة إرسال مراقبين",
    ),
    # threat: somebody announces harm or sanction
    example(
        "هدد العمال بإغلاق المصنع إذا لم تدفع الأجور.",
        "threat",
        "هدد",
        committer="العمال",
        action="بإغلاق المصنع",
        condition="إذا لم تدفع الأجور",
    ),
    example(
        "توعدت الجماعة بالرد على الهجوم.",
        "threat",
        "توعدت",
        committer="الجماعة",
        action="بالرد على الهجوم",
    ),
    example(
        "ولوح الاتحاد بفرض عقوبات جديدة.",
        "threat",
        "ولوح",
        committer="الاتحاد",
        action="بفرض عقوبات جديدة",
    ),
]


@pytest.mark.parametrize(("text", "expected"), EXAMPLES)
def test_a_commitment_is_read_with_its_roles(text: str, expected: dict[str, str]) -> None:
    assert [show(text, annotation) for annotation in propose(text)] == [expected]


DECISIONS = [
    # سـ، سوف، لن: the particle with its verb is the cue
    example("سينصب الفريق أجهزة الرصد.", "intent", "سينصب", committer="الفريق", action="أجهزة الرصد"),
    example(
        "وأعلن الناطق أن الاتحاد سوف يقدم مساعدات للنازحين.",
        "intent",
        "سوف يقدم",
        committer="الاتحاد",
        action="مساعدات للنازحين",
        source="الناطق",
    ),
    # with a light verb the action is the verbal noun
    example("وسيتم ترحيل المخالفين.", "intent", "وسيتم", action="ترحيل المخالفين"),
    # a future keeps the type of its verb
    example("لن توافق الحكومة على القرض.", "refusal", "لن توافق", committer="الحكومة", action="على القرض"),
    # a denied plan is refused
    example("نفى النادي نيته بيع المهاجم.", "refusal", "نفى", committer="النادي", action="نيته بيع المهاجم"),
    # acts of deciding bind although they are past
    example("قضت المحكمة بسجن المتهم.", "demand", "قضت", committer="المحكمة", action="بسجن المتهم"),
    # عدم inside the action leaves the polarity alone
    example("تعهد الجانبان بعدم التصعيد.", "pledge", "تعهد", committer="الجانبان", action="بعدم التصعيد"),
    # two cues joined by و are two commitments: the second is told below
    example(
        "ونقلت الصحيفة عن مصدر قوله إن الوزارة تنوي رفع الأسعار.",
        "intent",
        "تنوي",
        committer="الوزارة",
        action="رفع الأسعار",
        source="مصدر",
    ),
    # the source may follow
    example(
        "اتفقت الأحزاب على تشكيل لجنة، بحسب مصادر برلمانية.",
        "agreement",
        "اتفقت",
        committer="الأحزاب",
        action="على تشكيل لجنة",
        source="مصادر برلمانية",
    ),
    # what is paid in exchange is a condition, how long it holds a deadline
    example(
        "وقع النادي عقدا مع المدافع لمدة موسمين مقابل 3 ملايين ريال.",
        "agreement",
        "وقع",
        committer="النادي",
        action="عقدا مع المدافع",
        condition="مقابل 3 ملايين ريال",
        deadline="لمدة موسمين",
    ),
    # a court sentences, an authority orders
    example(
        "حكمت المحكمة على المتهم بالسجن عشر سنوات.",
        "demand",
        "حكمت",
        committer="المحكمة",
        action="بالسجن عشر سنوات",
        counterparty="على المتهم",
    ),
    example(
        "ووجه أمير المنطقة بتشكيل لجنة للتحقيق.",
        "demand",
        "ووجه",
        committer="أمير المنطقة",
        action="بتشكيل لجنة للتحقيق",
    ),
    # a pronoun before the verb stands for the one who speaks
    example(
        "قال الرئيس إنه سينسحب من الاتفاق إذا لم يعدل.",
        "intent",
        "سينسحب",
        committer="الرئيس",
        action="من الاتفاق",
        condition="إذا لم يعدل",
    ),
    # the first person is the one who speaks
    example(
        "وأضاف الوزير: سنعمل على تطوير الخدمات.", "intent", "سنعمل", committer="الوزير", action="على تطوير الخدمات"
    ),
    # a promise told of again has its holder and its price
    example(
        "وهو الوعد الذي حصل عليه السكان مقابل إخلاء المبنى.",
        "pledge",
        "الوعد",
        counterparty="السكان",
        condition="مقابل إخلاء المبنى",
    ),
    # قبل + act is a condition where one act waits for the other
    example(
        "تصر النقابة على رفع الأجور قبل استئناف العمل.",
        "demand",
        "تصر",
        committer="النقابة",
        action="على رفع الأجور",
        condition="قبل استئناف العمل",
    ),
    # what a threat announces and what is planned are no second commitment
    example(
        "وحذرت الوزارة الشركات من أنها ستوقف خدماتها.",
        "threat",
        "وحذرت",
        committer="الوزارة",
        action="من أنها ستوقف خدماتها",
        counterparty="الشركات",
    ),
    example(
        "ينتظر أن يوقع اللاعب عقدا جديدا غدا.",
        "intent",
        "ينتظر",
        committer="اللاعب",
        action="أن يوقع اللاعب عقدا جديدا",
        deadline="غدا",
    ),
    # an unnamed committer is absent
    example("تم الاتفاق على عقد لقاء آخر.", "agreement", "تم الاتفاق", action="على عقد لقاء آخر"),
    # a subject left out is the nearest that agrees
    example(
        "زارت الوزيرة المستشفى وتعهدت بتوسيعه.",
        "pledge",
        "وتعهدت",
        committer="الوزيرة",
        action="بتوسيعه",
    ),
]


@pytest.mark.parametrize(("text", "expected"), DECISIONS)
def test_a_decision_of_the_rules_is_kept(text: str, expected: dict[str, str]) -> None:
    assert [show(text, annotation) for annotation in propose(text)] == [expected]


def test_two_cues_with_different_actions_are_two_commitments() -> None:
    text = "رفض الوفد تسليم السلاح وطالب بضمانات دولية."
    assert [annotation.label for annotation in propose(text)] == ["refusal", "demand"]


def test_a_headline_counts_beside_its_story() -> None:
    text = "الاتحاد يوافق على زيادة المقاعد\n\nوافق الاتحاد أمس على زيادة المقاعد."
    assert [annotation.label for annotation in propose(text)] == ["acceptance", "acceptance"]


def test_a_negated_pledge_stays_a_pledge_of_negative_polarity() -> None:
    (annotation,) = propose("لم يتعهد المدير بدفع الأجور.")
    assert (annotation.label, annotation.attribute("polarity")) == ("pledge", "negative")


def test_going_back_on_a_decision_is_withdrawn() -> None:
    (annotation,) = propose("تراجعت الإدارة عن إغلاق القسم.")
    assert (annotation.label, annotation.attribute("status")) == ("refusal", "withdrawn")


def test_a_promise_kept_in_the_same_sentence_is_kept() -> None:
    (annotation,) = propose("أوفى الرئيس بتعهداته بخفض الأسعار.")
    assert (annotation.label, annotation.attribute("status")) == ("pledge", "kept")


def test_a_promise_broken_in_the_same_sentence_is_broken() -> None:
    (annotation,) = propose("نقضت الشركة وعودها بتوظيف العمال.")
    assert (annotation.label, annotation.attribute("status")) == ("pledge", "broken")


TRAPS = [
    ("مصر", "استقبلت مصر وفدا من السودان بحضور وزير الخارجية."),
    ("وفي", "وفي المدينة أسواق قديمة."),
    ("ضمن", "جاء اللقاء ضمن برنامج بناء القدرات."),
    ("شرطة", "قالت الشرطة إن الحادث وقع ليلا."),
    ("يعد", "يعد المتحف من أكبر المعالم في المنطقة بلا منازع."),
    ("موقع", "زار السائحون موقع البناء القديم."),
    ("المعارضة", "وصلت المعارضة إلى جنيف."),
    ("أمر", "هذا أمر طبيعي بكل المقاييس."),
    ("طالب", "نجح 1500 طالب بتفوق في الاختبار."),
    ("قبل", "وصل الفريق قبل بداية المباراة."),
    ("وقع", "وقع الزلزال على عمق كبير."),
    ("الموافق", "افتتح المعرض يوم الثلاثاء الموافق 5 مايو."),
    ("مقابل", "بلغ سعر الدولار 18 جنيها مقابل 17 جنيها أمس."),
    ("لوحة", "عرضت لوحات الفنان بقاعة المتحف."),
    ("قضى", "قضى السائح أسبوعا بفندق صغير."),
    ("تراجع", "تراجعت الأسعار بنسبة خمسة في المئة."),
    ("اعتمد على", "اعتمدت الدراسة على بيانات قديمة."),
    ("أقر بـ", "أقر المتهم بسرقة السيارة."),
    ("سيلفي", "التقط الزوار صور سيلفي بجانب البرج."),
    ("حزب الوعد", "فاز حزب الوعد بمقعدين."),
    ("a fact", "قال الوزير إن عدد السكان بلغ مليونين."),
    ("a forecast", "ستكون السماء غائمة وستنخفض درجات الحرارة غدا."),
    ("a figure", "من المتوقع أن يصل النمو إلى 3 في المئة."),
    ("a mention", "انتقد النواب الاتفاق."),
    ("a past act", "أجلى الجيش المدنيين من القرية."),
    ("a question", "هل ستقبل الحكومة بالعرض؟"),
    ("importance only", "أكد الخبير أهمية الرياضة للصحة."),
    ("a vague opinion", "يجب أن ندرك قيمة الوقت."),
    ("a risk", "الأمر الذي يهدد بانهيار المبنى، وهو ما يهدد بكارثة."),
]


@pytest.mark.parametrize("text", [text for _, text in TRAPS], ids=[name for name, _ in TRAPS])
def test_nothing_is_proposed_where_nobody_is_bound(text: str) -> None:
    assert [show(text, annotation) for annotation in propose(text)] == []


def test_tashkeel_and_tatweel_do_not_hide_a_cue() -> None:
    text = "تَعَهَّدَتِ الحُكُومَةُ بِإِعـادَةِ البِنَاءِ"
    (annotation,) = propose(text)
    assert show(text, annotation)["cue"] == "تَعَهَّدَتِ"
    assert show(text, annotation)["committer"] == "الحُكُومَةُ"


def test_every_proposal_says_its_rule_and_how_sure_it_is() -> None:
    (annotation,) = propose("تعهدت الحكومة بإعادة فتح الميناء.")
    assert annotation.source == "commitments"
    assert annotation.rule == "تعهد بـ: somebody undertakes to do something"
    assert annotation.score is not None
    assert 0 < annotation.score < 1
