"""Says before a run of the annotator `llm` what is sent where, and after it what the run has cost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from reader.cli.complaining import complain


@contextmanager
def accounting(names: Sequence[str] | None) -> Iterator[None]:
    """Report on a run of these annotators; nothing is reported where no model is among them."""
    from reader.annotate.llm.first_notice import NAME, sentences_to_say
    from reader.annotate.llm.token_tally import end_of_tallies, explain_tally, sum_tallies
    from reader.settings.config import load_config

    if not names or NAME not in names:
        yield
        return
    for sentence in sentences_to_say(names, load_config().config.llm.server):
        complain(sentence)
    start = end_of_tallies()
    try:
        yield
    finally:
        for model, tally in sum_tallies(start).items():
            complain(explain_tally(model, tally))
