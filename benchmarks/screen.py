"""Measures the time from keys to frames in a pseudo-terminal, beside `emacs -nw` on the same texts in the same run."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.timed_program import EMACS, READER, ROWS, describe_rounds, run, time_keys
from benchmarks.turning import article_rows, page_rows


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
        yield from _key_rows(article, has_emacs)
        yield from page_rows(huge, has_emacs)
        yield from article_rows(Path(name), _seed())
        yield from _tagging_rows(Path(name))


def _key_rows(article: Path, has_emacs: bool) -> Iterator[tuple[str, str, str, str]]:
    caret = ["\x1b[D", "\x1b[B"] * 40
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
    emacs = ""
    if has_emacs:
        with run([*EMACS, str(article)]) as program:
            program.wait_for(b"All")
            program.frame(patience=2, silence=0.3)
            emacs = describe_rounds([time_keys(program, caret)])
    yield "caret key to frame, idle", "article", describe_rounds([idle]), emacs
    yield "caret key to frame, annotating", "article", describe_rounds([again]), ""
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
        yield "caret key to frame", description, describe_rounds([moves]), ""
        yield "tag key to frame, on disk", description, describe_rounds([tags]), ""
        yield "accept key to frame, on disk", description, describe_rounds([accepts]), ""
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


def main() -> None:
    """Print the table; the command line may name a corpus."""
    heading = ("measured", "on", "reader", "emacs -nw")
    print("{:32}{:34}{:26}{}".format(*heading))
    for row in rows(Path(sys.argv[1]) if len(sys.argv) > 1 else None):
        print("{:32}{:34}{:26}{}".format(*row).rstrip(), flush=True)


if __name__ == "__main__":
    main()
