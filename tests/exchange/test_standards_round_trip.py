"""What the formats of standards give back of what was written in them."""

import pytest
from foreign_cases import (
    ANNOTATIONS,
    ARTICLE,
    TEXT,
    XML_CHARACTERS,
    annotated_texts,
    in_order,
    outgoing,
    there_and_back,
)
from hypothesis import given, settings

from reader.exchange.foreign_format import Losses
from reader.model import Annotation, Span

ALL = ["w3c", "cas-xmi", "cas-json", "spacy", "tei"]


@pytest.mark.parametrize("form", ALL)
def test_a_hard_article_comes_back_whole(form):
    losses = Losses()
    (incoming,) = there_and_back(form, outgoing(*ANNOTATIONS), losses=losses)
    assert losses.describe(form) == ""
    assert incoming.text == TEXT
    assert in_order(incoming.annotations) == in_order(ANNOTATIONS)
    assert (incoming.id, incoming.title, incoming.source) == (ARTICLE.id, ARTICLE.title, ARTICLE.source)
    assert incoming.warnings == ()


@pytest.mark.parametrize("form", ALL)
def test_several_articles_come_back_apart(form):
    rows = [outgoing(*ANNOTATIONS[:1]), outgoing(text="ثانٍ", name="b"), outgoing(*ANNOTATIONS[1:2], name="c")]
    incoming = there_and_back(form, *rows)
    if form == "w3c":
        # Annotations are read by the article that they are about.
        assert [len(each.annotations) for each in incoming] == [2, 0]
    else:
        assert [len(each.annotations) for each in incoming] == [1, 0, 1]


@pytest.mark.parametrize("form", ALL)
def test_an_empty_export_and_an_empty_article(form):
    (incoming,) = there_and_back(form, outgoing(text=""))
    assert incoming.annotations == ()


@pytest.mark.parametrize("form", ALL)
def test_half_a_character_becomes_a_stand_in_and_is_counted(form):
    losses = Losses()
    row = outgoing(Annotation(Span(2, 4), "place", note="\udc00"), text="أ\ud800بج")
    (incoming,) = there_and_back(form, row, losses=losses)
    assert incoming.text == "أ\ufffdبج"
    assert [(each.span, each.note) for each in incoming.annotations] == [(Span(2, 4), "\ufffd")]
    assert incoming.id == row.article.id
    assert sum(losses.counts.values()) >= 2


@pytest.mark.parametrize("form", ["w3c", "cas-json", "spacy"])
@given(row=annotated_texts())
@settings(deadline=None, max_examples=40)
def test_nothing_is_lost(form, row):
    check(form, row)


@pytest.mark.parametrize("form", ["cas-xmi", "tei"])
@given(row=annotated_texts(XML_CHARACTERS))
@settings(deadline=None, max_examples=40)
def test_nothing_is_lost_of_what_xml_allows(form, row):
    check(form, row)


def check(form, row):
    losses = Losses()
    (incoming,) = there_and_back(form, row, losses=losses)
    assert not +losses.counts
    assert incoming.text == row.article.text
    assert in_order(incoming.annotations) == in_order(row.annotations)
    assert incoming.id == row.article.id
    assert incoming.warnings == ()
