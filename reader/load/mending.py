"""Decides which texts are put right before they are read: those encoded twice, and those in visual order.

Both are told from ordinary text with certainty or left alone, so that a text that reads well stays as it is. A text
that annotations were made on is never changed, since their offsets belong to it.
"""

from __future__ import annotations

from dataclasses import replace

from reader.errors import shown
from reader.load import double_encoding, visual_order
from reader.load.loaded import Loaded, first_line

_LEFT = "and was left so, since annotations were made on it; mend the file it comes from."


def mend(loaded: Loaded, *, encoding: str | None = None) -> Loaded:
    """The article with its text put right where it must be, and a warning that says so.

    Who names an encoding reads the text as it stands in that.
    """
    text, warnings = loaded.article.text, []
    where, is_fixed = shown(loaded.place), bool(loaded.annotations)
    undone = text if encoding else double_encoding.undo(text)
    if undone != text:
        done = f"the text was encoded twice, {_LEFT}" if is_fixed else double_encoding.UNDONE
        warnings.append(f"{where}: {done}")
    is_visual = visual_order.is_visual(undone)
    if is_visual:
        done = _LEFT if is_fixed else "and was put into logical order; look over lines with numbers or Latin."
        warnings.append(f"{where}: the text stood in visual order, as programs take it from a PDF, {done}")
    if not warnings:
        return loaded
    if is_fixed:
        return replace(loaded, warnings=(*loaded.warnings, *warnings))

    def put_right(part: str, *, is_visual: bool) -> str:
        part = part if encoding else double_encoding.undo(part)
        return visual_order.put_in_logical_order(part, beside=undone) if is_visual else part

    article = loaded.article
    # Other fields need not come from where the text comes from, and are judged by themselves.
    fields = ((name, put_right(value, is_visual=visual_order.is_visual(value))) for name, value in article.fields)
    mended_text = put_right(text, is_visual=is_visual)
    # The first line may have ended elsewhere: half of a character that was encoded twice can be a line end.
    is_first_line = article.title == first_line(text)
    title = first_line(mended_text) if is_first_line else put_right(article.title, is_visual=is_visual)
    mended = replace(article, text=mended_text, title=title, fields=tuple(fields))
    return replace(loaded, article=mended, warnings=(*loaded.warnings, *warnings))
