"""Turns a theme into Textual's theme variables, and decides which theme a terminal with few colours gets."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rich.style import Style
from textual.theme import Theme as TextualTheme

from reader.labels import LabelSet, Role
from reader.settings.colours import Colour
from reader.settings.definitions import Highlight
from reader.settings.themes import FALLBACK_LABEL, Ink, Theme, find_theme
from reader.ui.reading.painting import PageStyles

COLOURLESS, SIXTEEN = "mono", "ansi16"
_FEW = {"standard": SIXTEEN, "windows": SIXTEEN, "none": COLOURLESS}
"""The theme for each depth (reader/ui/terminal/terminal_colours.py) that is too small for the other themes."""


_VARIABLE = re.compile(r"[A-Za-z0-9_-]+")
"""The names that Textual's style sheets can have in a variable."""


def choose_theme(
    themes: Mapping[str, Theme], wish: str, environment: Mapping[str, str], *, depth: str, is_light: bool
) -> tuple[Theme, str]:
    """The theme to show, and a sentence if there is no theme of the name in the settings.

    Where nobody has chosen one, the terminal's background decides. A terminal with sixteen colours or none gets a theme
    that can be read there. Call it before the application is made, since Textual removes NO_COLOR from the environment.
    """
    theme, problem = find_theme(themes, wish, is_light=is_light)
    if environment.get("NO_COLOR"):
        return find_theme(themes, COLOURLESS)[0], problem
    if depth not in _FEW or theme.ansi:
        return theme, problem
    return find_theme(themes, _FEW[depth])[0], problem


def is_for_few_colours(theme: Theme, wish: str) -> bool:
    """Whether the theme is shown only because the terminal has too few colours for the one that was asked for."""
    return theme.name != wish and theme.name in (COLOURLESS, SIXTEEN)


def to_textual(theme: Theme, labels: LabelSet | None = None) -> TextualTheme:
    """The theme in Textual's form, with the reader's own colours among its variables.

    For each label and role: `label-person` (background), `label-person-text`, `label-person-colour` and
    `label-person-style`, and `role-action` likewise; then `caret`, `search`, `selection` and `muted`. The colours and
    roles of `labels` that the theme does not know have variables too.
    """
    palette = theme.palette
    return TextualTheme(
        name=theme.name,
        primary=str(palette.accent),
        secondary=str(palette.muted),
        accent=str(palette.accent),
        foreground=str(palette.foreground),
        background=str(palette.background),
        surface=str(palette.surface),
        panel=str(palette.surface),
        error=str(palette.error),
        warning=str(palette.warning),
        success=str(palette.success),
        dark=theme.dark,
        ansi=theme.ansi,
        variables=list_variables(theme) | (_list_foreign(theme, labels) if labels is not None else {}),
    )


def list_variables(theme: Theme) -> dict[str, str]:
    """Every variable that a theme of the reader sets, with its value.

    Those of the default theme are what `App.get_theme_variable_defaults` returns, so that the interface can be shown
    in Textual's own themes too.
    """
    palette = theme.palette
    variables = {
        "caret": str(palette.caret),
        "search": str(palette.search),
        "selection": str(palette.selection),
        "muted": str(palette.muted),
        "border": str(palette.border),
        "border-blurred": str(palette.border),
        "block-cursor-background": str(palette.selection),
        "block-cursor-foreground": str(palette.foreground),
        # The current row of the palette, whose list never has the keyboard and lies on the surface itself.
        "block-cursor-blurred-background": str(palette.selection),
        "block-cursor-blurred-foreground": str(palette.foreground),
        "input-cursor-background": str(palette.caret),
        "input-cursor-foreground": str(palette.background),
        "input-selection-background": str(palette.selection),
        "input-selection-text-style": "none",
        "row-cursor-text-style": "none",
        "screen-selection-background": str(palette.selection),
        "footer-background": str(palette.surface),
        "footer-foreground": str(palette.foreground),
        "footer-description-foreground": str(palette.foreground),
        "footer-key-foreground": str(palette.accent),
        "scrollbar": str(palette.border),
        "scrollbar-hover": str(palette.muted),
        "scrollbar-active": str(palette.accent),
        "scrollbar-background": str(palette.surface),
        "scrollbar-background-hover": str(palette.surface),
        "scrollbar-background-active": str(palette.surface),
        "scrollbar-corner-color": str(palette.surface),
    }
    if theme.ansi:
        # In such themes Textual makes these transparent, or the terminal's own colour, so that letters meant for a
        # black background could be on a white one. Its style sheets use the first two only in such themes.
        variables |= {
            "ansi-background": str(palette.background),
            "ansi-foreground": str(palette.foreground),
            "surface": str(palette.surface),
            "panel": str(palette.surface),
            "boost": str(palette.surface),
            "text": str(palette.foreground),
            "text-muted": str(palette.muted),
            "text-disabled": str(palette.muted),
        }
    if theme.colourless:
        variables |= {
            "block-cursor-text-style": "bold reverse",
            "block-cursor-blurred-text-style": "bold reverse",
            "input-cursor-text-style": "reverse",
            "input-selection-text-style": "bold underline",
            "row-cursor-text-style": "reverse",
        }
    for name, ink in theme.labels:
        variables |= _ink_variables(f"label-{name}", ink)
    for name, ink in theme.roles:
        variables |= _ink_variables(f"role-{name}", ink)
    return variables


