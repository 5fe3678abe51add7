"""Decides whether there are brat annotations beside a text file, NAME.ann beside NAME.txt, and adds them."""

from __future__ import annotations

import os
from dataclasses import replace

from reader.errors import LoadError, shown
from reader.exchange.brat import read_ann
from reader.load.bytes_read import open_bytes, read_all
from reader.load.encoding import decode
from reader.load.formats import stem
from reader.load.loaded import Loaded


def annotated_beside(loaded: Loaded) -> Loaded:
    """The article with the annotations in the .ann file beside it, if any; it opens even if that file is broken."""
    article = loaded.article
    path = stem(article.source) + ".ann"
    if not os.path.isfile(path) or not os.path.getsize(path):
        return loaded
    try:
        with open_bytes(path) as stream:
            decoded = decode(read_all(stream, path), path)
    except LoadError as error:
        return replace(loaded, warnings=(*loaded.warnings, str(error)))
    annotations, warnings = read_ann(decoded.text, article.text, shown(path))
    return Loaded(article, annotations, loaded.warnings + decoded.warnings + warnings)
