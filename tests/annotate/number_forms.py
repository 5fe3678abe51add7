"""Numbers in Arabic words as they are written: every case and gender, the usual spellings, with proclitics."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

_UNITS = {
    1: ("واحد", "واحدة"),
    2: ("اثنان", "اثنين", "اثنتان", "اثنتين", "إثنان", "إثنين"),
    3: ("ثلاثة", "ثلاث"),
    4: ("أربعة", "أربع", "اربعة", "اربع"),
    5: ("خمسة", "خمس"),
    6: ("ستة", "ست"),
    7: ("سبعة", "سبع"),
    8: ("ثمانية", "ثماني", "ثمان"),
    9: ("تسعة", "تسع"),
}
_TEENS = {
    11: ("أحد عشر", "احد عشر", "إحدى عشرة", "احدى عشرة", "إحدى عشر", "احدى عشر"),
    12: ("اثنا عشر", "اثني عشر", "إثنا عشر", "إثني عشر", "اثنتا عشرة", "اثنتي عشرة"),
    **{10 + unit: tuple(f"{word} {ten}" for word in _UNITS[unit] for ten in ("عشر", "عشرة")) for unit in range(3, 10)},
}
_TENS = {
    20: ("عشرون", "عشرين"),
    30: ("ثلاثون", "ثلاثين"),
    40: ("أربعون", "أربعين", "اربعون", "اربعين"),
    50: ("خمسون", "خمسين"),
    60: ("ستون", "ستين"),
    70: ("سبعون", "سبعين"),
    80: ("ثمانون", "ثمانين"),
    90: ("تسعون", "تسعين"),
}
_HUNDRED = ("مئة", "مائة")
_STEMS = {3: "ثلاث", 4: "أربع", 5: "خمس", 6: "ست", 7: "سبع", 8: "ثمان", 9: "تسع"}
_HUNDREDS = {
    100: _HUNDRED,
    200: ("مئتان", "مئتين", "مئتا", "مئتي", "مائتان", "مائتين", "مائتا", "مائتي"),
    **{
        100 * unit: tuple(f"{stem}{gap}{hundred}" for gap in ("", " ") for hundred in _HUNDRED)
        for unit, stem in _STEMS.items()
    },
}
_HUNDREDS[800] += ("ثمانيمئة", "ثمانيمائة", "ثماني مئة", "ثماني مائة")
_SCALES = {
    1_000: (("ألف", "الف"), ("ألفان", "ألفين", "الفين"), ("آلاف", "الاف"), ("ألفا", "ألفاً", "ألفًا", "ألف")),
    1_000_000: (("مليون",), ("مليونان", "مليونين"), ("ملايين",), ("مليونا", "مليوناً", "مليون")),
}
"""For one, for two, for three to ten, and for eleven and more."""


def forms_below_thousand(number: int) -> tuple[str, ...]:
    """Every form of a number from 1 to 999 that the tables hold."""
    hundreds, rest = number // 100 * 100, number % 100
    if hundreds and rest:
        return tuple(f"{first} و{second}" for first, second in product(_HUNDREDS[hundreds], forms_below_thousand(rest)))
    if hundreds:
        return _HUNDREDS[hundreds]
    if number in _TEENS:
        return _TEENS[number]
    if number == 10:
        return ("عشرة", "عشر")
    if number < 10:
        return _UNITS[number]
    unit = number % 10
    if not unit:
        return _TENS[number]
    ones = (*_UNITS[unit], *(("إحدى", "احدى", "أحد") if unit == 1 else ()))
    return tuple(f"{one} و{ten}" for one, ten in product(ones, _TENS[number - unit]))


def forms_of(number: int, *, most: int) -> Iterator[str]:
    """Forms of a number from 1 to 9,999,999, no more than so many of each of its parts, each at least once."""
    parts = [_forms_of_scaled(number // 1_000_000, 1_000_000), _forms_of_scaled(number // 1_000 % 1_000, 1_000)]
    below = number % 1_000
    parts.append(forms_below_thousand(below) if below else ())
    kept = [part for part in parts if part]
    longest = min(max(map(len, kept)), most)
    for at in range(longest):
        # Steps that share no divisor with the lengths bring different forms together.
        yield " و".join(part[at * step % len(part)] for part, step in zip(kept, (1, 3, 7), strict=False))


def _forms_of_scaled(count: int, scale: int) -> tuple[str, ...]:
    if not count:
        return ()
    one, two, few, many = _SCALES[scale]
    if count == 1:
        return one
    if count == 2:
        return two
    if count % 100 in range(3, 11):
        after = few
    elif count % 100 in range(11, 100):
        after = many
    else:
        after = one
    # Before what it counts ثمانون loses nothing, but مئتان and اثنان do: مئتا ألف.
    return tuple(f"{words} {scaled}" for words, scaled in product(_before_scale(count), after))


def _before_scale(count: int) -> tuple[str, ...]:
    forms = forms_below_thousand(count)
    return tuple(form for form in forms if not form.endswith(("مئتان", "مائتان", "مئتين", "مائتين"))) or forms


CONSTRUCT = {
    200: ("مئتا", "مئتي", "مائتا", "مائتي"),
    2_000: ("ألفا", "ألفي", "الفي"),
    2_000_000: ("مليونا", "مليوني"),
    2_000_000_000: ("مليارا", "ملياري"),
    200_000: ("مئتا ألف", "مئتي ألف", "مائتا ألف", "مائتي ألف"),
    2_000_000_000_000: ("تريليونا", "تريليوني"),
}
"""Duals without their nun, which stand only before what they count."""

DEFINITE = {
    5_000: ("الخمسة آلاف",),
    11: ("الأحد عشر", "الإحدى عشرة"),
    12: ("الاثنا عشر", "الاثني عشر", "الاثنتي عشرة"),
    15: ("الخمسة عشر",),
    25_000: ("الخمسة والعشرين ألف",),
    50_000: ("الخمسين ألف",),
    100_000: ("المئة ألف", "المائة ألف"),
    200_000: ("المئتي ألف",),
    300_000: ("الثلاثمئة ألف",),
}
"""With the article."""

TASHKEEL = {
    3: "ثَلَاثَةُ",
    11: "أَحَدَ عَشَرَ",
    15: "خَمْسَ عَشْرَةَ",
    126: "مِئَةٌ وَسِتَّةٌ وَعِشْرُونَ",
    200: "مِائَتَا",
    3_525: "ثَلَاثَةُ آلَافٍ وَخَمْسُمِائَةٍ وَخَمْسَةٌ وَعِشْرُونَ",
    11_000: "أَحَدَ عَشَرَ أَلْفَ",
}
