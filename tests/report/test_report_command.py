"""`reader report` as it is typed: which articles and annotations it takes, what it writes, and what it refuses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from unittest.mock import patch

import pytest
from docx import Document
from hostile import PAYLOAD, fill_workspace, find_leaks, is_hostile, print_in_terminal, write_files, write_settings
from library.ledger_library import ARTICLES, HUDA, PLEDGED, SmallLedger
from library.small_library import commitment, mention
from lxml import html
from report.reported_library import write_library, write_report

from reader.errors import ReaderError
from reader.labels import default_labels
from reader.library.entity_pages.entity_listing import read_entities
from reader.model import Article
from reader.report.contents_gathering import gather
from reader.report.page_colours import LEAST, page_colours
from reader.report.report_choice import ReportChoice
from reader.settings.colours import measure_contrast
from reader.store.location import where

TODAY = date(2017, 6, 1)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[SmallLedger]:
    small = SmallLedger(tmp_path / "small")
    yield small
    small.close()


def page(file: Path) -> html.HtmlElement:
    return html.document_fromstring(file.read_text(encoding="utf-8"))


def titles(file: Path) -> list[str]:
    return [each.text_content() for each in page(file).xpath("//article//h3")]


def test_without_a_choice_the_report_counts_what_the_ledger_and_the_entities_do(ledger: SmallLedger) -> None:
    contents = gather(ledger.index, ReportChoice(), who=HUDA, labels=default_labels(), today=TODAY)
    assert len(contents.articles) == len(ARTICLES)
    assert sorted((each.entry for each in contents.entries), key=lambda entry: entry.name) == sorted(
        ledger.entries, key=lambda entry: entry.name
    )
    counted = {each.group: (each.mentions, each.articles) for each in read_entities(ledger.index, who=HUDA)}
    assert {each.group: (each.mentions, len(each.articles)) for each in contents.entities} == counted
    assert sum(contents.pictures.timeline.totals) == len(contents.entries)


def test_the_engine_and_a_layer_are_reported_apart(ledger: SmallLedger) -> None:
    ledger.tag(PLEDGED, mention(PLEDGED.text, "حلب", "place"))

    def places(choice: ReportChoice) -> list[str]:
        contents = gather(ledger.index, choice, who=HUDA, labels=default_labels(), today=TODAY)
        return [each.span.of(one.article.text) for one in contents.articles for each in one.mentions]

    assert places(ReportChoice(layer="سارة")) == ["حلب"]
    assert places(ReportChoice(layer="")) == ["روسيا", "روسيا", "روسيا"]


def test_a_report_of_one_layer_has_only_its_commitments(news: Path, tmp_path: Path) -> None:
    write_report(news, "--layer", HUDA, "-o", tmp_path / "report.html")
    rows = page(tmp_path / "report.html").xpath("//tbody[@id='ledger-rows']/tr")
    assert [row.get("data-o") for row in rows] == ["kept"]
    write_report(news, "--engine", "-o", tmp_path / "engine.html")
    assert len(page(tmp_path / "engine.html").xpath("//tbody[@id='ledger-rows']/tr")) == 2


def test_a_query_chooses_articles_and_commitments(news: Path, tmp_path: Path) -> None:
    write_report(news, "--query", "مستشفى", "-o", tmp_path / "report.html")
    assert titles(tmp_path / "report.html") == ["مستشفى درعا"]
    rows = page(tmp_path / "report.html").xpath("//tbody[@id='ledger-rows']/tr")
    assert [row.get("data-o") for row in rows] == ["open"]


def test_what_is_promised_not_to_be_done_is_negated(tmp_path: Path) -> None:
    text = "تعهدت روسيا بعدم القصف"
    pledge = commitment(text, "تعهدت", "pledge", committer="روسيا", action="بعدم القصف")
    rows = [(Article(text, "خبر", "a.txt"), [pledge.with_attribute("polarity", "negative")])]
    write_report(write_library(tmp_path / "one", rows), "-o", tmp_path / "one.html")
    found = page(tmp_path / "one.html")
    assert "negated" in found.xpath("string(//tbody[@id='ledger-rows']/tr)")
    assert "negated" in found.xpath("string(//span[@class='t'])")


def test_the_page_loads_nothing_and_its_policy_allows_nothing_else(news: Path, tmp_path: Path) -> None:
    write_report(news, "-o", tmp_path / "report.html")
    found = page(tmp_path / "report.html")
    (policy,) = found.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert found.xpath("//*[@src or @style]") == found.xpath("//link") == []
    assert not [name for each in found.iter() for name in each.attrib if name.startswith("on")]


def test_every_link_on_the_page_leads_somewhere(news: Path, tmp_path: Path) -> None:
    write_report(news, "-o", tmp_path / "report.html")
    found = page(tmp_path / "report.html")
    names = found.xpath("//@id")
    assert len(names) == len(set(names))
    inside = [each.removeprefix("#") for each in found.xpath("//a/@href") if each.startswith("#")]
    described = found.xpath("//@aria-describedby")
    assert len(inside) > 20
    assert not {*inside, *described} - set(names)


def test_a_shorter_report_leaves_no_pages_of_the_longer_one(news: Path, tmp_path: Path) -> None:
    write_report(news, "-o", f"{tmp_path}/pages/")
    assert len(list((tmp_path / "pages" / "articles").iterdir())) == len(ARTICLES)
    write_report(news, "--query", "مستشفى", "-o", f"{tmp_path}/pages/")
    assert [each.name for each in (tmp_path / "pages" / "articles").iterdir()] == ["1.html"]


def test_a_large_page_is_written_with_a_word_on_folders(news: Path, tmp_path: Path) -> None:
    with patch("reader.cli.report_made.LARGE", -1):
        said = write_report(news, "-o", tmp_path / "report.html")
    assert f"-o {tmp_path}/report/ writes a page for each article" in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-o", "report.pdf"], "no format of reports has this ending"),
        (["-o", "news/report.html"], "it would be read as articles the next time"),
        (["-o", "news/pages/"], "it would be read as articles the next time"),
        (["-o", "news/rows.jsonl", "--format", "md"], "it would be read as articles the next time"),
        (["-o", "full/"], "this folder holds something else"),
        (["-o", "pages/", "--format", "docx"], "only pages are written to a folder"),
        (["-o", "report.html", "--layer", "nobody"], "there is no such layer; these articles have: هدى."),
        (["-o", "report.html", "--layer", "هدى", "--engine"], "give only one of them"),
        (["-o", "report.html", "--layer", " "], "needs the name of an analyst"),
        (["-o", "report.html", "--query", "type:("], "The query cannot be read"),
        (["-o", "no/such\x1b/folder.docx/x.pdf"], "\\x1b"),
    ],
)
def test_what_cannot_be_written_is_one_sentence(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "other.txt").write_text("x", encoding="utf-8")
    before = (news / "rows.jsonl").read_bytes()
    with pytest.raises(ReaderError, match=re.escape(said)):
        write_report("news", *arguments)
    assert (news / "rows.jsonl").read_bytes() == before
    assert not list(tmp_path.glob("report*"))


def test_no_article_is_overwritten(news: Path) -> None:
    before = (news / "rows.jsonl").read_bytes()
    with pytest.raises(ReaderError, match="this is one of the files being read"):
        write_report(news / "rows.jsonl", "--format", "md", "-o", news / "rows.jsonl")
    assert (news / "rows.jsonl").read_bytes() == before


def test_a_path_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="there is no such file or folder"):
        write_report(tmp_path / "gone", "-o", tmp_path / "report.html")


@pytest.mark.parametrize("ending", [".html", ".md", ".docx", "/"])
def test_a_report_on_hostile_files_labels_and_work_can_be_written_and_read(ending: str, tmp_path: Path) -> None:
    folder = tmp_path / f"news{PAYLOAD}"
    files = write_files(folder)
    write_settings(tmp_path / "XDG_CONFIG_HOME")
    fill_workspace(where(folder), source=str(files[3]))
    for further in ([], ["--layer", "خالد"], ["--engine"]):
        line = ["report", str(folder), "-o", f"{tmp_path}/out/report{ending}", *further]
        assert find_leaks(print_in_terminal(line)) == [], line
        written = tmp_path / "out" / f"report{ending}"
        if ending == ".docx":
            assert Document(str(written)).paragraphs
            continue
        for each in written.rglob("*.html") if ending == "/" else [written]:
            text = each.read_text(encoding="utf-8")
            assert not [c for c in text if is_hostile(c) and c not in "\n\u200b\u2060\ufeff\xad\u180e\u200f\u061c"]


def test_very_many_entities_are_counted_and_the_rarest_have_no_page(tmp_path: Path) -> None:
    names = [f"مدينة{chr(0x627 + at % 20)}{chr(0x628 + at // 20)}" for at in range(340)]
    text = " ".join(names)
    rows = [(Article(text, "مدن", "a.txt"), [mention(text, name, "place") for name in names])]
    write_report(write_library(tmp_path / "many", rows), "-o", tmp_path / "report.html")
    found = page(tmp_path / "report.html")
    assert len(found.xpath("//section[@class='n']")) == 300
    assert "further entities that are named less often have no page" in found.text_content()


def test_every_colour_can_be_read_on_what_is_behind_it() -> None:
    colours = page_colours()
    labels = [each.colour for each in default_labels().values()]
    roles = [each.name for each in default_labels().roles]
    shades = {each.name: each for each in colours.shades(labels, roles)}
    for theme in ("light", "dark"):
        shade = {name: getattr(each, theme) for name, each in shades.items()}
        for name in shade:
            if name.endswith("t") and name[:-1] + "b" in shade:
                assert measure_contrast(shade[name], shade[name[:-1] + "b"]) >= LEAST, name
            elif name[-1] == "c" or name in ("text", "muted", "accent", "error", "warning", "success"):
                assert measure_contrast(shade[name], shade["page"]) >= LEAST, name
                assert measure_contrast(shade[name], shade["surface"]) >= LEAST, name
