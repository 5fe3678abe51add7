"""What the analyst sees and can do while a text is copied."""

import re

from on_screen import screen, start, toasts
from waiting import until

from reader.load import Loaded
from reader.model import Article
from reader.ui.terminal.clipboard import Clipboard, Tool

TEXT = "قالت (روسيا) إن الاتفاق وُقِّع في 12 أيار.\nنهاية."
REMEDY = "Install xclip, and copying will not depend on the terminal."
INVISIBLE = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def on_text(**options):
    return start(Loaded(Article(TEXT)), notifications=True, **options)


def keeping(path, *, before="", name="xclip"):
    """A program that keeps what it is given in a file."""
    return Tool(name, ("sh", "-c", f'{before} cat > "{path}.new" && mv "{path}.new" "{path}"'))


def failing(name="xclip"):
    return Tool(name, ("sh", "-c", "cat > /dev/null; exit 1"))


async def test_copied_is_said_once_a_program_has_the_text_in_its_own_order(tmp_path):
    path = tmp_path / "kept"
    async with on_text(clipboard=Clipboard((keeping(path),))) as pilot:
        await pilot.press("ctrl+a", "y")
        await until(pilot, lambda: toasts(pilot))
        assert toasts(pilot)[0].startswith("Copied: ")
        assert len(toasts(pilot)) == 1
        assert path.read_text(encoding="utf-8") == TEXT
        assert not INVISIBLE.search(path.read_text(encoding="utf-8"))
        assert pilot.app.clipboard == TEXT


async def test_without_a_program_it_is_only_sent_and_the_remedy_is_named_once():
    async with on_text(clipboard=Clipboard((), REMEDY)) as pilot:
        await pilot.press("y")
        first, remedy = toasts(pilot)
        assert first.startswith("Sent to the terminal: ")
        assert REMEDY in remedy
        await pilot.press("w", "y")
        assert sum(REMEDY in each for each in toasts(pilot)) == 1
        assert sum(each.startswith("Sent to the terminal: ") for each in toasts(pilot)) == 2


async def test_a_program_that_fails_is_named_and_nothing_is_called_copied():
    async with on_text(clipboard=Clipboard((failing(),))) as pilot:
        await pilot.press("y")
        await until(pilot, lambda: len(toasts(pilot)) == 2)
        assert "xclip failed." in toasts(pilot)[1]
        assert not any(each.startswith("Copied") for each in toasts(pilot))


async def test_tmux_alone_is_no_clipboard(tmp_path):
    tools = (failing(), keeping(tmp_path / "buffer", name="tmux"))
    async with on_text(clipboard=Clipboard(tools)) as pilot:
        await pilot.press("y")
        await until(pilot, lambda: toasts(pilot))
        assert toasts(pilot)[0].startswith("In tmux's buffer, and sent to the terminal: ")


async def test_keys_do_not_wait_for_a_slow_program(tmp_path):
    path = tmp_path / "kept"
    waiting = keeping(path, before=f'while [ ! -e "{tmp_path}/go" ]; do sleep 0.05; done;')
    async with on_text(clipboard=Clipboard((waiting,))) as pilot:
        await pilot.press("y", "w")
        assert screen(pilot).session.caret == TEXT.index("روسيا")
        assert not toasts(pilot)
        (tmp_path / "go").touch()
        await until(pilot, lambda: toasts(pilot))
        assert path.read_text(encoding="utf-8") == "قالت"


async def test_of_two_texts_the_last_one_stays(tmp_path):
    path = tmp_path / "kept"
    slow_once = keeping(path, before=f'if mkdir "{tmp_path}/first" 2>/dev/null; then sleep 0.5; fi;')
    async with on_text(clipboard=Clipboard((slow_once,))) as pilot:
        await pilot.press("y", "w", "y")
        await until(pilot, lambda: len(toasts(pilot)) == 2)
        assert path.read_text(encoding="utf-8") == "روسيا"


async def test_a_field_copies_with_the_program_too_and_pastes_what_was_copied(tmp_path):
    path = tmp_path / "kept"
    async with on_text(clipboard=Clipboard((keeping(path),))) as pilot:
        await pilot.press("/", *"سلام", "ctrl+a", "ctrl+c", "end")
        await until(pilot, path.exists)
        assert path.read_text(encoding="utf-8") == "سلام"
        await pilot.press("ctrl+v")
        assert pilot.app.focused.value == "سلامسلام"
        assert not toasts(pilot)
