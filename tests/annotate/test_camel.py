"""CAMeL Tools: what of it is there, its recogniser (a fake one) as an annotator, its readings of words (from a stub)."""

from __future__ import annotations

import os
import subprocess
import sys
import types
from collections.abc import Sequence
from pathlib import Path

import pytest
from camel_stub import write_camel_data
from hypothesis import given
from hypothesis import strategies as st

from reader.annotate.camel.camel_annotator import Camel, find_morphology, predict_labels
from reader.annotate.camel.installation import MORPHOLOGY, RECOGNISER, find_camel
from reader.errors import AnnotateError
from reader.model import Article

NAMES = {"حلب": "B-LOC", "وحلب": "B-LOC", "منير": "B-PERS", "السيال": "I-PERS", "الأمم": "B-ORG", "المتحدة": "I-ORG"}


class FakeRecogniser:
    """Knows a few words; like the real one it answers for none of the words in which its tokenizer finds nothing."""

    def __init__(self, unread: str = "") -> None:
        self.unread = unread
        self.asked: list[list[str]] = []

    @staticmethod
    def pretrained() -> FakeRecogniser:
        return FakeRecogniser()

    def predict(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        self.asked += [list(sentence) for sentence in sentences]
        read = [[word for word in sentence if not set(word) & set(self.unread)] for sentence in sentences]
        return [[NAMES.get(word, "O") for word in sentence] for sentence in read]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder without anything in it."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("CAMELTOOLS_DATA", raising=False)
    return tmp_path


@pytest.fixture
def neural(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine where everything the recogniser needs seems to be there, and the recogniser is a fake."""
    packages = home / "packages"
    for name in ("torch", "transformers"):
        (packages / name).mkdir(parents=True)
        (packages / name / "__init__.py").write_text("raise ImportError('only to be found')")
    monkeypatch.syspath_prepend(packages)
    module = types.ModuleType("camel_tools.ner")
    module.NERecognizer = FakeRecogniser  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "camel_tools.ner", module)
    return write_camel_data(home / ".camel_tools", recogniser=True)


@pytest.fixture
def lean(monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation without the extra."""
    monkeypatch.setattr(
        "reader.annotate.camel.installation.find_spec", lambda name: name if name == "camel_tools" else None
    )


@pytest.mark.usefixtures("lean")
def test_every_missing_piece_is_named_with_its_command(home: Path) -> None:
    state = find_camel()
    commands = {each.piece: each.command for each in state.missing}
    assert state.folder == home / ".camel_tools"
    assert commands == {
        "torch": "uv sync --extra neural",
        "transformers": "uv sync --extra neural",
        "catalogue": "camel_data -u",
        "morphology": "camel_data -i morphology-db-msa-r13",
        "disambiguation": "camel_data -i disambig-mle-calima-msa-r13",
        "recogniser": "camel_data -i ner-arabert",
    }
    assert not state.folder.exists()


def test_the_package_itself_may_be_missing(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.annotate.camel.installation.find_spec", lambda name: None)
    state = find_camel()
    assert state.version == ""
    assert state.missing[0].command == "uv pip install camel-tools"


@pytest.mark.usefixtures("lean")
def test_data_is_looked_for_where_camel_tools_would(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_camel_data(home / "elsewhere")
    monkeypatch.setenv("CAMELTOOLS_DATA", "~/elsewhere")
    state = find_camel()
    assert state.folder == home / "elsewhere"
    assert state.version >= "1.6"
    assert state.has(MORPHOLOGY)
    assert {each.piece for each in state.lacks(RECOGNISER)} == {"torch", "transformers", "recogniser"}


def test_the_catalogue_says_where_a_dataset_is(home: Path) -> None:
    folder = write_camel_data(home / ".camel_tools")
    (folder / "data" / "morphology_db").rename(folder / "data" / "moved")
    assert not find_camel().has(MORPHOLOGY)
    catalogue = folder / "catalogue.json"
    catalogue.write_text(catalogue.read_text().replace("morphology_db/", "moved/"))
    assert find_camel().has(MORPHOLOGY)


@pytest.mark.parametrize(
    "content", ["", "<html>503</html>", "[]", "{}", '{"components": 1, "packages": {}, "version": ""}', "\x00"]
)
def test_a_damaged_catalogue_must_go_first(home: Path, content: str) -> None:
    folder = write_camel_data(home / ".camel_tools")
    (folder / "catalogue.json").write_text(content)
    (problem,) = find_camel().lacks(MORPHOLOGY)
    assert problem.command == f"rm {folder / 'catalogue.json'} && camel_data -u"


def test_the_older_name_of_the_weights_will_do(home: Path) -> None:
    folder = write_camel_data(home / ".camel_tools", recogniser=True)
    model = folder / "data" / "ner" / "arabert"
    (model / "model.safetensors").rename(model / "pytorch_model.bin")
    assert "recogniser" not in {each.piece for each in find_camel().missing}


def test_a_home_that_cannot_be_written_to_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("HOME", str(tmp_path / "file" / "home"))
    assert "home" in {each.piece for each in find_camel().lacks(MORPHOLOGY)}


def test_looking_imports_nothing_of_it(home: Path) -> None:
    code = (
        "import sys; from reader.annotate.camel.installation import find_camel; import reader.annotate.camel.camel_annotator;"
        "find_camel(); print([m for m in sys.modules if m.partition('.')[0] in ('camel_tools', 'requests', 'numpy')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_without_its_pieces_the_annotator_names_them_and_imports_nothing(home: Path) -> None:
    code = (
        "import sys; from reader.annotate.camel.camel_annotator import Camel; from reader.model import Article\n"
        "try: list(Camel().annotate(Article('في حلب'), ()))\n"
        "except Exception as error: print(type(error).__name__, error)\n"
        "print([m for m in sys.modules if m.startswith('camel_tools')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    told, imported = done.stdout.splitlines()
    assert told.startswith("AnnotateError")
    assert "camel_data -i ner-arabert" in told
    assert imported == "[]"
    assert not (home / ".camel_tools").exists()


def test_a_text_without_words_needs_no_recogniser(home: Path) -> None:
    assert list(Camel().annotate(Article(" … \n"), ())) == []


def test_names_are_proposed_without_their_proclitics(neural: Path) -> None:
    text = "زار منير السيال إدلب وحلب، وقالت الأمم المتحدة ذلك."
    found = [(each.label, each.span.of(text), each.rule) for each in Camel().annotate(Article(text), ())]
    assert found == [
        ("person", "منير السيال", "CAMeL Tools: person"),
        ("place", "حلب", "CAMeL Tools: place"),
        ("organization", "الأمم المتحدة", "CAMeL Tools: organization"),
    ]


def test_a_recogniser_that_cannot_be_loaded_is_told(neural: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> FakeRecogniser:
        raise OSError("no space left")

    monkeypatch.setattr(FakeRecogniser, "pretrained", staticmethod(fail))
    with pytest.raises(AnnotateError, match=r"no space left.*camel_data -f -i"):
        list(Camel().annotate(Article("في حلب"), ()))


def test_what_the_recogniser_cannot_read_is_not_sent(neural: Path) -> None:
    recogniser = FakeRecogniser()
    words = ["\u200f", "حلب", "\x00", "\ud800", "\ue000", "منير\u200d", "ا" * 300]
    assert predict_labels(recogniser, [words, ["\u200f"], []]) == [
        ["O", "B-LOC", "O", "O", "O", "B-PERS", "O"],
        ["O"],
        [],
    ]
    assert recogniser.asked == [["حلب", "منير", "ا" * 64]]


def test_labels_that_come_back_short_are_put_to_the_right_words() -> None:
    recogniser = FakeRecogniser(unread="☃☂")
    sentence = ["☃", "في", "حلب", "☂", "زار", "☃", "منير", "السيال"]
    assert predict_labels(recogniser, [["حلب"], sentence, ["☃"]]) == [
        ["B-LOC"],
        ["O", "O", "B-LOC", "O", "O", "O", "B-PERS", "I-PERS"],
        ["O"],
    ]


@given(st.lists(st.lists(st.sampled_from(["حلب", "منير", "☃", "\x00", "في"]) | st.text(max_size=3))))
def test_every_word_gets_one_label(sentences: list[list[str]]) -> None:
    labelled = predict_labels(FakeRecogniser(unread="☃"), sentences)
    assert [len(labels) for labels in labelled] == [len(sentence) for sentence in sentences]
    for sentence, labels in zip(sentences, labelled, strict=True):
        for word, label in zip(sentence, labels, strict=True):
            assert word not in NAMES or label == NAMES[word]


def test_no_morphology_without_its_database(home: Path) -> None:
    assert find_morphology() is None


@pytest.mark.parametrize("disambiguation", [True, False])
def test_readings_of_words_while_warnings_are_errors(tmp_path: Path, disambiguation: bool) -> None:
    """In a process of its own: CAMeL Tools reads $CAMELTOOLS_DATA once, and what it imports warns."""
    folder = write_camel_data(tmp_path / "data", disambiguation=disambiguation)
    code = """
import sys
from concurrent.futures import ThreadPoolExecutor
from reader.annotate.camel.camel_annotator import find_morphology
from reader.annotate.word_card import look_up

morphology = find_morphology()
assert "camel_tools" not in sys.modules
words = ["وتعهدت", "بتعهدهم", "كفريا", "NATO", "؟", "2016", "\\ud800", "حلب"]
with ThreadPoolExecutor(4) as pool:
    first, *_ = list(pool.map(morphology, words))
assert first == morphology("وتعهدت") and first is morphology("وتعهدت")
for word in ("وتعهدت", "بتعهدهم", "كفريا", "حماية", "زردنا"):
    card = look_up(word, morphology=morphology)
    print(*(f"{title}={value}" for title, value in card.rows()), sep=";")
print(look_up("حلب", morphology=morphology).others)
"""
    environment = os.environ | {"CAMELTOOLS_DATA": str(folder), "HOME": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, env=environment)
    assert done.stderr == ""
    pledged, pledge, village, protection, unknown, others = done.stdout.splitlines()
    assert pledged.startswith(
        "Lemma=تَعَهَّد;Root=ع-ه-د;Part of speech=verb, past;Meaning=pledge; undertake;Commitment=pledge;Before it=وَ"
    )
    assert pledge.startswith("Lemma=تَعَهُّد;Root=ع-ه-د;Part of speech=noun;Meaning=pledge;")
    assert "Before it=بِ;After it=هُم" in pledge
    assert village.startswith("Lemma=كفريا;Part of speech=name (place)")
    assert protection.startswith("Lemma=حِمايَة;Root=ح-م-…;Part of speech=noun;Meaning=protection")
    assert unknown.startswith("Lemma=زردنا;Part of speech=proper noun;")
    assert unknown.endswith("From=CAMeL Tools, a guess")
    assert others == "('حَلَب verb, past: milk',)"
