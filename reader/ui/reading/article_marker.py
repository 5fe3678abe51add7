"""Runs the actions on an article as a whole (flag, bookmarks, notes, tags, history) and the notes on annotations."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import partial
from itertools import chain
from typing import Any

from reader.journal import article_marks, tagging
from reader.journal.article_marks import Flag
from reader.journal.operations import join
from reader.model import Article
from reader.reading import motion
from reader.ui.reading.action_table import Actions
from reader.ui.reading.caret import Caret
from reader.ui.reading.in_hand import ArticleInHand
from reader.ui.reading.interfaces import Begin, Boxes, Say
from reader.ui.reading.recorder import Recorder
from reader.ui.reading.subject import Subject
from reader.wording import say, sayable

_TAGS_ASKED = sayable("Tags, separated by spaces or commas")
_FLAGS = (Flag.IN_PROGRESS, Flag.DONE, Flag.READ, Flag.UNREAD)


class ArticleMarker:
    """Marks the article, and asks for the notes and tags to be written on it."""

    def __init__(
        self,
        hand: ArticleInHand,
        recorder: Recorder,
        caret: Caret,
        boxes: Boxes,
        subject: Subject,
        *,
        say: Say,
        begin: Begin,
        open_text: Callable[[Article, str], None],
        open_unfinished: Callable[[], None],
    ) -> None:
        self._hand = hand
        self._recorder = recorder
        self._caret = caret
        self._boxes = boxes
        self._subject = subject
        self._say = say
        self._begin = begin
        self._open_text = open_text
        """Opens an article that was not among the paths, with a remark about it."""
        self._open_unfinished = open_unfinished
        """Opens the next article that is not done."""

    @property
    def actions(self) -> Actions:
        """The actions that this part runs."""
        return {
            "article.flag": self.turn_flag,
            "article.finish": self.finish,
            "article.bookmark": self.turn_bookmark,
            "article.earlier": self.open_earlier,
            "article.note": partial(self._ask, self._write_remark),
            "article.tag": partial(self._ask, self._write_tags),
            "article.history": partial(self._ask, self._pick_event),
            "tag.note": partial(self._ask, self._write_note),
            "word.card": self.show_word,
        }

    def turn_flag(self) -> None:
        """Set the next flag, which shows how far the analyst has read."""
        work = self._recorder.opened_work()
        if work is not None:
            flag = _FLAGS[(_FLAGS.index(work.state.flag) + 1) % len(_FLAGS)]
            self._recorder.record(article_marks.set_flag(work.authorship, work.state, flag))
            self._say(say("This article is {state}.", state=say(flag.value)))

    def finish(self) -> None:
        """Set the article to done, and open the next one that is not."""
        work = self._recorder.opened_work()
        if work is None:
            return
        if work.state.flag is not Flag.DONE and not self._recorder.record(
            article_marks.set_flag(work.authorship, work.state, Flag.DONE)
        ):
            return
        self._open_unfinished()

    def turn_bookmark(self) -> None:
        """Set a bookmark at the caret, or remove the one that is there."""
        work = self._recorder.opened_work()
        if work is None:
            return
        offset = self._hand.session.caret
        is_there = any(each.offset == offset for each in work.state.bookmarks)
        change = article_marks.remove_bookmark if is_there else article_marks.set_bookmark
        self._recorder.record(change(work.authorship, work.state, offset))
        self._say(say("The bookmark is removed.") if is_there else say("Bookmarked; the notes list every bookmark."))

    def open_earlier(self) -> None:
        """Open the file's text as it was before it changed, with its annotations."""
        work = self._recorder.opened_work()
        earlier = work.earlier_text() if work is not None else None
        if earlier is not None:
            self._open_text(earlier, say("This is the file's earlier text; [ and ] go back to the other articles."))
        elif work is not None:
            self._say(say("No earlier text of this file is known."), severity="warning")

    def show_word(self) -> None:
        """Show the card of the word under the caret."""
        name = motion.name_at(self._hand.session.text, self._hand.session.caret)
        if name is None:
            self._say(say("There is no word under the caret."), severity="warning")
        else:
            self._boxes.show_word(name.of(self._hand.session.text))

    def _ask(self, question: Callable[[], Coroutine[Any, Any, None]]) -> None:
        self._begin(question())

    async def _write_note(self) -> None:
        work, session = self._recorder.opened_work(), self._hand.session
        current = session.current
        if work is None:
            return
        if current is None:
            self._say(say("The caret is on no annotation; ctrl+e writes a note on the article."), severity="warning")
            return
        quoted = " ".join(current.span.of(session.text).split())
        note = await self._boxes.ask_text(say("Note: {text}", text=quoted), current.note, several_lines=True)
        if note is not None and note != current.note:
            self._recorder.record(tagging.write_note(work.authorship, current, note))

    async def _write_remark(self) -> None:
        work = self._recorder.opened_work()
        if work is None:
            return
        note = await self._boxes.ask_text(say("Note on the article"), work.state.note, several_lines=True)
        if note is not None:
            self._recorder.record(article_marks.write_remark(work.authorship, work.state, note))

    async def _write_tags(self) -> None:
        work = self._recorder.opened_work()
        if work is None:
            return
        before = work.state.tags
        # A tag with a space in it, from another program or an earlier version, is set apart from two tags by commas.
        between = "، " if any(" " in tag for tag in before) else " "
        answer = await self._boxes.ask_text(say(_TAGS_ASKED), between.join(before))
        if answer is None:
            return
        wanted = article_marks.split_tags(answer, before)
        added = [article_marks.add_tag(work.authorship, work.state, tag) for tag in wanted if tag not in before]
        removed = [article_marks.remove_tag(work.authorship, work.state, tag) for tag in before if tag not in wanted]
        self._recorder.record(join(chain.from_iterable([*added, *removed])))

    async def _pick_event(self) -> None:
        work = self._recorder.opened_work()
        if work is None:
            return
        annotations = self._subject.annotations if self._subject.is_card else ()
        offset = await self._boxes.ask_event(work, [work.current_key(each) for each in annotations])
        if offset is not None:
            self._caret.go_to(offset)
