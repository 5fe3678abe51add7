"""Where annotations stand after their text has changed."""

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.arabic.words import fold, words
from reader.model import Annotation, Span
from reader.store.anchoring import How, reanchor

OLD = (
    "أعلنت وزارة الخارجية المصرية اليوم أنها ستدعم جهود السلام في السودان. وقال الوزير سامح شكري إن مصر تتعهد "
    "بإرسال مساعدات عاجلة إلى الخرطوم قبل نهاية الشهر.\n\nمن جانبها رحبت الأمم المتحدة بالخطوة، ودعت مصر إلى "
    "مواصلة الوساطة بين الأطراف المتحاربة. وكانت مصر قد استضافت في يوليو الماضي قمة لدول الجوار."
)


def over(text, quote, nth=0):
    """The nth place where the quote stands as a word of its own."""
    found = [Span(*match.span()) for match in re.finditer(rf"\b{quote}\b", text)]
    return found[nth]


def tagged(text, quote, nth=0, label="place"):
    return Annotation(over(text, quote, nth), label)


def moved_quotes(old, new, *annotations):
    result = reanchor(old, new, annotations)
    return [(each.after.span.of(new), each.how) for each in result.moved], list(result.lost)


@pytest.mark.parametrize(
    ("change", "quote", "found", "how"),
    [
        (("أعلنت", "في بيان رسمي أعلنت"), "سامح شكري", "سامح شكري", How.EXACT),
        (("سامح شكري", "سامحٌ شُكري"), "سامح شكري", "سامحٌ شُكري", How.FOLDED),
        (("الأمم المتحدة", "الامم المتحده"), "الأمم المتحدة", "الامم المتحده", How.FOLDED),
        (
            ("وزارة الخارجية المصرية", "وزارة الخارجيه والهجرة المصرية"),
            "وزارة الخارجية المصرية",
            "وزارة الخارجيه والهجرة المصرية",
            How.FUZZY,
        ),
        (("مواصلة الوساطة", "مواصلة وساطتها"), "الوساطة", "وساطتها", How.FUZZY),
    ],
)
def test_a_quote_is_found_where_it_went(change, quote, found, how):
    new = OLD.replace(*change)
    places, lost = moved_quotes(OLD, new, tagged(OLD, quote))
    assert (places, lost) == ([(found, how)], [])


def test_of_many_like_it_the_one_in_the_same_surroundings_is_taken():
    new = "مصر أولا. مصر ثانيا. " + OLD.replace("في السودان", "في جمهورية السودان")
    mentions = [tagged(OLD, "مصر", nth) for nth in range(3)]
    result = reanchor(OLD, new, mentions)
    assert [each.after.span for each in result.moved] == [over(new, "مصر", nth + 2) for nth in range(3)]


def test_a_mention_whose_sentence_was_taken_out_is_listed_and_not_put_on_another():
    new = OLD.replace(" وكانت مصر قد استضافت في يوليو الماضي قمة لدول الجوار.", "")
    gone = tagged(OLD, "مصر", 2)
    places, lost = moved_quotes(
        OLD, new, tagged(OLD, "مصر", 0), tagged(OLD, "مصر", 1), gone, tagged(OLD, "يوليو الماضي")
    )
    assert [quote for quote, _ in places] == ["مصر", "مصر"]
    assert lost == [gone, tagged(OLD, "يوليو الماضي")]


def test_a_paragraph_that_moved_takes_its_annotations_along():
    first, second = OLD.split("\n\n")
    new = f"{second}\n\n{first}"
    result = reanchor(OLD, new, [tagged(OLD, "سامح شكري"), tagged(OLD, "الأمم المتحدة"), tagged(OLD, "مصر", 1)])
    assert [each.after.span for each in result.moved] == [
        over(new, "سامح شكري"),
        over(new, "الأمم المتحدة"),
        over(new, "مصر", 0),
    ]


