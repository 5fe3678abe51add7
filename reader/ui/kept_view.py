"""Knows how the analyst looked at the articles last time, and finds what has changed in that since it was kept."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from reader.settings.definitions import Config
from reader.settings.kept_settings import KEPT_SETTINGS, lay_over
from reader.store.first_views import View
from reader.ui.reading.panel_tabs import TABS

LOOK_AT_VIEW = 3.0
"""Seconds between two checks whether the view has changed."""
_TAB, _REVIEW, _ARTICLE = "panel.tab", "review", "article"


class KeptView:
    """The settings, and over them what one analyst changed with keys in one workspace."""

    def __init__(
        self,
        settings: Config,
        kept: Mapping[str, View] | None = None,
        *,
        theme: str,
        pinned: Collection[str] = (),
        place: str | Path = "",
    ) -> None:
        self.settings = settings
        """The settings alone."""
        self.settings_theme = theme
        """The name of the theme that the settings and the terminal ask for."""
        self.place = place
        """The path or URL of the workspace."""
        self._pinned = frozenset(pinned)
        """What was chosen for this run only, by name; it wins over what was kept and is not kept itself."""
        self._kept = dict(kept or {})
        self._seen: dict[str, View | None] = {}
        self._changed: set[str] = set()

    @property
    def config(self) -> Config:
        """The settings in force: those of the file, and what was kept over them."""
        return lay_over(self.settings, self._kept, pinned=self._pinned)

    @property
    def tab(self) -> str:
        """The tab of the panel that was open."""
        tab = self._kept.get(_TAB)
        return tab if isinstance(tab, str) and tab in TABS else TABS[0]

    @property
    def tashkeel(self) -> str:
        """Whether vowel marks were shown ("keep" or "strip"); empty where the terminal decides."""
        key = "display.tashkeel"
        return self.config.display.tashkeel if key in self._kept and key not in self._pinned else ""

    @property
    def theme(self) -> str:
        """The name of the theme that was shown, or else of the one that the settings ask for."""
        key = "display.theme"
        return self.config.display.theme if key in self._kept and key not in self._pinned else self.settings_theme

    @property
    def review(self) -> Mapping[str, str]:
        """The review that was under way; empty if there was none."""
        review = self._kept.get(_REVIEW)
        return review if isinstance(review, Mapping) else {}

    @property
    def article(self) -> Mapping[str, str]:
        """The article that was read last, by `id` and `source`; empty if there is none, or none is to be resumed."""
        article = self._kept.get(_ARTICLE)
        return article if isinstance(article, Mapping) and self.settings.reading.resume else {}

    def begin(self, seen: Mapping[str, View | None]) -> None:
        """Take the present view for what is kept already, or stands in the settings."""
        self._seen = dict(seen)

    def find_changed(self, now: Mapping[str, View | None]) -> dict[str, View | None]:
        """What has changed since the last call and is to be kept; None for what is to be forgotten."""
        changed = {
            name: value for name, value in now.items() if self._seen.get(name) != value and name not in self._pinned
        }
        self._seen |= now
        self._changed |= changed.keys()
        return changed

    def learn(self, kept: Mapping[str, View]) -> bool:
        """Take what the workspace has kept, except where it was changed meanwhile; return whether that is new."""
        learnt = {name: value for name, value in kept.items() if name not in self._changed}
        is_new = any(self._kept.get(name) != value for name, value in learnt.items())
        self._kept |= learnt
        return is_new

    def forget(self) -> dict[str, None]:
        """Go back to the settings; return what is to be forgotten."""
        names = (*KEPT_SETTINGS, _TAB)
        for name in names:
            self._kept.pop(name, None)
        return dict.fromkeys(names)
