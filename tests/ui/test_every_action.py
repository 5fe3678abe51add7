"""What each action of the registry does: everything that its key changes, and nothing else."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from notation import marked
from on_screen import screen, start, toasts
from textual.pilot import Pilot
from ui.monkey import QuickEngine
from waiting import until

from reader.journal import tagging
from reader.labels import default_labels
from reader.load import Loaded
from reader.model import Annotation, Article
from reader.store.workspace import Workspace
from reader.ui.actions import Action, actions_with
from reader.ui.app import ReaderApp
from reader.ui.keys import key_names
from reader.ui.widgets.arabic_text import shaped_str

ACTIONS = [each for each in actions_with(default_labels()) if each.where in ("reading", "everywhere")]

TEXT, (MOSCOW, CUE, MINISTER, LAVROV, MOSCOW_AGAIN) = marked(
    "⟦موسكو⟧ ⟦تتعهد⟧ بوقف القصف فورا\n\n"
    "قال ⟦وزير الخارجية⟧ ⟦لافروف⟧ في ⟦موسكو⟧ إنّ الأمر تم. ووصل إلى Geneva أمس.\n\n"
    + "سطر من سطور كثيرة\n" * 40
    + "نهاية."
)
ARTICLE = Article(TEXT, title="الأول", source="a.txt")
OTHER = Article("خبر آخر", title="الثاني", source="b.txt")


def proposal(span: Any, label: str, rule: str, score: float) -> Annotation:
    named = () if label == "pledge" else (("entity", span.of(TEXT)),)
    return Annotation(span, label, attributes=named, source="names", score=score, rule=rule)


def in_bar(label: str, state: str) -> str:
    """The beginning of the line of roles: the Arabic name of a type, since the article is Arabic, and its state."""
    return f"{shaped_str(default_labels()[label].arabic)} {state}"


PROPOSED = (
    proposal(MOSCOW, "place", "list", 0.9),
    proposal(CUE, "pledge", "verb", 0.8),
    proposal(LAVROV, "person", "title", 0.4),
    proposal(MOSCOW_AGAIN, "place", "list", 0.9),
)


def does(*, after: str = "", **changed: object) -> tuple[tuple[str, ...], dict[str, object]]:
    """What an action changes, and the keys that are pressed before it."""
    return tuple(after.split()), changed


EFFECTS = {
    "move.left": does(caret="وسكو تتعهد"),
    "move.right": does(after="left", caret="موسكو تتعهد"),
    "move.up": does(after="down", caret="موسكو تتعهد", bar="names Place"),
    "move.down": does(caret="", bar=""),
    "move.word_left": does(caret="تتعهد بوقف", bar=in_bar("pledge", "80%")),
    "move.word_right": does(after="ctrl+left", caret="موسكو تتعهد", bar="names Place"),
    "move.word_forward": does(caret="تتعهد بوقف", bar=in_bar("pledge", "80%")),
    "move.word_back": does(after="w", caret="موسكو تتعهد", bar="names Place"),
    "move.sentence_forward": does(caret="قال وزير", bar=""),
    "move.sentence_back": does(after="s s", caret="قال وزير"),
    "move.paragraph_forward": does(caret="قال وزير", bar=""),
    "move.paragraph_back": does(after="f", caret="موسكو تتعهد", bar="names Place"),
    "move.line_start": does(after="w w", caret="موسكو تتعهد", bar="names Place"),
    "move.line_end": does(caret="ا", bar=""),
    "move.screen_down": does(caret="سطر من", bar=""),
    "move.screen_up": does(after="pagedown", caret="موسكو تتعهد", bar="names Place"),
    "move.article_start": does(after="ctrl+end", caret="موسكو تتعهد", bar="names Place"),
    "move.article_end": does(caret="", bar=""),
    "select.left": does(caret="وسكو تتعهد", selected="م"),
    "select.right": does(after="w", caret=" تتعهد", selected=" ", bar=""),
    "select.up": does(after="down", caret="موسكو تتعهد", selected="موسكو تتعهد بوقف القصف فورا\n", bar="names Place"),
    "select.down": does(caret="", selected="موسكو تتعهد بوقف القصف فورا\n", bar=""),
    "select.word_left": does(caret="تتعهد بوقف", selected="موسكو ", bar=in_bar("pledge", "80%")),
    "select.word_right": does(after="w", caret="موسكو تتعهد", selected="موسكو ", bar="names Place"),
    "select.grow": does(selected="موسكو"),
    "select.swap": does(after="shift+left", caret="موسكو تتعهد"),
    "select.all": does(caret="", selected="825 characters", bar=""),
    "select.words": does(annotations=["موسكو place accepted", "no more: موسكو place proposed"]),
    "annotation.next": does(caret="تتعهد بوقف", bar=in_bar("pledge", "80%")),
    "annotation.previous": does(after="n", caret="موسكو تتعهد", bar="names Place"),
    "annotation.same_next": does(caret="موسكو إنّ"),
    "annotation.same_previous": does(after="i", caret="موسكو تتعهد"),
    "annotation.entity": does(
        toasts=["There is no index of these articles; `reader index` builds one (docs/library.md)."]
    ),
    "annotation.run": does(
        annotations=[
            "no more: تتعهد pledge proposed",
            "no more: لافروف person proposed",
            "no more: موسكو place proposed",
        ]
    ),
    "label.person": does(
        caret="تتعهد بوقف",
        annotations=["موسكو person accepted", "no more: موسكو place proposed"],
        bar=in_bar("pledge", "80%"),
    ),
    "label.place": does(
        caret="تتعهد بوقف",
        annotations=["موسكو place accepted", "no more: موسكو place proposed"],
        bar=in_bar("pledge", "80%"),
    ),
    "label.organization": does(
        caret="تتعهد بوقف",
        annotations=["موسكو organization accepted", "no more: موسكو place proposed"],
        bar=in_bar("pledge", "80%"),
    ),
    "label.group": does(
        caret="تتعهد بوقف",
        annotations=["موسكو group accepted", "no more: موسكو place proposed"],
        bar=in_bar("pledge", "80%"),
    ),
    "label.date": does(
        caret="تتعهد بوقف",
        annotations=["موسكو date accepted", "no more: موسكو place proposed"],
        bar=in_bar("pledge", "80%"),
    ),
    "label.quantity": does(
        caret="تتعهد بوقف",
        annotations=["موسكو quantity accepted", "no more: موسكو place proposed"],
        bar=in_bar("pledge", "80%"),
    ),
    "label.misc": does(
        caret="تتعهد بوقف",
        annotations=["موسكو misc accepted", "no more: موسكو place proposed"],
        bar=in_bar("pledge", "80%"),
    ),
    "label.pledge": does(annotations=["موسكو pledge accepted"], bar=in_bar("pledge", "✓")),
    "label.intent": does(annotations=["موسكو intent accepted"], bar=in_bar("intent", "✓")),
    "label.agreement": does(annotations=["موسكو agreement accepted"], bar=in_bar("agreement", "✓")),
    "label.acceptance": does(annotations=["موسكو acceptance accepted"], bar=in_bar("acceptance", "✓")),
    "label.refusal": does(annotations=["موسكو refusal accepted"], bar=in_bar("refusal", "✓")),
    "label.condition": does(annotations=["موسكو condition accepted"], bar=in_bar("condition", "✓")),
    "label.demand": does(annotations=["موسكو demand accepted"], bar=in_bar("demand", "✓")),
    "label.threat": does(annotations=["موسكو threat accepted"], bar=in_bar("threat", "✓")),
    "tag.again": does(after="w w 2 w", annotations=["القصف place accepted"], bar="ﺓﺭﺎﺳ Place"),
    "tag.commitment": does(bar="Type p/ﺡ"),
    "tag.role": does(after="w", bar="Pledge w/ﺹ"),
    "tag.everywhere": does(screen="OccurrencesScreen"),
    "tag.note": does(screen="AskScreen"),
    "tag.left_edge_left": does(annotations=["موسكو تتعهد place accepted", "no more: موسكو place proposed"]),
    "tag.left_edge_right": does(
        after="alt+left", annotations=["موسكو place accepted", "no more: موسكو تتعهد place accepted"]
    ),
    "tag.right_edge_left": does(
        after="alt+left", annotations=["تتعهد place accepted", "no more: موسكو تتعهد place accepted"], bar=""
    ),
    "tag.right_edge_right": does(
        after="w w 1", annotations=["تتعهد بوقف person accepted", "no more: بوقف person accepted"]
    ),
    "tag.undo": does(
        after="3",
        caret="موسكو تتعهد",
        annotations=["موسكو place proposed", "no more: موسكو organization accepted"],
        bar="names Place",
    ),
    "tag.redo": does(
        after="3 u",
        annotations=["موسكو organization accepted", "no more: موسكو place proposed"],
        bar="names Organization",
    ),
    "review.accept": does(
        caret="تتعهد بوقف",
        annotations=["موسكو place accepted", "no more: موسكو place proposed"],
        bar=in_bar("pledge", "80%"),
    ),
    "review.reject": does(
        caret="تتعهد بوقف", annotations=["no more: موسكو place proposed"], bar=in_bar("pledge", "80%")
    ),
    "review.toggle": does(mode="Reviewing (5)", bar="1/5 Place"),
    "review.order": does(
        caret="لافروف في",
        mode="Reviewing (5), least sure first",
        bar="1/5 Person",
        toasts=["Reviewing least sure first."],
    ),
    "review.filter": does(
        after="f2", mode="Reviewing places only (2)", bar="1/2 Place", toasts=["Reviewing places only (2)."]
    ),
    "review.commitments": does(
        mode="Reviewing commitments only (1)",
        caret="تتعهد بوقف",
        bar="1/1 80%",
        toasts=["Reviewing commitments only (1)."],
    ),
    "review.reject_rule": does(
        caret="تتعهد بوقف",
        annotations=["no more: موسكو place proposed", "no more: موسكو place proposed"],
        bar=in_bar("pledge", "80%"),
        toasts=["Rejected 2 proposals of the rule “list”; u/ﻉ undoes it."],
    ),
    "search.open": does(focus="another", search_bar=True),
    "search.next": does(after="/ م enter", caret="موسكو إنّ"),
    "search.previous": does(after="/ م enter", caret="من سطور", bar=""),
    "search.library": does(screen="SearchScreen"),
    "search.next_article": does(toasts=["Nothing was searched for in all articles."]),
    "copy": does(copied="موسكو", toasts=["Sent to the terminal: ﻮﻜﺳﻮﻣ"]),
    "panel.focus": does(focus="panel"),
    "panel.toggle": does(panel="hidden", panel_width=0),
    "panel.swap": does(panel="right"),
    "panel.here": does(after="f5", tab="here"),
    "panel.entities": does(tab="entities", focus="panel"),
    "panel.commitments": does(tab="commitments", focus="panel"),
    "panel.notes": does(tab="notes", focus="panel"),
    "panel.wider": does(panel_width=39),
    "panel.narrower": does(panel_width=31),
    "view.tashkeel": does(tashkeel="strip", toasts=["Tashkeel is hidden."]),
    "view.direction": does(direction="ltr", toasts=["Every paragraph runs left to right."]),
    "view.wider": does(after="-", line_width=70),
    "view.narrower": does(line_width=66),
    "view.spacing": does(spacing=1),
    "view.justify": does(justify="tatweel", toasts=["Justification: tatweel."]),
    "view.others": does(
        annotations=["no more: وزير الخارجية person proposed"], toasts=["Other analysts' tags are hidden."]
    ),
    "view.theme": does(theme="high-contrast", toasts=["Theme: High contrast"]),
    "view.highlight": does(highlight="fill", toasts=["Entities are filled."]),
    "view.reset": does(
        after="- _ |", line_width=70, spacing=0, panel="left", toasts=["The view is that of the settings again."]
    ),
    "article.library": does(screen="LibraryScreen"),
    "article.ledger": does(screen="LedgerScreen"),
    "article.next": does(
        article="الثاني",
        caret="خبر آخر",
        annotations=[
            "no more: تتعهد pledge proposed",
            "no more: لافروف person proposed",
            "no more: موسكو place proposed",
            "no more: موسكو place proposed",
            "no more: وزير الخارجية person proposed",
        ],
        bar="",
    ),
    "article.previous": does(
        after="]",
        article="الأول",
        caret="موسكو تتعهد",
        annotations=[
            "تتعهد pledge proposed",
            "لافروف person proposed",
            "موسكو place proposed",
            "موسكو place proposed",
            "وزير الخارجية person proposed",
        ],
        bar="names Place",
    ),
    "article.note": does(screen="AskScreen"),
    "article.tag": does(screen="AskScreen"),
    "article.flag": does(mode="in progress", flag="in progress", toasts=["This article is in progress."]),
    "article.finish": does(
        article="الثاني",
        caret="خبر آخر",
        annotations=[
            "no more: تتعهد pledge proposed",
            "no more: لافروف person proposed",
            "no more: موسكو place proposed",
            "no more: موسكو place proposed",
            "no more: وزير الخارجية person proposed",
        ],
        bar="",
        toasts=["This is article 2 of 2. Article 1 is done, with 5 proposals still open."],
    ),
    "article.bookmark": does(bookmarks=["موسكو"], toasts=["Bookmarked; the notes list every bookmark."]),
    "article.history": does(screen="HistoryScreen"),
    "article.earlier": does(toasts=["No earlier text of this file is known."]),
    "article.reload": does(toasts=["a.txt: there is no such file; check the name."]),
    "article.index": does(toasts=["No index is being built; see library.index in the settings."]),
    "article.problems": does(screen="ProblemsScreen"),
    "word.card": does(screen="FactsScreen"),
    "word.explain": does(screen="ReasonsScreen"),
    "help": does(screen="HelpScreen"),
    "palette": does(screen="ReaderPalette"),
    "quit": does(ended=0),
}
"""What changes where the caret is at the first word, or after other keys; no action changes anything else."""


def look(pilot: Pilot[None]) -> dict[str, Any]:
    """What the analyst sees and has, by name."""
    app = pilot.app
    assert isinstance(app, ReaderApp)
    reading = app.reading
    session, view, panel, state = reading.session, reading.view, reading.panel, reading.work and reading.work.state
    selected = session.selection.span.of(session.text)
    return {
        "screen": type(app.screen).__name__,
        "article": session.article.title,
        "caret": " ".join(session.text[session.caret :].split("\n")[0].split(" ")[:2]),
        "selected": selected if len(selected) < 40 else f"{len(selected)} characters",
        "hits": len(session.hits),
        "annotations": Counter(
            f"{each.span.of(session.text)} {each.label} {each.decision}" for each in session.overlay
        ),
        "mode": str(reading.mode),
        "bar": " ".join(first_words(str(reading.role_bar.render()), session.layout.direction)),
        "panel": "hidden" if not panel.display else "right" if panel.has_class("right") else "left",
        "tab": panel.tab,
        "panel_width": panel.size.width,
        "focus": "text" if view.has_focus else "panel" if panel.has_focus_within else "another",
        "search_bar": reading.search.display,
        "line_width": session.view.width,
        "spacing": view.spacing,
        "tashkeel": session.view.tashkeel,
        "justify": session.view.justify,
        "direction": session.view.base,
        "theme": app.theme,
        "highlight": app.config.display.highlight,
        "flag": state and state.flag.value,
        "bookmarks": state and [TEXT[each.offset :].split()[0] for each in state.bookmarks],
        "copied": app.clipboard,
        "ended": app.return_code,
        "toasts": Counter(toasts(pilot)),
    }


def first_words(bar: str, direction: str) -> list[str]:
    """The first two things in the line of roles: prompts run from the left, what is under the caret from the right."""
    if direction == "ltr" or ("│" not in bar and not bar.startswith("  ")):
        return bar.split()[:2]
    words = bar.split("│")[-1].split()
    return words[-2:] if not words or words[-1] == "✓" or words[-1].endswith("%") else [words[-1], words[0]]


def changes(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """What is not as it was: of sets what came and what went, of the rest what it is now."""
    changed: dict[str, Any] = {}
    for name, now in after.items():
        was = before[name]
        if now == was:
            continue
        if isinstance(now, Counter):
            came, went = sorted((now - was).elements()), sorted((was - now).elements())
            changed[name] = [*came, *(f"no more: {each}" for each in went)]
        else:
            changed[name] = now
    return changed


@pytest.fixture
def shared(database: Path) -> Path:
    """A workspace in which another analyst has tagged something."""
    with Workspace.open(database, who="خالد") as workspace:
        workspace.remember(ARTICLE)
        workspace.apply(tagging.tag(workspace.authorship(ARTICLE.id), MINISTER, "person"))
    return database


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.name)
async def test_an_action_changes_what_the_table_says_and_nothing_else(
    action: Action, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.annotate.process.background.BackgroundEngine", QuickEngine)
    keys, expected = EFFECTS[action.name]
    async with start(Loaded(ARTICLE, PROPOSED), Loaded(OTHER), database=shared) as pilot:
        app = pilot.app
        await until(pilot, lambda: len(app.articles) == 2)
        await pilot.press(*keys)
        await until(pilot, app.is_at_rest)
        before = look(pilot)
        if action.keys:
            await pilot.press(key_names(action.keys[0])[0])
        else:  # the palette runs it
            app.call_later(screen(pilot).action_run, action.name)
        await until(pilot, lambda: app.return_code is not None or app.is_at_rest())
        assert changes(before, look(pilot)) == expected


def test_the_table_has_every_action_once_and_no_other() -> None:
    assert sorted(EFFECTS) == sorted(action.name for action in ACTIONS)
    assert [name for name, (_, changed) in EFFECTS.items() if not changed] == []
