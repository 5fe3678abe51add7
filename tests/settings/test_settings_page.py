"""The page about the settings."""

from pathlib import Path

from reader.settings.config import list_rules, load_config
from reader.settings.settings_page import configuration_page
from reader.ui.actions import ACTIONS
from reader.ui.bindings import find_key_problems

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


def test_the_keys_in_the_example_are_those_of_actions_and_free(tmp_path: Path):
    written = tmp_path / "config.toml"
    written.write_text(configuration_page().partition("```toml\n")[2].partition("```")[0], encoding="utf-8")
    config = load_config(written, environment={}).config
    assert dict(config.keys) == {"move.word_forward": ("w", "ctrl+w"), "adjudicate.take_all": ("z",)}
    assert find_key_problems(ACTIONS, config) == ()


def test_an_empty_list_takes_the_keys_of_an_action_away(tmp_path: Path):
    written = tmp_path / "config.toml"
    written.write_text("[keys]\nlibrary.leave = []\n", encoding="utf-8")
    result = load_config(written, environment={})
    assert (result.config.keys_for("library.leave"), result.problems) == ((), ())
