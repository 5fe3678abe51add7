"""Decides in which terminal cell each character of a text is shown; it does not depend on any toolkit.

A text is cut into paragraphs, and a paragraph into clusters. These are shaped and put in order from left to right; a
width then only cuts the paragraph into lines. Offsets count code points of the text, and columns count cells.
"""

from reader.layout.clusters import Tashkeel
from reader.layout.direction import find_direction, find_paragraph_direction
from reader.layout.filling import Justify
from reader.layout.lines import Cell, Line
from reader.layout.ordering import Base
from reader.layout.paragraphs import split_paragraphs
from reader.layout.text_layout import Layout, LinePlace, lay_out

__all__ = [
    "Base",
    "Cell",
    "Justify",
    "Layout",
    "Line",
    "LinePlace",
    "Tashkeel",
    "find_direction",
    "find_paragraph_direction",
    "lay_out",
    "split_paragraphs",
]
