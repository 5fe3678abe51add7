"""Passages of other articles are ranked by how likely they bear on a commitment, with the bearing that they suggest."""

from __future__ import annotations

from datetime import date

import pytest
from reported_rows import report

from reader.arabic.words import fold
from reader.library.ledger.act_words import act_keys
from reader.library.ledger.bearing_words import find_bearing
from reader.library.ledger.evidence_ranking import Passage, rank_evidence
from reader.model import Span

CROSSING = report(
    "اتفق", "على إعادة فتح معبر السلام أمام الشاحنات", by="البلدان", type="agreement", title="اتفاق على فتح معبر السلام"
)
PASSAGES = (
    "تم اليوم فتح معبر السلام أمام الشاحنات.",
    "قال الوزير إن الأسعار مستقرة هذا الشهر.",
    "فتحت المدارس أبوابها صباح اليوم.",
    "فاز الفريق الوطني على ضيفه.",
)


def passage(text: str, *, day: str = "2017-03-10", article: str = "later", names: tuple[str, ...] = ()) -> Passage:
    return Passage(article, Span(0, len(text)), text, date.fromisoformat(day) if day else None, frozenset(names))


def test_the_passage_with_the_act_comes_first_with_its_reasons() -> None:
    first, *others = rank_evidence(CROSSING, [passage(text) for text in PASSAGES])
    assert first.passage.text == PASSAGES[0]
    assert first.bearing == "kept"
    reasons = dict(first.reasons)
    assert reasons["act"] > 0.5
    assert set(reasons) == {"act", "story", "names", "bearing", "time"}
    assert [other.passage.text for other in others] == [PASSAGES[2]], "nothing shared, nothing listed"


def test_passages_of_the_reports_themselves_are_left_out() -> None:
    repeated = report("جدد", "الاتفاق على فتح المعبر", article="later")
    assert rank_evidence(CROSSING, [passage(PASSAGES[0])], reports=[repeated]) == []
    assert rank_evidence(CROSSING, [passage(PASSAGES[0], article=CROSSING.article)]) == []


def test_other_words_of_a_report_find_evidence_too() -> None:
    text = "تعبر البضائع المنفذ الحدودي."
    others = [passage(each) for each in PASSAGES]
    other = report("سيسمح", "بعبور البضائع من المنفذ")
    alone = rank_evidence(CROSSING, [passage(text), *others])
    assert text not in [each.passage.text for each in alone]
    together = rank_evidence(CROSSING, [passage(text), *others], reports=[other])
    assert text in [each.passage.text for each in together[:2]]


def test_shared_names_and_a_day_soon_after_raise_a_passage() -> None:
    text = "أعلنت الحكومة موعد فتح المعبر."
    soon, late = passage(text, article="a"), passage(text, article="b", day="2017-08-10")
    earlier, named = passage(text, article="c", day="2017-01-10"), passage(text, article="d", names=(fold("البلدان"),))
    ranked = rank_evidence(CROSSING, [earlier, late, soon, named])
    assert [each.passage.article for each in ranked] == ["d", "a", "b", "c"]


@pytest.mark.parametrize(
    ("text", "bearing"),
    [
        ("نفذت النقابة إضرابها اليوم.", "kept"),
        ("لم تنفذ النقابة إضرابها.", "broken"),
        ("عدم تنفيذ الاتفاق.", "broken"),
        ("تراجعت النقابة عن الإضراب.", "withdrawn"),
        ("أعلنت النقابة تأجيل الإضراب.", "withdrawn"),
        ("أخلت الشركة بالتزاماتها.", "broken"),
        ("لم تتراجع النقابة عن الإضراب.", ""),
        ("من المنتظر أن يتم توقيع الاتفاق غدا.", ""),
        ("تحدث الوزير من أجل الإضراب.", ""),
    ],
)
def test_words_suggest_a_bearing(text: str, bearing: str) -> None:
    assert find_bearing(text, act_keys("تنظيم إضراب عام")) == bearing


def test_cancelling_keeps_a_promise_to_cancel() -> None:
    assert find_bearing("أعلنت الحكومة إلغاء الضريبة.", act_keys("إلغاء الضريبة")) == "kept"
    assert find_bearing("أعلنت الحكومة إلغاء الزيادة.", act_keys("صرف الزيادة")) == "withdrawn"
