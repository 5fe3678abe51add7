"""Decides what the menus of the adjudication screen offer: labels, and the fillers that the layers have for a role."""

from __future__ import annotations

from dataclasses import replace

from reader.comparing.adjudication import Difference
from reader.labels import LabelSet
from reader.model import Annotation, Span
from reader.ui.widgets.choice_menu import Choice
from reader.wording import either


def offer_labels(edited: Annotation, labels: LabelSet) -> list[tuple[Annotation, Choice]]:
    """The labels for an annotation's kind, each with the relabelled annotation, which keeps the roles of that label."""
    kind = labels.kind_of(edited)
    known = labels.types_of(kind) if kind else labels.entities
    offers = []
    for label in known:
        names = {role.name for role in label.roles}
        kept = tuple((name, span) for name, span in edited.roles if name in names)
        choice = Choice(either(label.english, label.arabic), label.key, f"$label-{label.colour}-colour")
        offers.append((replace(edited, label=label.name, roles=kept), choice))
    return offers


def offer_fillers(
    edited: Annotation, difference: Difference, text: str, labels: LabelSet
) -> list[tuple[Annotation, Choice]]:
    """The fillers of each role that the layers fill differently, each with the annotation that has this filler."""
    offers = []
    for role in difference.roles:
        fillers: dict[Span | None, None] = dict.fromkeys(
            take.role(role) for _, take in difference.takes if take is not None
        )
        for span in fillers:
            filled = " ".join(span.of(text).split()) if span else "—"
            choice = Choice(f"{_name_role(edited.label, role, labels)}: {filled}", ink=f"$role-{role}-colour")
            offers.append((edited.with_role(role, span), choice))
    return offers


def _name_role(label: str, role: str, labels: LabelSet) -> str:
    found = next((each for each in labels.named(label).roles if each.name == role), None)
    return either(found.english, found.arabic) if found else role
