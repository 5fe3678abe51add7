"""Proposes entities and commitments by asking a large language model, if the settings name a server."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from importlib.util import find_spec

from reader.annotate.llm.answers import Answer, BadAnswerError, read_answer
from reader.annotate.llm.chat import Chat
from reader.annotate.llm.first_notice import NAME, explain_sending, is_said, note_said
from reader.annotate.llm.instructing import Instructions, wrap, write_instructions
from reader.annotate.llm.kept_answers import KeptAnswer, find_answer, keep_answer, name_answer
from reader.annotate.llm.pieces import Piece, cut_pieces, halve, make_safe
from reader.annotate.llm.quoted_annotations import anchor
from reader.annotate.llm.server_key import find_key
from reader.annotate.llm.token_tally import Tally, add_tally
from reader.errors import AnnotateError, shown
from reader.labels import LabelSet, labels_in_force
from reader.model import Annotation, Article, Span
from reader.settings.config import load_config
from reader.settings.definitions import Llm
from reader.wording import say

_TRIES = 2
"""How often a piece is asked about before an answer in another form is given up."""
_SHORTEST = 600
"""The fewest code points of a piece that is halved if the answer about it is cut off."""


class LargeModel:
    """The annotator that asks a model; it sends nothing before the user has read what is sent where."""

    name = NAME

    def __init__(self, settings: Llm | None = None) -> None:
        """Take other settings than the user's."""
        self._settings = load_config().config.llm if settings is None else settings

    def annotate(self, article: Article, so_far: Sequence[Annotation]) -> Iterable[Annotation]:
        """Propose annotations whose words stand in the article.

        AnnotateError where the settings name no server or model, where the extra is not installed, where the user has
        not read yet what is sent, and where the server gives no answer that can be used.
        """
        self._check()
        asking = _Asking(self._settings, self._chat, article.text, labels_in_force())
        try:
            return asking.annotate()
        finally:
            add_tally(self._settings.model, asking.tally)

    def _check(self) -> None:
        server = self._settings.server
        for name, value in (("server", server), ("model", self._settings.model)):
            if not value:
                raise AnnotateError(
                    say("it has no {name}; set llm.{name} in config.toml as docs/llm.md says", name=name)
                )
        if find_spec("openai") is None:
            raise AnnotateError(say("it needs the extra llm; run: pip install 'arabic-reader[llm]'"))
        if not is_said(server):
            note_said(server)
            raise AnnotateError(
                f"{explain_sending(server)} " + say("Nothing has been sent yet; annotate the article again")
            )

    @cached_property
    def _chat(self) -> Chat:
        return Chat(self._settings, find_key(self._settings.server))


class _Asking:
    """What is asked about one article, with what it costs."""

    def __init__(self, settings: Llm, chat: Chat, text: str, labels: LabelSet) -> None:
        self._settings = settings
        self._chat = chat
        self._text = make_safe(text)
        self._labels = labels
        self._instructions: Instructions = write_instructions(labels)
        self.tally = Tally()

    def annotate(self) -> list[Annotation]:
        pieces = cut_pieces(self._text, self._settings.piece)
        return [annotation for piece in pieces for annotation in self._annotate_piece(piece, can_halve=True)]

    def _annotate_piece(self, piece: Piece, *, can_halve: bool) -> Iterator[Annotation]:
        text = piece.sent.of(self._text)
        reply = self._answer(text)
        if reply.is_cut and can_halve and len(piece.core) >= _SHORTEST:
            for half in halve(piece, self._text):
                yield from self._annotate_piece(half, can_halve=False)
            return
        answer = self._read(reply)
        anchored = anchor(answer, text, source=NAME, model=shown(self._settings.model))
        self.tally += Tally(lost=anchored.lost, unusable=answer.unusable)
        for each in anchored.annotations:
            placed = _move(each, piece.sent.start)
            # What begins in the surroundings belongs to the piece before or after.
            if placed.span.start in piece.core:
                yield placed

    def _answer(self, text: str) -> KeptAnswer:
        """The answer about a text: the kept one, or the first of the server's that can be read."""
        limit = self._settings.answer_tokens
        name = name_answer(text, self._settings.model, self._instructions.identity)
        if (kept := find_answer(name, limit=limit)) is not None:
            self.tally += Tally(kept=1)
            return kept
        for left in reversed(range(_TRIES)):
            reply = self._chat.ask(self._instructions, wrap(text))
            self.tally += Tally(1, reply.sent, reply.received)
            answer = KeptAnswer(reply.content, reply.is_cut)
            try:
                if not reply.is_cut:
                    self._read(answer)
                break
            except AnnotateError:
                if not left:
                    raise
        keep_answer(name, answer, limit=limit)
        return answer

    def _read(self, reply: KeptAnswer) -> Answer:
        try:
            return read_answer(reply.content, self._labels, is_cut=reply.is_cut)
        except BadAnswerError as error:
            model = shown(self._settings.model)
            raise AnnotateError(
                say(
                    "{model} gave no answer that can be used: {error}, since it was cut off; raise llm.answer_tokens "
                    "or lower llm.piece",
                    model=model,
                    error=error,
                )
                if reply.is_cut
                else say(
                    "{model} gave no answer that can be used: {error}; try another model", model=model, error=error
                )
            ) from error


def _move(annotation: Annotation, offset: int) -> Annotation:
    def moved(span: Span) -> Span:
        return Span(span.start + offset, span.end + offset)

    roles = tuple((name, moved(span)) for name, span in annotation.roles)
    return replace(annotation, span=moved(annotation.span), roles=roles)
