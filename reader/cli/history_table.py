"""Makes the table of the history of a workspace: who did what, and when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from reader.journal.history import Event, describe_actions
from reader.labels import LabelSet
from reader.layout.text_table import write_table
from reader.library.choosing import analyst, choose_articles, opened, read_each
from reader.ui.terminal.printing import find_medium
from reader.wording import say, sayable, written_digits

_HEADING = (sayable("when"), sayable("who"), sayable("layer"), sayable("what"), sayable("article"))


def describe_history(
    path: str,
    store: str | None,
    *,
    article: str,
    layer: str | None,
    labels: LabelSet,
    complain: Callable[[str], None],
) -> str:
    """The table of all actions in the chosen articles, the latest last, where a scrolling terminal shows it."""
    with opened(path, store, who=analyst(), complain=complain) as workspace:
        events: list[Event] = []
        titles: dict[str, str] = {}
        chosen = choose_articles(workspace, path, article, earlier=True, complain=complain)
        for known in read_each(workspace, chosen):
            titles[known.id] = known.title or known.id[:12]
            events += describe_actions(workspace.history(known.id, layer), known.text, labels)
    events.sort(key=lambda event: event.when)
    rows = [tuple(map(say, _HEADING))]
    rows += [
        (_describe_time(event.when), event.who, event.layer, _describe(event), titles[event.article])
        for event in events
    ]
    return write_table(rows, medium=find_medium())


def _describe(event: Event) -> str:
    return say("{action} [undone]", action=event.what) if event.is_undone else event.what


def _describe_time(when: str) -> str:
    """A time from the journal as local time, to the second."""
    return written_digits(datetime.fromisoformat(when).astimezone().strftime("%Y-%m-%d %H:%M:%S"))
