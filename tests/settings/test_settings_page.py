"""The page about the settings."""

from pathlib import Path

from reader.settings.config import list_rules
from reader.settings.settings_page import configuration_page
from reader.ui.actions import ACTIONS

PAGE = Path(__file__).parents[2] / "docs" / "configuration.md"


def test_the_page_is_in_step_with_the_definitions():
    assert PAGE.read_text(encoding="utf-8") == configuration_page()


def test_every_setting_is_described_with_default_choices_and_variable():
    page = configuration_page()
    for rule in list_rules().values():
        assert f"### {rule.key}\n\n" in page
        assert rule.variable in page
    section = page.partition("### display.justify\n\n")[2].partition("\n### ")[0]
    assert section == (
        "How lines are stretched to the full measure: not at all, by lengthening letters (ـ), or by wider spaces.\n\n"
        'Default: `"none"`. Set one of "none", "tatweel", "spaces".\n'
    )


def test_the_action_in_the_example_exists():
    assert "move.word_forward" in {action.name for action in ACTIONS}
    assert "move.word_forward" in configuration_page()
