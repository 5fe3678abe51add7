"""The cues of courts, unions, parliaments and clubs: an example of each class, and what is easily taken for one."""

from __future__ import annotations

import pytest

from reader.annotate.commitments import Commitments
from reader.model import Annotation, Article, Span


def propose(text: str, *found: Annotation) -> list[Annotation]:
    return list(Commitments().annotate(Article(text), found))


def show(text: str) -> list[tuple[str, str]]:
    return [(annotation.label, annotation.span.of(text)) for annotation in propose(text)]


CUES = [
    # courts and authorities
    ("demand", "أصدر", "أصدر قاضي التحقيق أمس بطاقتي إيداع في حق موظفين."),
    ("demand", "يقضي", "صدر بحقه صك شرعي يقضي بتغريمه."),
    ("acceptance", "وصدق", "وصدق الحكم من محكمة الاستئناف."),
    ("demand", "استدعاء", "تلقى المدير استدعاء للتحقيق معه."),
    ("demand", "يمنع", "يمنع اصطحاب الأطفال إلى القاعة."),
    ("intent", "قررت", "قررت المحكمة الاستماع إلى شاهدين."),
    ("demand", "كلف", "أكد الوزير أنه كلف فريقا بمراجعة الملف."),
    ("threat", "وتحذر", "وتحذر في الوقت نفسه كل من يخالف النظام."),
    ("threat", "حذر", "حذر الوزير بأن بلاده ستغلق الحدود."),
    ("threat", "حذر", "حذر وزير الداخلية المواطنين من الاقتراب من السد."),
    # unions and protests
    ("demand", "لحث", "نظمت البلدية حملة لحث السكان على فرز النفايات."),
    ("demand", "وتتمثل المطالب", "وتتمثل المطالب في صرف الأجور."),
    ("demand", "مطالبهم", "عرض العمال مطالبهم المتمثلة في الترسيم."),
    ("demand", "مطلب", "استوفى مطلب النواب في تكوين لجنة شروطه."),
    ("demand", "تعليماته", "أعطى الوالي تعليماته لفتح الطريق."),
    ("demand", "ونبهت", "ونبهت الوزارة إلى عدم السباحة في السد."),
    ("demand", "طلبا", "مصدران طلبا عدم ذكر اسميهما."),
    ("demand", "طلبها", "أثار طلبها لرفع الحظر جدلا."),
    ("demand", "طلب", "كشف الرئيس أنه طلب من نجله مغادرة الحزب."),
    ("demand", "يتحتم", "يتحتم على المصنع وقف الإنتاج."),
    ("demand", "المطلوب من", "المطلوب من الحكومة تقديم توضيح."),
    ("intent", "أقرت", "أقرت النقابة إضرابا عاما يوم الخميس."),
    ("intent", "قرار", "أثار قرار تأجيل الامتحانات غضبا."),
    ("intent", "اتخاذ قرار", "وتم اتخاذ قرار الطرد بحقهم."),
    ("intent", "مقررة", "تأجلت جولة كانت مقررة في جنيف."),
    ("intent", "تمدد", "الجامعة تمدد فترة التسجيل."),
    ("intent", "اقترح", 'اقترح الخبير في برنامج "مساء" الترفيع في الأداءات.'),
    # texts
    ("agreement", "يجرم", "القانون يجرم التعذيب."),
    ("agreement", "تستثني", "اللائحة تستثني صغار المزارعين."),
    ("agreement", "سيمكن", "القانون سيمكن من تحصيل الرسوم."),
    ("agreement", "وسيسمح", "وسيسمح القانون للبلديات بتحصيل الرسوم."),
    ("agreement", "يجوز", "يجوز وفق القانون بيع الأرض."),
    ("agreement", "التنصيص", "من الإجراءات الجديدة التنصيص على منع الهدايا."),
    # sides
    ("agreement", "التوصل إلى اتفاق", "توقفت الإضرابات إثر التوصل إلى اتفاق بين الوزارة والنقابة."),
    ("agreement", "التوقيع", "تم، الثلاثاء، التوقيع على عقد البيع."),
    ("agreement", "توقيع", "حضر الوزير حفل توقيع اتفاقية بين الجامعتين."),
    ("agreement", "تم التعاقد", "تم التعاقد مع مقاول محلي."),
    ("agreement", "وقعته", "الاتفاق الذي وقعته الوزارتان."),
    ("agreement", "حسمت", "حسمت إدارة النادي صفقة المهاجم."),
    ("acceptance", "أقره", "البرنامج الذي أقره مجلس الوزراء."),
    ("acceptance", "حظي بموافقة", "المشروع حظي بموافقة المجلس."),
    ("acceptance", "الإذن", "أعطى الوزير الإذن بصرف المنحة."),
    ("acceptance", "أيدت", "أيدت محكمة الاستئناف الحكم الابتدائي."),
    ("refusal", "صوت", "صوت النواب ضد المشروع."),
    ("demand", "على", "على الحكومة تقديم استقالتها."),
    # promises
    ("pledge", "مؤكدا تمسكه", "تحدث الرئيس مؤكدا تمسكه بالإصلاح."),
    ("pledge", "يعد", "المرشح يعد بإلغاء الضريبة."),
    ("pledge", "ملتزمون", "قال المدير: نحن ملتزمون بتنفيذ العقد."),
    ("pledge", "ضمانات", "رفع العقوبات مقابل ضمانات بعدم التخصيب."),
    # what somebody will not have
    ("refusal", "لن نسمح", "وقال القائد: لن نسمح للمهربين بالعبور."),
]


