"""What is found, and where, is what a plain scan of the folded text finds, in any article and for any query."""

import re
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from library.small_library import make_index

from reader.arabic.words import fold, fold_with_map
from reader.library.index.index_words import has_stem_of, index_words
from reader.library.queries.query_parsing import parse_query
from reader.library.queries.searching import count_articles, find_articles
from reader.model import Article, Span

WORDS = [
    "الوزير",
    "وَزِير",
    "وللوزير",
    "بوزير",
    "زير",
    "مسؤول",
    "مسئول",
    "المسؤولون",
    "الأُمَّة",
    "الامه",
    "لبنان",
    "ولبنان",
    "السلام",
    "لام",
    "2016",
    "٢٠١٦",
    "3.5",
    "BBC",
    "bbc",
    "ﻻ",
    "لا",
    "يد",
    "اليد",
    "بيد",
    "هٰذا",
    "هذا",
    "شئون",
    "شؤون",
    "x_y",
    "@ali",
]
BETWEEN = [" ", " ", " ", "\n\n", "، ", " - ", "ـ ", "\u200f ", ". "]

texts = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(BETWEEN)), min_size=1, max_size=25).map(
    lambda pairs: "".join(word + between for word, between in pairs)
)
articles = st.builds(
    lambda title, body, is_inside: Article(f"{title}\n\n{body}" if is_inside else body, title),
    texts.map(lambda text: " ".join(text.split()[:4])),
    texts,
    st.booleans(),
)
libraries = st.lists(articles, min_size=1, max_size=5, unique_by=lambda article: article.text)
few_words = st.lists(st.sampled_from([word for word in WORDS if len(fold(word)) > 1]), min_size=1, max_size=3)


def parts_of(article):
    """The title and the body as they are searched, each with its place in the text; a title outside it has none."""
    span = article.title_span
    if span is None:
        return [(article.title, None), (article.text, 0)]
    return [(article.title, span.start), (article.text[span.end :], span.end)]


def scan(article, pattern):
    """The places of a pattern in the folded text; None if it is nowhere, a title without a place included."""
    found, is_found = [], False
    for text, offset in parts_of(article):
        folded = fold_with_map(text)
        for match in re.finditer(f"(?=(?<![^\\W_])({pattern}))", folded.text):
            is_found = True
            if offset is not None:
                span = folded.original(match.start(1), match.end(1))
                found.append(Span(span.start + offset, span.end + offset))
    return sorted(set(found)) if is_found else None


def search(folder, library, written, *, stems=False):
    query = parse_query(written, stems=stems)
    with make_index(folder, library) as index:
        hits = {hit.id: list(hit.spans) for hit in find_articles(index, query, who="Sara")}
        assert count_articles(index, query, who="Sara") == len(hits)
    return hits


@pytest.fixture
def folder(tmp_path_factory):
    return lambda: tmp_path_factory.mktemp("index")


def expected(library, find):
    found = ((article.id, find(article)) for article in library)
    return {name: spans for name, spans in found if spans is not None}


slowly = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@slowly
@given(libraries, few_words)
def test_a_phrase(folder, library, words):
    pattern = r"[\W_]+".join(re.escape(each) for word in words for each in fold_words(word)) + r"(?![^\W_])"
    assert search(folder(), library, f'"{" ".join(words)}"') == expected(library, lambda each: scan(each, pattern))


@slowly
@given(libraries, few_words, st.integers(2, 4))
def test_a_phrase_whose_last_word_is_only_begun(folder, library, words, letters):
    begun = fold_words(words[-1])[-1][:letters]
    if len(begun) < 2:
        return
    before = [each for word in words[:-1] for each in fold_words(word)]
    pattern = r"[\W_]+".join(map(re.escape, [*before, begun])) + r"[^\W_]*"
    found = search(folder(), library, f'"{" ".join([*words[:-1], begun])}*"')
    assert found == expected(library, lambda each: scan(each, pattern))


@slowly
@given(libraries, few_words)
def test_words_in_any_order(folder, library, words):
    def find(article):
        each_of = [scan(article, r"[\W_]+".join(fold_words(word)) + r"(?![^\W_])") for word in words]
        return None if None in each_of else sorted({span for spans in each_of for span in spans})

    assert search(folder(), library, " ".join(words)) == expected(library, find)


@slowly
@given(libraries, st.sampled_from(WORDS), st.sampled_from(WORDS))
def test_one_word_without_another(folder, library, wanted, unwanted):
    def find(article):
        is_there = scan(article, r"[\W_]+".join(fold_words(unwanted)) + r"(?![^\W_])") is not None
        return None if is_there else scan(article, r"[\W_]+".join(fold_words(wanted)) + r"(?![^\W_])")

    assert search(folder(), library, f"{wanted} -{unwanted}") == expected(library, find)


@slowly
@given(libraries, few_words)
def test_stems_are_decided_by_one_function(folder, library, words):
    wanted = [each for word in words for each in fold_words(word)]

    def find(article):
        found, is_found = [], False
        for text, offset in parts_of(article):
            there = list(index_words(text))
            for at in range(len(there) - len(wanted) + 1):
                if all(has_stem_of(there[at + nth].folded, each) for nth, each in enumerate(wanted)):
                    is_found = True
                    if offset is not None:
                        found.append(Span(there[at].span.start + offset, there[at + len(wanted) - 1].span.end + offset))
        return sorted(found) if is_found else None

    assert search(folder(), library, f'"{" ".join(words)}"', stems=True) == expected(library, find)


@slowly
@given(libraries, st.lists(few_words, min_size=2, max_size=3), st.integers(0, 6))
def test_near_one_another(folder, library, phrases, distance):
    written = f"NEAR({' '.join(f'{chr(34)}{chr(32).join(words)}{chr(34)}' for words in phrases)}, {distance})"
    wanted = [[each for word in words for each in fold_words(word)] for words in phrases]

    def is_near(article):
        for text, _ in parts_of(article):
            there = [word.folded for word in index_words(text)]
            places = [[at for at in range(len(there)) if there[at : at + len(phrase)] == phrase] for phrase in wanted]
            for last in {place for each in places for place in each}:
                if all(
                    any(at <= last <= at + len(phrase) + distance for at in each)
                    for each, phrase in zip(places, wanted, strict=True)
                ):
                    return True
        return False

    found = search(folder(), library, written)
    assert set(found) == {article.id for article in library if is_near(article)}
    for article in library:
        for span in found.get(article.id, ()):
            assert all(" ".join(phrase) in " ".join(fold_words(span.of(article.text))) for phrase in wanted)


def fold_words(text):
    return re.findall(r"[^\W_]+", fold(text))


def test_a_part_of_a_ligature_is_the_whole_of_it(tmp_path):
    article = Article("قال ﷲ أكبر", "", "", str(date(2016, 1, 1)))
    assert search(tmp_path, [article], "الله") == {article.id: [Span(4, 5)]}
