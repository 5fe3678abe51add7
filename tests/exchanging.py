"""Writing and reading a foreign format in the tests: a sample, any annotated text, and what must come back."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

from hypothesis import strategies as st
from notation import marked

from reader.exchange.foreign_format import ForeignModule, Incoming, Losses, Outgoing
from reader.labels import default_labels
from reader.model import Annotation, Article, Decision, Span

TEXT, (_RUSSIA, _PLEDGED, _ALEPPO, _PROTECTING, _WITHIN) = marked(
    "😀 قالت ⟦روسيا⟧ إنها ⟦تتعهد⟧ أمس\r\nبـ⟦حِماية مدينة ⟦حلب⟧⟧،  وب⟦مالٍ\n\nكثير⟧.\n"
)
"""With an astral character, CRLF, blanks in a row, marks on letters, a stem after a proclitic and a nested span."""
ARTICLE = Article(TEXT, "روسيا تتعهد", "news/one.txt", "2016-10-20")
PLACE = Annotation(_RUSSIA, "place", attributes=(("entity", "روسيا"),), source="huda", decision=Decision.ACCEPTED)
PLEDGE = Annotation(
    _PLEDGED,
    "pledge",
    (("committer", _RUSSIA), ("action", _PROTECTING)),
    (("polarity", "positive"), ("status", "made")),
    "huda",
    Decision.ACCEPTED,
    0.5,
    note="انظر\nالفقرة الثانية",
)
NESTED = Annotation(_ALEPPO, "place", source="huda", decision=Decision.ACCEPTED)
PROPOSED = Annotation(_WITHIN, "quantity", source="engine", score=0.25, rule="amounts")
REJECTED = Annotation(Span(_ALEPPO.start - 3, _ALEPPO.end), "organization", source="engine", decision=Decision.REJECTED)
SAMPLE = (PLACE, PLEDGE, NESTED, PROPOSED, REJECTED)


def outgoing(article: Article = ARTICLE, annotations: Iterable[Annotation] = SAMPLE, name: str = "one") -> Outgoing:
    """An article with the annotations of Huda's layer."""
    return Outgoing(article, tuple(annotations), "huda", name)


def write_into(folder: Path, module: ForeignModule, *rows: Outgoing, **options: Any) -> Losses:
    """Write the files of a format into a folder; a single file is called `out`."""
    losses = Losses()
    files: dict[str, bytes] = {}
    for piece in module.write(rows, labels=default_labels(), losses=losses, **options):
        content = piece.content.encode() if isinstance(piece.content, str) else piece.content
        files[piece.name or "out"] = files.get(piece.name or "out", b"") + content
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return losses


def read_back(path: Path, module: ForeignModule, **options: Any) -> list[Incoming]:
    """What is read again, without a complaint."""
    complaints: list[str] = []
    found = list(module.read(path, complain=complaints.append, **options))
    assert complaints == []
    return found


def in_any_order(annotations: Iterable[Annotation]) -> list[str]:
    """The annotations so that they can be compared whatever their order, and that of their roles and attributes."""
    return sorted(
        repr((a.span, a.label, sorted(a.roles), sorted(a.attributes), a.source, a.decision, a.score, a.rule, a.note))
        for a in annotations
    )


_LABELS = st.sampled_from([*default_labels(), "زيارة", "Custom Label", "100%", "a:b", "Action"])
_WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


@st.composite
def annotated_texts(draw: st.DrawFn, excluded: tuple[Literal["Cs"], ...] = ("Cs",)) -> tuple[str, list[Annotation]]:
    """Any text with annotations that nest, cross and lie over line ends; without the `excluded` categories."""
    letters = st.characters(exclude_categories=excluded) | st.sampled_from("\r\n\t  😀اَ")
    text = draw(st.text(letters, min_size=1, max_size=60))
    spans = st.lists(st.integers(0, len(text)), min_size=2, max_size=2, unique=True).map(lambda two: Span(*sorted(two)))
    roles = st.dictionaries(st.sampled_from(["committer", "action", "source", "شاهد", "a b:c"]), spans, max_size=3)
    names = st.sampled_from(["entity", "polarity", "Status", "ثقة"]) | _WORDS
    attributes = st.dictionaries(names, _WORDS | st.sampled_from(["positive", "Kept"]), max_size=3)
    annotations = st.builds(
        Annotation,
        spans,
        _LABELS,
        roles.map(lambda each: tuple(each.items())),
        attributes.map(lambda each: tuple(each.items())),
        _WORDS.filter(bool),
        st.sampled_from(Decision),
        st.none() | st.floats(0, 1),
        _WORDS,
        _WORDS,
    )
    return text, draw(st.lists(annotations, max_size=4))
