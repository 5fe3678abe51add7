"""Reads the file of an open article again, and decides which of its articles correspond to which open ones."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace

from reader.errors import LoadError, shown
from reader.load import Loaded, find_sources, load_each
from reader.load.sources import is_special
from reader.store.anchoring import Anchors
from reader.wording import say


@dataclass(frozen=True, slots=True)
class Reloaded:
    """The content of a file that was read again, compared with the articles that are open."""

    replaced: tuple[tuple[int, Loaded], ...]
    """The articles that differ from before, each with its index among the open ones."""
    added: tuple[Loaded, ...]
    is_there: bool
    """Whether the file still holds the article being read."""
    problems: tuple[str, ...]

    @property
    def is_read(self) -> bool:
        """Whether the file could be read; if not, it still counts as changed."""
        return self.is_there or bool(self.added) or not self.problems


def reload(articles: Sequence[Loaded], at: int, *, encoding: str | None = None) -> Reloaded:
    """Read the file of an article, given by its index, again; it may take as long as the first time."""
    source = articles[at].article.source
    if is_special(source):
        sentence = say("{file} is not a file that can be read again; its text stays open.", file=shown(source))
        return Reloaded((), (), False, (sentence,))
    outcomes = [outcome for found in find_sources([source]) for outcome in load_each(found, encoding=encoding)]
    problems = tuple(str(outcome) for outcome in outcomes if isinstance(outcome, LoadError))
    now = [outcome for outcome in outcomes if isinstance(outcome, Loaded)]
    before = [index for index, each in enumerate(articles) if each.article.source == source]
    if len(before) == len(now) == 1 and not now[0].name:
        now = [_as_named(articles[before[0]], now[0])]
    pairs = _pair([articles[index] for index in before], now)
    replaced = tuple((before[old], now[new]) for old, new in pairs if articles[before[old]] != now[new])
    taken = {new for _, new in pairs}
    added = tuple(each for new, each in enumerate(now) if new not in taken)
    return Reloaded(replaced, added, any(before[old] == at for old, _ in pairs), problems)


def _as_named(before: Loaded, now: Loaded) -> Loaded:
    """An article with a file of its own, described by the row of another file, if one did so before."""
    if not before.name:
        return now
    is_same = before.article.text == now.article.text
    return replace(now, name=before.name, annotations=before.annotations if is_same else now.annotations)


def _pair(before: Sequence[Loaded], now: Sequence[Loaded]) -> list[tuple[int, int]]:
    """Pair the earlier articles with the present ones, by text if it is the same, then by place in the file."""
    pairs: dict[int, int] = {}
    free = set(range(len(now)))
    for key in (_text, _place):
        coming: defaultdict[Hashable, deque[int]] = defaultdict(deque)
        for new in sorted(free):
            coming[key(now[new])].append(new)
        for old, loaded in enumerate(before):
            alike = coming.get(key(loaded))
            if old not in pairs and alike:
                pairs[old] = alike.popleft()
        free.difference_update(pairs.values())
    return list(pairs.items())


def _text(loaded: Loaded) -> Hashable:
    return loaded.article.text


def _place(loaded: Loaded) -> Hashable:
    return loaded.place


def find_again(before: str, now: str, offset: int) -> int:
    """The caret's offset in a changed text: at the same words, or where they would have been."""
    if before == now:
        return offset
    return min(Anchors(before, now).expect(offset), len(now))
