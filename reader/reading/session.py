"""Holds the state of one article being read: its view and layout, annotations, selection, and search hits."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace

from reader.layout import Base, Layout, lay_out
from reader.model import Annotation, Article, Selection, Span
from reader.reading import motion
from reader.reading.overlay import Overlay

INDENT = 3
"""The indent of a paragraph's first line, in cells."""


@dataclass(frozen=True, slots=True)
class View:
    """How the article is laid out."""

    width: int = 70
    """The width of a line (the measure), in cells."""
    tashkeel: str = "keep"
    """Whether vowel marks are shown ("keep") or left out ("strip")."""
    justify: str | None = None
    """How lines are filled to the measure: None (not at all), "tatweel" or "spaces"."""
    paragraphs: str = "none"
    """What marks the beginning of a paragraph: an "indent" of its first line, a "blank" row above it, or
    nothing ("none")."""
    base: Base | None = None
    """The base direction of every paragraph; None if each has its own, which may follow the article's."""

    @property
    def indent(self) -> int:
        """The indent of a paragraph's first line, in cells."""
        return INDENT if self.paragraphs == "indent" else 0


class Session:
    """An article and the state that changes while it is read."""

    def __init__(self, article: Article, annotations: Iterable[Annotation] = (), *, view: View | None = None) -> None:
        self.article = article
        self.overlay = Overlay(annotations)
        self.selection = Selection.caret(0)
        self.hits: tuple[Span, ...] = ()
        """The hits of the search, in order."""
        self.hit: Span | None = None
        """The hit that the analyst is at."""
        self.unwritten: frozenset[str] = frozenset()
        """The keys of annotations that are not on disk yet."""
        self.bookmarks: tuple[int, ...] = ()
        """The offsets of the analyst's bookmarks, in order."""
        self.chosen: Annotation | None = None
        """The annotation chosen last; it is preferred to others in its place until the caret leaves it."""
        self._view = view or View()
        self._layout: Layout | None = None
        self._column: int | None = None

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    @property
    def view(self) -> View:
        """How the article is laid out; setting it lays the article out again."""
        return self._view

    @view.setter
    def view(self, view: View) -> None:
        before, self._view = self._view, view
        if self._layout is None or view == before:
            return
        needs_no_shaping = view == replace(before, width=view.width, paragraphs=view.paragraphs)
        self._layout = self._layout.resized(view.width, indent=view.indent) if needs_no_shaping else None

    def change_view(self, **changes: object) -> None:
        """Set some of the view's fields, given by name."""
        self.view = replace(self._view, **changes)  # type: ignore[arg-type]

    @property
    def layout(self) -> Layout:
        """The article laid out for the view; each line is laid out when it is needed."""
        if self._layout is None:
            view, title = self._view, self.article.title_span
            self._layout = lay_out(
                self.text,
                view.width,
                base=view.base,
                tashkeel=view.tashkeel,  # type: ignore[arg-type]
                justify=view.justify,  # type: ignore[arg-type]
                indent=view.indent,
                body=title.end if title is not None else 0,
            )
        return self._layout

    @property
    def caret(self) -> int:
        """The offset of the cluster under the caret, in code points."""
        return self.selection.head

    def move_to(self, offset: int, *, extend: bool = False, keep_column: bool = False) -> None:
        """Put the caret at an offset; with `extend` the anchor stays, so that the text between is selected."""
        offset = min(max(offset, 0), len(self.text))
        self.selection = Selection(self.selection.anchor if extend else offset, offset)
        if not keep_column:
            self._column = None
        if self.chosen is not None and offset not in self.chosen.span:
            self.chosen = None

    def move_lines(self, count: int, *, extend: bool = False) -> None:
        """Move the caret down by `count` lines (up if negative), in the column where it started."""
        if self._column is None:
            self._column = self.layout.locate(self.caret)[1]
        landing = motion.line_down(self.layout, self.caret, count, column=self._column)
        self.move_to(landing, extend=extend, keep_column=True)

    def select(self, span: Span) -> None:
        """Select a span, with the caret at its start."""
        self.selection = Selection(span.end, span.start)
        self._column = None

    def grow(self) -> None:
        """Grow the selection: to the word, the clause, the sentence, the paragraph, and at last the whole text."""
        now = self.selection.span
        caret = now.start
        word = motion.word_at(self.text, caret)
        steps = [
            *([word.span] if word else []),
            motion.clause_at(self.text, caret),
            motion.sentence_at(self.text, caret),
            motion.paragraph_at(self.layout, caret),
            Span(0, len(self.text)),
        ]
        self.select(next((step for step in steps if step.covers(now) and len(step) > len(now)), steps[-1]))

    def swap_ends(self) -> None:
        """Exchange the caret and the anchor, so that the selection's other end moves."""
        self.selection = Selection(self.selection.head, self.selection.anchor)
        self._column = None

    def choose(self, annotation: Annotation) -> None:
        """Choose an annotation and put the caret at its start, even if it has been rejected or removed meanwhile."""
        self.move_to(annotation.span.start)
        self.chosen = annotation if annotation in self.overlay.over(annotation.span) else None

    @property
    def current(self) -> Annotation | None:
        """The annotation under the caret: the chosen one, or else the innermost; None if there is none."""
        if self.chosen is not None:
            return self.chosen
        return next(iter(self.overlay.at(self.caret)), None)

    @property
    def frame(self) -> Annotation | None:
        """The commitment in hand: the one under the caret, else the one whose cue and roles surround it."""
        current = self.current
        if current is not None and current.roles:
            return current
        return self.overlay.frame_at(self.caret)

    def step_annotation(self, count: int) -> Annotation | None:
        """Choose the next annotation (count 1) or the one before (-1) and return it; None if there is none."""
        current = self.current
        if current is not None:
            at = self.overlay.shown.index(current) + count
        else:
            following = self.overlay.following(self.caret)
            at = following if count > 0 else following - 1
        if not 0 <= at < len(self.overlay):
            return None
        self.choose(self.overlay.shown[at])
        return self.chosen

    def step_mention(self, count: int) -> Annotation | None:
        """Choose the next (count 1) or previous (-1) mention of the entity under the caret, going round at the ends.

        Return it, or None if there is no entity under the caret.
        """
        current = self.current
        if current is None:
            return None
        mentions = self.overlay.mentions(current, self.text)
        found = mentions[(mentions.index(current) + count) % len(mentions)]
        self.choose(found)
        return found

    def hits_over(self, span: Span) -> tuple[Span, ...]:
        """The search hits that have a code point in common with the span."""
        at = bisect_right(self.hits, span.start, key=lambda hit: hit.end)
        found = []
        while at < len(self.hits) and self.hits[at].start < span.end:
            found.append(self.hits[at])
            at += 1
        return tuple(found)

    def annotate(self, annotations: Iterable[Annotation]) -> None:
        """Replace the article's annotations by these."""
        self.overlay = Overlay(annotations)
        if self.chosen is not None and self.chosen not in self.overlay.shown:
            self.chosen = None

    def stretch(self, longest: int) -> Span:
        """Whole paragraphs around the caret, at most `longest` code points, or the whole article if it fits."""
        if len(self.text) <= longest:
            return Span(0, len(self.text))
        paragraphs = self.layout.paragraphs
        first = last = self.layout.place_of(self.caret).paragraph
        while True:
            before, after = max(first - 1, 0), min(last + 1, len(paragraphs) - 1)
            if (before, after) == (first, last) or paragraphs[after].end - paragraphs[before].start > longest:
                return Span(paragraphs[first].start, paragraphs[last].end)
            first, last = before, after

    def part(self, stretch: Span) -> Article:
        """A stretch of the article as an article of its own."""
        if len(stretch) == len(self.text):
            return self.article
        return replace(self.article, text=stretch.of(self.text))

    def copied(self) -> str:
        """The text to copy, in logical order: the selection, the chosen annotation, or the word under the caret."""
        if not self.selection.is_caret:
            return self.selection.span.of(self.text)
        if self.current is not None:
            return self.current.span.of(self.text)
        word = motion.word_at(self.text, self.caret)
        return word.text if word else ""


def moved(annotation: Annotation, by: int) -> Annotation:
    """The annotation with all its spans moved by some code points."""

    def move(span: Span) -> Span:
        return Span(span.start + by, span.end + by)

    roles = tuple((role, move(span)) for role, span in annotation.roles)
    return replace(annotation, span=move(annotation.span), roles=roles) if by else annotation
