"""Themes: that they load, can be read, can be told apart, and that a broken one costs nothing but itself."""

import pytest

from reader.colours import measure_contrast
from reader.labels import default_labels
from reader.themes import load_themes

BUNDLED = load_themes()


def test_the_themes_that_come_with_the_reader_all_load():
    assert BUNDLED.problems == ()


@pytest.mark.parametrize("theme", BUNDLED.themes.values(), ids=lambda theme: theme.name)
def test_every_label_and_role_has_an_ink_of_its_own(theme):
    labels = default_labels()
    assert {name for name, _ in theme.labels} == {label.colour for label in labels.values()}
    assert {name for name, _ in theme.roles} == {role.name for label in labels.values() for role in label.roles}


@pytest.mark.parametrize("theme", BUNDLED.themes.values(), ids=lambda theme: theme.name)
def test_text_can_be_read_on_every_label(theme):
    least = 7.0 if theme.name == "high-contrast" else 4.5
    for name, ink in (*theme.labels, *theme.roles):
        assert measure_contrast(ink.foreground, ink.background) >= least, name
