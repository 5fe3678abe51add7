"""Draws a commitment's card: the committer and the type, the cue and the act, and in small the other roles.

○ 80%      موسكو · تعهّد        (the order of reading; on the screen it runs from the right)
تتعهد بقصف أي جهة تعيق الخروج
المهلة: الأحد · المصدر: الوزارة
"""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from reader.labels import Label, Role
from reader.layout import Base, find_paragraph_direction
from reader.model import Annotation, Decision, Span
from reader.ui.reading.reading_order import arrange, pack, put_at_edges, put_at_start
from reader.ui.reading.state_sign import draw_state
from reader.ui.widgets.arabic_text import paragraph, shaped
from reader.wording import number

_WHO, _WHAT = "committer", "action"
_DETAILS = ("deadline", "condition", "counterparty", "source")
"""The order of the small lines; other roles of a frame follow."""
_SHORT = {
    "deadline": ("المهلة", "By"),
    "condition": ("الشرط", "If"),
    "counterparty": ("تجاه", "To"),
    "source": ("المصدر", "Source"),
    "committer": ("مَن", "Who"),
    "action": ("ماذا", "What"),
}
"""The names of roles, in Arabic and English, where there is little room."""
_MARKS = {
    "negative": ("نفي", "negated"),
    "kept": ("نُفّذ", "kept"),
    "broken": ("أُخلف", "broken"),
    "withdrawn": ("سُحب", "withdrawn"),
}
"""What a card says of a value that is not the usual one."""
_CONDITIONAL = ("بشرط", "conditional")
_GAP = ("؟", "?")
"""Stands in for a committer that is missing, so that the gap is seen."""
_NAME_LINES, _ACT_LINES, _DETAIL_LINES = 2, 3, 2
"""The most lines for the committer, the act and each of the other roles; longer ones are cut short."""


def name_role_briefly(role: Role, *, is_english: bool) -> str:
    """The short name of a role; a role of the user's own has only its full one."""
    return _SHORT.get(role.name, (role.arabic, role.english))[is_english]


def name_value(value: str, language: str) -> str:
    """The value of an attribute, in Arabic where that is the language of the names."""
    return _MARKS.get(value, (value, value))[0] if language == "arabic" else value


def draw_commitment(
    annotation: Annotation, label: Label, text: str, *, width: int, base: Base, language: str
) -> Content:
    """The card at a width in cells, without a blank line below; `base` is the article's direction."""
    return _Card(annotation, label, text, width, base, language).draw()


