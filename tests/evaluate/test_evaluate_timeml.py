"""TimeML as gold for dates."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.errors import ReaderError
from reader.evaluate.marked import read_marked
from reader.evaluate.measuring import evaluate
from reader.evaluate.timeml import read_timeml

TEXT = "\ufeffوصل الوفد يوم الجمعة بعد أسبوعين، ويلتقي الرئيس كل شهر.\n"
MARKED = """<?xml version="1.0"?>
<!DOCTYPE TimeML SYSTEM "TimeML.dtd">
<TimeML>\ufeffوصل <EVENT eid="e1">الوفد</EVENT> <TIMEX3 tid="t1" type="DATE">يوم <SIGNAL>الجمعة</SIGNAL></TIMEX3> بعد \
<TIMEX3 tid="t2" type="DURATION">أسبوعين</TIMEX3>، ويلتقي الرئيس <TIMEX3 tid="t3" type="SET">كل شهر</TIMEX3>.
</TimeML>
"""


def test_times_are_dates_and_what_comes_again_and_again_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.tml").write_text(MARKED, encoding="utf-8")
    (marked,) = read_marked(str(tmp_path / "a.tml"), complain=print)
    assert marked.doc == "a.tml"
    assert marked.article is not None
    assert marked.article.text == TEXT
    assert [(each.label, each.span.of(TEXT)) for each in marked.entities or ()] == [
        ("date", "يوم الجمعة"),
        ("date", "أسبوعين"),
    ]
    assert [span.of(TEXT) for span in marked.ignored] == ["كل شهر"]
    assert marked.commitments is None


def test_where_a_text_is_told_apart_only_that_counts_and_the_day_is_known() -> None:
    created = '<DCT><TIMEX3 type="DATE" functionInDocument="CREATION_TIME" value="2016-12-18">18</TIMEX3></DCT>'
    timed = read_timeml(f"<TimeML>{created}<TEXT>وصل <TIMEX3 type='TIME'>أمس</TIMEX3></TEXT></TimeML>".encode(), "a")
    assert (timed.text, timed.date, timed.marked) == ("وصل أمس", "2016-12-18", ((4, 7, "TIME"),))


def test_a_folder_of_files_is_one_gold(tmp_path: Path) -> None:
    for name in ("b.tml", "a.tml", "notes.txt"):
        (tmp_path / name).write_text(MARKED, encoding="utf-8")
    comparison = evaluate(str(tmp_path), complain=print, annotators="patterns")
    assert comparison.articles == 2
    exact, _ = comparison.entities["date"]
    # بعد أسبوعين is proposed with its preposition.
    assert (exact.right, exact.found, exact.wanted) == (2, 4, 4)


@pytest.mark.parametrize("content", ["<TimeML>وصل <TIMEX3>أمس</TimeML>", "<TimeML"])
def test_a_broken_file_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.tml").write_text(content, encoding="utf-8")
    with pytest.raises(ReaderError, match=r"a\.tml: not well-formed TimeML"):
        read_marked(str(tmp_path / "a.tml"), complain=print)


def test_a_folder_without_any_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="no TimeML"):
        read_marked(str(tmp_path), complain=print)
