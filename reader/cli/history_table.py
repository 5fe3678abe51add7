"""Who did what when in a workspace, as a table."""

from __future__ import annotations

from datetime import datetime

from reader.journal.history import Event, describe_actions
from reader.labels import LabelSet
from reader.library.choosing import analyst, choose_articles, opened, read_each
from reader.text_table import cut_lines, write_table


def describe_history(
    path: str, store: str | None, *, article: str, layer: str | None, labels: LabelSet, width: int | None = None
) -> str:
    """Every action in the articles that are meant, the latest last, as a pipe or a screen that scrolls wants it.

    With a width in cells no line is longer: a terminal would wrap it where Arabic is in the midst of its line.
    """
    with opened(path, store, who=analyst()) as workspace:
        events: list[Event] = []
        titles: dict[str, str] = {}
        for known in read_each(workspace, choose_articles(workspace, path, article, earlier=True)):
            titles[known.id] = known.title or known.id[:12]
            events += describe_actions(workspace.history(known.id, layer), known.text, labels)
    events.sort(key=lambda event: event.when)
    rows = [("when", "who", "layer", "what", "article")]
    rows += [
        (describe_time(event.when), event.who, event.layer, event.what + _fate(event), titles[event.article])
        for event in events
    ]
    table = write_table(rows)
    return table if width is None else cut_lines(table, width)


def _fate(event: Event) -> str:
    return " [undone]" if event.is_undone else ""


def describe_time(when: str) -> str:
    """A moment of the journal in local time, to the second."""
    return datetime.fromisoformat(when).astimezone().strftime("%Y-%m-%d %H:%M:%S")
