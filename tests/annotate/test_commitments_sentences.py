"""Whole sentences as news has them: what stands before and between the parts of a clause does not hide them."""

from __future__ import annotations

import unicodedata

import pytest
from proposing import propose

CUES = [
    # قد before a past says that it is done
    ("pledge", "تعهدت", "وقد تعهدت الحكومة بصرف الرواتب."),
    ("intent", "تقرر", "وقد تقرر غلق المدرسة ثلاثة أيام."),
    ("agreement", "التوقيع", "تم، بعد ظهر الثلاثاء، بقصر الحكومة، التوقيع على اتفاقية تعاون بين البلدين."),
    ("demand", "أذنت", "وبمراجعة النيابة العمومية، أذنت لفرقة الأبحاث بالاحتفاظ بالمتهم."),
    ("demand", "طلبت", "طلبت النيابة تأجيل القضية."),
    ("demand", "طالب", "العقوبة التي طالب بها المدعي العام هي الإعدام."),
    ("demand", "نداءات", "أطلق الأهالي نداءات إلى المواطنين للتبرع بالدم."),
    ("demand", "لا يجب", "وقالت النقابة إن الزيادة لا يجب أن تتجاوز نصف الأجر."),
    ("refusal", "رافضا", "وقال ضابط كبير رافضا الكشف عن هويته إن العملية انتهت."),
    ("refusal", "لا أريد", "وأضاف اللاعب: لا أريد الرحيل عن النادي."),
    ("refusal", "رفضته", "والنقابة رفضته رغم تنازلات الوزارة."),
    ("refusal", "لن نتراجع", 'وقال الوزير: "لن نتراجع عن الإصلاحات".'),
    ("acceptance", "أقرته", "والحكومة أقرته رغم معارضة الأطباء."),
    ("intent", "بالتخطيط", "اتهم الرئيس خصمه بالتخطيط للانقلاب عليه."),
    ("intent", "إصرار", "أدى إصرار الحكومة على رفع الأسعار إلى احتجاجات."),
    ("intent", "يعكف", "يعكف البيت الأبيض على صوغ خطة جديدة."),
    ("intent", "سيستمر", "سيستمر القطاع الخاص في ضخ الاستثمارات."),
    ("intent", "سيبقى", "سيبقى المعبر مغلقا حتى إشعار آخر."),
    ("intent", "سيؤدي", "سيؤدي رئيس الحكومة زيارة رسمية إلى ألمانيا."),
    ("intent", "من المنتظر", "من المنتظر أن يتحول الوفد إلى باريس."),
    ("intent", "سيغادر", "في حال رفض العرض سيغادر اللاعب الفريق."),
    ("agreement", "اتفاق", "حصل اتفاق بين الطرفين على تأجيل المباراة."),
    ("agreement", "تم إمضاء", "تم إمضاء محضر اتفاق بين الوزارة والنقابة."),
    ("agreement", "توافقت", "توافقت الكتل البرلمانية على تمرير القانون."),
    ("agreement", "لا يسمح", "لا يسمح القانون ببيع الأراضي الفلاحية."),
    ("intent", "استعدادها", "أعربت موسكو عن استعدادها للوساطة."),
    ("pledge", "تعهد", 'تعهد الوزير بـ"محاربة الفساد" في القطاع.'),
]


@pytest.mark.parametrize(("label", "cue", "text"), CUES)
def test_a_cue_is_found(label: str, cue: str, text: str) -> None:
    assert (label, cue) in [(each.label, each.span.of(text).lstrip("و")) for each in propose(text)]


NONE = [
    # قد before a present says that it may be
    "وقد تتعهد الحكومة بصرف الرواتب.",
    # how things will turn out, without anybody who sees to it
    "سيبقى الطقس باردا هذا الأسبوع.",
    "سيستمر الجفاف عاما آخر.",
    "من المنتظر أن يتحول النقاش إلى أزمة.",
    "سيؤدي القرار إلى ارتفاع الأسعار.",
    # habits, what may come, names and terms of trade
    "غالبا ما يطلب الشركاء السماح لهم بالبيع.",
    "سيغير المدرب رأيه في حال وجود اتفاق على تأجيل المباراة؟",
    "تقدمت كتلة نداء تونس لسحب اللائحة.",
    "تم إطلاق طلب عروض لتغطية المناطق الريفية.",
    "تقوم لجنة التوجيه والإرشاد في المدرسة بمتابعة الطلاب.",
]


@pytest.mark.parametrize("text", NONE)
def test_nothing_binds(text: str) -> None:
    assert not propose(text)


