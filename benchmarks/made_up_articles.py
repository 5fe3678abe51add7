"""Writes made-up articles as `reader annotate --with-text` does: python -m benchmarks.made_up_articles N FILE

Each has about sixty words, a title, a date, the entities that stand in it, and a pledge with a deadline.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import sys
from datetime import date, timedelta
from typing import Any

_PLACES = "موسكو دمشق حلب حمص درعا أنقرة طهران بغداد بيروت عمان القاهرة تونس الرباط الجزائر الرياض الدوحة"
PLACES = _PLACES.split()
PEOPLE = ("سيرغي لافروف", "جون كيري", "دي ميستورا", "حسن روحاني", "عادل الجبير", "مولود أوغلو", "بشار الجعفري")
CUES = ("تعهد", "وعد", "التزم", "وافق")
DEADLINES = ("خلال أسبوعين", "قبل نهاية العام", "في غضون شهر", "حتى يوم الأحد", "خلال ساعات")
ACTS = ("بسحب القوات من", "بوقف القصف على", "بإدخال المساعدات إلى", "بالإفراج عن معتقلين في", "بفتح المعابر نحو")
_COMMON = (
    "قال وأضاف أن في من على إلى عن مع بعد قبل منذ خلال بين هذا هذه الذي التي كان كانت المدينة الحكومة الوزير "
    "الرئيس المجلس الاتفاق القوات المساعدات المدنيين الهدنة المفاوضات اللجنة البيان المصدر الطرفين الأزمة الحدود "
    "الاقتصاد السوق النفط الشركة المشروع التجارة الطلاب الجامعة المستشفى الطريق المطار الميناء الزراعة المياه"
)
COMMON = _COMMON.split()
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
FIRST = date(2010, 1, 1)


def rare_word(number: int) -> str:
    """One of about twenty thousand words, each of which is in few articles."""
    made = "م"
    for _ in range(4):
        number, at = divmod(number, len(LETTERS))
        made += LETTERS[at]
    return made


def make_row(number: int, chance: random.Random) -> dict[str, Any]:
    """The row of an article."""
    place, person, cue = chance.choice(PLACES), chance.choice(PEOPLE), chance.choice(CUES)
    act, deadline = chance.choice(ACTS), chance.choice(DEADLINES)
    title = f"خبر {number} من {place}"
    act_words = f"{act} {place}"
    filling = [
        rare_word(int(chance.paretovariate(0.7)) % 20_000) if chance.random() < 0.3 else chance.choice(COMMON)
        for _ in range(46)
    ]
    text = f"{title}\n\n{cue} {person} {act_words} {deadline}. {' '.join(filling)}"

    def span(words: str, start: int = 0) -> list[int]:
        at = text.index(words, start)
        return [at, at + len(words)]

    body = len(title) + 2
    entities = [(span(place), "place", place), (span(person), "person", person), (span(place, body), "place", place)]
    return {
        "doc": f"made-up-{number}",
        "title": title,
        "date": (FIRST + timedelta(days=number % 4000)).isoformat(),
        "text": text,
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "length": len(text),
        "entities": [
            {"start": start, "end": end, "label": label, "text": name, "entity": name, "score": 0.9, "source": "names"}
            for (start, end), label, name in entities
        ],
        "commitments": [
            {
                "type": "pledge",
                "cue": span(cue, body),
                "committer": span(person),
                "action": span(act_words),
                "deadline": span(deadline),
                "score": 0.8,
                "rule": "verb",
                "annotator": "commitments",
            }
        ],
    }


def write_articles(count: int, path: str) -> None:
    """Write so many articles into a packed file of JSON Lines, always the same ones."""
    chance = random.Random(13)
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=1) as stream:
        for number in range(count):
            stream.write(json.dumps(make_row(number, chance), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    write_articles(int(sys.argv[1]), sys.argv[2])
