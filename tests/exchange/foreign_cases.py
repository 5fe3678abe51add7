"""Articles with annotations that strain a format, and what comes back when they are written and read again."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from hypothesis import strategies as st

from reader.exchange.foreign_format import FORMATS, Incoming, Losses, Outgoing
from reader.labels import default_labels
from reader.model import Annotation, Article, Decision, Span

TEXT = "\ufeffموسكو 😀 تتعهد  بقصف\r\nأي جهة تعيق خروج 🇸🇾 المدنيين\tمن حلب \n\n و<b>&amp;\u2028\u0085دمشق "
"""A mark at the beginning, characters beyond U+FFFF, CRLF, two spaces, line ends of other kinds, markup."""


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


ANNOTATIONS = (
    Annotation(at("موسكو"), "place", attributes=(("entity", "موسكو"),), decision=Decision.ACCEPTED, note="نعم\r\n<لا>"),
    Annotation(
        at("تتعهد"),
        "pledge",
        (("committer", at("موسكو")), ("action", at("بقصف\r\nأي جهة")), ("deadline", at("من حلب"))),
        (("polarity", "negative"), ("status", "kept"), ("سبب آخر", "أ; ب")),
        source="commitments",
        decision=Decision.ACCEPTED,
        score=0.625,
        rule="تعهد بـ",
    ),
    Annotation(at("المدنيين\tمن حلب"), "Custom \u202eLabel", source="ليلى"),
    Annotation(at("حلب"), "place", decision=Decision.ACCEPTED),
    Annotation(at("حلب \n\n و<b>"), "misc", note='"&" {"a": 1}'),
    Annotation(at("🇸🇾"), "place", decision=Decision.REJECTED, rule="@id"),
    Annotation(at("حلب"), "organization", score=1.0),
    Annotation(at("وسك"), "refusal"),
)
"""Nested, crossing, twice on one span, inside a word, over line ends, ending in a space; a cue without roles."""
ARTICLE = Article(TEXT, "عنوان «أول»", "أخبار/a b#1.txt", "2026-01-02")


def outgoing(*annotations: Annotation, text: str = TEXT, name: str = "a") -> Outgoing:
    return Outgoing(replace(ARTICLE, text=text), annotations, "ليلى", name)


def write_into(folder: Path, form: str, rows: Sequence[Outgoing], losses: Losses | None = None) -> Path:
    """Write an export, and return its file or folder."""
    pieces = (
        FORMATS[form].load().write(rows, labels=default_labels(), losses=losses if losses is not None else Losses())
    )
    target = folder / form
    if FORMATS[form].is_folder:
        target.mkdir()
    for piece in pieces:
        content = piece.content.encode() if isinstance(piece.content, str) else piece.content
        with (target / piece.name if piece.name else target).open("ab") as file:
            file.write(content)
    return target


def read_from(path: Path, form: str) -> list[Incoming]:
    return list(FORMATS[form].load().read(path, complain=lambda sentence: None))


def there_and_back(form: str, *rows: Outgoing, losses: Losses | None = None) -> list[Incoming]:
    folder = Path(tempfile.mkdtemp())
    try:
        return read_from(write_into(folder, form, rows, losses), form)
    finally:
        shutil.rmtree(folder)


def in_order(annotations: Sequence[Annotation]) -> list[Annotation]:
    """The annotations in one order, and their attributes too: most formats keep neither."""
    return sorted((replace(each, attributes=tuple(sorted(each.attributes))) for each in annotations), key=repr)


CHARACTERS = st.characters(exclude_categories=("Cs",))
"""Any but halves of characters."""
XML_CHARACTERS = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff") | st.sampled_from(
    "\t\n\r\x7f\x85"
)
"""Those that XML allows."""


@st.composite
def annotated_texts(draw: st.DrawFn, characters: st.SearchStrategy[str] = CHARACTERS) -> Outgoing:
    """An article with annotations that nest, cross and stack, with anything in their notes, labels and names."""
    piece = st.sampled_from(["موسكو", " ", "  ", "\r\n", "😀", "\ufeff", "وَعَدَ", "Gaza", "3.5", "،", "e\u0301"])
    text = "".join(draw(st.lists(piece | st.text(characters, max_size=4), min_size=1, max_size=9)))
    words = st.text(characters, min_size=1, max_size=6)

    def span() -> Span:
        start = draw(st.integers(0, max(0, len(text) - 1)))
        return Span(start, draw(st.integers(start + 1, max(start + 1, len(text)))))

    annotations = []
    for _ in range(draw(st.integers(0, 4)) if text else 0):
        is_event = draw(st.booleans())
        names = draw(st.lists(st.sampled_from(["committer", "action", "source"]) | words, max_size=3, unique=True))
        known = st.sampled_from(["polarity", "entity", "note", "attributes", "role", "source"])
        attributes = draw(st.dictionaries(known | words, words | st.just(""), max_size=3))
        annotations.append(
            Annotation(
                span(),
                draw(st.sampled_from(["place", "pledge", "زيارة"])),
                tuple((name, span()) for name in names) if is_event else (),
                tuple(sorted(attributes.items())),
                source=draw(words),
                decision=draw(st.sampled_from(Decision)),
                score=draw(st.none() | st.floats(0, 1)),
                rule=draw(words | st.just("")),
                note=draw(words | st.just("")),
            )
        )
    return Outgoing(Article(text, draw(words), draw(words)), tuple(annotations), draw(words), "a")
