"""How many colours a terminal has, and whether its background is light."""

import pytest

from reader.ui.terminal.detecting import decide
from reader.ui.terminal.replies import Replies
from reader.ui.terminal.sequences import read_replies
from reader.ui.terminal.terminal_colours import decide_colours

DA1 = b"\x1b[?62;22c"


def drawing(answer: str) -> bytes:
    return b"\x1bP" + answer.encode() + b"\x1b\\"


def named(name: str) -> bytes:
    return b"\x1bP>|" + name.encode() + b"\x1b\\"


# Environment, bytes in reply to the questions, depth: the first four as the terminals were heard to answer.
DEPTHS = {
    "xterm": ({"TERM": "xterm-256color"}, named("XTerm(379)") + drawing("1$r0;48:2::1:2:3m"), "truecolor"),
    "mlterm": ({"TERM": "mlterm", "COLORTERM": "truecolor"}, drawing("1$r0;48;5;16m"), "256"),
    "VTE 0.70": ({"TERM": "xterm-256color", "VTE_VERSION": "7006"}, drawing("0$r"), "truecolor"),
    "Konsole over ssh": ({"TERM": "xterm-256color"}, named("Konsole 22.12.3"), "truecolor"),
    "xterm without direct colour": ({"COLORTERM": "truecolor"}, named("XTerm(379)") + drawing("1$r0;48:5:16m"), "256"),
    "kitty": ({"TERM": "xterm-kitty"}, drawing("1$r0;48:2:1:2:3m"), "truecolor"),
    "sixteen colours": ({"TERM": "xterm-256color"}, drawing("1$r0;40m"), "standard"),
    "no background named": ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, drawing("1$r0m"), "truecolor"),
    "another colour": ({"TERM": "xterm-256color"}, drawing("1$r0;48:2::0:0:0m"), "256"),
    "silent": ({"TERM": "xterm-256color"}, b"", "256"),
    "silent with COLORTERM": ({"TERM": "xterm-256color", "COLORTERM": "24bit"}, b"", "truecolor"),
    "old mlterm": ({"TERM": "mlterm", "MLTERM": "3.8.0", "COLORTERM": "truecolor"}, b"", "256"),
    "xterm, nothing asked of it": ({"TERM": "xterm"}, b"", "standard"),
    "Linux console": ({"TERM": "linux"}, b"", "standard"),
    "dumb": ({"TERM": "dumb"}, b"", "none"),
    "the user's own word": ({"TEXTUAL_COLOR_SYSTEM": "256"}, drawing("1$r0;48:2::1:2:3m"), "256"),
    "screen": ({"TERM": "screen.xterm-256color", "STY": "1.pts", "COLORTERM": "truecolor"}, b"", "256"),
    "screen, sixteen colours": ({"TERM": "screen", "STY": "1.pts", "COLORTERM": "truecolor"}, b"", "standard"),
}


@pytest.mark.parametrize(("environment", "raw", "depth"), DEPTHS.values(), ids=DEPTHS)
def test_the_terminal_is_believed_before_the_environment(environment, raw, depth):
    colours = decide(environment, read_replies(raw + DA1)).colours
    assert colours.depth == depth
    assert colours.depth_reason.endswith(".")


@pytest.mark.parametrize(
    ("name", "features", "depth"),
    [
        ("tmux 3.3a", {"256", "RGB", "clipboard"}, "truecolor"),
        ("tmux 3.3a", {"256", "clipboard"}, "256"),
        # Before 3.2, tmux says nothing of the terminal around it.
        ("tmux 3.1c", set(), "truecolor"),
    ],
)
def test_inside_tmux_the_terminal_around_it_is_asked_of_tmux(name, features, depth):
    environment = {"TMUX": "/run/tmux,1,0", "TERM": "tmux-256color", "COLORTERM": "truecolor"}
    replies = Replies(asked=True, answered=True, name=name, features=frozenset(features))
    assert decide(environment, replies).colours.depth == depth


# Environment, the terminal's word on its background, whether that is light.
BACKGROUNDS = {
    "white": ({}, "rgb:ffff/ffff/ffff", True),
    "newsprint": ({}, "rgb:f7f7/f5f5/efef", True),
    "two digits": ({}, "rgb:ff/ff/dd", True),
    "with transparency": ({}, "rgba:ffff/ffff/ffff/8080", True),
    "black": ({}, "rgb:0000/0000/0000", False),
    "Konsole's own": ({}, "rgb:2323/2626/2727", False),
    "the answer comes before the environment": ({"COLORFGBG": "0;15"}, "rgb:0000/0000/0000", False),
    "no answer": ({}, "", False),
    "an answer that is no colour": ({}, "rgb:zz", False),
    "COLORFGBG, light": ({"COLORFGBG": "0;15"}, "", True),
    "COLORFGBG, rxvt": ({"COLORFGBG": "0;default;7"}, "", True),
    "COLORFGBG, dark": ({"COLORFGBG": "15;0"}, "", False),
    "COLORFGBG, dark grey": ({"COLORFGBG": "15;8"}, "", False),
    "COLORFGBG, nothing known": ({"COLORFGBG": "default;default"}, "", False),
}


@pytest.mark.parametrize(("environment", "background", "is_light"), BACKGROUNDS.values(), ids=BACKGROUNDS)
def test_a_background_is_light_where_black_is_read_better_on_it(environment, background, is_light):
    colours = decide_colours(environment, Replies(background=background))
    assert colours.is_light is is_light
    assert colours.background_reason.endswith(".")


@pytest.mark.parametrize("end", [b"\x07", b"\x1b\\"])
def test_the_background_is_read_however_its_answer_ends_and_is_no_answerback(end):
    replies = read_replies(b"PuTTY\x1b]11;rgb:ffff/ffff/ffff" + end + drawing("1$r0;48;5;16m") + DA1)
    assert (replies.background, replies.drawing) == ("rgb:ffff/ffff/ffff", "0;48;5;16")
    assert replies.answerback == "PuTTY"