class _Card:
    def __init__(self, annotation: Annotation, label: Label, text: str, width: int, base: Base, language: str) -> None:
        self._annotation = annotation
        self._label = label
        self._text = text
        self._width = width
        self._base: Base = base
        self._language = language
        self._is_english = language == "english"
        self._has_frame = any(role.name == _WHO for role in label.roles)
        """Whether somebody commits themselves; a frame of the user's own may have other roles altogether."""
        is_open = annotation.decision is Decision.PROPOSED
        self._score = number(annotation.score, ".0%") if annotation.score is not None and is_open else ""
        """The score of an open proposal, which the heading shows where it has room."""

    def draw(self) -> Content:
        return Content("\n").join(self._blocks())

    def _blocks(self) -> Iterator[Content]:
        yield from self._heading()
        yield from self._act()
        yield from self._details()

    def _heading(self) -> Iterator[Content]:
        """One line if the committer and the type fit on it; otherwise the committer first and the type below."""
        name, is_known = self._name()
        strong = "bold" if is_known else "$muted"
        sign = draw_state([self._annotation])
        edges = [sign]
        if self._score:
            edges.insert(0, Content.assemble(sign, " ", shaped(self._score).stylize("$muted")))
        committer = shaped(name, base=find_paragraph_direction(name, self._base)).stylize(strong)
        kinds = [arrange([kind, *self._marks()], self._base) for kind in self._kinds()]
        for edge in edges:
            for kind in kinds:
                line = arrange([committer, kind], self._base)
                if line.cell_length + 1 + edge.cell_length <= self._width:
                    yield put_at_edges(line, edge, self._width, self._base)
                    return
        edge = next((each for each in edges if committer.cell_length < self._width - each.cell_length), edges[-1])
        yield from self._long_name(name, edge)
        yield from pack([self._kinds()[-1], *self._marks()], self._width, self._base)

    def _long_name(self, name: str, edge: Content) -> Iterator[Content]:
        room = self._width - edge.cell_length - 1
        base = find_paragraph_direction(name, self._base)
        wrapped = paragraph(name, room, base=base, height=_NAME_LINES, styles=[(Span(0, len(name)), "bold")])
        first, *rest = wrapped.split("\n", allow_blank=True)
        yield put_at_edges(first, edge, self._width, self._base)
        for line in rest:
            yield put_at_start(line, self._width, self._base)

    def _name(self) -> tuple[str, bool]:
        """The committer, or a sign for its absence; for a frame without committers the cue."""
        if not self._has_frame:
            return self._quote(self._annotation.span), True
        span = self._annotation.role(_WHO)
        quote = self._quote(span) if span is not None else ""
        return (quote, True) if quote else (_GAP[self._base == "ltr"], False)

    def _kinds(self) -> list[Content]:
        """The name of the type, the longest form first."""
        ink = f"$label-{self._label.colour}-colour"
        arabic, english = (shaped(name).stylize(ink) for name in (self._label.arabic, self._label.english))
        match self._language:
            case "english":
                return [english]
            case "arabic":
                return [arabic]
            case _:
                return [
                    arrange([arabic, shaped(self._label.english).stylize("$muted")], self._base, divider=" "),
                    arabic,
                ]

    def _marks(self) -> list[Content]:
        """What makes the commitment another than its type says: negated, conditional, kept, broken or withdrawn."""
        marks = []
        for each in self._label.attributes:
            value = self._annotation.attribute(each.name, each.values[0])
            if value != each.values[0]:
                marks.append(_MARKS.get(value, (value, value)))
        if self._annotation.role("condition") is not None and self._label.name != "condition":
            marks.append(_CONDITIONAL)
        return [shaped(mark[self._is_english]).stylize("bold $warning") for mark in marks]

    def _act(self) -> Iterator[Content]:
        span = self._annotation.role(_WHAT)
        if span is not None and any(role.name == _WHAT for role in self._label.roles):
            # The verb before the act makes the card a sentence, and shows more than the name of the type does.
            cue = "" if span.overlaps(self._annotation.span) else f"{self._quote(self._annotation.span)} "
            quote = f"{cue}{self._quote(span)}"
            styles = [(Span(0, len(cue)), f"$label-{self._label.colour}-colour")] if cue else []
        elif self._has_frame:
            quote = f"«{self._quote(self._annotation.span)}»"
            styles = [(Span(0, len(quote)), "$muted")]
        else:
            return
        base = find_paragraph_direction(quote, self._base)
        yield paragraph(quote, self._width, base=base, height=_ACT_LINES, styles=styles)

    def _details(self) -> Iterator[Content]:
        """The other roles, as many on a line as there is room for."""
        pieces: list[Content] = []
        for role, quote in self._others():
            piece = self._detail(role, quote)
            if piece.cell_length <= self._width:
                pieces.append(piece)
                continue
            yield from pack(pieces, self._width, self._base)
            yield self._long_detail(role, quote)
            pieces = []
        yield from pack(pieces, self._width, self._base)

    def _others(self) -> Iterator[tuple[Role, str]]:
        roles = [role for role in self._label.roles if role.name not in (_WHO, _WHAT)]
        order = {name: at for at, name in enumerate(_DETAILS)}
        for role in sorted(roles, key=lambda role: order.get(role.name, len(order))):
            span = self._annotation.role(role.name)
            if span is not None:
                yield role, self._quote(span)

    def _detail(self, role: Role, quote: str) -> Content:
        name = shaped(f"{name_role_briefly(role, is_english=self._is_english)}:", base=self._base)
        value = shaped(quote, base=find_paragraph_direction(quote, self._base))
        pieces = [name.stylize(f"$role-{role.name}-colour"), value.stylize("$muted")]
        return arrange(pieces, self._base, divider=" ")

    def _long_detail(self, role: Role, quote: str) -> Content:
        name = f"{name_role_briefly(role, is_english=self._is_english)}:"
        whole = f"{name} {quote}"
        styles = [
            (Span(0, len(name)), f"$role-{role.name}-colour"),
            (Span(len(name), len(whole)), "$muted"),
        ]
        return paragraph(whole, self._width, base=self._base, height=_DETAIL_LINES, styles=styles)

    def _quote(self, span: Span) -> str:
        return " ".join(span.of(self._text).split())
