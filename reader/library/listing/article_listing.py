"""The list of all articles: filtered, sorted, some of them marked, with what analysts have done in each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from reader.journal.article_marks import Flag
from reader.library.index.article_rows import NONE, AnnotationCounts
from reader.library.listing.listed_article import ListedArticle
from reader.library.listing.row_filter import DESCENDING, Facet, RowFilter, RowOrder

if TYPE_CHECKING:
    from reader.store.known_articles import ArticleRecord

Holders = Mapping[str, set[int]]
"""The numbers of the articles that have each label."""

_FLAGS = tuple(Flag)
_SECOND = 2
"""How many analysts have read an article that has a second reader."""


class ArticleListing:
    """All articles that are known so far, and which of them are shown in which order."""

    def __init__(self, *, who: str = "") -> None:
        self.who = who
        """The analyst, whose flags and open proposals are listed."""
        self.every: list[ListedArticle] = []
        """All articles, in the order in which they became known."""
        self.shown: Sequence[ListedArticle] = self.every
        self.filter = RowFilter()
        self.order = RowOrder.FILES
        self.is_reversed = False
        self.marked: dict[str, ListedArticle] = {}
        """The articles that are marked for an action on several, by id."""
        self.counts: Mapping[int, AnnotationCounts] = {}
        """The counts of annotations, by the article's number in the index."""
        self.records: Mapping[str, ArticleRecord] = {}
        """What analysts have done, by the article's id."""
        self.holders: dict[Facet, Holders] = {Facet.LABEL: {}, Facet.TYPE: {}}
        """Which articles have which labels, as far as that was looked up."""
        self.meant: Collection[int] = frozenset()
        """The numbers of the articles that the query in the filter means."""
        self.fileless: Collection[int] = frozenset()
        """The numbers of the articles that are in no file any more."""
        self.by_id: dict[str, ListedArticle] = {}

    def add(self, articles: Iterable[ListedArticle]) -> int:
        """Add articles, or what is new of them, and return how many were not known."""
        before = len(self.every)
        for each in articles:
            known = self.by_id.setdefault(each.id, each)
            if known is each:
                self.every.append(each)
            elif each.number:
                known.number, known.words = each.number, each.words
            elif known.loaded_at < 0:
                known.loaded_at = each.loaded_at
        return len(self.every) - before

    def note_loaded(self, places: Mapping[str, int]) -> None:
        """Note where articles of the list stand among those that are loaded."""
        for article, at in places.items():
            if self.by_id[article].loaded_at < 0:
                self.by_id[article].loaded_at = at

    def remove(self, numbers: Collection[int]) -> None:
        """Take the articles with these numbers out of the list."""
        gone = [each for each in self.every if each.number in numbers]
        for each in gone:
            self.by_id.pop(each.id)
            self.marked.pop(each.id, None)
        if gone:
            self.every[:] = self.by_id.values()

    def forget_loaded(self) -> None:
        """Forget which articles are loaded, since a file was read again; those that the index has stay."""
        self.every[:] = [each for each in self.every if each.number]
        for each in self.every:
            each.loaded_at = -1
        self.by_id.clear()
        self.by_id.update((each.id, each) for each in self.every)

    # What is shown

    def show(self) -> None:
        """Filter and sort anew."""
        found = self.find(self.filter)
        key = self._key_of(self.order)
        if key is not None:
            found = sorted(found, key=key, reverse=self.is_reversed != (self.order in DESCENDING))
        elif self.is_reversed:
            found = found[::-1]
        self.shown = found

    def find(self, wanted: RowFilter) -> list[ListedArticle]:
        """The articles that a filter lets through, in the order in which they became known."""
        found = self.every.copy()
        for word in wanted.words:
            found = [each for each in found if word in each.search_text]
        if wanted.query is not None:
            found = [each for each in found if each.number in self.meant]
        for facet, values in wanted.chosen.items():
            if facet in self.holders:
                numbers = set().union(*(self.holders[facet].get(value, ()) for value in values))
                found = [each for each in found if each.number in numbers]
            else:
                found = [each for each in found if not values.isdisjoint(self.values_of(each, facet))]
        return found

    def values_of(self, article: ListedArticle, facet: Facet) -> tuple[str, ...]:
        """An article's values of a facet that is no label."""
        match facet:
            case Facet.OUTLET:
                return (article.outlet,)
            case Facet.MONTH:
                return (month_of(article.day),)
            case Facet.STATE:
                return (self.flag_of(article).value,)
            case Facet.TAG:
                return self.tags_of(article)
            case _:
                return self.readers_of(article)

    def count_values(self, facet: Facet) -> list[tuple[str, int]]:
        """The values of a facet among the articles that the rest of the filter lets through, the most frequent first;
        months in order of time.
        """
        found = self.find(self.filter.without(facet))
        if facet in self.holders:
            numbers = {each.number for each in found if each.number}
            counts = Counter({label: len(numbers & held) for label, held in self.holders[facet].items()})
        else:
            counts = Counter(value for each in found for value in self.values_of(each, facet))
        for value in self.filter.chosen.get(facet, ()):
            counts.setdefault(value, 0)
        listed = [(value, count) for value, count in counts.items() if count or self.filter.has(facet, value)]
        if facet is Facet.MONTH:
            return sorted(listed, reverse=True)
        return sorted(listed, key=lambda each: (-each[1], each[0]))

    def find_next(self, at: int, step: int, is_wanted: Callable[[ListedArticle], bool]) -> int | None:
        """The next row (step 1) or the one before (-1) that is wanted, going round at the end; or None."""
        many = len(self.shown)
        rows = ((at + step * distance) % many for distance in range(1, many + 1))
        return next((row for row in rows if is_wanted(self.shown[row])), None)

    def row_of(self, article: str) -> int | None:
        """The row of an article, by its id, among those shown."""
        known = self.by_id.get(article)
        return None if known is None else next((at for at, each in enumerate(self.shown) if each is known), None)

    # What is known of an article

    def counts_of(self, article: ListedArticle) -> AnnotationCounts:
        """How many annotations the analyst sees in it."""
        return self.counts.get(article.number, NONE)

    def flag_of(self, article: ListedArticle) -> Flag:
        """How far the analyst has read it."""
        record = self.records.get(article.id)
        return Flag.UNREAD if record is None else dict(record.flags).get(self.who, Flag.UNREAD)

    def tags_of(self, article: ListedArticle) -> tuple[str, ...]:
        """Everybody's tags on it."""
        record = self.records.get(article.id)
        return () if record is None else record.tags

    def readers_of(self, article: ListedArticle) -> tuple[str, ...]:
        """The analysts who have tagged something in it, or have read it."""
        record = self.records.get(article.id)
        if record is None:
            return ()
        read = (who for who, flag in record.flags if flag in (Flag.READ, Flag.DONE))
        return tuple(sorted({*(layer for layer, _ in record.layers), *read}))

    def is_unread(self, article: ListedArticle) -> bool:
        """Whether the analyst has not begun it."""
        return self.flag_of(article) is Flag.UNREAD

    def has_open(self, article: ListedArticle) -> bool:
        """Whether proposals in it are open."""
        return self.counts_of(article).open > 0

    def is_fileless(self, article: ListedArticle) -> bool:
        """Whether it is in no file any more, and is listed because of the work in it."""
        return article.number in self.fileless

    def lacks_second_reader(self, article: ListedArticle) -> bool:
        """Whether fewer than two analysts have read it."""
        return len(self.readers_of(article)) < _SECOND

    # Marks

    def mark(self, article: ListedArticle) -> None:
        """Mark an article, or take its mark away."""
        if self.marked.pop(article.id, None) is None:
            self.marked[article.id] = article

    def mark_shown(self) -> None:
        """Mark every article that is shown, or none if all are."""
        if all(each.id in self.marked for each in self.shown):
            self.marked.clear()
        else:
            self.marked.update((each.id, each) for each in self.shown)

    def targets(self, at: int) -> list[ListedArticle]:
        """The articles that an action is about: those marked, or else the one in a row."""
        if self.marked:
            return [each for each in self.every if each.id in self.marked]
        return [self.shown[at]] if self.shown else []

    def _key_of(self, order: RowOrder) -> Callable[[ListedArticle], int | str] | None:
        match order:
            case RowOrder.FILES:
                return None
            case RowOrder.DATE:
                return lambda each: each.day or 0
            case RowOrder.TITLE:
                return lambda each: each.search_text
            case RowOrder.OUTLET:
                return lambda each: each.outlet
            case RowOrder.WORDS:
                return lambda each: each.words
            case RowOrder.STATE:
                return lambda each: _FLAGS.index(self.flag_of(each))
            case _:
                return lambda each: int(getattr(self.counts_of(each), order.value))


def month_of(day: int | None) -> str:
    """The month of a day's ordinal: 2016-12; empty where the day is not known."""
    if day is None:
        return ""
    found = date.fromordinal(day)
    return f"{found.year:04}-{found.month:02}"
