"""What `reader doctor` tells."""

import io
import re

import pytest

from reader.settings.config import load_config
from reader.settings.themes import load_themes
from reader.ui.terminal import doctor
from reader.ui.terminal.detecting import PUTTY, Terminal
from reader.ui.terminal.doctor import SAMPLES, examine, report
from reader.ui.terminal.terminal_colours import TerminalColours

TRUECOLOUR = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}


def told(terminal, tmp_path, text="", environment=TRUECOLOUR, **options):
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    return report(terminal, load_config(path, environment={}), load_themes(), environment=environment, **options)


def vte(**other):
    return Terminal(**{"name": "VTE(8401)", "mode": "bdsm", "tashkeel": "keep", "reasons": ("It says so.",), **other})


def test_the_terminal_its_mode_and_the_reasons_are_told(tmp_path):
    text = told(vte(), tmp_path)
    assert text.startswith("Terminal\n    VTE(8401)\n    mode bdsm: its own reordering is switched off by CSI 8 l\n")
    assert "    It says so.\n" in text
    assert "inside tmux" in told(vte(multiplexer="tmux"), tmp_path)


def test_samples_are_in_the_order_and_shape_the_screen_must_show(tmp_path):
    text = told(vte(), tmp_path)
    # واحد 1 اثنان 2 ثلاثة 3, from the left
    assert "1. 3 \ufe94\ufe9b\ufefc\ufe9b 2 \ufee5\ufe8e\ufee8\ufe9b\ufe8d 1 \ufeaa\ufea3\ufe8d\ufeed\n" in text
    # لا إلا الآن لأن: each lam-alef one sign
    assert "4. \ufee5\ufef7 \ufee5\ufef5\ufe8d \ufefb\ufe87 \ufefb\n" in text
    # ٣٤ keeps its digits in order, brackets are mirrored
    assert "\u0663\u0664" in text
    assert "(\ufead\ufe8e\ufef3\ufe83)" in text
    assert re.findall(r"^    (\d+)\. ", text, re.MULTILINE) == [str(at + 1) for at in range(len(SAMPLES))]


def test_tashkeel_is_shown_only_where_the_terminal_can(tmp_path):
    assert "\u064e" in told(vte(), tmp_path)
    assert "\u064e" not in told(vte(tashkeel="strip"), tmp_path)


def test_what_can_be_done_is_told(tmp_path):
    text = told(vte(), tmp_path)
    assert "READER_BIDI=lro reader doctor" in text
    assert 'bidi = "lro"' in text
    assert "DejaVu Sans Mono" in text
    assert "READER_BIDI=plain reader doctor" in told(vte(mode="lro"), tmp_path)


def test_a_terminals_own_hint_is_told_once(tmp_path):
    text = " ".join(told(vte(name="PuTTY", mode="plain", hint=PUTTY), tmp_path).split())
    assert text.count(PUTTY) == 1


def test_remedies_of_other_terminals_are_named_only_where_the_terminal_is_not_recognised(tmp_path):
    others = ("PuTTY", "QTerminal", "Terminal.app", "iTerm2", "kitty.conf")
    for mode in ("plain", "lro", "bdsm"):
        text = told(vte(mode=mode), tmp_path)
        assert not [name for name in others if name in text]
    unknown = told(vte(name="xterm-256color", mode="plain", is_recognised=False), tmp_path)
    assert "It is not known which terminal this is." in unknown
    assert [name for name in others if name in unknown] == list(others)


def test_the_number_of_colours_and_the_background_are_told_with_their_reasons(tmp_path):
    colours = TerminalColours("256", "It says 256.", is_light=True, background_reason="It says white.")
    text = told(vte(colours=colours), tmp_path)
    assert "    256 colours: It says 256.\n    light background: It says white.\n" in text
    assert "    theme light: Newsprint (it suits the background)\n" in text


def test_the_reason_for_a_theme_is_told(tmp_path):
    assert "theme sepia: Sepia\n" in told(vte(), tmp_path, '[display]\ntheme = "sepia"\n')
    few = told(vte(colours=TerminalColours("standard")), tmp_path)
    assert "theme ansi16: Sixteen colours (it suits so few colours)\n" in few
    assert "NO_COLOR is set, so no colours are used.\n" in told(vte(), tmp_path, environment={"NO_COLOR": "1"})


def test_the_ways_to_the_clipboard_are_told(tmp_path):
    assert "Clipboard\n    xclip fills it.\n    OSC 52 too.\n" in told(
        vte(), tmp_path, clipboard=("xclip fills it.", "OSC 52 too.")
    )


def test_mistakes_in_settings_and_the_theme_shown_are_told(tmp_path):
    console = vte(colours=TerminalColours("standard"))
    text = told(console, tmp_path, '[display]\ntheme = "sepia"\nmesure = 80\n')
    assert "theme ansi16: Sixteen colours (the settings say sepia)" in text
    assert "did you mean display.measure?" in text
    assert "Problems\n    None.\n" in told(vte(), tmp_path)


def test_keys_that_cannot_be_pressed_and_actions_that_there_are_not_are_told(tmp_path):
    text = " ".join(told(vte(), tmp_path, '[keys]\n"annotation.next" = "zz"\n"no.such" = "a"\n').split())
    assert "gives annotation.next the key 'zz', which no keyboard has" in text
    assert "no action is called 'no.such'" in text


def test_rows_fit_eighty_cells_but_for_paths(tmp_path):
    rows = told(vte(), tmp_path).splitlines()
    assert [row for row in rows if len(row) > 80 and "/" not in row] == []


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("mode", "first", "last"),
    [("bdsm", "\x1b[8l", "\x1b[8h"), ("plain", "Terminal\n", "None.\n"), ("lro", "T\u200e\u202derminal\n", "None.\n")],
)
def test_it_is_printed_through_the_output_layer(monkeypatch, mode, first, last):
    monkeypatch.setattr("reader.ui.terminal.sequences.detect_terminal", lambda **_: vte(mode=mode))
    monkeypatch.setattr(doctor, "load_config", lambda: load_config(environment={}))
    screen = Screen()
    examine(screen)
    assert screen.getvalue().startswith(first)
    assert screen.getvalue().endswith(last)


def test_a_pipe_is_sent_no_escapes(monkeypatch):
    pipe = io.StringIO()
    examine(pipe)
    assert "\x1b" not in pipe.getvalue()
    assert "Versions" in pipe.getvalue()
