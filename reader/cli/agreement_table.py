"""Makes the table that shows how far the analysts of a workspace agree."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from reader.comparing.agreement import LayeredArticle, agree, tabulate
from reader.errors import StoreError, shown
from reader.labels import LabelSet
from reader.layout.medium import draw_lines
from reader.layout.text_table import write_table
from reader.library.choosing import analyst, choose_articles, opened, read_each
from reader.library.choosing_layers import RESULT, check_layers, split_names
from reader.store.workspace import Workspace
from reader.ui.terminal.printing import find_medium
from reader.wording import counted, say


def describe_agreement(
    path: str,
    store: str | None,
    *,
    layers: str | None,
    article: str,
    labels: LabelSet,
    earlier: bool,
    complain: Callable[[str], None],
) -> str:
    """The table of kappa, alpha and F1 between the named layers, or else between all layers except the adjudicated one.

    ReaderError is raised if there is nothing to compare, or if a layer or an article is not known.
    """
    wanted = split_names(layers)
    with opened(path, store, who=analyst(), complain=complain) as workspace:
        chosen = choose_articles(workspace, path, article, earlier=earlier, complain=complain)
        readings = tuple(_readings(workspace, chosen, wanted))
    agreement = agree(readings, labels=labels)
    if not agreement.pairs:
        raise StoreError(
            say(
                "{path}: no article has been read by two of these analysts; there is nothing to compare.",
                path=shown(path),
            )
        )
    counts = say(
        "{articles}, {words}",
        articles=counted(agreement.articles, "{number} article", "{number} articles"),
        words=counted(agreement.tokens, "{number} word", "{number} words"),
    )
    medium = find_medium()
    table = write_table(tabulate(agreement), right=range(2, 7), medium=medium)
    return f"{draw_lines(counts, medium)}\n\n{table}"


def _readings(workspace: Workspace, articles: Sequence[str], wanted: Sequence[str]) -> Iterator[LayeredArticle]:
    check_layers(workspace, articles, wanted)
    for each in read_each(workspace, articles):
        article = each.id
        # An analyst who has read an article and tagged nothing found nothing to tag: the empty layer counts.
        layers = [name for name in workspace.readers(article) if (name in wanted if wanted else name != RESULT)]
        if len(layers) > 1:
            yield LayeredArticle(each, {name: workspace.annotations(article, name) for name in layers})
