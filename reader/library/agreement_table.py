"""How far the analysts of a workspace agree, as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from reader.comparing.agreement import LayeredArticle, agree, tabulate
from reader.errors import StoreError, shown
from reader.labels import LabelSet
from reader.library.choosing import analyst, choose_articles, opened, read_each
from reader.store.workspace import Workspace
from reader.text_table import write_table

RESULT = "adjudicated"
"""The layer that adjudication makes, unless it is given another name."""


def describe_agreement(
    path: str,
    store: str | None,
    *,
    layers: str | None,
    article: str,
    labels: LabelSet,
    earlier: bool = False,
    complain: Callable[[str], None] = lambda sentence: None,
) -> str:
    """Kappa, alpha and F1 between the layers of a workspace: those that are named, else all but the adjudicated one."""
    wanted = split_names(layers)
    with opened(path, store, who=analyst()) as workspace:
        chosen = choose_articles(workspace, path, article, earlier=earlier, complain=complain)
        readings = tuple(_readings(workspace, chosen, wanted))
    agreement = agree(readings, labels=labels)
    if not agreement.pairs:
        raise StoreError(
            f"{shown(path)}: no article has been read by two of these analysts; there is nothing to compare."
        )
    many = f"{agreement.articles:,} {'article' if agreement.articles == 1 else 'articles'}"
    return f"{many}, {agreement.tokens:,} words\n\n{write_table(tabulate(agreement), right=frozenset(range(2, 7)))}"


def split_names(names: str | None) -> tuple[str, ...]:
    """The names in a list with commas."""
    return tuple(filter(None, (name.strip() for name in (names or "").split(","))))


def check_layers(workspace: Workspace, articles: Sequence[str], wanted: Sequence[str]) -> None:
    """StoreError where a layer is named that none of the articles has."""
    there = sorted({layer for article in articles for layer in workspace.readers(article)})
    for name in wanted:
        if name not in there:
            known = ", ".join(map(shown, there)) or "none"
            raise StoreError(f"{shown(name)}: there is no such layer; these articles have: {known}.")


def _readings(workspace: Workspace, articles: Sequence[str], wanted: Sequence[str]) -> Iterator[LayeredArticle]:
    check_layers(workspace, articles, wanted)
    for each in read_each(workspace, articles):
        article = each.id
        # Who tagged nothing in what he has read found nothing to tag there.
        there = [name for name in workspace.readers(article) if (name in wanted if wanted else name != RESULT)]
        if len(there) > 1:
            yield LayeredArticle(each, {name: workspace.annotations(article, name) for name in there})
