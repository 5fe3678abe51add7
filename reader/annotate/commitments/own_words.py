"""Reads the cue words that a user adds to the lexicon or takes out of it, and finds them in a text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reader import paths
from reader.annotate.commitments.cue_lexicon import NONE, read_lexicon
from reader.annotate.tokens import Tokens, read_tokens, without_proclitics
from reader.errors import ConfigError, shown
from reader.labels import labels_in_force
from reader.labels.label import COMMITMENT
from reader.wording import say

FILE = "cues.toml"
"""The name of the user's file in the configuration folder."""
OWN_CHANCE = 0.8
"""The chance with which a user's own word is proposed: neither the network nor the judge is asked about it."""
_TABLE, _REMOVE = "cue", "remove"
_KEYS = ("words", "type", "lemma", "follows")


@dataclass(frozen=True, slots=True)
class OwnCue:
    """A cue that a user has added."""

    lemma: str
    type: str
    follows: str
    """What comes after it; for the reason that is shown with a proposal."""


@dataclass(frozen=True, slots=True)
class FoundCue:
    """A place in a text where a user's own cue stands."""

    first: int
    """The number of its first token."""
    last: int
    cue: OwnCue


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What a user adds to the lexicon of cues, and what he takes out of it."""

    cues: Mapping[tuple[str, ...], OwnCue] = field(default_factory=dict)
    """By their words, folded."""
    removed: frozenset[str] = frozenset()
    """The lemmas whose words are never proposed."""

    def find(self, tokens: Tokens, runs: Sequence[Sequence[int]]) -> Iterator[FoundCue]:
        """The user's own cues in the sentences of a text; of two that begin at one word, the longer one."""
        for run in runs:
            after = 0
            for at in range(len(run)):
                if at >= after and (found := self._find_longest(tokens, run[at:])):
                    yield found
                    after = run.index(found.last) + 1

    def _find_longest(self, tokens: Tokens, run: Sequence[int]) -> FoundCue | None:
        """The longest of the user's own cues that begins at the first word of a run."""
        stems = [stem for _, stem in without_proclitics(tokens.folded[run[0]])]
        matching = [
            (words, cue)
            for words, cue in self.cues.items()
            if words[0] in stems and words[1:] == tuple(tokens.folded[number] for number in run[1 : len(words)])
        ]
        if not matching:
            return None
        words, cue = max(matching, key=lambda pair: len(pair[0]))
        return FoundCue(run[0], run[len(words) - 1], cue)


def users_words() -> OwnWords:
    """The words in the user's configuration folder; ConfigError says what is wrong there."""
    return read_own_words(paths.config_folder() / FILE)


def read_own_words(path: Path) -> OwnWords:
    """The words that a file adds and takes away; none where there is no file.

    ConfigError names the file and the entry that cannot be used.
    """
    if not path.exists():
        return OwnWords()
    content, where = _load(path), shown(path)
    unknown = sorted(set(content) - {_TABLE, _REMOVE})
    if unknown:
        raise ConfigError(
            say(
                "{where} has the unknown key {unknown}; use [[{table}]] and {remove}.",
                where=where,
                unknown=repr(unknown[0]),
                table=_TABLE,
                remove=_REMOVE,
            )
        )
    cues: dict[tuple[str, ...], OwnCue] = {}
    entries = content.get(_TABLE, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ConfigError(
            say(
                "{where}: {table} must be a list of tables; write [[{table}]] above each of them.",
                where=where,
                table=_TABLE,
            )
        )
    for number, entry in enumerate(entries, start=1):
        cues |= _read_cue(entry, say("{where}: [[{table}]] number {at}", where=where, table=_TABLE, at=str(number)))
    return OwnWords(cues, _read_removed(content.get(_REMOVE, []), where))


def _load(path: Path) -> dict[str, Any]:
    import tomli

    try:
        return tomli.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError) as error:
        raise ConfigError(
            say(
                "{path}: your cue words cannot be read ({error}); correct the file or remove it.",
                path=shown(path),
                error=error,
            )
        ) from error


def _read_cue(entry: Mapping[str, Any], where: str) -> dict[tuple[str, ...], OwnCue]:
    """One entry, by each of its words."""
    unknown = sorted(set(entry) - set(_KEYS))
    if unknown:
        raise ConfigError(
            say(
                "{where} has the unknown key {unknown}; use {join}.",
                where=where,
                unknown=repr(unknown[0]),
                join=say(", ").join(_KEYS),
            )
        )
    for key in ("words", "type"):
        if key not in entry:
            raise ConfigError(say("{where} lacks {key}; add it.", where=where, key=repr(key)))
    for key in ("type", "lemma", "follows"):
        if not isinstance(entry.get(key, ""), str):
            raise ConfigError(
                say("{where}: {key} must be a text in quotation marks; correct it.", where=where, key=key)
            )
    types = [label.name for label in labels_in_force().types_of(COMMITMENT)]
    if entry["type"] not in types:
        raise ConfigError(
            say(
                "{where}: there is no type {entry}; use one of {join}.",
                where=where,
                entry=repr(entry["type"]),
                join=say(", ").join(types),
            )
        )
    words = _read_list(entry["words"], "words", where)
    if not words:
        raise ConfigError(say("{where}: words is empty; list the forms in which the word is written.", where=where))
    folded = [tuple(read_tokens(word).folded) for word in words]
    wrong = next(
        (word for word, parts in zip(words, folded, strict=True) if not parts or not all(map(str.isalpha, parts))), None
    )
    if wrong is not None:
        raise ConfigError(
            say(
                "{where}: {wrong} in words is no word or run of words; write it with letters alone.",
                where=where,
                wrong=repr(wrong),
            )
        )
    cue = OwnCue(entry.get("lemma", words[0]), entry["type"], entry.get("follows", ""))
    return dict.fromkeys(folded, cue)


def _read_removed(value: object, where: str) -> frozenset[str]:
    removed = _read_list(value, _REMOVE, where)
    known = {entry.lemma for entry in read_lexicon().values()} - {NONE}
    foreign = next((lemma for lemma in removed if lemma not in known), None)
    if foreign is not None:
        raise ConfigError(
            say(
                "{where}: {remove} names {foreign}, which is no lemma of the lexicon; copy the lemma from"
                " the reason of a proposal.",
                where=where,
                remove=_REMOVE,
                foreign=repr(foreign),
            )
        )
    return frozenset(removed)


def _read_list(value: object, key: str, where: str) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise ConfigError(
            say("{where}: {key} must be a list of words in quotation marks; correct it.", where=where, key=key)
        )
    return value
