"""What is wrong or clashes in a labels.toml is said in one sentence each, and costs nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.labels import LabelsResult, default_labels, find_labels
from reader.model import Annotation, Span
from reader.settings.definitions import Config
from reader.settings.themes import load_themes
from reader.ui.fitting_labels import fit_labels

VESSEL = '[vessel]\narabic = "سفينة"\nenglish = "Vessel"\nkey = "8"\n'
FRAME = '[frames.event]\narabic = "حدث"\nenglish = "Event"\n'
MEETING = '[meeting]\nframe = "event"\narabic = "لقاء"\nenglish = "Meeting"\nkey = "m"\n'
VENUE = "[roles.venue]\narabic = 'المكان'\nenglish = 'Venue'\nkey = 'v'\n"
VENUE_ON_A = VENUE.replace("'v'", "'a'")


def load(folder: Path, text: str) -> LabelsResult:
    (folder / "labels.toml").write_text(text, encoding="utf-8")
    return find_labels(folder)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            VESSEL.replace("8", "1"),
            "the label 'vessel' and the label 'person' share the key '1'; the label 'vessel' gets it, "
            "so give the label 'person' another key.",
        ),
        (
            f"{VESSEL}[boat]\narabic = 'قارب'\nenglish = 'Boat'\nkey = '8'\n",
            "the label 'vessel' and the label 'boat' share the key '8'; the label 'vessel' gets it, "
            "so give the label 'boat' another key.",
        ),
        (
            f"{FRAME}roles = ['action', 'venue']\n{VENUE_ON_A}{MEETING}",
            "the role 'venue' and the role 'action' share the key 'a'; the role 'venue' gets it, "
            "so give the role 'action' another key.",
        ),
        (VENUE, "no frame has the role 'venue', so nothing shows it; name it in the roles of a frame."),
        (
            f"{FRAME}roles = ['venu']\n{VENUE}{MEETING}",
            "the frame 'event' names the role 'venu', which does not exist; did you mean venue?",
        ),
        (FRAME, "the frame 'event' has no types, so nothing can be tagged with it; give a label frame = 'event'."),
        (MEETING, "the label 'meeting' names the frame 'event', which does not exist; there are commitment."),
        (
            MEETING.replace('"event"', '["event", "commitment"]'),
            "the label 'meeting': frame cannot be ['event', 'commitment']; set a text in quotation marks.",
        ),
        (f"{VESSEL}color = 'place'\n", "the label 'vessel' has no entry 'color'; did you mean colour?"),
        (
            f"{VESSEL}replace = true\n",
            "the label 'vessel' has no entry 'replace' (write it above the first table); there are "
            "arabic, english, key, colour, frame, roles, attributes.",
        ),
        (VESSEL.replace('"8"', "8"), "the label 'vessel': key cannot be 8; set a text in quotation marks."),
        ("[vessel]\nenglish = 'Vessel'\n", "the label 'vessel' is left out, since it has no arabic; add what is missing."),
        ("remove = ['persom']\n", "remove names 'persom', which no default entry is called; did you mean person?"),
        ("remove = 'person'\n", "remove cannot be 'person'; set a list of names, as [\"quantity\"]."),
        ("replace = 'yes'\n", "replace cannot be 'yes'; set true or false."),
        ("[frames]\nevent = 1\n", "the frame 'event' is no table; write it as [frames.NAME]."),
        (f'[""]\n{VESSEL}', "a label has an empty name; give it one."),
        ("version = 2\n", "there is no entry 'version'; there are replace, remove."),
        ("[attributes]\nstatus = { values = [] }\n", "the attribute 'status': values cannot be empty; the first value is the usual one."),
    ],
)  # fmt: skip
def test_one_sentence_says_what_is_wrong_and_what_holds(text: str, sentence: str, tmp_path: Path) -> None:
    found = load(tmp_path, text)
    assert sentence in "\n".join(found.problems)
    assert all(each.startswith(f"{tmp_path}/labels.toml: ") for each in found.problems)
    assert len(found.problems) == len(set(found.problems)) <= 2
    assert set(default_labels()) <= set(found.labels)


def test_the_loser_of_a_key_has_none_and_the_winner_has_it(tmp_path: Path) -> None:
    labels = load(tmp_path, VESSEL.replace("8", "1")).labels
    assert (labels["vessel"].key, labels["person"].key) == ("1", "")


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "arabic-reader"
    folder.mkdir()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    return folder


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            VESSEL.replace("8", "w"),
            "the label 'vessel' has the key 'w', which keeps running the action move.word_forward; give it another key",
        ),
        (
            VESSEL.replace("8", "V"),
            "the label 'vessel' has the key 'V', which keeps running the action article.finish in an Arabic layout",
        ),
        (VESSEL.replace("8", "hyper"), "the label 'vessel' has the key 'hyper', which no keyboard has"),
        (
            f"{FRAME}key = 'u'\n{MEETING}",
            "the frame 'event' has the key 'u', which keeps running the action tag.undo; give it another key",
        ),
        (
            f"{VESSEL}colour = 'plase'\n",
            "the label 'vessel' has the colour 'plase', which no theme has, so that of misc is used; did you mean place?",
        ),
    ],
)
def test_keys_of_actions_and_colours_without_a_theme(text: str, sentence: str, settings: Path) -> None:
    load(settings, text)
    found = fit_labels(Config(), load_themes().themes)
    (problem,) = found.problems
    assert problem.startswith(f"{settings}/labels.toml: {sentence}")
    assert all(each.key != "w" for each in found.labels.entities)


def test_an_action_that_got_another_key_leaves_its_own_to_a_label(settings: Path) -> None:
    load(settings, VESSEL.replace("8", "w"))
    found = fit_labels(Config(keys=(("move.word_forward", ("alt+w",)),)), load_themes().themes)
    assert found.problems == ()
    assert found.labels["vessel"].key == "w"


def test_what_a_label_set_does_not_define_is_shown_under_its_identifier() -> None:
    event = Annotation(Span(0, 3), "meeting", (("venue", Span(4, 8)),), (("certainty", "denied"),))
    label = default_labels().of(event)
    assert (label.english, label.is_commitment) == ("meeting", True)
    assert [role.english for role in label.roles] == ["venue"]
    assert [attribute.name for attribute in label.attributes] == ["certainty"]
    pledge = default_labels().of(Annotation(Span(0, 3), "pledge", (("venue", Span(4, 8)),)))
    assert [role.english for role in pledge.roles][-2:] == ["Source", "venue"]
