"""Measures the time from keys to frames in a pseudo-terminal, beside `emacs -nw` on the same texts in the same run."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import shutil
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

READER = (sys.executable, "-m", "reader")
EMACS = ("emacs", "-nw", "-Q", "--eval", "(setq large-file-warning-threshold nil)")
COLUMNS, ROWS = 200, 50
_SILENCE = 0.06
"""The seconds without output after which a screen counts as complete."""
_BETWEEN = 0.01
"""The seconds without output after which a key's frame is complete; later output (a list, the engine) is another one.
"""


@dataclass
class Program:
    """A program in a pseudo-terminal whose output is timed, not read."""

    pid: int
    fd: int
    started: float

    def send(self, keys: str) -> None:
        os.write(self.fd, keys.encode())

    def frame(self, *, patience: float = 5.0, silence: float = _SILENCE) -> float:
        """The seconds from now to the last byte before the output stops for `silence` seconds."""
        start = last = time.perf_counter()
        while select.select([self.fd], [], [], silence if last > start else patience)[0]:
            try:
                os.read(self.fd, 1 << 20)
            except OSError:
                break
            last = time.perf_counter()
        return last - start

    def wait_for(self, sign: bytes, *, patience: float = 60) -> float:
        """The seconds from the program's start to the moment when it has written a sign."""
        seen = b""
        while time.perf_counter() - self.started < patience:
            if select.select([self.fd], [], [], 0.05)[0]:
                seen = seen[-max(len(sign), 8) :] + os.read(self.fd, 1 << 20)
                if b"\x1b[c" in seen:
                    # Every terminal answers this question (DA1 of ECMA-48) within milliseconds.
                    self.send("\x1b[?62c")
                    seen = seen.replace(b"\x1b[c", b"")
                if sign in seen:
                    return time.perf_counter() - self.started
        return float("nan")

    def peak_memory(self) -> float:
        """The peak memory of the program and its children together, in MB."""
        total = 0
        for pid in (self.pid, *_children(self.pid)):
            for line in Path(f"/proc/{pid}/status").read_text().splitlines():
                if line.startswith("VmHWM:"):
                    total += int(line.split()[1])
        return total / 1024


def _children(pid: int) -> Iterator[int]:
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            yield int(child)
            yield from _children(int(child))


@contextmanager
def run(command: Sequence[str], *, columns: int = COLUMNS, rows: int = ROWS) -> Iterator[Program]:
    """Run a program in a pseudo-terminal of its own, with default settings, and kill it at the end."""
    with tempfile.TemporaryDirectory() as home:
        started = time.perf_counter()
        pid, fd = pty.fork()
        if pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            folders = {"HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home, "XDG_CACHE_HOME": home}
            terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
            os.execvpe(command[0], list(command), {"PATH": os.environ["PATH"], **folders, **terminal})
        try:
            yield Program(pid, fd, started)
        finally:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            os.close(fd)


def time_keys(program: Program, keys: Sequence[str]) -> list[float]:
    """The milliseconds from each key to its painted frame."""
    times = []
    for key in keys:
        program.send(key)
        times.append(1000 * program.frame(silence=_BETWEEN))
        program.frame(patience=0.25, silence=0.05)
    return times


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which the given share of the values are."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def write_texts(folder: Path, corpus: Path | None) -> tuple[Path, Path]:
    """Write an article of usual length and a text of eight million characters."""
    seed = _seed()
    article, huge = folder / "article.txt", folder / "huge.txt"
    article.write_text(seed, encoding="utf-8")
    texts, length = [], 0
    for text in _texts(corpus) if corpus else iter(lambda: seed, None):
        texts.append(text)
        length += len(text) + 2
        if length >= 8_000_000:
            break
    huge.write_text("\n\n".join(texts), encoding="utf-8")
    return article, huge


def _texts(corpus: Path) -> Iterator[str]:
    import gzip
    import json

    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"]


def rows(corpus: Path | None) -> Iterator[tuple[str, str, str, str]]:
    """The rows of the table: the measure, the text, the reader's figure and that of emacs."""
    with tempfile.TemporaryDirectory() as name:
        article, huge = write_texts(Path(name), corpus)
        has_emacs = shutil.which("emacs") is not None
        end = "\x1b[1;5F"
        for text, description in ((article, "article"), (huge, "8 million characters")):
            with run([*READER, str(text)]) as program:
                opened = program.wait_for("\u2500".encode() if text is article else b"%")
                program.frame(patience=2, silence=0.3)
                program.send(end)
                jumped = program.frame()
                memory = program.peak_memory()
            emacs = ("", "", "")
            if has_emacs:
                with run([*EMACS, str(text)]) as program:
                    first = program.wait_for(b"All" if text is article else b"Top")
                    program.frame(patience=2, silence=0.3)
                    program.send("\x1b>")
                    emacs = (f"{first:.2f} s", f"{program.frame():.2f} s", f"{program.peak_memory():.0f} MB")
            yield "start to first screen", description, f"{opened:.2f} s", emacs[0]
            yield "jump to the end", description, f"{jumped:.2f} s", emacs[1]
            yield "peak memory", description, f"{memory:.0f} MB", emacs[2]
        yield from _key_rows(article, huge, has_emacs)
        yield from _tagging_rows(Path(name))


def _key_rows(article: Path, huge: Path, has_emacs: bool) -> Iterator[tuple[str, str, str, str]]:
    caret, page = ["\x1b[D", "\x1b[B"] * 40, ["\x1b[6~"] * 40
    with run([*READER, str(article)]) as program:
        program.wait_for(b"%")
        program.frame(patience=3, silence=1.5)
        idle = time_keys(program, caret)
        again = []
        for _ in range(12):
            # F10 annotates again; the keys after it are pressed while the engine works.
            program.send("\x1b[21~")
            time.sleep(0.05)
            again += time_keys(program, ["\x1b[D", "\x1b[B"])
        program.frame(patience=1, silence=0.5)
        fcntl.ioctl(program.fd, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, 150, 0, 0))
        os.kill(program.pid, signal.SIGWINCH)
        resized = 1000 * program.frame()
    with run([*READER, str(huge)]) as program:
        program.wait_for(b"%")
        program.frame(patience=3, silence=1.5)
        paged = time_keys(program, page)
    emacs = emacs_paged = ""
    if has_emacs:
        with run([*EMACS, str(article)]) as program:
            program.wait_for(b"All")
            program.frame(patience=2, silence=0.3)
            emacs = _median_and_tail(time_keys(program, caret))
        with run([*EMACS, str(huge)]) as program:
            program.wait_for(b"Top")
            program.frame(patience=2, silence=0.3)
            emacs_paged = _median_and_tail(time_keys(program, page))
    yield "caret key to frame, idle", "article", _median_and_tail(idle), emacs
    yield "caret key to frame, annotating", "article", _median_and_tail(again), ""
    yield "page down to frame", "8 million characters", _median_and_tail(paged), emacs_paged
    yield "resize to frame", "article", f"{resized:.0f} ms", ""


