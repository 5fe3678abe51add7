"""Answers are kept by text, model and instructions, and long articles are asked about in pieces: nothing is paid twice."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from asking_a_model import ANSWER, TEXT, propose
from hypothesis import given
from hypothesis import strategies as st
from loopback_server import answers, fails

from reader.annotate.llm.llm_annotator import LargeModel
from reader.annotate.llm.pieces import cut_pieces, halve, make_safe
from reader.annotate.llm.token_tally import Tally, explain_tally, sum_tallies
from reader.errors import AnnotateError
from reader.labels import _find_once
from reader.settings.definitions import Llm

EMPTY = {"entities": [], "commitments": []}
LONG = " ".join(f"وصل الوفد رقم {number} إلى حلب." for number in range(100))


def test_a_text_is_asked_about_once(model_of):
    model, server = model_of(answers(ANSWER))
    assert propose(model) == propose(model)
    assert len(server.asked) == 1
    assert sum_tallies() == {"small": Tally(1, 100, 20, kept=1)}


def test_another_model_text_or_label_set_asks_again(model_of, home):
    model, server = model_of(answers(ANSWER))
    propose(model)
    propose(model, TEXT + " ثم عاد.")
    propose(LargeModel(Llm(server=server.address, model="large")))
    assert len(server.asked) == 3
    (home / "config" / "arabic-reader").mkdir(parents=True)
    own = '[weapon]\narabic = "سلاح"\nenglish = "Weapon"\nkey = "8"\n'
    (home / "config" / "arabic-reader" / "labels.toml").write_text(own, encoding="utf-8")
    _find_once.cache_clear()
    propose(model)
    assert len(server.asked) == 4


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"content": 3, "is_cut": false, "limit": 1}', b"\xff"])
def test_a_damaged_file_is_asked_for_again(model_of, home, damage):
    model, server = model_of(answers(ANSWER))
    wanted = propose(model)
    (path,) = (home / "data").rglob("answers/*/*.json")
    path.write_bytes(damage)
    assert propose(model) == wanted
    assert len(server.asked) == 2


def test_an_answer_that_cannot_be_used_is_not_kept(model_of, home):
    model, _ = model_of(answers("no"))
    with pytest.raises(AnnotateError):
        propose(model)
    assert list((home / "data").rglob("answers/*/*.json")) == []


def test_what_was_paid_before_an_error_is_counted_and_kept(model_of):
    model, server = model_of(answers(EMPTY), fails(500), piece=1500)
    with pytest.raises(AnnotateError, match="answers 500"):
        propose(model, LONG)
    assert sum_tallies()["small"] == Tally(1, 100, 20)
    server.behaviours = [answers(EMPTY)]
    propose(model, LONG)
    assert sum_tallies()["small"].kept == 1


def test_a_long_article_goes_in_pieces_and_nothing_is_found_twice(model_of):
    place = {"entities": [{"label": "place", "text": "حلب", "context": None}], "commitments": []}
    model, server = model_of(answers(place), piece=1000)
    found = propose(model, LONG)
    assert len(server.asked) == 3
    assert [each.span.of(LONG) for each in found] == ["حلب"] * 100
    assert len({each.span for each in found}) == 100


def test_an_answer_that_is_cut_off_halves_the_piece(model_of):
    model, server = model_of(answers('{"entities": [', finish="length"), answers(EMPTY), piece=5000)
    propose(model, LONG)
    assert len(server.asked) == 3
    propose(model, LONG)
    assert len(server.asked) == 3, "the cut answer is kept too, since it was paid for"


def test_of_an_answer_that_is_cut_again_the_whole_entries_are_taken(model_of):
    words = json.dumps(ANSWER, ensure_ascii=False)
    model, server = model_of(answers(words[: words.index("أحمد") + 2], finish="length"))
    assert [each.span.of(TEXT) for each in propose(model)] == ["حلب", "حلب"]
    assert len(server.asked) == 1, "a short text is not halved"
    raised = replace(model._settings, answer_tokens=8000)
    propose(LargeModel(raised))
    assert len(server.asked) == 2, "a higher limit may give the whole answer"


def test_a_piece_that_is_too_long_for_the_model_is_halved(model_of):
    model, server = model_of(fails(400, "the request exceeds the available context size"), answers(EMPTY), piece=5000)
    assert propose(model, LONG) == []
    assert len(server.asked) == 3


def test_the_tally_is_a_sentence():
    whole = explain_tally("small", Tally(2, 1200, 34, kept=1, lost=3, unusable=1))
    assert whole == (
        "small: 2 requests, 1,200 tokens sent and 34 received; 1 answer kept from before; 3 quotes not found in the text "
        "and dropped; 1 entry of another form or label dropped."
    )


@given(st.text(alphabet="ابت .\n؟<[", max_size=400), st.integers(1, 60))
def test_the_pieces_cover_the_text_once_and_lie_in_what_is_sent(text, size):
    pieces = cut_pieces(text, size)
    assert all(piece.sent.covers(piece.core) for piece in pieces)
    covered = [offset for piece in pieces for offset in range(piece.core.start, piece.core.end)]
    assert covered == sorted(set(covered))
    assert {offset for offset, each in enumerate(text) if not each.isspace()} <= set(covered)
    for piece in pieces:
        halves = halve(piece, text)
        assert piece.core.of(text).strip() == "".join(half.core.of(text) for half in halves).strip()


@given(st.text())
def test_a_text_is_sent_as_long_as_it_is_and_can_be_encoded(text):
    safe = make_safe(text)
    assert len(safe) == len(text)
    assert not set(safe) & {"<", ">", "\x1b", "\x00"}
    safe.encode("utf-8")
