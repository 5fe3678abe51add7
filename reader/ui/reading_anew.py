"""What of a file that is open has become what, now that the file is read once more."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace

from reader.errors import LoadError, shown
from reader.load import Loaded, find_sources, load_each
from reader.load.sources import is_special
from reader.store.anchoring import Anchors


@dataclass(frozen=True, slots=True)
class ReadAnew:
    """What a file holds now."""

    replaced: tuple[tuple[int, Loaded], ...]
    """Articles that say something else than before, each with its index among those that are open."""
    added: tuple[Loaded, ...]
    is_there: bool
    """Whether the file still holds the article that was in hand."""
    problems: tuple[str, ...]

    @property
    def is_read(self) -> bool:
        """Whether the file could be read; if not, it is still another than the one that is open."""
        return self.is_there or bool(self.added) or not self.problems


def read_anew(articles: Sequence[Loaded], at: int, *, encoding: str | None = None) -> ReadAnew:
    """Read the file of an article, given by index, once more; may take as long as it took the first time."""
    source = articles[at].article.source
    if is_special(source):
        told = f"{shown(source)} is no file that can be read once more; its text stays here."
        return ReadAnew((), (), False, (told,))
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
    return ReadAnew(replaced, added, any(before[old] == at for old, _ in pairs), problems)


def _as_named(before: Loaded, now: Loaded) -> Loaded:
    """The article of a file of its own as the row of another file names and describes it, if one does."""
    if not before.name:
        return now
    is_same = before.article.text == now.article.text
    return replace(now, name=before.name, annotations=before.annotations if is_same else now.annotations)


def _pair(before: Sequence[Loaded], now: Sequence[Loaded]) -> list[tuple[int, int]]:
    """Which of the articles before is which now: by its text where that stayed, then by its place in the file."""
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
    """Where the caret belongs in a changed text: at the same words, or where they would have been."""
    if before == now:
        return offset
    return min(Anchors(before, now).expect(offset), len(now))
