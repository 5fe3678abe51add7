"""spaCy's DocBin: what spaCy's own code makes of ours, and what we read of files that it writes."""

import builtins
import re
import zlib

import pytest
import spacy
from foreign_cases import ANNOTATIONS, TEXT, annotated_texts, outgoing, read_from, write_into
from hypothesis import given, settings
from spacy.scorer import Scorer
from spacy.tokens import Doc, DocBin
from spacy.training import Example, biluo_tags_to_offsets, offsets_to_biluo_tags

from reader.errors import LoadError, ReaderError
from reader.exchange import foreign_files, spacy_docs
from reader.exchange.foreign_format import Losses
from reader.labels import default_labels
from reader.model import Annotation, Span


def docs_of(data, language="ar"):
    return list(DocBin().from_bytes(data).get_docs(spacy.blank(language).vocab))


def written(*rows, losses=None):
    return b"".join(
        piece.content for piece in spacy_docs.write(rows, labels=default_labels(), losses=losses or Losses())
    )


@pytest.mark.parametrize("language", ["ar", "xx"])
def test_a_blank_pipeline_reads_text_spans_and_entities(language):
    (doc,) = docs_of(written(outgoing(*ANNOTATIONS)), language)
    assert doc.text == TEXT
    spans = [(span.label_, TEXT[span.start_char : span.end_char]) for span in doc.spans["reader"]]
    assert spans == [(each.label, each.span.of(TEXT)) for each in ANNOTATIONS]
    # Not the rejected one, nor those that lie in others or cross one before them.
    assert [(each.label_, each.text) for each in doc.ents] == [
        ("place", "موسكو"),
        ("Custom \u202eLabel", "المدنيين\tمن حلب"),
    ]


@given(row=annotated_texts())
@settings(deadline=None, max_examples=60)
def test_the_tokens_are_the_text_and_cut_at_every_span(row):
    (doc,) = docs_of(written(row))
    assert doc.text == row.article.text
    spans = [(span.start_char, span.end_char) for span in doc.spans["reader"]]
    assert spans == [(each.span.start, each.span.end) for each in row.annotations]


def test_the_words_are_the_readers():
    (doc,) = docs_of(written(outgoing(Annotation(Span(1, 4), "place"), text="وموسكو  تتعهد، بـ3.5\r\nعبر @user_1 ")))
    assert [token.text_with_ws for token in doc] == [
        "و",
        "موس",
        "كو ",
        " ",
        "تتعهد",
        "، ",
        "بـ",
        "3.5",
        "\r\n",
        "عبر ",
        "@user_1 ",
    ]


def test_spacy_makes_tags_of_the_entities_and_offsets_of_the_tags():
    (doc,) = docs_of(written(outgoing(*ANNOTATIONS)))
    offsets = [(each.start_char, each.end_char, each.label_) for each in doc.ents]
    tags = offsets_to_biluo_tags(doc, offsets)
    assert "-" not in tags
    assert biluo_tags_to_offsets(doc, tags) == offsets


def test_spacy_scores_it_against_itself():
    (doc,) = docs_of(written(outgoing(*ANNOTATIONS)))
    scores = Scorer.score_spans([Example(doc, doc)], "ents")
    assert scores["ents_f"] == 1.0
    spans = Scorer.score_spans(
        [Example(doc, doc)],
        "spans_reader",
        getter=lambda each, key: each.spans["reader"],
        has_annotation=lambda each: "reader" in each.spans,
        allow_overlap=True,
    )
    assert spans["spans_reader_f"] == 1.0


def test_a_span_that_was_moved_or_taken_away_in_spacy(tmp_path):
    (doc,) = docs_of(written(outgoing(*ANNOTATIONS)))
    pledge = doc.spans["reader"][1]
    doc.spans["reader"] = [spacy.tokens.Span(doc, pledge.start - 1, pledge.end, label="threat", span_id=pledge.id_)]
    path = tmp_path / "a.spacy"
    DocBin(docs=[doc], store_user_data=True).to_disk(path)
    ((found,),) = (each.annotations for each in read_from(path, "spacy"))
    assert (found.span, found.label, found.roles) == (Span(7, 14), "threat", ANNOTATIONS[1].roles)


