"""Themes: that they can be read and told apart, and that a broken one costs nothing but itself."""

from itertools import combinations
from math import atan2, degrees, hypot

import pytest
from colour_vision import DEFICIENCIES, difference, seen_with, to_lab
from rich.color import Color, ColorSystem

from reader.labels import default_labels
from reader.settings.colours import ANSI, WHITE, Colour, claim_colours, measure_contrast, mix, read_colour
from reader.settings.themes import find_theme, load_themes

LABELS = default_labels()
BUNDLED = load_themes().themes
SHADED = [theme for theme in BUNDLED.values() if not theme.ansi]

every_theme = pytest.mark.parametrize("theme", BUNDLED.values(), ids=lambda theme: theme.name)
every_coloured_theme = pytest.mark.parametrize(
    "theme", [theme for theme in BUNDLED.values() if not theme.colourless], ids=lambda theme: theme.name
)
every_shaded_theme = pytest.mark.parametrize("theme", SHADED, ids=lambda theme: theme.name)


def kinds_of(theme):
    """The inks of entities and those of commitments: what must be told apart within each."""
    entities = {label.colour for label in LABELS.entities}
    return [ink for name, ink in theme.labels if name in entities], [
        ink for name, ink in theme.labels if name not in entities
    ]


def least(theme):
    return 7.0 if theme.name == "high-contrast" else 4.5


def test_the_themes_that_come_with_the_reader_all_load():
    assert load_themes().problems == ()
    assert set(BUNDLED) == {"dark", "light", "sepia", "high-contrast", "colour-blind", "ansi16", "mono"}


@every_theme
def test_every_label_and_role_has_an_ink_of_its_own(theme):
    assert {name for name, _ in theme.labels} == {label.colour for label in LABELS.values()}
    assert {name for name, _ in theme.roles} == {role.name for label in LABELS.values() for role in label.roles}


@every_coloured_theme
def test_text_can_be_read_on_every_label_and_every_label_on_the_page(theme):
    for name, ink in (*theme.labels, *theme.roles):
        assert measure_contrast(ink.foreground, ink.background) >= least(theme), name
        assert measure_contrast(ink.colour, theme.palette.background) >= least(theme), name


@every_coloured_theme
def test_everything_else_can_be_read_too(theme):
    palette = theme.palette
    for ground in (palette.background, palette.surface):
        for text in (
            palette.foreground,
            palette.muted,
            palette.accent,
            palette.error,
            palette.warning,
            palette.success,
        ):
            assert measure_contrast(text, ground) >= 4.5
    for mark in (palette.border, palette.caret):
        assert measure_contrast(mark, palette.background) >= 3
    assert measure_contrast(palette.foreground, palette.selection) >= 4.5
    assert measure_contrast(palette.foreground, palette.search) >= 4.5


def seen(colour, how):
    """A colour as it is seen in full, in 256 colours, or with a colour deficiency."""
    if how == "in full":
        return colour
    if how == "256 colours":
        return Colour(*Color.from_rgb(*colour[:3]).downgrade(ColorSystem.EIGHT_BIT).get_truecolor())
    return seen_with(how, colour)


def closest(colours, how):
    """How far apart the two of some colours are that look most alike."""
    return min(difference(seen(one, how), seen(other, how)) for one, other in combinations(colours, 2))


@pytest.mark.parametrize("how", ["in full", "256 colours", *DEFICIENCIES])
@every_shaded_theme
def test_no_two_labels_of_a_kind_and_no_two_roles_look_alike(theme, how):
    entities, commitments = kinds_of(theme)
    page = theme.palette.background
    assert closest([ink.colour for ink in entities], how) >= 10
    assert closest([page, *(ink.background for ink in commitments)], how) >= 10
    assert closest([ink.background for _, ink in theme.roles], how) >= 10


@pytest.mark.parametrize(
    ("how", "apart"), [("in full", 22), ("256 colours", 22), *((deficiency, 12) for deficiency in DEFICIENCIES)]
)
@every_shaded_theme
def test_no_entity_looks_like_the_text_around_it(theme, how, apart):
    entities, _ = kinds_of(theme)
    text = seen(theme.palette.foreground, how)
    assert min(difference(seen(ink.colour, how), text) for ink in entities) >= apart


