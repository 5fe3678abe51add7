"""Texts with marks: ⟦ and ⟧ enclose a span, ‸ stands where the caret is."""

from __future__ import annotations

from reader.model import Selection, Span


def marked(text: str) -> tuple[str, tuple[Span, ...]]:
    """The text without its brackets, and the spans they enclosed, by where they close."""
    plain: list[str] = []
    open_at: list[int] = []
    spans: list[Span] = []
    for character in text:
        if character == "⟦":
            open_at.append(len(plain))
        elif character == "⟧":
            spans.append(Span(open_at.pop(), len(plain)))
        else:
            plain.append(character)
    return "".join(plain), tuple(spans)


def with_caret(text: str) -> tuple[str, int]:
    """The text without its caret, and where that stood."""
    offset = text.index("‸")
    return text[:offset] + text[offset + 1 :], offset


def show_caret(text: str, offset: int) -> str:
    """The text with a caret at the offset."""
    return text[:offset] + "‸" + text[offset:]


def show_selection(text: str, selection: Selection) -> str:
    """The text with its selection in brackets."""
    span = selection.span
    return text[: span.start] + "⟦" + span.of(text) + "⟧" + text[span.end :]