def test_docs_of_another_pipeline(tmp_path):
    nlp = spacy.blank("ar")
    doc = nlp("موسكو تتعهد بقصف حلب")
    doc.ents = [doc.char_span(0, 5, label="GPE", kb_id="Q649")]
    doc.spans["sc"] = [doc.char_span(0, 5, label="GPE", kb_id="Q649"), doc.char_span(6, 11, label="Event")]
    path = tmp_path / "a.spacy"
    DocBin(docs=[doc, nlp("لا شيء")]).to_disk(path)
    first, second = read_from(path, "spacy")
    assert [(each.span, each.label, each.attributes) for each in first.annotations] == [
        (Span(0, 5), "place", (("entity", "Q649"),)),
        (Span(6, 11), "Event", ()),
    ]
    assert {each.source for each in first.annotations} == {"spacy"}
    assert (second.text, second.annotations) == ("لا شيء", ())


@pytest.mark.parametrize(
    "held",
    [
        3,
        {"article": 3, "annotations": [1]},
        {"annotations": {"a1": {"roles": [["committer", 0, 10**9], ["x"], 3], "score": "نعم", "attributes": 3}}},
        {"article": {"id": 5}, "annotations": {"a1": 3}},
    ],
)
def test_what_others_put_into_our_place_is_passed_over(tmp_path, held):
    (doc,) = docs_of(written(outgoing(ANNOTATIONS[0])))
    doc.user_data["reader"] = held
    path = tmp_path / "a.spacy"
    DocBin(docs=[doc], store_user_data=True).to_disk(path)
    (incoming,) = read_from(path, "spacy")
    assert [(each.span, each.roles) for each in incoming.annotations] == [(Span(1, 6), ())]


def test_an_annotation_of_no_character_is_counted():
    losses = Losses()
    (doc,) = docs_of(written(outgoing(Annotation(Span(3, 3), "place")), losses=losses))
    assert len(doc.spans["reader"]) == 0
    assert losses.describe("spacy").endswith("left out or changed: 1 annotations that cover no character.")


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04", zlib.compress(b"\xc1"), zlib.compress(b"\x80"), zlib.compress(b"x" * 99)]
)
def test_other_files_are_refused_in_a_sentence(tmp_path, content):
    path = tmp_path / "a.spacy"
    path.write_bytes(content)
    with pytest.raises(
        LoadError, match=rf"{re.escape(str(path))}: this is not a DocBin that spaCy can read \(.*\); name another"
    ):
        read_from(path, "spacy")


def test_a_cut_off_file(tmp_path):
    whole = written(outgoing(*ANNOTATIONS))
    path = tmp_path / "a.spacy"
    for length in range(0, len(whole), len(whole) // 20):
        path.write_bytes(whole[:length])
        with pytest.raises(LoadError):
            read_from(path, "spacy")


def test_a_file_that_unpacks_to_too_much(tmp_path, monkeypatch):
    monkeypatch.setattr(spacy_docs, "MOST_BYTES", 1000)
    path = tmp_path / "a.spacy"
    path.write_bytes(zlib.compress(bytes(100_000)))
    with pytest.raises(LoadError, match="the file unpacks to more than a gigabyte; divide it"):
        read_from(path, "spacy")
    monkeypatch.setattr(foreign_files, "MOST_BYTES", 10)
    with pytest.raises(LoadError, match="the file is larger than a gigabyte; divide it"):
        read_from(path, "spacy")


def test_without_spacy_the_command_to_install_it_is_named(tmp_path, monkeypatch):
    importing = builtins.__import__

    def without_spacy(name, *rest, **named):
        if name.startswith("spacy"):
            raise ImportError(name)
        return importing(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", without_spacy)
    with pytest.raises(ReaderError) as error:
        write_into(tmp_path, "spacy", [outgoing()])
    assert str(error.value) == (
        "The format spacy needs spaCy, which is not installed; run: pip install 'arabic-reader[spacy]'"
    )


def test_docs_keep_their_order_and_layer():
    docs = docs_of(written(outgoing(text="أ"), outgoing(text="ب", name="b")))
    assert [doc.text for doc in docs] == ["أ", "ب"]
    assert all(isinstance(doc, Doc) for doc in docs)
    assert docs[0].user_data["reader"]["article"]["layer"] == "ليلى"
