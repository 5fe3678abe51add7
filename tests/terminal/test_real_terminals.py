"""What is to be seen in real terminals, compared with letters that were checked by hand."""

import sys
from pathlib import Path

import pytest
from screenshots import count_differing, list_missing, shot

HERE = Path(__file__).parent
ROWS = (2, 4, 6, 8)
COLUMNS = range(10, 70)
ALIKE, DIFFERENT = 60, 300
"""Pixels of a row: fewer differ where the same letters stand, and more where any are out of order."""

pytestmark = pytest.mark.terminal


@pytest.fixture(scope="session")
def golden(tmp_path_factory):
    """The pictures that must be seen, by kind of terminal."""
    pictures = {}

    def picture(kind):
        if missing := list_missing(kind):
            pytest.skip("not installed: " + ", ".join(missing))
        if kind not in pictures:
            command = [sys.executable, str(HERE / "print_golden.py"), kind]
            pictures[kind] = shot(kind, command, tmp_path_factory.mktemp(kind) / "golden.png", ready="file")
        return pictures[kind]

    return picture


def differences(golden, kind, bidi, path):
    """How many pixels of each row differ from the golden picture's."""
    wanted = golden(kind)
    seen = shot(kind, [sys.executable, str(HERE / "print_laid_out.py"), bidi], path / f"{kind}.png", ready="file")
    return [count_differing(wanted, seen, row, COLUMNS) for row in ROWS]


@pytest.mark.parametrize(
    ("kind", "bidi"), [("xterm", "auto"), ("vte", "auto"), ("konsole", "auto"), ("vte", "lro"), ("xterm", "lro")]
)
def test_lines_are_seen_in_order_and_joined(golden, kind, bidi, tmp_path):
    assert max(differences(golden, kind, bidi, tmp_path)) < ALIKE


@pytest.mark.parametrize("kind", ["vte", "konsole"])
def test_without_the_switch_a_terminal_with_bidi_reverses_every_line(golden, kind, tmp_path):
    """Shows that the pictures can tell, and that the switch is what puts these terminals right."""
    assert min(differences(golden, kind, "bare", tmp_path)) > DIFFERENT


@pytest.mark.parametrize("keys", [["b"], ["b", "b"]], ids=["boxes come", "boxes come and go"])
def test_direction_marks_hold_when_parts_of_lines_are_drawn_again(keys, tmp_path):
    if missing := list_missing("vte", "xdotool"):
        pytest.skip("not installed: " + ", ".join(missing))
    command = [sys.executable, str(HERE / "overlay_app.py")]
    switched = shot("vte", [*command, "bdsm"], tmp_path / "switched.png", keys=keys)
    marked = shot("vte", [*command, "lro"], tmp_path / "marked.png", keys=keys)
    assert max(count_differing(switched, marked, row, range(84)) for row in range(12)) < ALIKE


@pytest.mark.parametrize("kind", ["xterm", "vte"])
def test_the_seed_article_is_seen_in_the_reader_itself(kind, tmp_path):
    """The title and the beginning of the first paragraph, caret and colours aside."""
    if missing := list_missing(kind):
        pytest.skip("not installed: " + ", ".join(missing))
    settings = tmp_path / "config.toml"
    settings.write_text("[panel]\nvisible = false\n[annotate]\non_open = false\n", encoding="utf-8")
    golden = [sys.executable, str(HERE / "print_seed_golden.py"), kind]
    wanted = shot(kind, golden, tmp_path / "golden.png", columns=100, rows=20, ready="file")
    seen = shot(
        kind,
        [sys.executable, "-m", "reader", str(HERE.parents[1] / "seeds")],
        tmp_path / "reader.png",
        columns=100,
        rows=20,
        environment={"READER_CONFIG": str(settings)},
    )
    # The caret stands on the title's first letter, in column 84.
    assert count_differing(wanted, seen, 1, range(36, 84)) < ALIKE
    assert count_differing(wanted, seen, 3, range(59, 85)) < ALIKE


def test_what_is_copied_in_xterm_as_it_is_installed_can_be_pasted(tmp_path):
    """Stock xterm ignores OSC 52."""
    if missing := list_missing("xterm", "xdotool", "xclip"):
        pytest.skip("not installed: " + ", ".join(missing))
    pasted = tmp_path / "pasted"
    reader = [sys.executable, "-m", "reader", str(HERE.parents[1] / "seeds")]
    after = ["sh", "-c", '"$@"; xclip -selection clipboard -out > "$0"; seq 100; sleep 60', str(pasted), *reader]
    # The caret stands on the first word of the title.
    shot("xterm", after, tmp_path / "end.png", keys=["y", "q"])
    assert pasted.read_text(encoding="utf-8") == "موسكو"


@pytest.mark.parametrize(("kind", "depth"), [("xterm", "truecolor"), ("vte", "truecolor"), ("mlterm", "256")])
@pytest.mark.parametrize(("background", "shade"), [("#ffffff", "light"), ("#000000", "dark")])
def test_the_terminal_is_asked_for_its_colours_and_its_background(kind, depth, background, shade, tmp_path):
    if missing := list_missing(kind):
        pytest.skip("not installed: " + ", ".join(missing))
    found = tmp_path / "found"
    command = [sys.executable, str(HERE / "print_colours.py"), background, str(found)]
    shot(kind, command, tmp_path / "asked.png", ready="file")
    assert found.read_text(encoding="utf-8").split() == [depth, shade]
