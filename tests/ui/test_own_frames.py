"""A frame of the user's own is tagged, shown, undone, exported, read again and adjudicated like the commitments."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from on_screen import QUIET, build_adjudication, press, put_caret, role_bar, screen, shown, start
from textual.pilot import Pilot
from waiting import until

from reader.cli.command_line import app as command
from reader.comparing.agreement import LayeredArticle, agree
from reader.comparing.settlement import Settlement
from reader.journal import tagging
from reader.labels import LabelSet, default_labels, read_labels
from reader.load import Loaded
from reader.model import Annotation, Article, Decision, Span
from reader.store.workspace import Workspace
from reader.ui.keys import key_names

PAGE = (Path(__file__).parents[2] / "docs" / "labels.md").read_text(encoding="utf-8")
FRAME = re.search(r"## A frame of your own\n.*?```toml\n(.*?)```", PAGE, re.S)
TEXT = "موسكو تستضيف لقاء الوزراء غدا.\n\nنهاية الخبر."
ARTICLE = Article(TEXT, source="a.txt")


def over(quote: str) -> Span:
    return Span(TEXT.index(quote), TEXT.index(quote) + len(quote))


CUE, WHERE, WHO = over("لقاء"), over("موسكو"), over("الوزراء")
ENGLISH = replace(QUIET, display=replace(QUIET.display, label_language="english"))
MEETING = Annotation(CUE, "meeting", (("participant", WHO), ("venue", WHERE)), (("certainty", "denied"),))


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's labels: the default ones and the frame of docs/labels.md."""
    path = tmp_path / "settings" / "arabic-reader" / "labels.toml"
    path.parent.mkdir(parents=True)
    path.write_text(FRAME[1], encoding="utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    return path


@pytest.fixture
def labels(settings: Path) -> LabelSet:
    return read_labels(settings)


def events(pilot: Pilot[None]) -> list[Annotation]:
    return [each for each in screen(pilot).work.decided if each.label in ("meeting", "attack")]


def cards(pilot: Pilot[None]) -> str:
    return "\n".join(item.draw().plain for item in screen(pilot).panel.items("commitments"))


async def test_an_event_is_made_filled_and_shown_with_its_own_keys(database: Path, labels: LabelSet) -> None:
    async with start(Loaded(ARTICLE), database=database, labels=labels, config=ENGLISH) as pilot:
        put_caret(pilot, CUE.start)
        await press(pilot, "E")
        assert "Event" in role_bar(pilot)
        assert "Meeting" in role_bar(pilot)
        assert "Pledge" not in role_bar(pilot)
        await press(pilot, "m", "r", "v")
        put_caret(pilot, WHERE.start)
        await press(pilot, "enter", "r", "c", "r", "c")
        (event,) = events(pilot)
        assert (event.span, event.role("venue"), event.attribute("certainty")) == (CUE, WHERE, "denied")
        assert {"Meeting", "denied"} <= set(role_bar(pilot).split())
        await until(pilot, lambda: "denied" in cards(pilot))
        assert {"Meeting", "Venue"} <= set(re.findall("[A-Z][a-z]+", cards(pilot)))
        assert not screen(pilot).panel.items("entities")
        put_caret(pilot, CUE.start)
        await pilot.pause()
        styles = screen(pilot).view.palette
        assert styles.roles["venue"] == styles.roles["deadline"]
        assert styles.of(event) == styles.cues["agreement"]
        await press(pilot, "u", "u", "u", "u")
        assert events(pilot) == []


async def test_the_arabic_twin_of_a_frames_key_asks_for_its_types(database: Path, labels: LabelSet) -> None:
    async with start(Loaded(ARTICLE), database=database, labels=labels) as pilot:
        put_caret(pilot, CUE.start)
        await press(pilot, key_names("E")[1], key_names("m")[1])
        assert [each.label for each in events(pilot)] == ["meeting"]


async def test_an_event_and_a_pledge_on_one_cue_are_two_annotations(database: Path, labels: LabelSet) -> None:
    pledge = Annotation(CUE, "pledge", source="engine", rule="verb", score=0.7)
    async with start(Loaded(ARTICLE, (pledge,)), database=database, labels=labels) as pilot:
        put_caret(pilot, CUE.start)
        await press(pilot, "E", "m")
        assert {each.label for each in screen(pilot).session.overlay} == {"meeting", "pledge"}
        assert [each.decision for each in screen(pilot).session.overlay if each.label == "pledge"] == [
            Decision.PROPOSED
        ]


async def test_what_the_labels_do_not_define_is_shown_by_its_identifier_and_stays(database: Path) -> None:
    with Workspace.open(database, who="سارة") as workspace:
        workspace.remember(ARTICLE)
        workspace.apply(tagging.add(workspace.authorship(ARTICLE.id), MEETING))
    async with start(Loaded(ARTICLE), database=database) as pilot:
        put_caret(pilot, CUE.start)
        await pilot.pause()
        assert {"meeting", "venue", "participant", "denied"} <= set(re.findall("[a-z]+", cards(pilot)))
        assert "venue" in role_bar(pilot)
        assert screen(pilot).view.palette.of(MEETING) == screen(pilot).view.palette.entities["misc"]
        await press(pilot, "a")
        (kept,) = [each for each in screen(pilot).work.decided if each.label == "meeting"]
        assert (kept.roles, kept.attributes) == (MEETING.roles, MEETING.attributes)


@pytest.fixture
def two_layers(tmp_path: Path):
    with Workspace.open(tmp_path / "layers.db", who="ليلى") as workspace:
        workspace.remember(ARTICLE)
        pledge = Annotation(CUE, "pledge")
        for layer, said in {"هدى": (MEETING, pledge), "خالد": (MEETING.with_role("venue", WHO), pledge)}.items():
            for each in said:
                workspace.apply(tagging.add(workspace.authorship(ARTICLE.id, layer), each))
        yield workspace


async def test_adjudication_compares_events_with_events(two_layers: Workspace, labels: LabelSet) -> None:
    settlement = Settlement(two_layers, ARTICLE, ("هدى", "خالد"), result="adjudicated", labels=labels)
    (difference,) = settlement.differences
    assert ({each.label for each in difference.variants}, difference.roles) == ({"meeting"}, ("venue",))
    app = build_adjudication([lambda: settlement], ("هدى", "خالد"), workspace=two_layers, labels=labels, config=ENGLISH)
    async with app.run_test(size=(140, 40)) as pilot:
        assert "Meeting" in shown(pilot)
        assert "Venue" in shown(pilot)
        await press(pilot, "l")
        assert "Attack" in shown(pilot)
        assert "Threat" not in shown(pilot)
        await press(pilot, "escape", "1")
    kept = {each.label: each for each in two_layers.annotations(ARTICLE.id, "adjudicated")}
    assert kept["meeting"].role("venue") == WHERE
    assert "pledge" in kept


def test_agreement_counts_the_cues_of_each_frame(labels: LabelSet) -> None:
    one, other = MEETING, MEETING.with_role("venue", None)
    pledge = Annotation(CUE, "pledge", decision=Decision.ACCEPTED)
    layers = {
        "a": [Annotation(one.span, one.label, one.roles, decision=Decision.ACCEPTED), pledge],
        "b": [Annotation(other.span, other.label, other.roles, decision=Decision.ACCEPTED)],
    }
    rows = {each.role: each.counts for each in agree([LayeredArticle(ARTICLE, layers)], labels=labels).roles}
    assert (rows["event cue"].both, rows["event cue"].first, rows["event cue"].second) == (1, 1, 1)
    assert (rows["cue"].both, rows["cue"].first, rows["cue"].second) == (0, 1, 0)
    assert rows["participant"].both == 1


@pytest.mark.parametrize("kind", ["jsonl", "brat"])
def test_an_event_without_roles_is_still_an_event_in_other_formats(kind: str, tmp_path: Path, settings: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    (news / "a.txt").write_text(TEXT, encoding="utf-8")
    article = Article(TEXT, source=str(news / "a.txt"))
    bare = Annotation(over("تستضيف"), "attack")
    with Workspace.open(news / ".reader" / "reader.db", who="سارة") as workspace:
        workspace.remember(article)
        for each in (MEETING, bare, Annotation(WHERE, "place")):
            workspace.apply(tagging.add(workspace.authorship(article.id), each))
    out = tmp_path / ("out.jsonl" if kind == "jsonl" else "out")
    done = CliRunner().invoke(command, ["export", str(news), "--format", kind, "--output", str(out), "--layer", "سارة"])
    assert done.exit_code == 0, done.output
    if kind == "jsonl":
        row = json.loads(out.read_text(encoding="utf-8"))
        assert [each["type"] for each in row["commitments"]] == ["attack", "meeting"]
        assert [each["label"] for each in row["entities"]] == ["place"]
    from reader.load import load_all

    (loaded,), _ = load_all([str(out)])
    back = {each.label: each for each in loaded.annotations}
    assert set(back) == {"meeting", "attack", "place"}
    assert dict(back["meeting"].roles) == dict(MEETING.roles)
    assert back["meeting"].attribute("certainty") == "denied"
    assert default_labels().of(back["attack"]).name == "attack"


async def test_a_frame_without_a_key_is_tagged_after_that_of_the_commitments(database: Path, settings: Path) -> None:
    settings.write_text(FRAME[1].replace('key = "E"\n', ""), encoding="utf-8")
    async with start(Loaded(ARTICLE), database=database, labels=read_labels(settings)) as pilot:
        put_caret(pilot, CUE.start)
        await press(pilot, "c")
        assert {"Meeting", "Pledge"} <= set(role_bar(pilot).split())
        await press(pilot, "m")
        assert [each.label for each in events(pilot)] == ["meeting"]


async def test_the_key_of_a_frame_with_one_type_tags_at_once(database: Path, settings: Path) -> None:
    settings.write_text(FRAME[1].partition("[attack]")[0], encoding="utf-8")
    async with start(Loaded(ARTICLE), database=database, labels=read_labels(settings)) as pilot:
        put_caret(pilot, CUE.start)
        await press(pilot, "E")
        assert [each.label for each in events(pilot)] == ["meeting"]


async def test_a_filler_that_the_labels_do_not_know_is_chosen_in_the_adjudication(two_layers: Workspace) -> None:
    settlement = Settlement(two_layers, ARTICLE, ("هدى", "خالد"), result="adjudicated", labels=default_labels())
    app = build_adjudication([lambda: settlement], ("هدى", "خالد"), workspace=two_layers)
    async with app.run_test(size=(140, 40)) as pilot:
        await press(pilot, "r")
        assert "venue" in shown(pilot)
        await press(pilot, "down", "enter")
    (kept,) = [each for each in two_layers.annotations(ARTICLE.id, "adjudicated") if each.label == "meeting"]
    assert kept.role("venue") == WHO
