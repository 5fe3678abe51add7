"""Cues and role stretches by the words of a text, as the network would have found them."""

from __future__ import annotations

from reader.annotate.commitments.candidates import Candidate
from reader.annotate.commitments.cue_lexicon import CueWord
from reader.annotate.names.labelled_names import cut_sentences
from reader.annotate.recogniser.article_pass import ArticlePass, PossibleCue, RoleStretch
from reader.annotate.tokens import Tokens, read_tokens


def find_words(tokens: Tokens, quoted: str) -> tuple[int, int]:
    """The first and the last token of some words of a text."""
    start = tokens.text.index(quoted)
    return tokens.starts.index(start), tokens.ends.index(start + len(quoted))


def make_cue(
    text: str,
    quoted: str,
    label: str = "pledge",
    *,
    chance: float = 0.9,
    share: float = 0.8,
    gains: dict[str, float] | None = None,
    **roles: str,
) -> PossibleCue:
    """A cue of a text, with the words of its roles; each role gains 3 unless `gains` says otherwise."""
    tokens = read_tokens(text)
    stretches = tuple(
        RoleStretch(role, *find_words(tokens, words), (gains or {}).get(role, 3.0)) for role, words in roles.items()
    )
    other = "demand" if label != "demand" else "intent"
    return PossibleCue(*find_words(tokens, quoted), chance, ((label, share), (other, round(1 - share, 6))), stretches)


def make_candidate(text: str, quoted: str, entry: CueWord | None = None, label: str = "pledge") -> Candidate:
    """A candidate without roles."""
    return Candidate(make_cue(text, quoted, label), entry)


def make_pass(text: str, *cues: PossibleCue) -> ArticlePass:
    """What the network would say of a text in which it found these cues."""
    return ArticlePass(cut_sentences(read_tokens(text)), (), [], cues)


def make_word(word: str = "زف", *, seen: int = 4, follows: str = "", **types: int) -> CueWord:
    """An entry of the lexicon."""
    return CueWord(word, word, types or {"pledge": 3}, seen, follows, "")
