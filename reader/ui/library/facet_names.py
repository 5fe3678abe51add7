"""Names the facets of articles and their values."""

from __future__ import annotations

from reader.journal.article_marks import Flag
from reader.labels import LabelSet
from reader.library.listing.row_filter import Facet
from reader.ui.library.flag_names import name_flag
from reader.wording import either, say, sayable, written_digits

FACETS = {
    Facet.STATE: sayable("State"),
    Facet.TYPE: sayable("Commitments of type"),
    Facet.LABEL: sayable("Entities"),
    Facet.TAG: sayable("Tag"),
    Facet.ANNOTATOR: sayable("Read by"),
    Facet.OUTLET: sayable("Source"),
    Facet.MONTH: sayable("Month"),
}
"""The facets in the order in which they are listed, with their names."""


def name_value(facet: Facet, value: str, labels: LabelSet) -> str:
    """The name of a value of a facet."""
    if not value:
        return say("none")
    match facet:
        case Facet.LABEL | Facet.TYPE:
            named = labels.named(value)
            return either(named.english, named.arabic)
        case Facet.STATE:
            return name_flag(Flag(value))
        case Facet.MONTH:
            return written_digits(value)
    return value
