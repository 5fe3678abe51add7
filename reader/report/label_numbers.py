"""Numbers the labels and roles of a report, so that no name of theirs stands in a class or a style sheet."""

from __future__ import annotations

from collections.abc import Iterable

from reader.labels import LabelSet
from reader.report.report_contents import ReportContents
from reader.report.visible_text import one_line
from reader.wording.spoken_language import language_in_force


class LabelNumbers:
    """The labels and roles that are used in a report, with their names in the language of the interface."""

    def __init__(self, labels: LabelSet, contents: ReportContents) -> None:
        self._labels = labels
        used = [each.label for article in contents.articles for each in article.mentions]
        cues = [each.row.type for article in contents.articles for each in article.commitments]
        cues += [each.entry.head.type for each in contents.entries]
        used += [each.label for each in contents.entities]
        self.used = set(used) | set(cues)
        self.cues = set(cues)
        self.labels = tuple(dict.fromkeys((*labels, *sorted(self.used))))
        roles = (role for article in contents.articles for each in article.commitments for role in each.row.roles)
        self.used_roles = set(roles)
        self.roles = tuple(dict.fromkeys((*(role.name for role in labels.roles), *sorted(self.used_roles))))
        self._label_at = {name: at for at, name in enumerate(self.labels)}
        self._role_at = {name: at for at, name in enumerate(self.roles)}

    def label_number(self, name: str) -> int:
        """The number of a label."""
        return self._label_at[name]

    def role_number(self, name: str) -> int:
        """The number of a role."""
        return self._role_at[name]

    def label_name(self, name: str) -> str:
        """The name of a label."""
        label = self._labels.named(name)
        return one_line(label.arabic if language_in_force() == "ar" else label.english)

    def role_name(self, label: str, name: str) -> str:
        """The name of a role, as the frame of the label calls it."""
        roles = (*self._labels.named(label).roles, *self._labels.roles)
        role = next((role for role in roles if role.name == name), None)
        if role is None:
            return one_line(name)
        return one_line(role.arabic if language_in_force() == "ar" else role.english)

    def numbered(self, names: Iterable[str]) -> list[tuple[int, str]]:
        """The numbers and names of some labels, in the order of the labels."""
        wanted = set(names)
        return [(at, self.label_name(name)) for at, name in enumerate(self.labels) if name in wanted]