def _tagging_rows(folder: Path) -> Iterator[tuple[str, str, str, str]]:
    """The rows for an analyst's keys, on the seed with its proposals and on an article with 3,000 annotations."""
    (folder / "authorship").mkdir()
    seed = folder / "authorship" / "article.txt"
    seed.write_text(_seed(), encoding="utf-8")
    crowded = write_crowded(folder / "authorship" / "crowded.jsonl")
    for path, description in ((seed, "seed article"), (crowded, "5,963 words, 3,000 annotations")):
        with run([*READER, str(path)]) as program:
            opened = program.wait_for(b"%")
            program.frame(patience=3, silence=1.5)
            moves = time_keys(program, ["\x1b[D", "w", "\x1b[B"] * 30)
            tags = time_keys(program, ["2", "w"] * 40)[::2]
            accepts = time_keys(program, ["n", "a"] * 40)[1::2]
        if path is crowded:
            yield "start to first screen", description, f"{opened:.2f} s", ""
        yield "caret key to frame", description, _median_and_tail(moves), ""
        yield "tag key to frame, on disk", description, _median_and_tail(tags), ""
        yield "accept key to frame, on disk", description, _median_and_tail(accepts), ""
    with run([*READER, str(folder / "authorship")]) as program:
        program.wait_for(b"%")
        program.frame(patience=3, silence=1.5)
        opened = time_keys(program, ["]", "["] * 5)[::2]
    yield "key that opens it to frame", "5,963 words, 3,000 annotations", f"{statistics.median(opened):.0f} ms", ""


def _seed() -> str:
    return next((Path(__file__).parents[1] / "seeds").glob("*.txt")).read_text(encoding="utf-8")


def write_crowded(path: Path) -> Path:
    """Write an article of 5,963 words with 3,000 annotations, a size at which users of other tools wait for seconds."""
    import json

    from reader.arabic.words import words

    seed = _seed()
    text = "\n\n".join([seed] * 10)
    found = list(words(text))[:5_963]
    text = text[: found[-1].span.end]
    entities = [
        {"start": word.span.start, "end": word.span.end, "label": "place", "entity": word.text, "score": 0.5}
        for word in found[::2][:3_000]
    ]
    path.write_text(
        json.dumps({"title": "crowded", "text": text, "entities": entities, "whole": True}), encoding="utf-8"
    )
    return path


def _median_and_tail(times: Sequence[float]) -> str:
    return f"{statistics.median(times):.1f} ms (95%: {percentile(times, 0.95):.1f})"


def main() -> None:
    """Print the table; the command line may name a corpus."""
    heading = ("measured", "on", "reader", "emacs -nw")
    print("{:32}{:34}{:26}{}".format(*heading))
    for row in rows(Path(sys.argv[1]) if len(sys.argv) > 1 else None):
        print("{:32}{:34}{:26}{}".format(*row).rstrip(), flush=True)


if __name__ == "__main__":
    main()