ROLES = [
    # subjects, objects and those who are asked
    ("سيشرف وزير الصحة على افتتاح المعرض.", "committer", "وزير الصحة"),
    ("سيشرف وزير الصحة على افتتاح المعرض.", "action", "على افتتاح المعرض"),
    ("أجلت المحكمة القضية إلى شهر ماي.", "committer", "المحكمة"),
    ("لن يوقع اللاعب العقد إلا إذا حصل على مستحقاته.", "committer", "اللاعب"),
    ("احتج الأهالي على غلق الطريق مطالبين السلطات بفتحه.", "committer", "الأهالي"),
    ("منحت المحكمة المتهم مهلة شهر لتسديد المبلغ.", "counterparty", "المتهم"),
    ("حذر الوزير التجار من رفع الأسعار.", "counterparty", "التجار"),
    ("ألزم القرار الشركات بدفع الضريبة.", "counterparty", "الشركات"),
    ("يوجب القانون على المقاول تسليم المشروع.", "counterparty", "على المقاول"),
    ("وجه الرئيس نداء إلى المجتمع الدولي للتدخل.", "counterparty", "إلى المجتمع الدولي"),
    ("العقوبة التي طالب بها المدعي العام من القاضي كبيرة.", "action", "العقوبة"),
    # acts that elsewhere are bodies and things
    ("من المقرر تنظيم ندوة حول الموضوع يوم السبت.", "action", "تنظيم ندوة حول الموضوع"),
    ("اتهم الرئيس خصمه بالتخطيط للانقلاب عليه.", "committer", "خصمه"),
    ("جدد الوزير تأكيده على رفض التدخل الأجنبي.", "committer", "الوزير"),
    ("عبر المجلس عن رفضه القاطع للقرار.", "committer", "المجلس"),
    ("يناقش المجلس مشروع قانون لسياسة الدفاع يسمح بإغلاق السجن.", "committer", "مشروع قانون"),
    ("قال مسؤول رافضا الكشف عن اسمه إن الصفقة تمت.", "action", "الكشف عن اسمه"),
    # the condition before, with its في
    ("في حال رفض العرض سيغادر اللاعب الفريق.", "condition", "في حال رفض العرض"),
    ("في حال رفض العرض سيغادر اللاعب الفريق.", "committer", "اللاعب"),
    # terms
    ("أبرم الاتحاد عقد شراكة مع شركة الاتصالات لثلاثة مواسم.", "deadline", "لثلاثة مواسم"),
    ("التزمت الشركة بصرف الأجور في أجل أقصاه أسبوع.", "deadline", "في أجل أقصاه أسبوع"),
    # who says so
    ('"سنواصل دعم الشعب السوري"، قال الرئيس الفرنسي.', "committer", "الرئيس الفرنسي"),
    ("أبلغ الوزير نظيره الفرنسي بأن بلاده ستنسحب من الاتفاق.", "source", "الوزير"),
    ("وأفاد بيان لوزارة الداخلية أن السلطات قررت غلق الحدود.", "source", "بيان لوزارة الداخلية"),
    ("ستنطلق الحملة يوم الاثنين، وفق ما أفاد به مدير الصحة.", "source", "مدير الصحة"),
]


@pytest.mark.parametrize(("text", "role", "expected"), ROLES)
def test_a_role_is_read(text: str, role: str, expected: str) -> None:
    span = propose(text)[-1].role(role)
    assert span is not None
    assert span.of(text) == expected


def test_a_country_after_a_body_is_threatened_by_it() -> None:
    text = "توعدت الحركة إسرائيل برد قاس على أي عدوان."
    (threat,) = propose(text, {"إسرائيل": "place"})
    assert [threat.role(name).of(text) for name in ("committer", "counterparty")] == ["الحركة", "إسرائيل"]


def test_an_officer_with_a_name_after_another_is_charged_by_him() -> None:
    text = "كلف الرئيس الأميركي باراك أوباما وزير الخارجية جون كيري بزيارة المنطقة."
    (charge,) = propose(text, {"باراك أوباما": "person", "جون كيري": "person"})
    assert [charge.role(name).of(text) for name in ("committer", "counterparty")] == [
        "الرئيس الأميركي باراك أوباما",
        "وزير الخارجية جون كيري",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "قال الوزير إن الحكومة تعهدت بدعم الهيئة إما بالمال أو بالسلاح.",
        "سأعمل على إقرار القانون إلا إذا رفضه البرلمان.",
        "دعت هيئة الأمم المتحدة مسؤولي البلاد إلى أن يوقفوا القتال.",
    ],
)
def test_decomposed_text_is_read_as_composed(text: str) -> None:
    def told(text: str) -> list[tuple[str, ...]]:
        return [
            (each.label, *(unicodedata.normalize("NFC", span.of(text)) for _, span in each.roles))
            for each in propose(text)
        ]

    assert told(text)
    assert told(unicodedata.normalize("NFD", text)) == told(text)
