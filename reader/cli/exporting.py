"""Writes the annotations of a layer of a workspace in another program's format."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Literal

from reader.errors import StoreError, shown
from reader.labels import LabelSet
from reader.library.choosing import analyst, choose_articles, opened, read_each
from reader.library.choosing_layers import RESULT, check_layers
from reader.model import Annotation, Article, Decision
from reader.outputs import Outputs, check_target
from reader.paths import FOLDER
from reader.store.location import is_url
from reader.wording import counted

if TYPE_CHECKING:
    from reader.store.workspace import Workspace

Form = Literal["jsonl", "brat", "conll"]
_Row = tuple[Article, tuple[Annotation, ...]]


def export_layer(
    path: str,
    store: str | None,
    *,
    form: Form,
    layer: str | None,
    article: str,
    output: str | None,
    labels: LabelSet,
    earlier: bool,
    complain: Callable[[str], None],
) -> Iterator[str]:
    """Write the accepted annotations of a layer; the text for standard output is yielded piece by piece.

    JSON Lines and CoNLL go into one file or to standard output, brat into a folder.
    """
    if form == "brat" and output is None:
        raise StoreError("brat's format has two files for each article; name the folder for them with -o FOLDER.")
    if output is not None:
        _check_output(Path(output), path, form)
    with opened(path, store, who=analyst(), complain=complain) as workspace:
        chosen = choose_articles(workspace, path, article, earlier=earlier, complain=complain)
        wanted = _choose_layer(workspace, chosen, layer)
        if left_out := _describe_left_out(workspace, chosen, wanted):
            complain(left_out)
        rows = _rows(workspace, chosen, wanted)
        if output is None:
            yield from (_piece(form, row) for row in rows)
            return
        with Outputs(_sources(workspace, path)) as outputs:
            if form == "brat":
                _write_brat(Path(output), outputs, rows, labels)
            else:
                outputs.write(Path(output), (_piece(form, row) for row in rows))


def _check_output(output: Path, path: str, form: Form) -> None:
    from reader.batch.target import is_among, refuse_article
    from reader.load.formats import Format, format_of

    check_target(output, sources=[path])
    # Rows may name the files of their texts, so that the workspace knows only those. Columns that were exported before
    # cannot be distinguished from others.
    if (form != "conll" or format_of(output.name) is not Format.COLUMNS) and is_among(output, [path]):
        raise refuse_article(output)


def _choose_layer(workspace: Workspace, articles: tuple[str, ...], layer: str | None) -> str:
    if layer is not None:
        check_layers(workspace, articles, [layer])
        return layer
    layers = sorted({name for article in articles for name in workspace.layers(article)})
    if RESULT in layers:
        return RESULT
    if len(layers) == 1:
        return layers[0]
    if not layers:
        raise StoreError("Nothing has been tagged in these articles, so there is nothing to export.")
    names = ", ".join(map(shown, layers))
    raise StoreError(f"Several people have read these articles; name one with --layer: {names}.")


def _describe_left_out(workspace: Workspace, articles: tuple[str, ...], layer: str) -> str:
    """Which articles the layer does not have, and which layers have them; an empty text if it has all of them."""
    layers = [workspace.layers(each) for each in articles]
    without = [each for each in layers if each and layer not in each]
    if not without:
        return ""
    others = ", ".join(map(shown, sorted({name for each in without for name in each})))
    read = sum(1 for each in layers if each)
    return (
        f"{counted(read - len(without), '{number} article', '{number} articles')} of {read} exported, from the layer {shown(layer)}; "
        f"for the others name one with --layer: {others}."
    )


def _rows(workspace: Workspace, articles: tuple[str, ...], layer: str) -> Iterator[_Row]:
    wanted = (each for each in articles if layer in workspace.layers(each))
    for article in read_each(workspace, wanted):
        accepted = [a for a in workspace.annotations(article.id, layer) if a.decision is Decision.ACCEPTED]
        yield article, tuple(sorted(accepted, key=lambda a: (a.span, a.label)))


def _piece(form: Form, row: _Row) -> str:
    article, annotations = row
    if form == "conll":
        from reader.exchange.conll import write_conll

        return write_conll(article, annotations).encode("utf-8", "replace").decode("utf-8")
    from reader.exchange.jsonl import write_row

    return write_row(article, annotations) + "\n"


def _write_brat(folder: Path, outputs: Outputs, rows: Iterator[_Row], labels: LabelSet) -> None:
    from reader.exchange.brat import write_ann
    from reader.exchange.brat_configuration import Types, write_conf

    outputs.write(folder / "annotation.conf", [write_conf(Types(labels))])
    taken: set[str] = set()
    for article, tagged in rows:
        stem = PurePath(article.source).name.removesuffix(".gz").rpartition(".")[0] if article.source else ""
        name = stem if stem and stem not in taken else f"{stem}-{article.id[:12]}".lstrip("-")
        taken.add(name)
        outputs.write(folder / f"{name}.txt", [article.text])
        outputs.write(folder / f"{name}.ann", [write_ann(article, tagged)])


def _sources(workspace: Workspace, path: str) -> Iterator[Path]:
    """The files from which the workspace's articles were read, and the file at the given path."""
    place = workspace.database.place
    is_in_folder = not is_url(place) and Path(place).parent.name == FOLDER
    folder = Path(place).absolute().parent.parent if is_in_folder else Path()
    yield Path(path)
    for entry in workspace.articles():
        yield from (folder / source for source in entry.sources if "://" not in source)