HUES = {"person": 281, "place": 150, "organization": 322, "group": 75, "date": 208, "quantity": 40}
"""Blue, green, purple, amber, cyan and red, as angles of CIELAB."""


@every_shaded_theme
def test_every_kind_of_entity_has_the_same_hue_in_every_theme(theme):
    for label, hue in HUES.items():
        _, a, b = to_lab(theme.label(label).colour)
        assert abs((degrees(atan2(b, a)) - hue + 180) % 360 - 180) <= 30, label
        assert hypot(a, b) >= 25, f"{label} is nearly grey"


@pytest.mark.parametrize("how", ["in full", "256 colours"])
@every_shaded_theme
def test_no_filled_entity_looks_like_another_or_like_a_commitment(theme, how):
    """Weight cannot tell them apart, since it shows what is decided."""
    grounds = [ink.background for kind in kinds_of(theme) for ink in kind]
    assert closest([theme.palette.background, *grounds], how) >= 10


def test_filled_entities_and_commitments_have_no_colour_in_common_where_the_terminal_decides_on_the_shades():
    entities, commitments = ({ink.background for ink in kind} for kind in kinds_of(BUNDLED["ansi16"]))
    assert not entities & commitments


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_filled_entities_of_the_colour_blind_safe_theme_are_safe(deficiency):
    entities, _ = kinds_of(BUNDLED["colour-blind"])
    assert closest([ink.background for ink in entities], deficiency) >= 10


@pytest.mark.parametrize("how", ["in full", *DEFICIENCIES])
def test_sixteen_colours_stay_apart_as_xterm_shows_them(how):
    entities, commitments = kinds_of(BUNDLED["ansi16"])
    assert closest([ink.colour for ink in entities], how) >= 9.5
    assert closest([ink.background for ink in commitments], how) >= 10


def test_the_measure_of_that_can_fail():
    """Red and green, far apart to most, are much alike to a protanope."""
    red, green = read_colour("#9c444a"), read_colour("#4c5f20")
    assert difference(red, green) > 40
    assert difference(seen_with("protanopia", red), seen_with("protanopia", green)) < 20


@every_shaded_theme
def test_labels_stay_apart_where_only_256_colours_can_be_shown(theme):
    for inks in kinds_of(theme):
        shown = {Color.from_rgb(*ink.background[:3]).downgrade(ColorSystem.EIGHT_BIT).number for ink in inks}
        assert len(shown) == len(inks)


def test_the_theme_of_sixteen_colours_uses_no_others_and_repeats_none():
    theme = BUNDLED["ansi16"]
    inks = [ink for _, ink in (*theme.labels, *theme.roles)]
    assert all(colour.ansi for ink in inks for colour in (ink.colour, ink.background, ink.foreground))
    for kind in kinds_of(theme):
        assert len({ink.background for ink in kind}) == len(kind)


def test_without_colours_styles_tell_entities_roles_and_commitments_apart():
    theme = BUNDLED["mono"]
    assert theme.colourless
    inks = [ink for _, ink in (*theme.labels, *theme.roles)]
    assert {colour.ansi for ink in inks for colour in (ink.colour, ink.background, ink.foreground)} == {"ansi_default"}
    entities, commitments = ({ink.style for ink in kind} for kind in kinds_of(theme))
    roles = {ink.style for _, ink in theme.roles}
    assert "" not in entities | commitments | roles
    assert not entities & commitments
    assert not roles & (entities | commitments)


def test_contrast_is_measured_as_wcag_says():
    assert measure_contrast(Colour(0, 0, 0), WHITE) == 21
    assert measure_contrast(read_colour("#777777"), WHITE) == pytest.approx(4.48, abs=0.005)


def test_colours_are_mixed_by_their_share():
    black = Colour(0, 0, 0)
    assert mix(black, WHITE, 0) == black
    assert mix(black, WHITE, 0.5).hex == "#808080"
    assert mix(black, ANSI["ansi_red"], 1) == ANSI["ansi_red"]


# Themes of the user's own.


