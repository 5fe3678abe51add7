"""A folder of brat: what is written is read again, by the reader and by brat's own tools."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from exchanging import PLACE, PLEDGE, SAMPLE, TEXT, annotated_texts, in_any_order, outgoing, read_back, write_into
from hypothesis import given, settings
from notation import marked
from other_tools import brat_lines, brat_tokens

from reader.errors import LoadError
from reader.exchange import brat
from reader.model import Annotation, Article, Decision, Span


def test_what_is_written_comes_back_whole(tmp_path: Path) -> None:
    losses = write_into(tmp_path, brat, outgoing(), outgoing(Article("لا شيء"), (), "two"))
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        "annotation.conf",
        "one.ann",
        "one.txt",
        "two.ann",
        "two.txt",
        "visual.conf",
    ]
    full, empty = read_back(tmp_path, brat)
    assert in_any_order(full.annotations) == in_any_order(SAMPLE)
    assert (full.text, full.source, full.warnings, losses.describe("brat")) == (TEXT, "one.txt", (), "")
    assert (empty.text, empty.annotations) == ("لا شيء", ())


@settings(deadline=None)
@given(annotated_texts())
def test_any_annotations_come_back(annotated: tuple[str, list[Annotation]]) -> None:
    text, annotations = annotated
    with TemporaryDirectory() as folder:
        write_into(Path(folder), brat, outgoing(Article(text), annotations))
        (found,) = read_back(Path(folder) / "one.txt", brat)
    assert found.text == text
    assert in_any_order(found.annotations) == in_any_order(annotations)


def test_brats_anntoconll_finds_the_same_words(tmp_path: Path) -> None:
    text, (russia, pledged, protecting, aleppo) = marked("😀 ⟦روسيا⟧ ⟦تتعهد⟧ أمس\r\n⟦بحماية⟧ ⟦حلب⟧\n")
    pledge = Annotation(pledged, "pledge", (("committer", russia), ("action", protecting)))
    places = Annotation(russia, "place"), Annotation(aleppo, "place")
    write_into(tmp_path, brat, outgoing(Article(text), (*places, pledge)))
    found: dict[str, str] = {}
    for tag, start, end, _ in brat_tokens(tmp_path / "one.txt"):
        if tag != "O":
            begins = len(found) if tag.startswith("B-") else len(found) - 1
            name = f"{tag[2:]} {begins}"
            found[name] = found.get(name, "") + text[int(start) : int(end)]
    assert found == {"place 0": "روسيا", "pledge 1": "تتعهد", "Action 2": "بحماية", "place 3": "حلب"}


def test_brats_annalign_takes_every_line_apart(tmp_path: Path) -> None:
    write_into(tmp_path, brat, outgoing(annotations=(PLACE, PLEDGE)))
    kinds: dict[str, list[str]] = {}
    for each in brat_lines(tmp_path / "one.ann"):
        kinds.setdefault(type(each).__name__, []).append(str(each).partition("\t")[2])
    assert kinds["Event"] == ["pledge:T2 committer:T1 action:T3"]
    assert kinds["Attribute"] == ["entity T1 روسيا", "polarity E1 positive", "status E1 made"]
    assert [each.split("\t")[0] for each in kinds["Textbound"]] == ["place 7 12", "pledge 18 23", "Action 31 47"]
    assert kinds["Note"][1].startswith("AnnotatorNotes E1\tانظر الفقرة الثانية")


def test_a_span_is_cut_at_all_that_brat_takes_for_the_end_of_a_line(tmp_path: Path) -> None:
    text = "أب\u2028تث\x85جح\x0bخد"
    whole = Annotation(Span(0, len(text)), "person")
    write_into(tmp_path, brat, outgoing(Article(text), (whole,)))
    lines = (tmp_path / "one.ann").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "T1\tperson 0 2;3 5;6 8;9 11\tأب تث جح خد"
    (found,) = read_back(tmp_path, brat)
    assert found.annotations == (whole,)


def test_nothing_is_noted_on_a_trigger_since_brat_refuses_it(tmp_path: Path) -> None:
    pledge = Annotation(Span(0, 3), "pledge")
    write_into(tmp_path, brat, outgoing(Article("وعد\n"), (replace(pledge, span=Span(0, 4)),)))
    lines = (tmp_path / "one.ann").read_text(encoding="utf-8").splitlines()
    assert lines == ["T1\tpledge 0 3\tوعد", "E1\tpledge:T1", '#1\tReader E1\t{"span": [0, 4], "source": "human"}']
    (found,) = read_back(tmp_path, brat)
    assert found.annotations == (replace(pledge, span=Span(0, 4)),)


def test_a_colon_in_a_type_is_not_taken_for_the_end_of_its_name(tmp_path: Path) -> None:
    write_into(tmp_path, brat, outgoing(annotations=(Annotation(Span(0, 1), "a:b", (("c:d", Span(2, 3)),)),)))
    (event,) = (each for each in brat_lines(tmp_path / "one.ann") if type(each).__name__ == "Event")
    assert (event.type_, event.trigger, event.args) == ("a%3Ab", "T1", ["c%3Ad:T2"])


def test_the_configuration_has_every_type_that_is_written(tmp_path: Path) -> None:
    visit = Annotation(Span(0, 1), "Visit", (("host", Span(2, 3)),), (("mood", "good"), ("entity", "روسيا")))
    losses = write_into(tmp_path, brat, outgoing(annotations=(visit, Annotation(Span(4, 6), "زيارة"))))
    lines = (tmp_path / "annotation.conf").read_text(encoding="utf-8").splitlines()
    assert {"Visit\thost?:<ANY>", "Host", "mood\tArg:<ANY>, Value:good", "entity\tArg:<ANY>"} <= set(lines)
    assert "polarity\tArg:<EVENT>, Value:positive|negative" in lines
    assert not any("زيارة" in line for line in lines)
    assert losses.counts["labels that brat shows but cannot offer, since their names are not ASCII"] == 1
    visual = (tmp_path / "visual.conf").read_text(encoding="utf-8").splitlines()
    assert {"pledge | تعهّد | Pledge", "Text direction:rtl"} <= set(visual)


def test_folders_in_folders_and_brats_own_marks_are_read(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    # brat counts the mark at the beginning and both characters of a line end.
    (tmp_path / "news/a.txt").write_bytes("\ufeffأب\r\nتث".encode())
    (tmp_path / "news/a.ann").write_bytes("T1\tLOC 5 7\tتث\r\nR1\tnear Arg1:T1 Arg2:T1\r\n".encode())
    (tmp_path / "news/b.ann").write_bytes(b"")
    complaints: list[str] = []
    (found,) = brat.read(tmp_path, complain=complaints.append)
    assert [(each.label, each.span.of(found.text)) for each in found.annotations] == [("place", "تث")]
    where = tmp_path / "news"
    assert found.warnings == (f"{where / 'a.ann'}: relations were left out, since the reader has none.",)
    assert complaints == [f"{where / 'b.txt'}: No such file or directory; check the name."]


def test_what_is_no_folder_of_brat_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="there are no files of brat here"):
        list(brat.read(tmp_path, complain=print))


def test_decisions_stay_in_a_note(tmp_path: Path) -> None:
    rejected = Annotation(Span(0, 1), "misc", decision=Decision.REJECTED)
    write_into(tmp_path, brat, outgoing(annotations=(rejected,)))
    (found,) = read_back(tmp_path, brat)
    assert found.annotations == (rejected,)
