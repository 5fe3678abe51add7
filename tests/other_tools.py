"""The code of other annotation tools that reads files, without the servers around it."""

from __future__ import annotations

import importlib
import importlib.util
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import IO, Any


@contextmanager
def _imported(folder: str, **standing_in: ModuleType) -> Iterator[None]:
    """Let modules be imported from a folder, with others standing in for what the folder does not have."""
    sys.path.insert(0, folder)
    sys.modules.update(standing_in)
    before = set(sys.modules)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        sys.path.remove(folder)
        for name in [*standing_in, *(set(sys.modules) - before)]:
            if name in standing_in or str(getattr(sys.modules[name], "__file__", "")).startswith(folder):
                del sys.modules[name]


def _folder_of(package: str) -> str:
    spec = importlib.util.find_spec(package)
    assert spec is not None
    assert spec.submodule_search_locations is not None
    return spec.submodule_search_locations[0]


def _module(name: str, **members: Any) -> ModuleType:
    module = ModuleType(name)
    module.__dict__.update(members)
    return module


def _open(name: str | Path, mode: str) -> IO[str]:
    return Path(name).open(mode.replace("U", ""), encoding="utf-8", newline="")


class _BratTool:
    """A module of brat's tools, written for Pythons that knew the mode rU."""

    def __init__(self, name: str) -> None:
        # The sentence splitter of brat's server is not in the package.
        with _imported(_folder_of("brat_tools"), ssplit=_module("ssplit", regex_sentence_boundary_gen=None)):
            self.module: Any = importlib.import_module(name)
        self.module.open = _open


def brat_tokens(text: Path) -> list[list[str]]:
    """Tag, start, end and word of each token, as brat's anntoconll.py finds them in NAME.txt and NAME.ann."""
    tool = _BratTool("anntoconll").module
    tool.options = SimpleNamespace(nosplit=True, annsuffix=".ann", singleclass=None)
    with tool.open(text, "rU") as file:
        lines = tool.text_to_conll(file).read().split("\n")
    return [line.split("\t") for line in lines if line]


def brat_lines(ann: Path) -> list[Any]:
    """The annotations of a .ann file as brat's annalign.py takes its lines apart."""
    parse = _BratTool("annalign").module.parse
    lines = ann.read_text(encoding="utf-8").splitlines()
    return [parse(line, number) for number, line in enumerate(lines, 1)]


class _Model:
    """A record of doccano's database."""

    def __init__(self, **values: Any) -> None:
        self.__dict__.update(values)


def conll_sentences(path: Path) -> list[tuple[str, list[tuple[int, int, str]]]]:
    """Text and spans of each sentence of a CoNLL file, as doccano's importer parses it."""
    with _imported(_folder_of("backend")):
        parser = importlib.import_module("data_import.pipeline.parsers").CoNLLParser(encoding="utf-8")
        rows = [(row["text"], row["label"]) for row in parser.parse(str(path))]
        assert parser.errors == []
        return rows


class _Exported:
    """A label of doccano's database that is exported."""

    def __init__(self, values: dict[str, Any]) -> None:
        self.to_dict = lambda: values


class Doccano:
    """What doccano's importer makes of a file of JSON Lines in a project with relations."""

    def __init__(self, path: Path, *, allow_overlapping: bool = True) -> None:
        models = {
            "examples": ("Example",),
            "label_types": ("CategoryType", "LabelType", "RelationType", "SpanType"),
            "labels": ("Category", "Label", "Relation", "Span", "TextLabel"),
            "projects": ("Project",),
        }
        standing_in = {
            f"{package}{part}": _module(f"{package}{part}", **{name: type(name, (_Model,), {}) for name in names})
            for package, names in models.items()
            for part in ("", ".models")
        }
        with _imported(_folder_of("backend"), **standing_in):
            self._load()
            parser = self.parsers.JSONLParser(encoding="utf-8")
            name = self.readers.FileName(str(path), "stored", path.name)
            (batch,) = self.readers.Reader([name], parser).batch(10_000)
            project = _Model(allow_overlapping=allow_overlapping)
            label_columns = ["entities", "relations"]
            makers = self.makers
            examples = makers.ExampleMaker(project, self.data.TextData, exclude_columns=label_columns)
            self.examples = examples.make(batch)
            spans = makers.LabelMaker("entities", self.label.SpanLabel).make(batch)
            relations = makers.LabelMaker("relations", self.label.RelationLabel)
            self.spans = self.labels.Spans(spans, SimpleNamespace())
            self.spans.clean(project)
            self.relations = relations.make(batch)
            self.errors = [*parser.errors, *examples.errors, *relations.errors]

    def export(self, path: Path, **further: Any) -> None:
        """Write the project as doccano does, with ids as its database gives them."""
        numbers = {each.id: 900 + at for at, each in enumerate(self.spans.labels)}
        spans = [
            {"id": numbers[e.id], "label": e.label, "start_offset": e.start_offset, "end_offset": e.end_offset}
            for e in self.spans.labels
        ]
        relations = [
            {"id": at, "from_id": numbers[e.from_id], "to_id": numbers[e.to_id], "type": e.type}
            for at, e in enumerate(self.relations)
        ]
        row = {"id": 7, "data": self.examples[0].text, **self.examples[0].meta}
        row |= {"entities": list(map(_Exported, spans)), "relations": list(map(_Exported, relations)), **further}
        with _imported(_folder_of("backend"), **{"data_export.models": _module("models", DATA="data")}):
            formatters = importlib.import_module("data_export.pipeline.formatters")
            table = importlib.import_module("pandas").DataFrame([row])
            for name in ("entities", "relations"):
                table = formatters.DictFormatter(name).format(table)
            table = formatters.RenameFormatter(data="text").format(table)
            importlib.import_module("data_export.pipeline.writers").JsonlWriter.write(path, table)

    def _load(self) -> None:
        load = partial(importlib.import_module, package="data_import.pipeline")
        for name in ("parsers", "readers", "makers", "data", "label", "labels"):
            setattr(self, name, load(f".{name}"))

    parsers: Any
    readers: Any
    makers: Any
    data: Any
    label: Any
    labels: Any
