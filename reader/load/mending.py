"""Decides which texts are corrected before they are read: those encoded twice, and those in visual order.

A text is corrected only if this is certain, so that a text without such a fault stays as it is. A text that has
annotations is never changed, since their offsets refer to it.
"""

from __future__ import annotations

from dataclasses import replace

from reader.errors import shown
from reader.load import double_encoding, visual_order
from reader.load.loaded import Loaded, first_line
from reader.wording import say, sayable

_LEFT_ENCODED = sayable(
    "the text was encoded twice, and was left as it is, since it has annotations; correct the file that it comes from."
)
_LEFT_TURNED = sayable(
    "the text was in visual order, as programs extract it from a PDF, and was left as it is, since it has annotations; "
    "correct the file that it comes from."
)
_TURNED = sayable(
    "the text was in visual order, as programs extract it from a PDF, and was put into logical order; check lines with "
    "numbers or Latin letters."
)


def mend(loaded: Loaded, *, encoding: str | None = None) -> Loaded:
    """The article with its text corrected where that is necessary, and a warning that says so.

    Where the user names an encoding, double encoding is not undone.
    """
    text, warnings = loaded.article.text, []
    where, is_fixed = shown(loaded.place), bool(loaded.annotations)
    undone = text if encoding else double_encoding.undo(text)
    if undone != text:
        done = _LEFT_ENCODED if is_fixed else double_encoding.UNDONE
        warnings.append(f"{where}: {say(done)}")
    is_visual = visual_order.is_visual(undone)
    if is_visual:
        warnings.append(f"{where}: {say(_LEFT_TURNED if is_fixed else _TURNED)}")
    if not warnings:
        return loaded
    if is_fixed:
        return replace(loaded, warnings=(*loaded.warnings, *warnings))

    def correct(value: str, *, is_visual: bool) -> str:
        value = value if encoding else double_encoding.undo(value)
        return visual_order.put_in_logical_order(value, beside=undone) if is_visual else value

    article = loaded.article
    # The other fields may have another origin than the text, so each is judged by itself.
    fields = ((name, correct(value, is_visual=visual_order.is_visual(value))) for name, value in article.fields)
    mended_text = correct(text, is_visual=is_visual)
    # The first line may have ended elsewhere, since half of a character that was encoded twice can be a line end.
    is_first_line = article.title == first_line(text)
    title = first_line(mended_text) if is_first_line else correct(article.title, is_visual=is_visual)
    mended = replace(article, text=mended_text, title=title, fields=tuple(fields))
    return replace(loaded, article=mended, warnings=(*loaded.warnings, *warnings))
