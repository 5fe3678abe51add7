"""The attributes of a commitment: whether the binding is denied, and what has become of it."""

from __future__ import annotations

import pytest
from possible_cues import find_words

from reader.annotate.commitments.attributes import find_attributes
from reader.annotate.tokens import read_tokens


def attribute(name: str, text: str, cue: str, label: str = "pledge") -> str:
    tokens = read_tokens(text)
    return dict(find_attributes(tokens, *find_words(tokens, cue), label))[name]


@pytest.mark.parametrize(
    ("text", "cue", "label", "polarity"),
    [
        ("تعهد المدير بدفع الأجور.", "تعهد", "pledge", "positive"),
        ("لم يتعهد المدير بدفع الأجور.", "يتعهد", "pledge", "negative"),
        ("لم يتعهد المدير بدفع الأجور.", "لم يتعهد", "pledge", "negative"),
        ("ولم يتعهد المدير بدفع الأجور.", "يتعهد", "pledge", "negative"),
        ("إننا غير مستعدين لتسليم المدينة.", "مستعدين", "intent", "negative"),
        # the act is denied, not the binding
        ("تعهد الجانبان بعدم التصعيد.", "تعهد", "pledge", "positive"),
        # a refusal needs no negation, since its cue denies by itself
        ("لم يوافق النادي على البيع.", "لم يوافق", "refusal", "positive"),
        ("لن تسمح الحكومة بالاحتكار.", "لن تسمح", "refusal", "positive"),
        ("نفت الوزارة رفضها العرض.", "رفضها", "refusal", "positive"),
        ("نفى رفضه العرض.", "رفضه", "refusal", "negative"),
        # two negations undo each other
        ("قال الوزير إنه لا بد من الحوار.", "لا بد", "demand", "positive"),
        ("لم تعترض الحركة على تكليفه.", "لم تعترض", "acceptance", "positive"),
        # nor does a condition: what is denied is the act without it
        ("لا يتم صرف المنحة إلا بموافقة المدير.", "لا يتم", "condition", "positive"),
        # the negation belongs to the sentence before
        ("قال لا. تعهد المدير بالدفع.", "تعهد", "pledge", "positive"),
    ],
)
def test_the_polarity_is_negative_where_the_binding_itself_is_denied(
    text: str, cue: str, label: str, polarity: str
) -> None:
    assert attribute("polarity", text, cue, label) == polarity


@pytest.mark.parametrize(
    ("text", "cue", "status"),
    [
        ("تعهدت الشركة بتوظيف العمال.", "تعهدت", "made"),
        ("أوفى الرئيس بتعهداته بخفض الأسعار.", "بتعهداته", "kept"),
        ("تنفيذا لوعوده بخفض الأسعار.", "لوعوده", "kept"),
        ("نقضت الشركة وعودها بتوظيف العمال.", "وعودها", "broken"),
        ("وانتهكت القوات التزاماتها بوقف القتال.", "التزاماتها", "broken"),
        ("تراجعت الحكومة عن قرارها رفع الأسعار.", "قرارها", "withdrawn"),
        # a turn in the sentence tells what came of it
        ("تعهدت البلدية بإصلاح الطريق لكنها أخلت بوعدها.", "تعهدت", "broken"),
        ("كان من المقرر أن تبدأ المحادثات اليوم إلا أن الحكومة أرجأتها.", "من المقرر", "withdrawn"),
        ("وافق الفصيل على الهدنة لكنه لم يلتزم بها.", "وافق", "broken"),
        ("تعهدت البلدية بإصلاح الطريق. لكنها أخلت بوعد آخر.", "تعهدت", "made"),
        # وفي is spelled like وفى
        ("وفي المقابل تعهدت الشركة بتوظيف العمال.", "تعهدت", "made"),
        # too far before the cue to be said of it
        ("أوفى اللاعب بدينه وفاز الفريق ثم تعهد المدرب باللقب.", "تعهد", "made"),
    ],
)
def test_the_status_is_what_the_words_before_the_cue_say(text: str, cue: str, status: str) -> None:
    assert attribute("status", text, cue) == status
