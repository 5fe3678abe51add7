"""The annotator that asks a large model: what it makes of good answers, of bad ones, and of servers that give none."""

from __future__ import annotations

import json

import pytest
from asking_a_model import ANSWER, TEXT, propose
from loopback_server import answers, breaks_off, drips, fails, repeats_the_key, says, sleeps

from reader.annotate import default_names, known_names
from reader.annotate.llm import chat
from reader.annotate.llm.llm_annotator import LargeModel
from reader.annotate.llm.token_tally import Tally, sum_tallies
from reader.annotate.pipeline import annotate
from reader.errors import AnnotateError
from reader.model import Article
from reader.settings.definitions import Llm

EMPTY = {"entities": [], "commitments": []}
REFUSED = ("temperature", "max_tokens", "response_format")


def quotes(annotations, text=TEXT):
    return [(each.label, each.span.of(text)) for each in annotations]


def test_quotes_become_annotations_with_offsets(model_of):
    model, _ = model_of(answers(ANSWER))
    *entities, pledge = propose(model)
    assert quotes(entities) == [("place", "حلب"), ("place", "حلب"), ("person", "أحمد الجابر")]
    assert quotes([pledge]) == [("pledge", "تعهدت")]
    assert {name: span.of(TEXT) for name, span in pledge.roles} == {
        "committer": "روسيا",
        "action": "بعدم قصف حلب",
        "deadline": "خلال ساعات",
        "source": "قناة العربية",
    }
    assert pledge.attribute("polarity") == "positive"
    assert {each.source for each in (*entities, pledge)} == {"llm"}
    assert pledge.rule == "small: pledge"


def test_it_is_registered_but_runs_only_by_name():
    assert "llm" in known_names()
    assert "llm" not in default_names()


def test_without_a_server_or_a_model_it_says_which_setting_is_missing():
    with pytest.raises(AnnotateError, match=r"set llm\.server in config\.toml"):
        propose(LargeModel(Llm()))
    with pytest.raises(AnnotateError, match=r"set llm\.model in config\.toml"):
        propose(LargeModel(Llm(server="http://127.0.0.1:1/v1")))


def test_other_annotators_go_on_without_it(monkeypatch):
    outcome = annotate(Article("زار أحمد دمشق يوم 3 مايو 2016"), names=["patterns", "llm"])
    assert [failure.annotator for failure in outcome.failures] == ["llm"]
    assert outcome.annotations


@pytest.mark.parametrize("server", ["localhost", "ftp://localhost/v1", "http://", "http://[::1", "http://h:99999/v1"])
def test_a_server_that_is_no_address_is_refused(server):
    with pytest.raises(AnnotateError, match="llm.server cannot be"):
        chat.check_server(server)


@pytest.mark.parametrize(
    "content",
    [
        "```json\n{}\n```",
        "<think>{maybe?}</think> {}",
        "Here you are: {} I hope that helps.",
    ],
)
def test_what_models_write_around_their_answer_is_left_out(model_of, content):
    model, _ = model_of(answers(content.replace("{}", json.dumps(ANSWER))))
    assert len(propose(model)) == 4


@pytest.mark.parametrize(
    "content",
    ["I cannot help with that.", "", "{", "[]", '{"entities": 3}', '{"names": []}', '{"a":' * 5000, "{" + "9" * 5000],
)
def test_an_answer_in_another_form_is_asked_for_again_and_then_given_up(model_of, content):
    model, server = model_of(answers(content))
    with pytest.raises(AnnotateError, match="small gave no answer that can be used"):
        propose(model)
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    "body", [b"", b"{}", b"<html>", b'{"choices": []}', b'{"choices": [{"message": null}]}', b"\xff"]
)
def test_a_body_that_is_no_completion_is_no_answer(model_of, body):
    model, server = model_of(says(body), answers(ANSWER))
    assert len(propose(model)) == 4
    assert len(server.asked) == 2


def test_unknown_labels_wrong_types_and_quotes_that_are_not_there_are_dropped_and_counted(model_of):
    pledge = ANSWER["commitments"][0]
    answer = {
        "entities": [
            {"label": "weapon", "text": "حلب", "context": None},
            {"label": "pledge", "text": "حلب", "context": None},
            {"label": "place", "text": 7, "context": None},
            {"label": ["place"], "text": "حلب"},
            "حلب",
            {"label": "place", "text": "بيروت", "context": None},
        ],
        "commitments": [
            {**pledge, "type": "promise"},
            {**pledge, "cue": "رفضت", "context": "رفضت روسيا"},
            {**pledge, "roles": {"committer": "فرنسا", "weather": "حلب"}, "attributes": {"polarity": "maybe"}},
            None,
        ],
    }
    model, _ = model_of(answers(answer))
    (found,) = propose(model)
    assert quotes([found]) == [("pledge", "تعهدت")]
    assert found.roles == ()
    assert found.attribute("polarity") == "positive"
    assert sum_tallies()["small"] == Tally(1, 100, 20, kept=0, lost=3, unusable=7)


def test_a_slow_server_is_given_up_with_a_sentence(model_of):
    model, _ = model_of(sleeps, timeout=1)
    with pytest.raises(AnnotateError, match=r"has not answered within 1 second, 1 time; raise llm\.timeout"):
        propose(model)


