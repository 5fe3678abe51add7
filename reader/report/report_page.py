"""Makes the pages of a report: one that holds everything, or an index with a page for each article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from reader.journal.ledger_marks import Outcome
from reader.labels import LabelSet
from reader.library.ledger.entry import Entry
from reader.library.ledger.ledger_wording import Language, word
from reader.library.ledger.timeline import EventKind, LedgerEvent
from reader.report.article_on_page import title_of, view_article
from reader.report.due_words import is_negated, word_due
from reader.report.label_numbers import LabelNumbers
from reader.report.page_colours import page_colours, role_colour
from reader.report.page_links import INDEX, PageLinks, PagePlace, page_of
from reader.report.page_policy import write_policy
from reader.report.page_style import PageNames, read_part, write_style
from reader.report.page_words import page_words
from reader.report.report_charts import make_charts
from reader.report.report_contents import ReportContents, ReportedArticle
from reader.report.visible_text import one_line, visible
from reader.wording import counted, number, say, written_digits
from reader.wording.spoken_language import digits_in_force, language_in_force

_MOST_LINKS = 12
"""How many articles or commitments are listed on the page of an entity."""
_MOST_EVENTS = 4
"""How many events of a commitment stand in the ledger; the others are unfolded."""


@dataclass(frozen=True, slots=True)
class ReportHead:
    """What is said of the whole report."""

    library: str
    """What was reported: the names of files and folders."""
    query: str
    layer: str | None
    """As in `ReportChoice`."""
    today: date


class PageMaker:
    """Makes the pages of one report, in the language of the interface."""

    def __init__(
        self, contents: ReportContents, head: ReportHead, labels: LabelSet, *, group_of: Callable[[str], str]
    ) -> None:
        self._contents = contents
        self._head = head
        self._numbers = LabelNumbers(labels, contents)
        self._language = language_in_force()
        self._words = page_words()
        self._environment = _make_environment()
        self._script = read_part("report.js")
        self._names, self._colours = self._name_classes(labels), page_colours()
        self._article_of = {
            commitment.number: article.number for article in contents.articles for commitment in article.commitments
        }
        self._context = self._gather_context(group_of)

    def whole(self) -> Iterator[str]:
        """The one page that holds everything, in pieces."""
        views = map(view_article, self._contents.articles)
        return self._render("whole.html", self._title, PagePlace.WHOLE, views=views)

    def folder(self) -> Iterator[tuple[str, Iterator[str]]]:
        """The pages of a folder, each with its name in it; the index comes last, when the others are there."""
        for each in self._contents.articles:
            yield page_of(each.number), self._alone(each)
        yield INDEX, self._render("whole.html", self._title, PagePlace.INDEX, views=())

    @property
    def _title(self) -> str:
        return f"{self._words['report']}: {one_line(self._head.library)}"

    def _alone(self, reported: ReportedArticle) -> Iterator[str]:
        title = f"{title_of(reported)} – {self._title}"
        return self._render("alone.html", title, PagePlace.ARTICLE, view=view_article(reported))

    def _render(self, template: str, title: str, place: PagePlace, **further: object) -> Iterator[str]:
        style = write_style(replace(self._names, running_head=title), self._colours)
        return self._environment.get_template(template).generate(
            self._context
            | {
                "links": PageLinks(place, self._article_of),
                "page_title": title,
                "policy": write_policy(style, self._script),
                # Both are the reader's own, and the names in the style sheet are quoted (`quote_css`).
                "style": Markup(style),
                "script": Markup(self._script),
                "place_of": lambda event: self._place_of(event, PageLinks(place, self._article_of)),
            }
            | further
        )

    def _name_classes(self, labels: LabelSet) -> PageNames:
        numbers, colours = self._numbers, page_colours()
        return PageNames(
            labels=[numbers.label_name(name) for name in numbers.labels],
            label_colours=[labels.named(name).colour for name in numbers.labels],
            role_colours=[role_colour(labels, name, colours.light) for name in numbers.roles],
            columns=[
                self._words["type"],
                *(numbers.role_name("", role) for role in ("committer", "action", "counterparty")),
                self._words["due"],
                self._words["outcome"],
                self._words["reported_in"],
            ],
            running_head="",
        )

    def _gather_context(self, group_of: Callable[[str], str]) -> dict[str, object]:
        contents, head, numbers = self._contents, self._head, self._numbers
        entity_numbers = {each.group: each.number for each in contents.entities}
        names = {each.group: each.name for each in contents.entities}
        entry_words = {each.number: _entry_words(each.entry, numbers) for each in contents.entries}
        unread = counted(
            contents.unread,
            "The engine has not read {number} of the articles.",
            "The engine has not read {number} of the articles.",
        )
        return {
            "w": self._words,
            "language": self._language,
            "direction": "rtl" if self._language == "ar" else "ltr",
            "digits": digits_in_force(),
            "own_language": Markup(' lang="en" dir="ltr"') if self._language == "en" else "",
            "contents": contents,
            "library": head.library,
            "query": head.query,
            "today": head.today,
            "annotations_of": describe_layer(head.layer, self._words),
            "unread": unread if contents.unread else "",
            "article_total": len(contents.articles),
            "titles": {each.number: title_of(each) for each in contents.articles},
            "type_counts": self._count("f-", Counter(each.entry.head.type for each in contents.entries)),
            "outcome_counts": self._count_outcomes(),
            "outcomes": [each.value for each in Outcome],
            "listed_types": numbers.numbered(each.entry.head.type for each in contents.entries),
            "listed_labels": numbers.numbered(each.label for each in contents.entities),
            "used_labels": [
                (at, name, numbers.labels[at] in numbers.cues) for at, name in numbers.numbered(numbers.used)
            ],
            "used_roles": [
                (numbers.role_number(role), numbers.role_name("", role))
                for role in numbers.roles
                if role in numbers.used_roles
            ],
            "charts": make_charts(
                contents.pictures,
                words=self._words,
                label_name=numbers.label_name,
                outcome_name=self._name("outcomes"),
                mirrored=self._language == "ar",
            ),
            "most_articles": _MOST_LINKS,
            "most_events": _MOST_EVENTS,
            "label_number": numbers.label_number,
            "label_name": numbers.label_name,
            "role_number": numbers.role_number,
            "role_name": numbers.role_name,
            "outcome_name": self._name("outcomes"),
            "decision_name": self._name("decisions"),
            "event_name": self._name_event,
            "entity_number": lambda group: entity_numbers.get(group, 0),
            "entity_name": names.__getitem__,
            "entry_words": entry_words.__getitem__,
            "group_of": group_of,
            "due": word_due,
            "is_negated": is_negated,
            "mentions": lambda count: counted(count, "{number} mention", "{number} mentions"),
            "in_articles": lambda count: counted(count, "in {number} article", "in {number} articles"),
            "further": lambda count: counted(count, "and {number} more", "and {number} more"),
            "further_entities": lambda count: counted(
                count,
                "{number} further entity that is named less often has no page.",
                "{number} further entities that are named less often have no page.",
            ),
            "shown_of": say("{shown} of {all}", shown="%shown%", all="%all%"),
        }

    def _name(self, kind: str) -> Callable[[str], str]:
        language: Language = "arabic" if self._language == "ar" else "english"
        return lambda name: word(kind, name, language)

    def _name_event(self, event: LedgerEvent) -> str:
        if event.evidence is not None:
            return self._name("bearings")(event.evidence.bearing.value)
        return self._name("events")(event.kind.value)

    def _place_of(self, event: LedgerEvent, links: PageLinks) -> str:
        contents = self._contents
        if event.row is not None and event.kind is not EventKind.DUE:
            commitment = contents.commitment_numbers.get(event.row.number)
            return links.commitment(commitment) if commitment else ""
        article = contents.article_numbers.get(event.article)
        return links.article(article) if article else ""

    def _count(self, series: str, counts: Mapping[str, int]) -> list[tuple[str, str, int, float]]:
        most = max(counts.values(), default=1)
        numbers = self._numbers
        return [
            (
                numbers.label_name(name),
                f"{series}{numbers.label_number(name)}",
                counts[name],
                _share(counts[name], most),
            )
            for name in sorted(counts, key=lambda name: (-counts[name], numbers.label_number(name)))
        ]

    def _count_outcomes(self) -> list[tuple[str, str, int, float]]:
        counts = Counter(each.entry.outcome for each in self._contents.entries)
        most = max(counts.values(), default=1)
        name = self._name("outcomes")
        return [
            (name(outcome), f"o-{at}", counts[outcome], _share(counts[outcome], most))
            for at, outcome in enumerate(Outcome)
            if counts[outcome]
        ]


def describe_layer(layer: str | None, words: Mapping[str, str]) -> str:
    """Whose annotations a report shows, in words."""
    if layer is None:
        return words["of_ledger"]
    return say("what {name} has accepted", name=one_line(layer)) if layer else words["of_engine"]


def _share(count: int, most: int) -> float:
    return round(100 * count / most, 1)


def _entry_words(entry: Entry, numbers: LabelNumbers) -> str:
    """A commitment in a few words: its type and what is to be done, or else its cue."""
    filler = entry.filler("action")
    words = one_line(filler.quote if filler is not None else entry.head.quote).split()
    said = " ".join(words[:8]) + ("…" if len(words) > 8 else "")
    return f"{numbers.label_name(entry.head.type)}: {said}"


def _make_environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("reader.report", "page"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.filters |= {
        "visible": visible,
        "one_line": one_line,
        "number": number,
        "day": lambda day: written_digits(day.isoformat()),
    }
    return environment
