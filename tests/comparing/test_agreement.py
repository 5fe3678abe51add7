"""How far analysts agree: the figures beside those of others, and by hand."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.comparing.agreement import EVERY, Counts, LayeredArticle, agree, cohens_kappa, tabulate
from reader.model import Annotation, Article, Decision, Span

TEXT = "قالت مصر إن السودان وليبيا تتعهدان بوقف القتال فورا"
ARTICLE = Article(TEXT)
WORDS = [Span(match, match + len(word)) for word in TEXT.split() for match in [TEXT.index(word)]]
EGYPT, SUDAN, LIBYA, PLEDGE = WORDS[1], WORDS[3], WORDS[4], WORDS[5]


def said(span, label, **more):
    return Annotation(span, label, decision=Decision.ACCEPTED, **more)


def compare(one, other, label=EVERY):
    agreement = agree([LayeredArticle(ARTICLE, {"أ": one, "ب": other})])
    return next(each for each in agreement.pairs if each.label == label)


def test_those_who_say_the_same_agree_wholly():
    layer = [said(EGYPT, "place"), said(SUDAN, "place")]
    pair = compare(layer, list(layer))
    assert (pair.kappa, pair.exact.f1, pair.partial.f1) == (1.0, 1.0, 1.0)
    assert dict(agree([LayeredArticle(ARTICLE, {"أ": layer, "ب": layer})]).alpha)[EVERY] == 1.0


def test_kappa_counts_words():
    # Of 9 words one is a place to both, one to the first and one to the second: 7 of 9 alike, 53 of 81 by chance.
    pair = compare([said(EGYPT, "place"), said(SUDAN, "place")], [said(EGYPT, "place"), said(LIBYA, "place")], "place")
    assert pair.kappa == pytest.approx((7 / 9 - 53 / 81) / (1 - 53 / 81))


def test_f1_counts_spans_exactly_and_by_overlap():
    one = [said(EGYPT, "place"), said(Span(SUDAN.start, LIBYA.end), "place"), said(PLEDGE, "misc")]
    other = [said(EGYPT, "place"), said(SUDAN, "place"), said(LIBYA, "place"), said(PLEDGE, "person")]
    pair = compare(one, other, "place")
    assert (pair.exact, pair.partial) == (Counts(1, 2, 3), Counts(2, 2, 3))
    assert pair.exact.f1 == pytest.approx(2 / 5)
    every = compare(one, other)
    assert (every.exact, every.partial) == (Counts(1, 3, 4), Counts(2, 3, 4))


def test_only_what_was_accepted_counts():
    rejected = Annotation(SUDAN, "place", decision=Decision.REJECTED)
    pair = compare([said(EGYPT, "place"), rejected], [said(EGYPT, "place"), Annotation(LIBYA, "place")])
    assert pair.exact == Counts(1, 1, 1)


def test_commitments_are_compared_role_by_role_where_cues_overlap():
    one = [said(PLEDGE, "pledge", roles=(("committer", SUDAN), ("action", Span(WORDS[6].start, WORDS[8].end))))]
    other = [
        said(
            Span(PLEDGE.start - 1, PLEDGE.end),
            "intent",
            roles=(("committer", EGYPT), ("action", Span(WORDS[6].start, WORDS[7].end))),
        ),
        said(WORDS[0], "intent", roles=(("committer", EGYPT),)),
    ]
    roles = {each.role: each.counts for each in agree([LayeredArticle(ARTICLE, {"أ": one, "ب": other})]).roles}
    assert roles == {
        "cue": Counts(1, 1, 2),
        "cue and type": Counts(0, 1, 2),
        "committer": Counts(0, 1, 2),
        "action": Counts(1, 1, 1),
    }


def test_who_has_not_read_an_article_is_not_compared_in_it():
    second = Article("خبر آخر عن مصر")
    readings = [
        LayeredArticle(ARTICLE, {"أ": [said(EGYPT, "place")], "ب": [said(EGYPT, "place")]}),
        LayeredArticle(second, {"أ": [said(Span(11, 14), "place")]}),
    ]
    agreement = agree(readings)
    assert (agreement.articles, agreement.tokens) == (1, 9)
    assert compare([said(EGYPT, "place")], [said(EGYPT, "place")]).exact == agreement.pairs[0].exact


def test_three_analysts_are_three_pairs():
    layers = {"أ": [said(EGYPT, "place")], "ب": [said(EGYPT, "place")], "ج": []}
    agreement = agree([LayeredArticle(ARTICLE, layers)])
    assert [(each.first, each.second) for each in agreement.pairs if each.label == EVERY] == [
        ("أ", "ب"),
        ("أ", "ج"),
        ("ب", "ج"),
    ]
    assert 0 <= dict(agreement.alpha)["place"] < 1


def test_where_nobody_said_anything_there_is_no_figure():
    agreement = agree([LayeredArticle(ARTICLE, {"أ": [], "ب": []})])
    assert agreement.pairs[0].kappa is None
    assert agreement.pairs[0].exact.f1 is None
    assert dict(agreement.alpha) == {EVERY: None}
    assert ("أ / ب", "all labels", "–", "–", "–", "0", "0") in tabulate(agreement)
    assert agree([]).pairs == ()


def test_the_table_has_a_row_for_each_figure():
    layer = [said(EGYPT, "place"), said(PLEDGE, "pledge", roles=(("committer", SUDAN),))]
    rows = tabulate(agree([LayeredArticle(ARTICLE, {"أ": layer, "ب": layer})]))
    assert rows[0] == ("analysts", "label or role", "kappa", "F1 exact", "F1 partial", "first", "second")
    assert {len(row) for row in rows} == {7}
    assert [row[1] for row in rows[1:]] == [
        *("all labels", "place", "pledge"),
        *("cue", "cue and type", "committer"),
        *("all labels", "place", "pledge"),
    ]


values = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=2, max_size=40)


@settings(deadline=None)
@given(values)
def test_kappa_is_scikit_learns(units):
    from sklearn.metrics import cohen_kappa_score

    if len({value for unit in units for value in unit}) == 1:
        assert cohens_kappa(units) is None
    else:
        assert cohens_kappa(units) == pytest.approx(cohen_kappa_score(*zip(*units, strict=True)))


@settings(deadline=None, max_examples=30)
@given(values)
def test_kappa_is_nltks(units):
    from nltk.metrics.agreement import AnnotationTask

    rows = [(name, at, unit[side]) for side, name in enumerate("AB") for at, unit in enumerate(units)]
    if len({value for unit in units for value in unit}) > 1:
        assert cohens_kappa(units) == pytest.approx(AnnotationTask(rows).kappa_pairwise("A", "B"))


def test_alpha_is_krippendorffs_example():
    # Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), A: two observers, ten units, binary data: 0.095.
    first, second = "0100000000", "1110010100"
    text = " ".join("كلمة" for _ in range(10))
    spans = [Span(5 * at, 5 * at + 4) for at in range(10)]
    layers = {
        name: [said(span, "place") for span, value in zip(spans, row, strict=True) if value == "1"]
        for name, row in (("أ", first), ("ب", second))
    }
    alpha = dict(agree([LayeredArticle(Article(text), layers)]).alpha)
    assert alpha["place"] == pytest.approx(0.095, abs=5e-4)
    assert alpha[EVERY] == alpha["place"]


def test_a_long_article_is_compared():
    article = Article(" ".join("كلمة" for _ in range(6000)))
    labels = ["person", "place", "date", "pledge"]
    layers = {
        name: [said(Span(5 * at, 5 * at + 4), labels[(at // step) % 4]) for at in range(0, 6000, 2)]
        for name, step in (("أ", 2), ("ب", 6))
    }
    agreement = agree([LayeredArticle(article, layers)])
    assert agreement.tokens == 6000
    assert {(each.first, each.label) for each in agreement.pairs} == set(product(["أ"], [EVERY, *labels]))
