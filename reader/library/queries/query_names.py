"""Knows the names of the query language in English and Arabic: fields, roles, labels and the values of fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from reader.labels import LabelSet
from reader.library.index.index_words import folded_words

ROLE = "role:"
"""What the name of a field for a role begins with."""


class QueryNames:
    """The names that can be used with a set of labels, whatever their spelling, with or without ال."""

    def __init__(self, labels: LabelSet) -> None:
        tables = _load()
        self._fields = _by_spelling(tables["fields"])
        self._values = {kind: _by_spelling(tables[kind]) for kind in ("states", "outcomes", "has", "analysts")}
        for role in labels.roles:
            own = (role.name, role.english, role.arabic, *tables["roles"].get(role.name, ()))
            for name in own:
                self._fields.setdefault(_spell(name), ROLE + role.name)
        self._labels = _by_spelling({each.name: (each.name, each.english, each.arabic) for each in labels.values()})
        commitments = {each.name for each in labels.commitments}
        self._types = {spelt: name for spelt, name in self._labels.items() if name in commitments}
        self._shown = {
            "fields": [each[0] for each in tables["fields"].values()]
            + [
                name
                for role in labels.roles
                for name in (role.name, *tables["roles"].get(role.name, ()))
                if self._fields[_spell(name)] == ROLE + role.name and name.isascii()
            ],
            "label": list(labels),
            "type": [each.name for each in labels.commitments],
            **{kind: [each[0] for each in tables[kind].values()] for kind in self._values},
        }

    def find_field(self, written: str) -> str | None:
        """The field with this name: a key of the names, or ROLE with the name of a role."""
        return _find(self._fields, written)

    def find_label(self, written: str, *, is_type: bool = False) -> str | None:
        """The label with this name in either language."""
        return _find(self._types if is_type else self._labels, written)

    def find_value(self, kind: str, written: str) -> str | None:
        """What a name means as a value of `states`, `outcomes`, `has` or `analysts`."""
        return _find(self._values[kind], written)

    def list_names(self, kind: str) -> str:
        """The names of a kind in English, for a sentence."""
        return ", ".join(dict.fromkeys(self._shown[kind]))


def _find(names: Mapping[str, str], written: str) -> str | None:
    spelt = _spell(written)
    return names.get(spelt) or names.get(spelt.removeprefix("ال"))


def _by_spelling(names: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {_spell(name): meant for meant, each in names.items() for name in each}


def _spell(name: str) -> str:
    return " ".join(folded_words(name))


@cache
def _load() -> dict[str, dict[str, list[str]]]:
    import tomli

    return tomli.loads((files("reader.library.queries") / "query_names.toml").read_text(encoding="utf-8"))
