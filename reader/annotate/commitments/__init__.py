"""Proposes commitments: who pledges, agrees, demands or threatens, what and to whom, on what condition and by when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from reader import paths
from reader.model import Annotation, Article


class Commitments:
    """The annotator of commitments: a lexicon of cues and rules for the clauses around them.

    A user's own lexicon is `commitments.toml` in the configuration folder, or the file given; ConfigError says what is
    wrong in it.
    """

    name = "commitments"

    def __init__(self, extra: Path | None = None) -> None:
        from reader.annotate.commitments.lexicon import read_lexicon

        own = extra or paths.config_folder() / "commitments.toml"
        self._lexicon = read_lexicon(own if extra or own.exists() else None)

    def annotate(self, article: Article, so_far: Sequence[Annotation]) -> Iterator[Annotation]:
        """Propose the commitments of an article, in the order of their cues."""
        from reader.annotate.commitments.cues import find_cues, is_crowded
        from reader.annotate.commitments.found_before import mark_found
        from reader.annotate.commitments.roles import fill_roles
        from reader.annotate.commitments.scoring import score
        from reader.annotate.commitments.text_words import read_tokens

        tokens = mark_found(read_tokens(article.text), so_far)
        cues = list(find_cues(tokens, self._lexicon))
        for index, cue in enumerate(cues):
            yield Annotation(
                tokens.span(cue.first, cue.last),
                cue.type,
                () if is_crowded(cues, index) else fill_roles(tokens, self._lexicon, cue),
                (("polarity", cue.polarity), ("status", cue.status)),
                source=self.name,
                score=score(cue),
                rule=cue.entry.gloss,
            )
