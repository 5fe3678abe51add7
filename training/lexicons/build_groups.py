"""Build reader/annotate/lexicon/nationalities.tsv: peoples and their adjectives, each in its forms.

    python training/lexicons/build_groups.py NATIONALITIES.json

reads the nationalities of arwikicats (MIT). A row has the state's code, the English name, the noun forms that name
people (الإيرانيون, الإيرانيين, الروس), and the adjective forms (إيراني, الإيرانية), which name them only beside a noun
of people.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from babel import Locale

from reader.arabic.words import fold

LEXICON = Path(__file__).parents[2] / "reader" / "annotate" / "lexicon"
_LEFT_OUT = {
    "african-american", "africanamerican", "americans", "ancient-greek", "ancient-macedonian", "ancient-romans",
    "austrianhungarian", "new zealanders", "nasovietna", "parthian", "sasanian", "victorian", "zaïrean",
}  # fmt: skip
_MORE = {
    "american": ("أميركي", "أميركيون", "أميركية", "أميركيات"),
    "dutch": (),
    "soviet": ("سوفياتي", "سوفيات", "سوفياتية", "سوفياتيات"),
    "georgian": (),
    "turkish": (),
    "hungarian": ("هنغاري", "هنغاريون", "هنغارية", "هنغاريات"),
    "algerian": (),
    "african": ("أفريقي", "أفارقة", "أفريقية", "أفريقيات"),
    "european": ("أوروبي", "أوروبيون", "أوروبية", "أوروبيات"),
    "arab": ("عربي", "عرب", "عربية", "عربيات"),
    "kurdish": ("كردي", "أكراد", "كردية", "كرديات"),
    "asian": ("آسيوي", "آسيويون", "آسيوية", "آسيويات"),
    "gulf": ("خليجي", "خليجيون", "خليجية", "خليجيات"),
    "turkmen": ("تركماني", "تركمان", "تركمانية", "تركمانيات"),
    "uzbek": ("أوزبكي", "أوزبك", "أوزبكية", "أوزبكيات"),
    "chechen": ("شيشاني", "شيشانيون", "شيشانية", "شيشانيات"),
    "houthi": ("حوثي", "حوثيون", "حوثية", "حوثيات"),
    "shia": ("شيعي", "شيعيون", "شيعية", "شيعيات"),
    "sunni": ("سني", "سنيون", "سنية", "سنيات"),
    "alawite": ("علوي", "علويون", "علوية", "علويات"),
    "druze": ("درزي", "دروز", "درزية", "درزيات"),
    "christian": ("مسيحي", "مسيحيون", "مسيحية", "مسيحيات"),
    "jewish": ("يهودي", "يهود", "يهودية", "يهوديات"),
    "muslim": ("مسلم", "مسلمون", "مسلمة", "مسلمات"),
    "yazidi": ("إيزيدي", "إيزيديون", "إيزيدية", "إيزيديات"),
    "jihadi": ("جهادي", "جهاديون", "جهادية", "جهاديات"),
    "islamist": ("إسلامي", "إسلاميون", "إسلامية", "إسلاميات"),
}


def main() -> None:
    entries = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    english = Locale("en").territories
    codes = {fold(name): code for code, name in Locale("ar").territories.items()}
    codes |= {fold(name): code for name, code in _hand_codes()}
    rows: dict[str, str] = {}
    for name, forms in entries.items():
        if name in _LEFT_OUT or " " in forms["male"]:
            continue
        code = codes.get(fold(forms["ar"]), "")
        _add(
            rows, name, code, english.get(code, ""), (forms["male"], forms["males"], forms["female"], forms["females"])
        )
    for name, more in _MORE.items():
        code = next((row.split("\t")[2] for row in rows.values() if row.split("\t")[1] == name), "")
        if more:
            _add(rows, name, code, english.get(code, ""), more)
    header = (
        "# Peoples. Nationalities: arwikicats (MIT); further ones by hand.\n"
        "# masculine singular, English, ISO 3166 code, forms that name people, forms that describe\n"
    )
    (LEXICON / "nationalities.tsv").write_text(header + "\n".join(rows.values()) + "\n", encoding="utf-8")
    print(len(rows), "peoples")


def _hand_codes() -> list[tuple[str, str]]:
    rows = (LEXICON / "places.tsv").read_text(encoding="utf-8").splitlines()
    cells = [row.split("\t") for row in rows if not row.startswith("#")]
    return [(name, row[1]) for row in cells if row[1] for name in row[0].split("|")]


def _add(rows: dict[str, str], english: str, code: str, state: str, forms: tuple[str, ...]) -> None:
    male, males, female, females = forms
    stem = males.removesuffix("ون")
    # A sound plural has an oblique form; a broken one (روس, أتراك) has none.
    plurals = [males] if stem == males else [males, stem + "ين"]
    people = [*plurals, females]
    singular = [male, female]
    described = [male, female, male + "ان", male + "ين", female.removesuffix("ة") + "تان"]
    with_article = [f"ال{form}" for form in people]
    adjectives = dict.fromkeys([*described, *(f"ال{form}" for form in described), *singular])
    name = english.replace("saudiarabian", "saudi").title()
    cells = ("ال" + males, name, code, "|".join([*with_article, *people]), "|".join(adjectives))
    rows.setdefault(male, "\t".join(cells))


if __name__ == "__main__":
    main()
