"""Who is bound, who should act, who reports it, on what condition and by when, in sentences longer than a clause."""

from __future__ import annotations

import pytest
from proposing import propose


def read_role(text: str, role: str, which: int = -1, names: dict[str, str] | None = None) -> str | None:
    span = propose(text, names)[which].role(role)
    return None if span is None else span.of(text)


@pytest.mark.parametrize(
    ("text", "committer"),
    [
        # a verb in the plural has its subject in itself, so that what follows is whom it asks
        ("اجتمع عدد من أعضاء النقابة أمس. وطالبوا في نفس البيان مدير المصنع بصرف الأجور.", "عدد من أعضاء النقابة"),
        # after a pronoun what follows the verb is no subject
        ("وقالت الوزارة إنها لن تؤيد أي مشروع يضر بالمزارعين.", "الوزارة"),
        # the nearest one is a thing or an object; the one who spoke before goes on
        ("استقبل رئيس البلدية السكان. وأشار إلى أن معظم الشوارع قديمة، وطالب بالعمل على إصلاحها.", "رئيس البلدية"),
        # a subject with its relative clause, and one whose name is followed by what belongs to it
        ("وأقر المجلس الذي تسيطر عليه المعارضة تعديل القانون.", "المجلس الذي تسيطر عليه المعارضة"),
        # an adjective is no owner, but for one that says whose
        ("جاءت الموافقة الرسمية من إدارة النادي على انتقال اللاعب.", "إدارة النادي"),
        ("وصلت القافلة مع تعهدات روسية بحماية المدنيين.", "روسية"),
        # the text that a duty comes from
        ("وبموجب الاتفاق الجديد يتعين على المصنع تركيب مصفاة.", "الاتفاق الجديد"),
        # a verb whose و is its own, after its subject
        ("أفاد المصدر بأن النادي وافق على بيع اللاعب.", "النادي"),
        # a ruling whose court stands before a date, and an aim whose people stand before another
        ("أصدرت المحكمة الابتدائية، اليوم الجمعة، حكما غيابيا بسجن المتهم.", "المحكمة الابتدائية"),
        # the indefinite that a preposition governs is what the relative clause tells of
        ("وافق المجلس على نظام يلزم الشركات بدفع الرسوم.", "نظام"),
        # a participle goes on from the sentence's own speaker, not from what he speaks of
        ("وأوضح المدير أن المعدات قديمة، داعيا إلى تجديد المصنع.", "المدير"),
        ("نشرت الجريدة القانون الذي صادقت عليه اللجنة أمس.", "اللجنة"),
        # titles between commas belong to the subject, what stands before the demand does not
        ("دعا مفتي المدينة، رئيس هيئة العلماء، المعلمين إلى تربية الشباب.", "مفتي المدينة، رئيس هيئة العلماء"),
        # from a clause without a subject back to the one told of before
        ("وافق اللاعب على العقد، ومن المقرر أن يتوجه إلى العاصمة.", "اللاعب"),
        # a relative pronoun that does not agree with the verb leaves the subject after it
        ("وتقام غدا المباراة الأخيرة، والتي سينهي الفريق بعدها معسكره في العاصمة.", "الفريق"),
        ("تلقت الصحفية تهديدات بالقتل من الجماعة.", "الجماعة"),
        # a relative clause tells who is bound
        ("هذه إصلاحات تعهدت بها الحكومة.", "الحكومة"),
    ],
)
def test_the_committer_is_found_where_the_verb_does_not_name_him_at_once(text: str, committer: str) -> None:
    assert read_role(text, "committer") == committer


