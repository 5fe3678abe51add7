"""Lists the words that stand on every page of a report."""

from __future__ import annotations

from collections.abc import Mapping

from reader.wording import say, sayable

_WORDS: Mapping[str, str] = {
    "report": sayable("Report"),
    "contents": sayable("Contents"),
    "skip": sayable("Skip to the contents"),
    "summary": sayable("Summary"),
    "ledger": sayable("Ledger of commitments"),
    "pictures": sayable("Pictures"),
    "entities": sayable("Entities"),
    "articles": sayable("Articles"),
    "back": sayable("Back to the report"),
    "colours": sayable("Colours"),
    "as_system": sayable("As the system"),
    "light": sayable("Light"),
    "dark": sayable("Dark"),
    "made": sayable("Made on"),
    "library": sayable("Library"),
    "query": sayable("Query"),
    "annotations": sayable("Annotations"),
    "of_ledger": sayable("what analysts have accepted, and the engine's proposals that are not decided on"),
    "of_engine": sayable("the engine's proposals"),
    "commitments": sayable("Commitments"),
    "by_type": sayable("By type"),
    "by_outcome": sayable("By outcome"),
    "type": sayable("Type"),
    "outcome": sayable("Outcome"),
    "count": sayable("Number"),
    "due": sayable("Due"),
    "negated": sayable("negated"),
    "reported_in": sayable("Reported in"),
    "decision": sayable("Decision"),
    "note": sayable("Note"),
    "search": sayable("Search"),
    "all": sayable("All"),
    "none_found": sayable("There is nothing to show."),
    "no_commitments": sayable("There are no commitments in these articles."),
    "no_entities": sayable("There are no entities in these articles."),
    "no_articles": sayable("There are no articles."),
    "timeline": sayable("Commitments by the month of their first report"),
    "outcomes": sayable("Outcomes by the month of the first report"),
    "pairs": sayable("Who commits to whom"),
    "deadlines": sayable("Open commitments by the month in which they are due"),
    "pairs_shape": sayable("Rows are committers, columns are counterparties."),
    "figures": sayable("The figures as a table"),
    "month": sayable("Month"),
    "overdue": sayable("overdue"),
    "later": sayable("later"),
    "committer": sayable("Committer"),
    "counterparty": sayable("Counterparty"),
    "label": sayable("Label"),
    "mentions": sayable("Mentions"),
    "named_in": sayable("Named in"),
    "makes": sayable("Commits itself"),
    "receives": sayable("Commitments towards it"),
    "reports": sayable("Commitments that it reports"),
    "beside": sayable("Named in the same articles"),
    "in_ledger": sayable("In the ledger"),
    "legend": sayable("What the colours mean"),
    "how_to_read": sayable(
        "A commitment's word and an entity show what they are when the pointer is over them, or when one comes to "
        "them with the key Tab."
    ),
    "source": sayable("Source"),
}


def page_words() -> dict[str, str]:
    """The words in the language of the interface, by what they are for."""
    return {name: say(each) for name, each in _WORDS.items()}
