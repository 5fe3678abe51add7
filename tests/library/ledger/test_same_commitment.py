"""Rows that report the same commitment are put into one group, and near-misses are not."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from reported_rows import report

from reader.library.ledger.act_words import act_key
from reader.library.ledger.row_likeness import LEAST_LIKENESS
from reader.library.ledger.same_commitment import group_rows, likeness

FACTORY = report("تعهدت", "بإغلاق مصنع الإسمنت في قابس", by="وزارة البيئة", type="pledge", day="2017-02-01")
OTHERS = (
    report("يعتزم", "تنظيم دورة تدريبية للصحفيين", by="الاتحاد", day="2017-02-03"),
    report("رفض", "خفض أجور العمال", by="مدير الشركة", type="refusal", day="2017-02-04"),
    report("ستستضيف", "بطولة كرة اليد في الصيف", by="سوسة", day="2017-02-05"),
)


def groups_of(*rows):
    """The groups of more than one row."""
    return [list(group) for group in group_rows((*rows, *OTHERS)) if len(group) > 1]


def test_a_verb_and_its_verbal_noun_have_one_key() -> None:
    assert act_key("سيفتتح") == act_key("افتتاح") == act_key("الافتتاح")
    assert act_key("ينظم") == act_key("تنظيم") == act_key("وتنظيم")
    assert act_key("2017") == "2017"


def test_the_same_pledge_in_other_words_is_one_entry_in_order_of_time() -> None:
    later = report(
        "جددت التزامها", "بغلق مصنع الإسمنت بقابس نهائيا", by="وزارة البيئة", type="pledge", day="2017-02-20"
    )
    assert groups_of(later, FACTORY) == [[FACTORY, later]]


def test_another_act_of_the_same_committer_is_another_entry() -> None:
    assert groups_of(FACTORY, report("تعهدت", "بتنظيف شواطئ بنزرت", by="وزارة البيئة", type="pledge")) == []


def test_calling_an_act_off_is_not_the_act() -> None:
    strike = report("قررت", "تنفيذ إضراب عام في التعليم يومي 8 و9 مارس", by="النقابة")
    cancelled = report("قررت", "إلغاء إضراب التعليم يومي 8 و9 مارس", by="النقابة")
    assert likeness(strike, cancelled) < LEAST_LIKENESS
    vote = report("قرر", "منح الثقة للحكومة", by="حزب الأمل")
    assert likeness(vote, report("قرر", "عدم منح الثقة للحكومة", by="حزب الأمل")) < LEAST_LIKENESS
    assert likeness(vote, report("قرر", "منح الثقة للحكومة", by="حزب الأمل")) > LEAST_LIKENESS


def test_other_numbers_and_other_deadlines_speak_against_one_entry() -> None:
    sunday = report("سيقطع", "التيار الكهربائي عن سوسة", by="الشركة", due=("2017-02-12", "2017-02-12"))
    fortnight = report("سيقطع", "التيار الكهربائي عن سوسة", by="الشركة", due=("2017-02-26", "2017-02-26"))
    again = report("سيقطع", "التيار الكهربائي عن سوسة", by="الشركة", due=("2017-02-11", "2017-02-13"))
    assert likeness(sunday, fortnight) < LEAST_LIKENESS < likeness(sunday, again)
    ten, twelve = (report("ستشتري", f"{number} حافلة", by="شركة النقل") for number in (10, 12))
    assert likeness(ten, twelve) < likeness(ten, report("ستشتري", "10 حافلات", by="شركة النقل"))


def test_types_that_do_not_belong_together_speak_against_one_entry() -> None:
    demand = report("طالبت", "بإغلاق مصنع الإسمنت في قابس", by="وزارة البيئة", type="demand", day="2017-02-01")
    plan = report("تعتزم", "إغلاق مصنع الإسمنت في قابس", by="وزارة البيئة", type="intent", day="2017-02-01")
    assert likeness(FACTORY, demand) < likeness(FACTORY, plan)


def test_merged_names_are_one_committer() -> None:
    short = report("تعهدت", "بإغلاق مصنع الإسمنت", by="هدى الصالح", type="pledge", day="2017-02-02")
    apart = likeness(FACTORY, short)
    merged = {"هدي الصالح": "وزاره البييه"}
    assert likeness(FACTORY, short, same_names=lambda name: merged.get(name, name)) > apart


def test_rows_without_roles_or_days_are_kept() -> None:
    bare = report("اتفاق", "", day="")
    assert sum(map(len, group_rows([bare, FACTORY]))) == 2
    assert group_rows([]) == ()


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(("إغلاق المصنع", "فتح المعبر", "صرف الأجور", "إلغاء الإضراب", "")),
            st.sampled_from(("الوزارة", "النقابة", "")),
            st.sampled_from(("2017-01-01", "2017-02-01", "")),
        ),
        max_size=12,
    )
)
def test_every_row_is_in_one_group_whatever_the_order(reports) -> None:
    rows = [report("قررت", act, by=by, day=day, article=f"{place:02}") for place, (act, by, day) in enumerate(reports)]
    groups = group_rows(rows)
    assert sorted(row.number for group in groups for row in group) == [row.number for row in rows]
    assert group_rows(rows[::-1]) == groups
    for group in groups:
        days = [row.day for row in group if row.day is not None]
        assert days == sorted(days)
