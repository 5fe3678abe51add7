"""Makes docs/configuration.md from the definitions of the settings."""

from __future__ import annotations

import ast
import inspect
import os
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

from reader.settings import definitions
from reader.settings.config import Rule, explain, list_rules, load_config
from reader.settings.definitions import Config

_PAGE = """\
# Settings

`python -m reader.settings.settings_page docs/configuration.md` makes this page from `reader/settings/definitions.py`.
Change the definitions there, not this page.

The reader takes its settings from `config.toml` in its settings folder (`~/.config/arabic-reader` on Linux,
`~/Library/Application Support/arabic-reader` on macOS, `%LOCALAPPDATA%\\arabic-reader` on Windows), or from the file
that the environment variable `READER_CONFIG` names. Some settings can be overridden by an environment variable of their
own. `reader config` prints every setting with its value and the place where that value comes from.

If a setting is misspelled or out of range, the reader names it with the values it may take, and uses its default; the
other settings apply. If the file cannot be read at all, the reader names it and uses the defaults of all settings.

```toml
[display]
theme = "sepia"
measure = 80

[feeds]
agency = "https://example.org/rss.xml"

[keys]
move.word_forward = ["w", "ctrl+w"]
adjudicate.take_all = "z"
```
"""

_OWN_NAMES = {
    "feeds": """
## [feeds]

{doc}
""",
    "keys": """
## [keys]

{doc}
[keys.md](keys.md) lists the names of the actions screen by screen, with their default keys.
""",
}
"""The sections in which the user chooses the names."""


def configuration_page() -> str:
    """The page docs/configuration.md, in Markdown."""
    return _PAGE + "".join(_describe_table(field.name) for field in fields(Config))


def _describe_table(name: str) -> str:
    docs = _read_docs("Config")
    table = getattr(Config(), name)
    if not is_dataclass(table):
        return _OWN_NAMES[name].format(doc=docs[name])
    of_fields = _read_docs(type(table).__name__)
    described = [_describe(list_rules()[f"{name}.{field.name}"], of_fields[field.name]) for field in fields(table)]
    return f"\n## [{name}]\n\n{inspect.getdoc(table)}\n{''.join(described)}"


def _describe(rule: Rule, doc: str) -> str:
    facts = [f"Default: `{_defaults()[rule.key]}`.", rule.remedy[0].upper() + rule.remedy[1:] + "."]
    if rule.variable:
        facts.append(f"Environment: `{rule.variable}`.")
    return f"\n### {rule.key}\n\n{doc}\n\n{' '.join(facts)}\n"


def _defaults() -> dict[str, str]:
    nothing = load_config(Path(os.devnull), environment={})
    return {key: value for key, value, _ in explain(nothing)}


def _read_docs(kind: str) -> dict[str, str]:
    """Read the docstrings beneath the fields of a class in reader/settings/definitions.py, by field."""
    tree = ast.parse(inspect.getsource(definitions))
    (table,) = (node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == kind)
    return dict(_pair_docs(table.body))


def _pair_docs(body: list[ast.stmt]) -> Iterator[tuple[str, str]]:
    for field, doc in zip(body, body[1:], strict=False):
        match field, doc:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                yield name, inspect.cleandoc(text)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(configuration_page(), encoding="utf-8")
