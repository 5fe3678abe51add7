"""docs/labels.md explains the format of labels.toml with examples, each of which can be put into a file as it stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reader.labels import LabelsResult, default_labels, find_labels
from reader.settings.definitions import Config
from reader.settings.themes import load_themes
from reader.ui.fitting_labels import fit_labels

PAGE = (Path(__file__).parents[2] / "docs" / "labels.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```toml\n(.*?)^```", PAGE, re.M | re.S)
EXAMPLES = {
    heading: "".join(re.findall(r"^```toml\n(.*?)^```", section, re.M | re.S))
    for heading, section in re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", PAGE, re.M | re.S)
}
"""The examples of each section."""


def load(folder: Path, text: str) -> LabelsResult:
    (folder / "labels.toml").write_text(text, encoding="utf-8")
    return find_labels(folder)


def test_every_example_of_the_page_is_found() -> None:
    assert len(BLOCKS) == PAGE.count("```toml") == 7


@pytest.mark.parametrize("block", BLOCKS)
def test_each_example_loads_without_a_word_and_its_keys_and_colours_are_free(
    block: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "arabic-reader"
    folder.mkdir()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert load(folder, block).problems == ()
    assert fit_labels(Config(), load_themes().themes).problems == ()


def test_an_entity_is_added_to_the_default_ones(tmp_path: Path) -> None:
    labels = load(tmp_path, EXAMPLES["An entity"]).labels
    assert [name for name in labels if name not in default_labels()] == ["vessel"]
    assert (labels["vessel"].key, labels["person"]) == ("8", default_labels()["person"])


def test_a_default_label_keeps_what_the_file_does_not_name(tmp_path: Path) -> None:
    labels = load(tmp_path, EXAMPLES["A change to a default label"]).labels
    assert (labels["place"].key, labels["place"].arabic) == ("9", "مكان")
    assert (labels["organization"].arabic, labels["organization"].colour) == ("مؤسسة", "group")
    assert labels["pledge"].attributes[1].values[-1] == "overdue"


def test_labels_and_roles_are_removed(tmp_path: Path) -> None:
    labels = load(tmp_path, EXAMPLES["Labels that you do not want"]).labels
    assert set(default_labels()) - set(labels) == {"quantity", "threat"}
    assert "source" not in {role.name for role in labels.roles}


def test_a_type_has_the_roles_of_its_frame(tmp_path: Path) -> None:
    labels = load(tmp_path, EXAMPLES["A type of commitment"]).labels
    assert labels["warning"].roles[-1].name == "place_of_action"
    assert labels["pledge"].roles == labels["warning"].roles


def test_a_frame_has_types_roles_attributes_and_a_key(tmp_path: Path) -> None:
    labels = load(tmp_path, EXAMPLES["A frame of your own"]).labels
    assert [(frame.name, frame.key) for frame in labels.frames] == [("commitment", ""), ("event", "E")]
    assert [label.name for label in labels.types_of("event")] == ["meeting", "attack"]
    assert [role.name for role in labels["meeting"].roles] == ["participant", "venue", "time"]
    assert [role.colour for role in labels["meeting"].roles] == ["committer", "deadline", "counterparty"]
    assert [label.colour for label in labels.types_of("event")] == ["agrees", "refuses"]
    assert labels["meeting"] not in labels.types_without_frame_key


def test_a_set_of_ones_own_has_nothing_of_the_default_labels(tmp_path: Path) -> None:
    labels = load(tmp_path, EXAMPLES["A set of your own"]).labels
    assert list(labels) == ["claim", "source"]
    assert labels["claim"].frame == "commitment"