@pytest.mark.parametrize(("label", "cue", "text"), CUES, ids=[f"{label}: {cue}" for label, cue, _ in CUES])
def test_news_binds_somebody(label: str, cue: str, text: str) -> None:
    assert show(text) == [(label, cue)]


TRAPS = [
    ("a charge", "وجهت المحكمة للمتهم تهمة القتل."),
    ("a charge as a noun", "أسفر التحقيق عن توجيه الاتهام إليه بالسرقة."),
    ("a sentence carried out", "نفذت الوزارة أمس حكم القتل في مهرب."),
    ("what is pressed on", "تعرض الوزير لضغوط للاستقالة."),
    ("if not", "هدأ الشارع ولم يحسب عليها إن لم تعد."),
    ("a duty of all believers", "وقال الإمام إنه يجب على المسلم الصدقة."),
    ("anybody's opinion", "تغير المناخ. ويجب الحصول على معلومات أكثر."),
    ("who it must be", "لا أحد يعرف من يجب أن يحكم."),
    ("in hand already", "كان اللصان بصدد تغيير السيارة."),
    ("taken charge of", "القاضي تعهد بالبحث في القضية."),
    ("decisions of a kind", "ثلاثة قرارات تختص بالنظام الداخلي."),
    ("agreed to, and said in another clause", "دافع عنه بعدما توصل إليه وقال إنه اتفاق تاريخي."),
    ("an agreement aimed at", "هذه فرصة للتوصل إلى اتفاق بين الجانبين."),
    ("no agreement", "انتهت الجولة وعدم التوصل إلى اتفاق بشأن الرسوم مؤسف."),
    ("a late stage", "لا يتم تشخيص المرض إلا في مرحلة متأخرة."),
    ("criticism in somebody's words", "وجه الوزير انتقادات قوية للإدارة بقوله إنها بطيئة."),
    ("in case", "ننتظر في حال توصلنا إلى اتفاق نهائي."),
    ("a return", "فتحت البلدية الطريق وعودتهم إلى بيوتهم قريبة."),
    ("a stance on what happened", "شددت الجمعية على شجبها للعنف."),
    ("a side of a thing", "على الجانب التقني، تقديم الفيلم ضعيف."),
    ("a belief", "أعربوا عن اعتقادهم بأن الشركة لن تلتزم بالعقد."),
]


@pytest.mark.parametrize("text", [text for _, text in TRAPS], ids=[name for name, _ in TRAPS])
def test_what_news_only_tells_binds_nobody(text: str) -> None:
    assert show(text) == []


def test_a_future_inside_a_promise_is_what_is_promised() -> None:
    assert show("تعهد الرئيس بأن بلاده لن تصدر السلاح.") == [("pledge", "تعهد")]


def test_a_call_stays_a_call_under_a_text() -> None:
    assert ("demand", "يطالب") in show("وبموجب القرار يطالب المجلس الأطراف بوقف القتال.")


def test_a_person_s_name_governs_no_noun_after_it() -> None:
    text = "يذكر أن تشافيز طلب من القاضي تأجيل الجلسة."
    name = Annotation(Span(8, 14), "person", source="names")
    assert [annotation.span.of(text) for annotation in propose(text, name)] == ["طلب"]


def test_a_name_is_no_preposition() -> None:
    text = "حضر صادق علي العرفاوي الحفل."
    assert propose(text, Annotation(Span(9, 21), "person", source="names")) == []


def test_a_plan_called_off_and_a_promise_broken_say_so() -> None:
    (plan,) = propose("كان من المقرر أن تبدأ المحادثات اليوم إلا أن الحكومة أرجأتها.")
    (promise,) = propose("تعهدت البلدية بإصلاح الطريق لكنها أخلت بوعدها.")
    assert (plan.attribute("status"), promise.attribute("status")) == ("withdrawn", "broken")


def test_what_a_club_wants_of_another_is_a_demand() -> None:
    assert show("تريد الشركة فترة حماية.") == [("demand", "تريد")]
    assert show("تريد الشركة بيع حصتها.") == [("intent", "تريد")]
