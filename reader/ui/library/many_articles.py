"""Asks what to do to several articles of the list, does it in the background as one action, and says what was done."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol

from textual.app import App

from reader.annotate.rule_words import say_rule
from reader.arabic.words import fold
from reader.errors import StoreError
from reader.journal import article_marks, tagging
from reader.journal.article_marks import Flag
from reader.journal.operations import Operation
from reader.labels import LabelSet
from reader.library.bulk.marking_many import flag_articles, tag_articles
from reader.library.index.article_putting import find_article, get_article
from reader.library.index.article_rows import OpenKind, list_open_kinds
from reader.library.index.form_candidates import find_candidates
from reader.library.listing.listed_article import ListedArticle
from reader.load import Loaded
from reader.model import Annotation, Article, Decision, Span
from reader.ui.bindings import key_of
from reader.ui.library.flag_names import name_flag
from reader.ui.library.list_news import NewsFinder
from reader.ui.widgets.arabic_text import notify
from reader.ui.widgets.asking import AskScreen
from reader.ui.widgets.choice_menu import Choice, ChoiceMenu
from reader.wording import counted, either, number, say

if TYPE_CHECKING:
    from reader.store.workspace import Workspace
    from reader.store.writer import Task
    from reader.ui.worked_articles import WorkedArticles
    from reader.ui.writing import Writing

Make = Callable[["Workspace"], Sequence[Operation]]
"""Makes the operations of an action; it is called in the thread that writes."""

_FLAG_KEYS = {
    Flag.UNREAD: "n",
    Flag.READ: "r",
    Flag.IN_PROGRESS: "p",
    Flag.DONE: "d",
}
_USUAL_SCORE = "0.8"
_KINDS = 40
"""The most labels and rules that are offered."""


class HasWork(Protocol):
    """The application, as far as work on several articles is concerned."""

    articles: list[Loaded]
    labels: LabelSet
    worked_articles: WorkedArticles
    writing: Writing

    @property
    def workspace(self) -> Workspace | None:
        """The workspace, once it is open."""
        ...

    def start_work_again(self) -> None:
        """Try again to open the workspace, and say why there is none."""
        ...


class ManyArticles:
    """Acts on several articles at once."""

    def __init__(self, app: App[None], reader: HasWork, finder: NewsFinder, *, refresh: Callable[[], None]) -> None:
        self._app = app
        self._reader = reader
        self._finder = finder
        self._refresh = refresh
        """Shows the list again."""

    async def flag(self, articles: list[ListedArticle]) -> None:
        """Ask for a state, and give it to the articles."""
        flags = list(_FLAG_KEYS)
        chosen = await self._app.push_screen_wait(
            ChoiceMenu(
                counted(len(articles), "State of {number} article", "State of {number} articles"),
                [Choice(name_flag(flag).capitalize(), key) for flag, key in _FLAG_KEYS.items()],
            )
        )
        if chosen is not None:
            ids = [each.id for each in articles]
            self._do(articles, lambda workspace: flag_articles(workspace, ids, flags[chosen]))

    async def tag(self, articles: list[ListedArticle]) -> None:
        """Ask for tags, and put them on the articles; a minus before a tag takes it off."""
        title = counted(
            len(articles),
            "Tags for {number} article; -tag takes one off",
            "Tags for {number} articles; -tag takes one off",
        )
        answer = await self._app.push_screen_wait(AskScreen(title))
        written = article_marks.split_tags(answer or "")
        add = [tag for tag in written if not tag.startswith("-")]
        remove = [tag[1:] for tag in written if tag.startswith("-") and len(tag) > 1]
        if add or remove:
            ids = [each.id for each in articles]
            self._do(articles, lambda workspace: tag_articles(workspace, ids, add=add, remove=remove))

    async def accept(self, articles: list[ListedArticle]) -> None:
        """Ask for a label or a rule and for a score, and accept the proposals of at least that score."""
        from reader.library.bulk.accepting_many import accept_proposals

        workspace, index = self._reader.workspace, self._finder.index
        numbers = [each.number for each in articles if each.number]
        if workspace is None or index is None:
            self._say_none()
            return
        kinds = list_open_kinds(index.connection, numbers, who=workspace.who)[:_KINDS]
        if not kinds:
            notify(self._app, say("The index knows of no open proposals in these articles."), severity="warning")
            return
        chosen = await self._app.push_screen_wait(
            ChoiceMenu(say("Accept proposals of"), [Choice(self._describe(each)) for each in kinds])
        )
        if chosen is None:
            return
        wanted = kinds[chosen]
        score = await self._app.push_screen_wait(
            AskScreen(
                say("{proposals} — from which score on, 0 to 1?", proposals=self._describe(wanted)),
                _USUAL_SCORE,
                does=say("accepts"),
            )
        )
        if score is None:
            return
        least = _read_score(score)
        if least is None:
            said = say("“{score}” is no score; write a number from 0 to 1.", score=score)
            notify(self._app, said, severity="error")
            return
        labels = self._reader.labels
        self._do(
            articles,
            lambda workspace: accept_proposals(
                workspace, index.connection, numbers, wanted, least=least, labels=labels
            ),
        )

    async def tag_everywhere(self, articles: list[ListedArticle]) -> None:
        """Ask for a form and a label, list the occurrences in the articles, and tag those that stay ticked."""
        from reader.ui.reading.occurrences_screen import OccurrencesScreen

        workspace = self._reader.workspace
        if workspace is None:
            self._say_none()
            return
        form = await self._app.push_screen_wait(AskScreen(say("Tag all occurrences of"), does=say("goes on")))
        if not (form and form.strip()):
            return
        labels = [label for label in self._reader.labels.values() if not label.is_commitment]
        chosen = await self._app.push_screen_wait(
            ChoiceMenu(say("As"), [Choice(either(each.english, each.arabic), each.key) for each in labels])
        )
        if chosen is None:
            return
        label, wanted = labels[chosen].name, {each.id for each in articles}

        def candidates(words: str) -> Iterator[Article]:
            return (each for each in self.articles_with(words) if each.id in wanted)

        listed = OccurrencesScreen(
            form, label, labels=self._reader.labels, tagged=partial(_list_tagged, workspace), library=candidates
        )
        spans: list[tuple[str, Span]] | None = await self._app.push_screen_wait(listed)
        if spans:
            about = {article for article, _ in spans}
            self._do(
                [each for each in articles if each.id in about],
                lambda workspace: tagging.tag_all(
                    ((workspace.authorship(article), span) for article, span in spans), label
                ),
            )

    def take_back(self, *, again: bool) -> None:
        """Undo the analyst's last action in whatever articles, or redo it."""
        workspace, writer = self._reader.workspace, self._reader.writing.writer
        if workspace is None or writer is None:
            self._say_none()
            return
        task = writer.ask(workspace.redo_anywhere if again else workspace.undo_anywhere)
        said = say("Redone") if again else say("Undone")
        nothing = say("There is nothing to redo.") if again else say("There is nothing to undo.")
        self._await(task, said, nothing=nothing)

    def articles_with(self, words: str) -> Iterator[Article]:
        """The articles of the library that may contain all of some words, loaded or not."""
        known: set[str] = set()
        index = self._finder.index
        if index is not None:
            connection = index.connection
            known = {article for (article,) in connection.execute("SELECT id FROM articles")}
            for number in find_candidates(connection, words):
                yield get_article(connection, number)
        wanted = fold(words).split()
        for each in tuple(self._reader.articles):
            if each.article.id not in known:
                folded = fold(each.article.text)
                if all(word in folded for word in wanted):
                    yield each.article

    def read(self, ids: Collection[str]) -> Iterator[Loaded]:
        """The articles with these ids, from those that are loaded or from the index."""
        loaded = {each.article.id: each for each in tuple(self._reader.articles) if each.article.id in ids}
        index = self._finder.index
        for article in ids:
            if article in loaded:
                yield loaded[article]
            elif index is not None and (found := find_article(index.connection, article)) is not None:
                yield found

    # Doing it

    def _do(self, articles: Sequence[ListedArticle], make: Make) -> None:
        workspace, writer = self._reader.workspace, self._reader.writing.writer
        if workspace is None or writer is None:
            self._say_none()
            return

        def work() -> tuple[Operation, ...]:
            self._remember(workspace, articles)
            return workspace.apply(make(workspace))

        then = say("{key} undoes it.", key=key_of("library.undo", self._app))
        self._await(writer.ask(work), say("Done"), nothing=say("Nothing had to be changed."), then=then)

    def _await(self, task: Task[tuple[Operation, ...]], said: str, *, nothing: str, then: str = "") -> None:
        from reader.store.writer import MOMENT

        finish = partial(self._finish, said=said, nothing=nothing, then=then)
        if task.wait(MOMENT, partial(self._app.call_later, finish)):
            finish(task)

    def _finish(self, task: Task[tuple[Operation, ...]], *, said: str, nothing: str, then: str) -> None:
        if isinstance(task.error, StoreError):
            self._reader.writing.report_unwritten(task.error)
        elif task.error is not None:
            raise task.error
        operations = task.result or ()
        self._reader.worked_articles.take_in(operations)
        if operations:
            changes = counted(len(operations), "{number} change", "{number} changes")
            where = counted(len({each.article for each in operations}), "in {number} article", "in {number} articles")
            what = say("{done}: {changes} {where}.", done=said, changes=changes, where=where)
            notify(self._app, f"{what} {then}".rstrip())
        elif task.error is None:
            notify(self._app, nothing, severity="warning")
        self._refresh()

    def _remember(self, workspace: Workspace, articles: Iterable[ListedArticle]) -> None:
        """Store the articles that the workspace does not know yet."""
        from reader.reading.opened import as_kept

        known = {record.article for record in workspace.articles()}
        unknown = {each.id for each in articles if each.id not in known}
        workspace.remember_all(as_kept(each.article, each.place, workspace) for each in self.read(unknown))

    def _say_none(self) -> None:
        self._reader.start_work_again()

    def _describe(self, kind: OpenKind) -> str:
        named = self._reader.labels.named(kind.label)
        rule = f" · {say_rule(kind.rule)}" if kind.rule else ""
        return f"{number(kind.count)} × {either(named.english, named.arabic)}{rule}"


def _read_score(written: str) -> float | None:
    try:
        score = float(fold(written).strip().replace("٫", "."))
    except ValueError:
        return None
    return score if 0 <= score <= 1 else None


def _list_tagged(workspace: Workspace, article: str) -> tuple[Annotation, ...]:
    return tuple(each for each in workspace.annotations(article) if each.decision is not Decision.REJECTED)