def _list_foreign(theme: Theme, labels: LabelSet) -> dict[str, str]:
    """The variables of the colours and roles that a theme does not know, in the inks that stand in for them."""
    variables: dict[str, str] = {}
    colours, roles = dict(theme.labels), dict(theme.roles)
    for label in labels.values():
        if label.colour not in colours and _VARIABLE.fullmatch(label.colour):
            variables |= _ink_variables(f"label-{label.colour}", theme.label(label.colour))
    for role in labels.roles:
        if role.name not in roles and _VARIABLE.fullmatch(role.name):
            variables |= _ink_variables(f"role-{role.name}", _role_ink(theme, role))
    return variables


def _role_ink(theme: Theme, role: Role) -> Ink:
    return theme.role(role.name if role.name in dict(theme.roles) else role.colour)


def _ink_variables(name: str, ink: Ink) -> dict[str, str]:
    return {
        name: str(ink.background),
        f"{name}-text": str(ink.foreground),
        f"{name}-colour": str(ink.colour),
        f"{name}-style": ink.style or "none",
    }


def to_painting(theme: Theme, labels: LabelSet, *, highlight: Highlight = "ink") -> PageStyles:
    """The styles that the article's pane paints with.

    Entities are drawn in their ink, or filled; cues and roles are always filled; what is decided is bold. In sixteen
    colours and in none spans have brackets instead, and in none they differ in text style.
    """
    roles = {role.name: _highlight(theme, _role_ink(theme, role)) for role in labels.roles}
    draw = _highlight if theme.colourless or highlight == "fill" else _ink
    entities = {label.name: draw(theme, theme.label(label.colour)) for label in labels.entities}
    # Annotations outlive their label, even this one.
    entities.setdefault(FALLBACK_LABEL, draw(theme, theme.label(FALLBACK_LABEL)))
    cues = {label.name: _highlight(theme, theme.label(label.colour)) for label in labels.commitments}
    if theme.colourless:
        return PageStyles(
            base=Style(),
            title=Style(bold=True),
            muted=Style(dim=True),
            origin=Style(dim=True),
            hit=Style(reverse=True),
            current_hit=Style(reverse=True, bold=True),
            selection=Style(reverse=True),
            caret=Style(reverse=True, blink=True),
            chosen=Style(bold=True, reverse=True),
            nested=Style(underline=True),
            open=Style(),
            decided=Style(),
            entities=entities,
            cues=cues,
            roles=roles,
            sign=Style(bold=True),
            brackets=True,
        )
    palette = theme.palette
    # Bold makes black letters grey on some terminals with sixteen colours.
    strong = Style(bold=not theme.ansi)
    plain = Style(reverse=False)
    page = Style(color=_rich(palette.foreground), bgcolor=_rich(palette.background))
    return PageStyles(
        base=page,
        # In the text's own colour, from which every ink differs.
        title=Style(color=_rich(palette.accent)) if theme.ansi else strong,
        muted=Style(color=_rich(palette.border), bgcolor=_rich(palette.background)),
        origin=Style(color=_rich(palette.muted), bgcolor=_rich(palette.background)),
        hit=plain + Style(bgcolor=_rich(palette.search), color=_rich(palette.foreground)),
        current_hit=plain + Style(bgcolor=_rich(palette.caret), color=_rich(palette.background)) + strong,
        selection=plain + Style(bgcolor=_rich(palette.selection), color=_rich(palette.foreground)),
        caret=plain + Style(bgcolor=_rich(palette.caret), color=_rich(palette.background)),
        # Reversed, some of the sixteen colours would pass for the ink of an entity.
        chosen=plain + Style(color=_rich(palette.background), bgcolor=_rich(palette.foreground))
        if theme.ansi
        else Style(reverse=True),
        nested=Style(underline=True),
        # A stroke below the letters would run through the dots of ب, ج and ي.
        open=Style() if theme.ansi else Style(bold=False),
        decided=Style() if theme.ansi else Style(bold=True),
        entities=entities,
        cues=cues,
        roles=roles,
        sign=page + Style(color=_rich(palette.accent)) + strong,
        brackets=theme.ansi,
    )


def _ink(theme: Theme, ink: Ink) -> Style:
    return Style(color=_rich(ink.colour))


def _highlight(theme: Theme, ink: Ink) -> Style:
    strokes = Style.parse(ink.style)
    return strokes if theme.colourless else strokes + Style(color=_rich(ink.foreground), bgcolor=_rich(ink.background))


def _rich(colour: Colour) -> str:
    return colour.ansi.removeprefix("ansi_") if colour.ansi else colour.hex
