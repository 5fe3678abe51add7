"""Measures how fast the engine reads, beside other tools: python -m benchmarks.rivals [FILE_OR_FOLDER...]

The figures are words per second of processor time on the same texts, in one run. The morphology of camel-tools runs on
a stub database of a hundred lines, which makes it look faster than it is. farahidi (GPL) and spaCy are not part of the
project; to measure them too:
uv run --with farahidi --with spacy python -m benchmarks.rivals
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time

from reader.annotate import find_annotator
from reader.annotate.pipeline import annotate
from reader.arabic.words import words
from reader.model import Article
from reader.paths import bundled

ROOT = Path(__file__).parents[1]
_ENOUGH = 2.0
"""The seconds for which each tool is measured."""


def main() -> None:
    """Print the table."""
    folders = [Path(name) for name in sys.argv[1:]] or [bundled("seeds")]
    files = [file for folder in folders for file in (sorted(folder.glob("*.txt")) if folder.is_dir() else [folder])]
    texts = [file.read_text(encoding="utf-8") for file in files]
    print(f"{'tool':58}{'words/s':>12}")
    for tool, read in tools():
        if isinstance(read, str):
            print(f"{tool:58}{read:>12}")
            continue
        read(texts[0])
        print(f"{tool:58}{measure(read, texts):12,.0f}", flush=True)


def measure(read: Callable[[str], object], texts: list[str]) -> float:
    """Words per second; the texts are read repeatedly, each time slightly changed, for `_ENOUGH` seconds."""
    lengths = [sum(1 for _ in words(text)) + 1 for text in texts]
    done, start, turn = 0, process_time(), 0
    while process_time() - start < _ENOUGH:
        read(f"{texts[turn % len(texts)]} {turn}")
        done += lengths[turn % len(texts)]
        turn += 1
    return done / (process_time() - start)


def tools() -> Iterator[tuple[str, Callable[[str], object] | str]]:
    """The tools by name, each with a function of a text, or with the reason why there is none."""
    fast = ("patterns", "names")
    for name in fast:
        find_annotator(name)
    yield "reader: patterns and names, without the network", lambda text: annotate(Article(text), names=fast)
    yield "reader: the whole default pipeline", lambda text: annotate(Article(text))
    yield "camel-tools: simple_word_tokenize (tokens only)", _camel_tokens()
    yield "camel-tools: morphology, on a stub database", _camel_morphology()
    yield "farahidi: analyze_text", _farahidi()
    yield "spaCy: blank Arabic pipeline (tokens only)", _spacy()


def _camel_tokens() -> Callable[[str], object]:
    from camel_tools.tokenizers.word import simple_word_tokenize

    return lambda text: simple_word_tokenize(text)


def _camel_morphology() -> Callable[[str], object]:
    sys.path.insert(0, str(ROOT / "tests"))
    import camel_stub

    folder = tempfile.mkdtemp()
    camel_stub.write_camel_data(Path(folder))
    os.environ["CAMELTOOLS_DATA"] = folder
    from camel_tools.morphology.analyzer import Analyzer
    from camel_tools.morphology.database import MorphologyDB
    from camel_tools.tokenizers.word import simple_word_tokenize

    analyzer = Analyzer(MorphologyDB.builtin_db(), "NOAN_PROP")
    return lambda text: [analyzer.analyze(token) for token in simple_word_tokenize(text)]


def _farahidi() -> Callable[[str], object] | str:
    try:
        import farahidi
    except ImportError:
        return "not installed"
    found = getattr(farahidi, "analyze_text", None) or getattr(farahidi, "analyse_text", None)
    return found if callable(found) else "not installed"


def _spacy() -> Callable[[str], object] | str:
    try:
        import spacy
    except ImportError:
        return "not installed"
    pipeline = spacy.blank("ar")
    return lambda text: pipeline(text)


if __name__ == "__main__":
    main()
