"""Cuts what is quoted in a history to one short line."""

MOST_QUOTED = 60
"""The most of a quotation that is shown, in code points."""


def cut(text: str) -> str:
    """The text as one line, with an ellipsis where it goes on."""
    line = " ".join(text.split())
    return line if len(line) <= MOST_QUOTED else f"{line[: MOST_QUOTED - 1].rstrip()}…"
