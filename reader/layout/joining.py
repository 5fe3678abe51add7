"""Decides the form of each Arabic letter from its neighbours (The Unicode Standard, section 9.2)."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from functools import cache

ZWJ = "\u200d"

# Joining_Type of the Arabic blocks, from ArabicShaping.txt 15.0 (Unicode License v3). Other joining scripts have no
# presentation forms, so they are shown as they are. Marks and format characters are transparent and thus not listed.
_RIGHT = """0622-0625 0627 0629 062F-0632 0648 0671-0673 0675-0677 0688-0699 06C0 06C3-06CB 06CD 06CF 06D2-06D3 06D5
06EE-06EF 0759-075B 076B-076C 0771 0773-0774 0778-0779 0870-0882 088E 08AA-08AC 08AE 08B1-08B2 08B9"""
_DUAL = """0620 0626 0628 062A-062E 0633-063F 0641-0647 0649-064A 066E-066F 0678-0687 069A-06BF 06C1-06C2 06CC 06CE
06D0-06D1 06FA-06FC 06FF 0750-0758 075C-076A 076D-0770 0772 0775-0777 077A-077F 0886 0889-088D 08A0-08A9 08AF-08B0
08B3-08B8 08BA-08C8"""
_CAUSING = "0640 0883-0885 200D"

# Letters without presentation forms of their own, and a letter whose forms look the same: the ae of Kurdish and Uyghur
# looks like a heh that has no medial form.
_DRAWN_LIKE = {"\u06d5": "\u0647"}

LAM = "\u0644"


class JoiningForm(IntEnum):
    """The position of a letter in its joined group; the values are indexes into arabic_reshaper's tables."""

    ISOLATED = 0
    INITIAL = 1
    MEDIAL = 2
    FINAL = 3


def _expand(ranges: str) -> frozenset[str]:
    bounds = [[int(code, 16) for code in each.split("-")] for each in ranges.split()]
    return frozenset(chr(code) for bound in bounds for code in range(bound[0], bound[-1] + 1))


def choose_forms(letters: Sequence[str]) -> list[JoiningForm]:
    """The form of each character of a word, from which marks and transparent format characters have been left out."""
    joins_before, joins_after = _joining_sides()
    forms = []
    before = False
    for index, letter in enumerate(letters):
        after = letter in joins_after and index + 1 < len(letters) and letters[index + 1] in joins_before
        forms.append(_FORMS[before, after])
        before = after
    return forms


_FORMS = {
    (False, False): JoiningForm.ISOLATED,
    (False, True): JoiningForm.INITIAL,
    (True, True): JoiningForm.MEDIAL,
    (True, False): JoiningForm.FINAL,
}


def write_form(letter: str, form: JoiningForm) -> str:
    """The presentation form of a letter, or the letter itself where Unicode has none."""
    forms = _letters().get(_DRAWN_LIKE.get(letter, letter))
    return (forms and forms[form]) or letter


def write_lam_alef(alef: str, form: JoiningForm) -> str | None:
    """The one-cell ligature of lam, in the given form, with an alef; None where the second letter is not an alef."""
    forms = _lam_alefs().get(alef)
    return forms[JoiningForm.FINAL if form is JoiningForm.MEDIAL else JoiningForm.ISOLATED] if forms else None


def is_joining(character: str) -> bool:
    """Whether a character takes part in joining."""
    joins_before, joins_after = _joining_sides()
    return character in joins_before or character in joins_after


@cache
def _joining_sides() -> tuple[frozenset[str], frozenset[str]]:
    """The characters that join the letter before them, and those that join the letter after them."""
    before = _expand(_RIGHT) | _expand(_DUAL) | _expand(_CAUSING)
    after = _expand(_DUAL) | _expand(_CAUSING)
    # A text written in presentation forms keeps them, and letters beside them join where the forms require it.
    tables = [*_letters().values(), *_lam_alefs().values()]
    before |= {forms[form] for forms in tables for form in (JoiningForm.MEDIAL, JoiningForm.FINAL) if forms[form]}
    after |= {forms[form] for forms in tables for form in (JoiningForm.INITIAL, JoiningForm.MEDIAL) if forms[form]}
    return before, after


# The package is imported only when it is needed, since it reads its configuration and compiles its ligatures on import.
@cache
def _letters() -> dict[str, tuple[str, str, str, str]]:
    from arabic_reshaper.letters import LETTERS_ARABIC

    return {letter: forms for letter, forms in LETTERS_ARABIC.items() if letter != ZWJ}


@cache
def _lam_alefs() -> dict[str, tuple[str, str, str, str]]:
    from arabic_reshaper.ligatures import LETTERS_LIGATURES

    # Lam with alef maksura is in the tables too, but it is not a required ligature, and terminals' fonts lack it.
    return {
        match[1]: forms
        for name, (match, forms) in LETTERS_LIGATURES
        if name.startswith("ARABIC LIGATURE LAM WITH ALEF") and not name.endswith("MAKSURA")
    }
