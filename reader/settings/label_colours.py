"""Reports the colours of labels and roles that no theme has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from reader.labels import LabelSet, default_labels
from reader.settings.themes import FALLBACK_LABEL, Theme
from reader.wording import say


def find_colour_problems(labels: LabelSet, themes: Iterable[Theme], where: str) -> Iterator[str]:
    """A sentence for each colour in the user's labels that no theme has; `where` names their file."""
    themes = tuple(themes)
    usual = {label.colour for label in default_labels().values()}
    known = {name for theme in themes for name, _ in theme.labels}
    for label in labels.values():
        if label.colour not in known:
            yield _say(
                say("{where}: the label {name}", where=where, name=repr(label.name)),
                label.colour,
                sorted(usual),
                "labels",
                FALLBACK_LABEL,
            )
    usual_roles = {role.name for role in default_labels().roles}
    known = {name for theme in themes for name, _ in theme.roles}
    for role in labels.roles:
        if role.name not in known and role.colour not in known:
            yield _say(
                say("{where}: the role {name}", where=where, name=repr(role.name)),
                role.colour,
                sorted(usual_roles),
                "roles",
                FALLBACK_LABEL,
            )


def _say(owner: str, colour: str, known: list[str], table: str, instead: str) -> str:
    near = get_close_matches(colour, known, n=1)
    choices = say(
        "name one of {names}, or add it to a theme under [{table}].", names=say(", ").join(known), table=table
    )
    named = say("did you mean {near}?", near=near[0]) if near else choices
    return say(
        "{owner} has the colour {colour}, which no theme has, so that of {instead} is used; {named}",
        owner=owner,
        colour=repr(colour),
        instead=instead,
        named=named,
    )