def test_roles_come_along_and_one_that_went_is_told():
    pledge = Annotation(
        over(OLD, "تتعهد"),
        "pledge",
        roles=(
            ("committer", over(OLD, "مصر")),
            ("action", over(OLD, "بإرسال مساعدات عاجلة إلى الخرطوم")),
            ("deadline", over(OLD, "قبل نهاية الشهر")),
        ),
        attributes=(("polarity", "positive"),),
        note="ملاحظة",
        key="k1",
    )
    new = OLD.replace(" قبل نهاية الشهر", "").replace("وقال الوزير", "وأضاف الوزير")
    (moved,) = reanchor(OLD, new, [pledge]).moved
    assert {name: span.of(new) for name, span in moved.after.roles} == {
        "committer": "مصر",
        "action": "بإرسال مساعدات عاجلة إلى الخرطوم",
    }
    assert (moved.after.key, moved.after.note, moved.after.attributes) == ("k1", "ملاحظة", pledge.attributes)


def test_a_text_that_was_vocalised_throughout_keeps_everything():
    new = re.sub(r"(\w)(?=\w)", "\\1\u064e", OLD)
    mentions = [Annotation(word.span, "misc") for word in words(OLD)]
    result = reanchor(OLD, new, mentions)
    assert result.lost == ()
    assert [each.after.span for each in result.moved] == [word.span for word in words(new)]


def test_a_text_with_nothing_in_common_loses_everything_and_says_so():
    mentions = [tagged(OLD, "مصر"), tagged(OLD, "سامح شكري", label="person")]
    new = "The weather will be fine tomorrow. " * 5
    assert moved_quotes(OLD, new, *mentions) == ([], mentions)
    assert moved_quotes(OLD, "", *mentions) == ([], mentions)


word_lists = st.lists(st.sampled_from([word.text for word in words(OLD)]), min_size=1, max_size=6).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), word_lists | st.just("")), max_size=3))
def test_whatever_was_edited_nothing_is_dropped_and_what_is_found_is_alike(edits):
    new = OLD
    for where, many, put in edits:
        at = int(where * len(new))
        new = new[:at] + put + new[at + many :]
    mentions = [Annotation(word.span, "misc", key=str(number)) for number, word in enumerate(words(OLD))]
    result = reanchor(OLD, new, mentions)
    assert sorted([*(each.before.key for each in result.moved), *(each.key for each in result.lost)]) == sorted(
        each.key for each in mentions
    )
    places = [each.after.span for each in result.moved]
    assert len(set(places)) == len(places), "no two mentions end on one"
    for each in result.moved:
        assert each.after.span.end <= len(new)
        if each.how is not How.FUZZY:
            assert fold(each.after.span.of(new)) == fold(each.before.span.of(OLD))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(OLD)), st.sampled_from(["خبر عاجل: ", "\n\n", "كما ورد سابقا في تقرير آخر. "]))
def test_what_is_put_between_words_moves_the_rest_and_loses_nothing(offset, put):
    starts = [word.span.start for word in words(OLD)]
    at = min(starts, key=lambda start: abs(start - offset))
    new = OLD[:at] + put + OLD[at:]
    mentions = [Annotation(word.span, "misc") for word in words(OLD)]
    result = reanchor(OLD, new, mentions)
    assert result.lost == ()
    for each in result.moved:
        shift = len(put) if each.before.span.start >= at else 0
        assert each.after.span == Span(each.before.span.start + shift, each.before.span.end + shift)


def test_a_long_article_with_thousands_of_annotations_is_re_anchored():
    chance = random.Random(3)
    vocabulary = [word.text for word in words(OLD)]
    old = " ".join(chance.choice(vocabulary) for _ in range(6000))
    every = list(words(old))
    new = old[:9000] + " نص جديد تماما " + old[9200:]
    mentions = [Annotation(word.span, "misc") for word in every[::2]]
    result = reanchor(old, new, mentions)
    assert len(result.lost) < 40
    far = [each for each in result.moved if each.before.span.end < 8900 or each.before.span.start > 9300]
    assert all(each.after.span.of(new) == each.before.span.of(old) for each in far)
    assert len(far) > 2900
