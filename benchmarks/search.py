"""Measures search: python -m benchmarks.search [FILE] [--copies N] [--keep FOLDER]

The articles of FILE (JSON Lines; with annotations if the rows have them) are put into an index, once as they are and
once N times over, each copy with other words. Then the first page of several queries is timed: fifty articles with
their lines of context. Beside it stand ripgrep on the same articles as files and as one file, and the tokenizer
unicode61 of SQLite on the text as it is written, with what they find.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path

from reader.arabic.words import words
from reader.library.deadlines import article_day
from reader.library.index.annotation_putting import put_proposals
from reader.library.index.article_putting import get_text, put_article
from reader.library.index.index_words import folded_words
from reader.library.index.library_index import LibraryIndex
from reader.library.queries.concordance import make_concordance
from reader.library.queries.query_parsing import parse_query
from reader.library.queries.searching import count_articles, find_articles
from reader.load import Loaded, find_sources, load_each
from reader.model import Article
from reader.paths import bundled

_PAGE = 50
_ROUNDS = 7
_AT_ONCE = 500
_EVERY = 9
"""In a copy, one word in so many is another."""
_SPELLINGS = 200
"""The words whose spellings are compared with what unicode61 finds."""
_SPELT_VARIOUSLY = re.compile("[أإآىةؤئءٱ\u064b-\u0652\u0640]")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", nargs="?", type=Path, help="JSON Lines; without it, the sample article")
    parser.add_argument("--copies", type=int, default=10)
    parser.add_argument("--keep", type=Path, help="a folder for the indexes, which are used again if they are there")
    options = parser.parse_args()
    file = options.file or next(bundled("seeds").glob("*.txt"))
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        for copies in dict.fromkeys((1, options.copies)):
            with _build(file, copies, folder / f"index-{copies}") as index:
                measure(index, Path(scratch), with_files=copies == 1)


def measure(index: LibraryIndex, scratch: Path, *, with_files: bool) -> None:
    """Print the times for one index."""
    (many,) = index.connection.execute("SELECT count(*) FROM articles").fetchone()
    megabytes = index.place.stat().st_size / 1_000_000
    print(f"\n{many:,} articles, index of {megabytes:,.0f} MB\n")
    rivals = _make_rivals(index, scratch, with_files=with_files)
    print(
        "| query | articles | first page | of which processor | all counted |"
        + "".join(f" {name} |" for name in rivals)
    )
    print("|---|---|---|---|---|" + "---|" * len(rivals))
    for name, query, word in _choose_queries(index):
        parsed = parse_query(query)
        page = _time(lambda parsed=parsed: list(_first_page(index, parsed)))
        counted = _time(lambda parsed=parsed: count_articles(index, parsed, who=""))
        many = count_articles(index, parsed, who="")
        cells = [f"{name}: `{query}`", f"{many:,}", *map(_ms, page), _ms(counted[0])]
        for search in rivals.values():
            found = search(word) if word else None
            cells.append("" if found is None else f"{_ms(_time(lambda s=search, w=word: s(w))[0])} ({found:,})")
        print("| " + " | ".join(cells) + " |", flush=True)
    if with_files:
        _compare_spellings(index, rivals["unicode61"])


def _first_page(index: LibraryIndex, parsed: object) -> Iterator[object]:
    return make_concordance(index, find_articles(index, parsed, who="", limit=_PAGE))  # type: ignore[arg-type]


def _time(run: Callable[[], object]) -> tuple[float, float]:
    """The seconds of the quickest of some rounds by the clock, and of processor time: other work may be running."""
    clock, processor = [], []
    for _ in range(_ROUNDS):
        began, begun = time.perf_counter(), time.process_time()
        run()
        clock.append(time.perf_counter() - began)
        processor.append(time.process_time() - begun)
    return min(clock), min(processor)


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:,.1f} ms" if seconds < 0.0995 else f"{seconds * 1000:,.0f} ms"


def _build(file: Path, copies: int, folder: Path) -> LibraryIndex:
    is_there = folder.is_dir()
    index = LibraryIndex(folder / "index.db")
    if is_there:
        return index
    began = time.monotonic()
    loaded = (each for source in find_sources([str(file)]) for each in load_each(source) if isinstance(each, Loaded))
    while some := list(islice(loaded, _AT_ONCE)):
        with index.writing() as connection:
            for copy in range(copies):
                for each in some:
                    _put(connection, each, copy)
    index.connection.execute("INSERT INTO words (words) VALUES ('optimize')")
    index.describe_contents()
    print(f"built in {time.monotonic() - began:,.0f} s", flush=True)
    return index


def _put(connection: sqlite3.Connection, loaded: Loaded, copy: int) -> None:
    article = loaded.article
    text = _change(article.text, copy) if copy else article.text
    changed = Article(text, article.title if not copy else "", article.source, article.date, article.fields)
    number = put_article(connection, Loaded(changed), read_day=article_day)
    if loaded.annotations:
        put_proposals(connection, number, text, loaded.annotations, engine="benchmark")


def _change(text: str, copy: int) -> str:
    """The text with some words turned round, so that all offsets stay."""
    letters = list(text)
    for word in words(text):
        if random.Random(f"{copy} {word.text}").random() < 1 / _EVERY:
            letters[word.span.start : word.span.end] = reversed(word.text)
    # Even a text of which no word is turned must be another text.
    return "".join(letters) + " " + "ه" * copy


def _choose_queries(index: LibraryIndex) -> Iterator[tuple[str, str, str]]:
    """Queries made of the words of the corpus; those of one word with that word as it is written most often."""
    sample = [get_text(index.connection, number) for (number,) in _sample(index)]
    spellings = _count_spellings(index)
    written = Counter({word: many for each in spellings.values() for word, many in each.items() if len(word) > 3})
    pairs: Counter[tuple[str, str]] = Counter()
    for text in sample:
        folded = [word for word in folded_words(text) if len(word) > 3]
        pairs.update(zip(folded, folded[1:], strict=False))
    common = [word for word, _ in written.most_common(40)]
    rare = min(word for word in written if written[word] == 2 and not word.isascii())
    various = max(spellings.values(), key=lambda each: each.total() - each.most_common(1)[0][1])
    (first, second), _ = pairs.most_common(1)[0]
    frequent = next(word for word in common if not _SPELT_VARIOUSLY.search(word))
    yield "a rare word", rare, rare
    yield "a frequent word", frequent, frequent
    yield "a word of several spellings", (each := various.most_common(1)[0][0]), each
    yield "a phrase", f'"{first} {second}"', ""
    yield "two words", f"{common[5]} {common[9]}", ""
    yield "one without another", f"{common[5]} -{common[9]}", ""
    yield "a beginning", f"{frequent[:4]}*", ""
    yield "near", f"NEAR({common[5]} {common[9]}, 5)", ""
    yield "with proclitics", f"~{first.removeprefix('ال')}", ""
    yield "a phrase with proclitics", f'~"{first} {second}"', ""
    yield "in a year", f"{frequent} date:2016", ""
    yield "an outlet", f'source:"{_outlet(index)}"', ""
    if name := _most_frequent(index, "SELECT name FROM annotations WHERE name <> ''"):
        committer = _most_frequent(index, "SELECT name FROM roles WHERE role = 'committer'")
        yield "an entity", f'entity:"{name}"', ""
        yield "a label", "label:person", ""
        yield "a type", "type:pledge", ""
        yield "one commitment", f'type:demand committer:"{committer}"', ""
        yield "words of a role", "action:~دعم", ""
        yield "deadlines", "deadline:<2017-01-01", ""


def _sample(index: LibraryIndex) -> list[tuple[int]]:
    return index.connection.execute("SELECT number FROM articles ORDER BY id LIMIT 2000").fetchall()


def _outlet(index: LibraryIndex) -> str:
    row = index.connection.execute("SELECT outlet FROM articles GROUP BY outlet ORDER BY count(*) DESC").fetchone()
    return str(row[0]) or "none"


def _most_frequent(index: LibraryIndex, query: str) -> str:
    rows = index.connection.execute(f"SELECT name FROM ({query}) GROUP BY name ORDER BY count(*) DESC LIMIT 1")
    return next((str(name) for (name,) in rows), "")


def _count_spellings(index: LibraryIndex) -> dict[str, Counter[str]]:
    """How often each spelling of a word occurs, by the folded word."""
    spellings: dict[str, Counter[str]] = {}
    for (number,) in _sample(index):
        for word in words(get_text(index.connection, number)):
            if len(folded := folded_words(word.text)) == 1:
                spellings.setdefault(folded[0], Counter())[word.text] += 1
    return spellings


def _make_rivals(index: LibraryIndex, scratch: Path, *, with_files: bool) -> Mapping[str, Callable[[str], int]]:
    texts = index.connection.execute("SELECT number FROM articles ORDER BY number")
    raw = sqlite3.connect(scratch / f"raw-{with_files}.db")
    raw.execute("CREATE VIRTUAL TABLE raw USING fts5 (body, content='', tokenize='unicode61')")
    folder = scratch / "files"
    folder.mkdir(exist_ok=True)
    whole = scratch / f"whole-{with_files}.txt"
    with whole.open("w", encoding="utf-8", errors="replace") as file:
        for (number,) in texts:
            text = get_text(index.connection, number)
            raw.execute(
                "INSERT INTO raw (rowid, body) VALUES (?, ?)", (number, text.encode("utf-8", "replace").decode())
            )
            file.write(" ".join(text.split()) + "\n")
            if with_files:
                (folder / f"{number}.txt").write_text(text, encoding="utf-8", errors="replace")
    raw.commit()

    def search_raw(word: str) -> int:
        rows = raw.execute("SELECT rowid FROM raw WHERE raw MATCH ?", (json.dumps(word, ensure_ascii=False),))
        return len(rows.fetchall())

    rivals: dict[str, Callable[[str], int]] = {"unicode61": search_raw}
    if shutil.which("rg"):
        if with_files:
            rivals["ripgrep, files"] = lambda word: _grep(["-l"], word, folder)
        rivals["ripgrep, one file"] = lambda word: _grep(["-n"], word, whole)
    return rivals


def _grep(options: list[str], word: str, place: Path) -> int:
    command = ["rg", "--no-config", "-w", "-F", *options, "--", word, str(place)]
    return subprocess.run(command, capture_output=True, check=False).stdout.count(b"\n")


def _compare_spellings(index: LibraryIndex, search_raw: Callable[[str], int]) -> None:
    """How much of what folding finds is found by words as they are written, each in its most frequent spelling."""
    spellings = {
        folded: each for folded, each in _count_spellings(index).items() if any(map(_SPELT_VARIOUSLY.search, each))
    }
    frequent = sorted(spellings, key=lambda folded: -spellings[folded].total())[:_SPELLINGS]
    ours = sum(count_articles(index, parse_query(folded), who="") for folded in frequent)
    theirs = sum(search_raw(spellings[folded].most_common(1)[0][0]) for folded in frequent)
    print(
        f"\nOf {ours:,} pairs of a word and an article that folding finds for the {len(frequent)} most frequent words "
        f"with hamza, ta marbuta, alef maqsura or vowel marks, unicode61 finds {theirs:,} ({theirs / ours:.1%}) by the "
        "most frequent spelling."
    )


if __name__ == "__main__":
    main()