@pytest.fixture
def themes(tmp_path):
    """Writes themes into a folder of the user's and loads them over those that come with the reader."""
    from reader.paths import bundled

    def load(**texts):
        for name, text in texts.items():
            (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
        return load_themes(bundled("themes"), tmp_path)

    return load


def test_what_a_theme_leaves_out_comes_from_the_one_it_inherits(themes):
    result = themes(authorship='inherits = "sepia"\nenglish = "Desk"\n[labels]\nperson = "#3a7bd5"\n')
    theme, sepia = result.themes["authorship"], BUNDLED["sepia"]
    assert result.problems == ()
    assert (theme.english, theme.palette, theme.label("place")) == ("Desk", sepia.palette, sepia.label("place"))
    person = theme.label("person")
    assert person.background == mix(sepia.palette.background, read_colour("#3a7bd5"), 0.3)
    assert measure_contrast(person.foreground, person.background) >= 4.5


def test_a_theme_that_names_no_other_inherits_from_dark(themes):
    assert themes(bare="").themes["bare"].palette == BUNDLED["dark"].palette


def test_a_theme_may_build_on_the_one_it_replaces(themes):
    result = themes(dark='inherits = "dark"\n[palette]\naccent = "#ffffff"\n')
    assert result.problems == ()
    assert result.themes["dark"].palette.accent == WHITE
    assert result.themes["dark"].palette.background == BUNDLED["dark"].palette.background


def test_labels_of_a_users_own_may_have_colours_of_their_own_and_others_get_that_of_misc(themes):
    theme = themes(mine='[labels]\nweapon = { background = "#401010", style = "bold" }\n').themes["mine"]
    assert theme.label("weapon").background.hex == "#401010"
    assert theme.label("vessel") == theme.label("misc")
    assert theme.role("witness") == theme.label("misc")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[palette", "the theme cannot be read"),
        ('[palette]\nbackground = "black"', "palette.background: 'black' is not a colour; write one as #rrggbb"),
        ("[palette]\nbackground = 3", "palette.background"),
        ('[palette]\nbackgruond = "#000000"', "no entry of a theme is called 'backgruond'; did you mean background?"),
        ('[label]\nperson = "#000000"', "no entry of a theme is called 'label'; did you mean labels?"),
        ("[labels]\nperson = 3", "labels.person needs a colour"),
        ('[labels]\nperson = { style = "bold" }', "labels.person needs a colour"),
        ('[labels]\nperson = { colour = "#000000", style = "loud" }', "labels.person has the style 'loud'"),
        ('inherits = "drak"', "inherits from 'drak', which does not exist"),
        ("inherits = []", "inherits from [], which does not exist"),
        ('inherits = "broken"', "inherits from itself by way of 'broken'"),
        ('tint = "much"', "tint cannot be 'much'; set a number from 0 to 1."),
        ("tint = 7", "tint cannot be 7; set a number from 0 to 1."),
        ("contrast = nan", "contrast cannot be nan; set a number from 1 to 21."),
        ('dark = "no"', "dark cannot be 'no'; set true or false."),
        ("labels = 3", "the theme lacks or misuses an entry"),
    ],
)
def test_a_broken_theme_is_named_in_one_sentence_and_skipped(themes, text, says):
    result = themes(broken=text)
    (problem,) = result.problems
    assert "broken.toml" in problem
    assert says in problem
    assert "\n" not in problem
    assert result.themes == BUNDLED


def test_two_themes_that_inherit_from_each_other_are_both_named(themes):
    result = themes(one='inherits = "two"', two='inherits = "one"')
    assert len(result.problems) == 2
    assert result.themes == BUNDLED


def test_a_broken_replacement_leaves_what_it_would_replace(themes):
    result = themes(dark="[palette")
    assert result.themes["dark"] == BUNDLED["dark"]
    assert len(result.problems) == 1


def test_an_unknown_theme_is_named_and_the_default_used():
    theme, problem = find_theme(BUNDLED, "dakr")
    assert theme.name == "dark"
    assert problem == "There is no theme 'dakr', so 'dark' is used; did you mean dark?"
    assert find_theme(BUNDLED, "sepia") == (BUNDLED["sepia"], "")


@pytest.mark.parametrize(
    ("environment", "term"),
    [
        ({"TERM": "xterm", "XTERM_VERSION": "XTerm(379)"}, "xterm-256color"),
        ({"TERM": "xterm"}, "xterm"),
        ({"TERM": "screen", "XTERM_VERSION": "XTerm(379)"}, "screen"),
    ],
)
def test_an_xterm_has_its_colours_whatever_it_is_called(environment: dict[str, str], term: str) -> None:
    claim_colours(environment)
    assert environment["TERM"] == term
