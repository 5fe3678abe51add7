"""Which of Textual's theme variables a theme of ours fills, and which theme a terminal of few colours gets."""

from __future__ import annotations

from textual.theme import Theme as TextualTheme

from reader.themes import Ink, Theme


def to_textual(theme: Theme) -> TextualTheme:
    """The theme as Textual takes it, with our own colours among its variables.

    For each label and role: `label-person` (background), `label-person-text`, `label-person-colour` and
    `label-person-style`, and `role-action` likewise; then `caret`, `search`, `selection` and `muted`.
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
        variables=list_variables(theme),
    )


def list_variables(theme: Theme) -> dict[str, str]:
    """Every variable that a theme of ours sets, with its value.

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
        "block-cursor-blurred-background": str(palette.surface),
        "block-cursor-blurred-foreground": str(palette.foreground),
        "input-cursor-background": str(palette.caret),
        "input-cursor-foreground": str(palette.background),
        "input-selection-background": str(palette.selection),
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
    for name, ink in theme.labels:
        variables |= _ink_variables(f"label-{name}", ink)
    for name, ink in theme.roles:
        variables |= _ink_variables(f"role-{name}", ink)
    return variables


def _ink_variables(name: str, ink: Ink) -> dict[str, str]:
    return {
        name: str(ink.background),
        f"{name}-text": str(ink.foreground),
        f"{name}-colour": str(ink.colour),
        f"{name}-style": ink.style or "none",
    }
