"""One article being read: its layout, its annotations, the selection; the only mutable object outside the interface."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace

from reader.layout import Base, Layout, lay_out
from reader.model import Annotation, Article, Selection, Span
from reader.reading import motion
from reader.reading.overlay import Overlay


@dataclass(frozen=True, slots=True)
class View:
    """How the article is laid out."""

    width: int = 90
    """The measure, in cells."""
    tashkeel: str = "keep"
    """"keep" or "strip"."""
    justify: str | None = None
    """None, "tatweel" or "spaces"."""
    base: Base | None = None
    """The base direction of every paragraph, or None to let each follow the article in its own way."""


class Session:
    """An article with everything that changes while it is read."""

    def __init__(self, article: Article, annotations: Iterable[Annotation] = (), *, view: View | None = None) -> None:
        self.article = article
        self.overlay = Overlay(annotations)
        self.selection = Selection.caret(0)
        self.hits: tuple[Span, ...] = ()
        """What the search found, in order."""
        self.hit: Span | None = None
        """The one of them the analyst is at."""
        self.unwritten: frozenset[str] = frozenset()
        """The keys of annotations that are on their way to the disk."""
        self.chosen: Annotation | None = None
        """The annotation the analyst picked last; it wins over others at the same place until the caret leaves it."""
        self._view = view or View()
        self._layout: Layout | None = None
        self._column: int | None = None

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    @property
    def view(self) -> View:
        """How the article is laid out; setting it lays the article out anew."""
        return self._view

    @view.setter
    def view(self, view: View) -> None:
        before, self._view = self._view, view
        if self._layout is None or view == before:
            return
        only_width = view == replace(before, width=view.width)
        self._layout = self._layout.resized(view.width) if only_width else None

    def change_view(self, **changes: object) -> None:
        """Set some of the view's fields."""
        self.view = replace(self._view, **changes)  # type: ignore[arg-type]

    @property
    def layout(self) -> Layout:
        """The article laid out for the view; lines are made when they are asked for."""
        if self._layout is None:
            view = self._view
            self._layout = lay_out(
                self.text,
                view.width,
                base=view.base,
                tashkeel=view.tashkeel,  # type: ignore[arg-type]
                justify=view.justify,  # type: ignore[arg-type]
            )
        return self._layout

    @property
    def caret(self) -> int:
        """The offset of the cluster the caret stands on."""
        return self.selection.head

    def move_to(self, offset: int, *, extend: bool = False, keep_column: bool = False) -> None:
        """Put the caret at an offset; extending keeps the anchor, so that what lies between is selected."""
        offset = min(max(offset, 0), len(self.text))
        self.selection = Selection(self.selection.anchor if extend else offset, offset)
        if not keep_column:
            self._column = None
        if self.chosen is not None and offset not in self.chosen.span:
            self.chosen = None

    def move_lines(self, count: int, *, extend: bool = False) -> None:
        """Move the caret lines down (up if negative), keeping the column it started from."""
        if self._column is None:
            self._column = self.layout.locate(self.caret)[1]
        landing = motion.line_down(self.layout, self.caret, count, column=self._column)
        self.move_to(landing, extend=extend, keep_column=True)

    def select(self, span: Span) -> None:
        """Select a span, the caret at its start, where a right-to-left reader's eye is."""
        self.selection = Selection(span.end, span.start)
        self._column = None

    def grow(self) -> None:
        """Select the word; then the clause; then the sentence; then the paragraph; then everything."""
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
        """Let the selection's other end be the one that moves."""
        self.selection = Selection(self.selection.head, self.selection.anchor)
        self._column = None

    def choose(self, annotation: Annotation) -> None:
        """Pick an annotation: the caret goes to its start, even where it has meanwhile been rejected or removed."""
        self.move_to(annotation.span.start)
        self.chosen = annotation if annotation in self.overlay.over(annotation.span) else None

    @property
    def current(self) -> Annotation | None:
        """The annotation under the caret: the chosen one, else the innermost."""
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
        """Choose the next annotation (count 1) or the one before (-1); None where there is none."""
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
        """Choose the next or previous mention of the entity under the caret, round the end; None where none is."""
        current = self.current
        if current is None:
            return None
        mentions = self.overlay.mentions(current, self.text)
        found = mentions[(mentions.index(current) + count) % len(mentions)]
        self.choose(found)
        return found

    def hits_over(self, span: Span) -> tuple[Span, ...]:
        """The search hits that share a code point with the span."""
        at = bisect_right(self.hits, span.start, key=lambda hit: hit.end)
        found = []
        while at < len(self.hits) and self.hits[at].start < span.end:
            found.append(self.hits[at])
            at += 1
        return tuple(found)

    def annotate(self, annotations: Iterable[Annotation]) -> None:
        """Show these annotations instead of the ones before."""
        self.overlay = Overlay(annotations)
        if self.chosen is not None and self.chosen not in self.overlay.shown:
            self.chosen = None

    def stretch(self, longest: int) -> Span:
        """Whole paragraphs around the caret of at most so many code points, or the whole article if it is no longer."""
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
        """The logical text to copy: the selection, else the chosen annotation's, else the word under the caret."""
        if not self.selection.is_caret:
            return self.selection.span.of(self.text)
        if self.current is not None:
            return self.current.span.of(self.text)
        word = motion.word_at(self.text, self.caret)
        return word.text if word else ""


def moved(annotation: Annotation, by: int) -> Annotation:
    """The annotation so many code points further on."""

    def move(span: Span) -> Span:
        return Span(span.start + by, span.end + by)

    roles = tuple((role, move(span)) for role, span in annotation.roles)
    return replace(annotation, span=move(annotation.span), roles=roles) if by else annotation