@pytest.mark.parametrize(
    ("text", "counterparty"),
    [
        ("طالب القانون السجون بتحسين الغذاء.", "السجون"),
        ("طالب القانون المدرسين في المعاهد العليا بالإبلاغ عن الغياب.", "المدرسين في المعاهد العليا"),
        ("وطالبوا في نفس البيان مدير المصنع بصرف الأجور.", "مدير المصنع"),
        # the act itself names who should do it
        ("طالبت الإدارة بعودة اللاعب إلى المعسكر.", "اللاعب"),
        ("يجب أن تصادق عليه المحكمة العليا.", "المحكمة العليا"),
        ("دعوة جميع الأطباء إلى التوقف عن العمل.", "جميع الأطباء"),
        # whom a sentence or a sanction strikes
        ("حكمت المحكمة بالسجن على ثلاثة موظفين.", "على ثلاثة موظفين"),
        ("هدد الاتحاد بفرض عقوبات على النادي.", "على النادي"),
        # a group that one who spoke before goes on to ask
        ("دعا الإمام إلى الصبر. كما دعا الوعاظ إلى تربية الشباب.", "الوعاظ"),
        ("إذا أراد المدير تثبيت الموظف فيتوجب عليه تقديم طلب.", "المدير"),
        # a pronoun whose noun is in the same sentence
        ("أعلنت الوزارة المواعيد للمعلمين الجدد، وطالبتهم بضرورة إحضار الوثائق.", "للمعلمين الجدد"),
    ],
)
def test_the_counterparty_is_who_should_act_or_whom_it_strikes(text: str, counterparty: str) -> None:
    assert read_role(text, "counterparty") == counterparty


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("قررت النقابة إقامة اعتصام على إثر الاجتماع الطارئ.", "إقامة اعتصام"),
        ("طالبت الغرفة بمراجعة الرسوم في حين رفضتها الوزارة.", "بمراجعة الرسوم"),
        ("صادق المجلس على الاتفاق ممهدا الطريق لرفع الحظر.", "على الاتفاق"),
        ("رفض المجلس إمضاء القرارات العالقة مستغربا صمت الوزير.", "إمضاء القرارات العالقة"),
        ("لوحت الهيئة بتعليق الدروس بعد عقد اجتماع ثان الأسبوع المقبل.", "بتعليق الدروس"),
        ("حكمت المحكمة بسجن المتهم كما حكمت ببراءة شقيقه.", "بسجن المتهم"),
        ("طالب الخبراء بتحديد ما إذا كان المصنع آمنا.", "بتحديد ما إذا كان المصنع آمنا"),
        ("اشترط الحزب أن تخفض الحكومة الضرائب وأن ترفع الأجور.", "أن تخفض الحكومة الضرائب وأن ترفع الأجور"),
        ("دعت الحركة إلى التهدئة، مطالبة الحكومة بتسريع الحوار.", "إلى التهدئة"),
        ("قررت الوزارة إلغاء التأشيرة بين البلدين.", "إلغاء التأشيرة بين البلدين"),
        ("دعا الرئيس إلى وقف القتال، فضلا عن إيصال المساعدات.", "إلى وقف القتال، فضلا عن إيصال المساعدات"),
    ],
)
def test_the_action_ends_where_its_circumstances_begin(text: str, action: str) -> None:
    assert read_role(text, "action", 0) == action


@pytest.mark.parametrize(
    ("text", "role", "filler"),
    [
        ("سيتم توفير الغاز للقرى بعد مد الأنبوب.", "condition", "بعد مد الأنبوب"),
        ("سيتم ربط الأحياء بالشبكة حسب تقدم الأشغال.", "condition", "حسب تقدم الأشغال"),
        ("ستجري الإدارة صيانة الملاعب قبل بدء الموسم.", "deadline", "قبل بدء الموسم"),
        ("ستجري الإدارة صيانة الملاعب قبل بدء الموسم.", "condition", None),
        ("دعت الهيئة إلى إضراب يومي 2 و3 مارس.", "deadline", "يومي 2 و3 مارس"),
        ("قررت الوزارة أمس إغلاق المعبر.", "deadline", None),
    ],
)
def test_what_an_act_waits_for_is_told_from_when_it_is_due(text: str, role: str, filler: str | None) -> None:
    assert read_role(text, role, 0) == filler


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("ووفقا للحكم، طالبت المحكمة المصنع بدفع تعويض.", "للحكم"),
        ("وجاء في بيان أن النقابة قررت تعليق الإضراب.", "بيان"),
        ("كشف الوزير عن عزم الحكومة بناء سد.", "الوزير"),
        ("قال المسؤول الذي طلب عدم ذكر اسمه إن الحكومة قررت بناء سد.", "المسؤول الذي طلب عدم ذكر اسمه"),
        ("أكد رئيس القسم بوزارة الصحة أن المستشفى قرر تأجيل العمليات.", "رئيس القسم بوزارة الصحة"),
        ("زار الوزير الميناء. وأكد أن الشركة قررت شراء رافعات.", "الوزير"),
        # a longer name of the committer is no other source
        ("قال الوزير سالم إن سالم قرر الاستقالة.", None),
    ],
)
def test_the_source_is_named_in_full_and_is_not_the_committer(text: str, source: str | None) -> None:
    assert read_role(text, "source") == source


def test_a_conjunction_that_stands_apart_belongs_to_the_word_after_it() -> None:
    text = "أصدرت الهيئة بيانا و قررت تأجيل المباراة."
    [found] = propose(text)
    assert (found.span.of(text), read_role(text, "committer")) == ("قررت", "الهيئة")


def test_a_person_s_name_ends_where_an_owned_or_governed_noun_begins() -> None:
    names = {"كريم": "person"}
    assert read_role("طالب كريم إدارة ناديه بصرف النظر عن المباراة.", "committer", names=names) == "كريم"
    assert read_role("طالب كريم إدارة ناديه بصرف النظر عن المباراة.", "counterparty", names=names) == "إدارة ناديه"
