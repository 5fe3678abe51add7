"""Decides in which terminal cell each character of a text falls; knows nothing of any toolkit.

A text is cut into paragraphs, a paragraph into clusters; these are shaped and given their place from left to right; a
width only cuts the paragraph into lines. Offsets count code points of the text, columns count cells.
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
