"""Writes the annotations of layers of a workspace in another program's format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import IO

from reader.cli.exported_rows import ExportedLayers
from reader.errors import StoreError, shown
from reader.exchange.foreign_format import FORMATS, ForeignFormat, Losses, WrittenPiece
from reader.labels import LabelSet
from reader.library.choosing import analyst, choose_articles, opened
from reader.outputs import Outputs, check_target
from reader.paths import FOLDER
from reader.store.location import is_url
from reader.store.workspace import Workspace
from reader.wording import say


def export_layers(
    path: str,
    store: str | None,
    *,
    form: str,
    layer: str | None,
    all_layers: bool,
    without_text: bool,
    article: str,
    output: str | None,
    labels: LabelSet,
    earlier: bool,
    complain: Callable[[str], None],
) -> Iterator[str]:
    """Write the annotations of a layer, or of all; the text for standard output is yielded piece by piece.

    A format of many files goes into a folder, any other into one file or, where it is text, to standard output.
    """
    chosen = FORMATS[form]
    _check_options(chosen, layer, output, all_layers=all_layers, without_text=without_text)
    if output is not None:
        _check_output(Path(output), path, chosen)
    losses = Losses()
    with opened(path, store, who=analyst(), complain=complain) as workspace:
        articles = choose_articles(workspace, path, article, earlier=earlier, complain=complain)
        layers = ExportedLayers(workspace, articles, layer, every=all_layers)
        if left_out := layers.describe_left_out():
            complain(left_out)
        rows = layers.read(chosen, with_text=not without_text)
        pieces = chosen.load().write(rows, labels=labels, losses=losses)
        if output is None:
            yield from (_as_text(piece.content) for piece in pieces)
        else:
            with Outputs(_sources(workspace, path)) as outputs:
                for target, some in groupby(pieces, key=lambda piece: _target(Path(output), piece, chosen)):
                    outputs.write_bytes(target, partial(_fill, pieces=some))
    if lost := losses.describe(form):
        complain(lost)


def _check_options(
    form: ForeignFormat, layer: str | None, output: str | None, *, all_layers: bool, without_text: bool
) -> None:
    if output is None and form.is_folder:
        raise StoreError(
            say(
                "{format}: this format has files for each article; name the folder for them with -o FOLDER.",
                format=form.name,
            )
        )
    if output is None and form.is_binary:
        raise StoreError(
            say("{format}: this format is not text; name the file to write with -o FILE.", format=form.name)
        )
    if all_layers and layer is not None:
        raise StoreError(say("--all-layers and --layer cannot both be given; leave one of them out."))
    if all_layers and not form.holds_layers:
        names = say(", ").join(each.name for each in FORMATS.values() if each.holds_layers)
        raise StoreError(
            say(
                "{format} cannot hold several layers; name one with --layer, or choose one of: {names}.",
                format=form.name,
                names=names,
            )
        )
    if without_text and not form.is_text_optional:
        names = say(", ").join(each.name for each in FORMATS.values() if each.is_text_optional)
        raise StoreError(
            say("--without-text is not for {format}; it goes with: {names}.", format=form.name, names=names)
        )


def _check_output(output: Path, path: str, form: ForeignFormat) -> None:
    from reader.batch.target import is_among, refuse_article
    from reader.exchange.recognising import recognise
    from reader.load.formats import Format, format_of

    check_target(output, sources=[path])
    # Rows may name the files of their texts, so that the workspace knows only those. Columns that were exported before
    # cannot be distinguished from others.
    if form.name == "conll" and format_of(output.name) is Format.COLUMNS:
        return
    if is_among(output, [path]) and not (form.holds_layers and recognise(output) is form):
        raise refuse_article(output)


def _as_text(content: str | bytes) -> str:
    text = content if isinstance(content, str) else content.decode("utf-8")
    return text.encode("utf-8", "replace").decode("utf-8")


def _target(output: Path, piece: WrittenPiece, form: ForeignFormat) -> Path:
    if not form.is_folder:
        return output
    target = output / piece.name
    if not piece.name or not target.resolve().is_relative_to(output.resolve()):
        raise StoreError(say("{name}: this cannot be the name of a file in the folder.", name=shown(piece.name)))
    return target


def _fill(file: IO[bytes], *, pieces: Iterable[WrittenPiece]) -> None:
    for piece in pieces:
        content = piece.content
        file.write(content if isinstance(content, bytes) else content.encode("utf-8", "replace"))


def _sources(workspace: Workspace, path: str) -> Iterator[Path]:
    """The files from which the workspace's articles were read, and the file at the given path."""
    place = workspace.database.place
    is_in_folder = not is_url(place) and Path(place).parent.name == FOLDER
    folder = Path(place).absolute().parent.parent if is_in_folder else Path()
    yield Path(path)
    for entry in workspace.articles():
        yield from (folder / source for source in entry.sources if "://" not in source)
