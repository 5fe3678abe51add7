"""Decides who is bound to what where a relative clause tells it: ما اتفق عليه الطرفان، تعديلات تعهدت بها الحكومة."""

from __future__ import annotations

from reader.annotate.commitments import grammar, subjects
from reader.annotate.commitments.antecedents import left_out_subject
from reader.annotate.commitments.complements import is_masdar_at
from reader.annotate.commitments.cue import Cue
from reader.annotate.commitments.lexicon import Lexicon
from reader.annotate.commitments.slots import Slots
from reader.annotate.commitments.subjects import noun_phrase
from reader.annotate.commitments.tokens import COMMA, Tokens

_RESUMING = grammar.WORDS["resuming"]


def fill_relative(tokens: Tokens, lexicon: Lexicon, cue: Cue, slots: Slots) -> bool:
    """Fill actor and act where a pronoun after a verb (به، عليه) is the act before it; False where none does."""
    after = cue.last + 1
    if cue.entry.kind != "verb" or after >= len(tokens) or tokens.break_before(after) >= COMMA:
        return False
    words = tokens.words
    if words[after] not in _RESUMING or grammar.has_and(words[cue.first]):
        return False
    before = words[cue.first - 1] if cue.first and tokens.break_before(cue.first) < COMMA else ""
    whole = ("ما", "مما", "وما", "بما", "كما")
    left = None if before in whole or not before else subjects.left_subject(tokens, lexicon, cue.first)
    if left is None and before not in whole and before not in grammar.RELATIVES:
        return False
    if left is not None and before not in grammar.RELATIVES and words[left[0]].startswith("ال"):
        # الحكومة تعهدت به: the noun before it is the one who acts.
        return False
    slots.action = left
    start = after + 1
    if start < len(tokens) and tokens.break_before(start) < COMMA and not is_masdar_at(tokens, start):
        end = noun_phrase(tokens, lexicon, start)
        if end > start:
            slots.committer = (start, end)
            slots.end = max(slots.end, end)
    if slots.committer is None:
        slots.committer = left_out_subject(tokens, lexicon, left[0] if left else cue.first, cue.form)
    return True
