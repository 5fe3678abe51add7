"""Build reader/annotate/lexicon/calendar.tsv: months, weekdays and currencies, from the CLDR through Babel.

    python training/lexicons/build_calendar.py

The months have the names used in eight countries (يناير, كانون الثاني, جانفي, دجنبر). A row for a currency has the ISO
4217 code where a state's adjective makes it certain, and only the noun otherwise.
"""

from __future__ import annotations

from pathlib import Path

from babel import Locale

from reader.arabic.words import fold

LEXICON = Path(__file__).parents[2] / "reader" / "annotate" / "lexicon"
_COUNTRIES = ("", "_SY", "_DZ", "_MA", "_SA", "_MR", "_TN", "_IQ")
_TWO_WORDS = {"كانون", "تشرين"}
_NEED_NEIGHBOURS = {"مارس", "ماي", "جوان", "أوت"}
_SPELLINGS = {
    "أبريل": "ابريل",
    "يوليو": "يوليه",
    "يونيو": "يونيه",
    "سبتمبر": "سبتمر",
    "جويلية": "جويليه",
}
_NOUNS = (
    "دولار دينار ريال درهم جنيه ليرة يورو فرنك روبل روبية ين يوان كرونة كرون بيزو شيكل شيقل وون تومان رينغيت مارك "
    "أوقية شلن بر زلوتي راند ليو فورنت هريفنيا باهت روبيه دوكا"
)


def main() -> None:
    months: dict[tuple[str, int], None] = {}
    for country in _COUNTRIES:
        for number, name in Locale.parse(f"ar{country}").months["format"]["wide"].items():
            months[name, number] = None
    rows = []
    for name, number in months:
        if name.split()[0] in _TWO_WORDS:
            continue
        names = [name, *(each for each in _SPELLINGS.get(name, "").split("|") if each and " " not in each)]
        kind = "month!" if name == "آب" else "month?" if name in _NEED_NEIGHBOURS else "month"
        rows.append(f"{kind}\t{number}\t{'|'.join(names)}")
    for number, name in Locale("ar").days["format"]["wide"].items():
        rows.append(f"weekday\t{number + 1}\t{name}")
    codes: dict[str, set[str]] = {}
    for code, name in Locale("ar").currencies.items():
        noun, _, rest = name.partition(" ")
        if fold(noun) in fold(_NOUNS).split() and not any(c.isdigit() for c in name) and "(" not in name:
            codes.setdefault(fold(f"{noun} {rest}").strip(), set()).add(code)
    rows += sorted(f"money\t{code}\t{name}" for name, (code, *others) in codes.items() if not others)
    header = "# Months, weekdays (1 = Monday) and currencies: Unicode CLDR by way of Babel.\n# kind, value, words\n"
    (LEXICON / "calendar.tsv").write_text(header + "\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
