"""Decides which one-cell ligatures are written out in letters, being unreadable in one cell or wider than it."""

from __future__ import annotations

from functools import cache
from unicodedata import decomposition

from reader.layout.joining import ZWJ

_PHRASES = {
    "\ufd40": "رحمه الله",
    "\ufd41": "رضي الله عنه",
    "\ufd42": "رضي الله عنها",
    "\ufd43": "رضي الله عنهم",
    "\ufd44": "رضي الله عنهما",
    "\ufd45": "رضي الله عنهن",
    "\ufd46": "صلى الله عليه وآله",
    "\ufd47": "عليه السلام",
    "\ufd48": "عليهم السلام",
    "\ufd49": "عليهما السلام",
    "\ufd4a": "عليه الصلاة والسلام",
    "\ufd4b": "قدس سره",
    "\ufd4c": "صلى الله عليه وآله وسلم",
    "\ufd4d": "عليها السلام",
    "\ufd4e": "تبارك وتعالى",
    "\ufd4f": "رحمهم الله",
    "\ufdf2": "الله",
    "\ufdfa": "صلى الله عليه وسلم",
    "\ufdfb": "جل جلاله",
    "\ufdfd": "بسم الله الرحمن الرحيم",
    "\ufdfe": "سبحانه وتعالى",
    "\ufdff": "عز وجل",
}


@cache
def expand_ligature(character: str) -> str:
    """The letters of a presentation-form ligature, with joiners where it joins its neighbours; else ""."""
    code = ord(character[0])
    if not 0xFBEA <= code <= 0xFDFF or len(character) > 1:
        return ""
    if character in _PHRASES:
        return _PHRASES[character]
    form, *codes = decomposition(character).split() or [""]
    letters = "".join(chr(int(code, 16)) for code in codes)
    # A ligature with a space or a tatweel is a mark shown alone, for which one cell is right.
    if len(letters) < 2 or letters[0] in " \u0640":
        return ""
    before = ZWJ if form in {"<medial>", "<final>"} else ""
    after = ZWJ if form in {"<medial>", "<initial>"} else ""
    return before + letters + after