def test_a_server_that_answers_drop_by_drop_holds_nobody_up_for_ever(model_of):
    model, server = model_of(drips, timeout=1)
    with pytest.raises(AnnotateError, match="gave no answer"):
        propose(model)
    assert server.was_left.wait(30)


def test_a_server_that_is_not_there_is_named():
    from reader.annotate.llm.first_notice import note_said

    note_said("http://127.0.0.1:9/v1")
    with pytest.raises(AnnotateError, match=r"http://127\.0\.0\.1:9/v1 cannot be reached .* start the server"):
        propose(LargeModel(Llm(server="http://127.0.0.1:9/v1", model="small", retries=0)))


def test_an_answer_that_breaks_off_is_asked_for_again(model_of):
    model, server = model_of(breaks_off, answers(ANSWER))
    assert len(propose(model)) == 4
    assert len(server.asked) == 2


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_server_that_is_busy_is_asked_again(model_of, status):
    model, server = model_of(
        fails(status, retry_after_ms="1"), fails(status, retry_after_ms="1"), answers(ANSWER), retries=3
    )
    assert len(propose(model)) == 4
    assert len(server.asked) == 3


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (429, r"it wants fewer requests; set llm\.per_minute"),
        (500, "2 times; look into the server's own log"),
        (404, r"it has no model small; correct llm\.model"),
        (403, "it wants a key; set it in READER_LLM_KEY or in the keyring"),
        (400, r"answers 400 \(Nothing goes\); correct llm\.server or llm\.model"),
    ],
)
def test_a_server_that_refuses_is_explained(model_of, status, sentence):
    model, _ = model_of(fails(status, "Nothing goes", retry_after_ms="1"), retries=1)
    with pytest.raises(AnnotateError, match=sentence):
        propose(model)


def test_options_that_a_server_does_not_know_are_left_out(model_of):
    refusals = [fails(400, f"Unsupported parameter: '{name}' is not supported") for name in REFUSED]
    model, server = model_of(*refusals, answers(ANSWER))
    assert len(propose(model)) == 4
    assert [[name for name in REFUSED if name in asked.body] for asked in server.asked] == [
        list(REFUSED),
        ["max_tokens", "response_format"],
        ["response_format"],
        [],
    ]


def test_the_newer_name_of_the_limit_is_used_where_the_server_names_it(model_of):
    refusal = fails(400, "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.")
    model, server = model_of(refusal, answers(ANSWER))
    propose(model)
    assert "max_tokens" not in server.asked[-1].body
    assert server.asked[-1].body["max_completion_tokens"] == 4096


def test_a_limit_of_requests_in_a_minute_is_kept(model_of, monkeypatch):
    waited: list[float] = []
    monkeypatch.setattr(chat.time, "sleep", waited.append)
    model, server = model_of(answers("no"), answers(ANSWER), per_minute=1)
    propose(model)
    assert len(server.asked) == 2
    assert len(waited) == 1
    assert 0 < waited[0] <= 60


def test_the_schema_allows_only_the_labels_and_roles_of_the_set(model_of):
    model, server = model_of(answers(EMPTY))
    propose(model)
    form = server.asked[0].body["response_format"]
    properties = form["json_schema"]["schema"]["properties"]
    entity, commitment = (properties[name]["items"]["properties"] for name in ("entities", "commitments"))
    assert form["type"] == "json_schema"
    assert entity["label"]["enum"] == ["person", "place", "organization", "group", "date", "quantity", "misc"]
    assert commitment["type"]["enum"][:2] == ["pledge", "intent"]
    assert list(commitment["roles"]["properties"]) == [
        "committer",
        "action",
        "counterparty",
        "condition",
        "deadline",
        "source",
    ]
    assert commitment["attributes"]["properties"]["polarity"]["enum"] == ["positive", "negative"]


def test_labels_of_the_users_own_are_asked_for(model_of, home):
    (home / "config" / "arabic-reader").mkdir(parents=True)
    own = '[weapon]\narabic = "سلاح"\nenglish = "Weapon"\nkey = "8"\n'
    (home / "config" / "arabic-reader" / "labels.toml").write_text(own, encoding="utf-8")
    model, server = model_of(
        answers({"entities": [{"label": "weapon", "text": "حلب", "context": None}], "commitments": []})
    )
    assert quotes(propose(model))[0] == ("weapon", "حلب")
    assert "- weapon (سلاح): Weapon" in server.asked[0].rules


def test_a_text_that_is_not_arabic_is_not_sent(model_of, monkeypatch):
    model, server = model_of(answers(EMPTY))
    monkeypatch.setattr("reader.annotate.pipeline.find_annotator", lambda _: model)
    outcome = annotate(
        Article("The minister promised to visit the city next week, he said on Monday. " * 3), names=["llm"]
    )
    assert outcome.annotations == outcome.failures == ()
    assert server.asked == []


def test_a_key_that_is_wrong_is_not_repeated(model_of, monkeypatch):
    monkeypatch.setenv("READER_LLM_KEY", "sk-very-secret")
    model, server = model_of(repeats_the_key)
    with pytest.raises(AnnotateError, match="does not accept the key") as caught:
        propose(model)
    assert server.asked[0].headers["authorization"] == "Bearer sk-very-secret"
    assert "sk-very-secret" not in str(caught.value)
    assert "•••" in str(caught.value)
