"""What keys say of the article as a whole, and the boxes they open. Mixed into the reading screen."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from textual import work

from reader.arabic.words import fold
from reader.errors import AnnotateError
from reader.journal import article_marks, tagging
from reader.journal.article_marks import Flag
from reader.journal.operations import join
from reader.model import Article
from reader.reading import motion
from reader.ui.keys_in_order import OPENING
from reader.ui.reading.tagging_keys import TaggingKeys
from reader.ui.widgets.arabic_text import notify
from reader.ui.widgets.asking import AskScreen, FactsScreen

_FLAGS = (Flag.IN_PROGRESS, Flag.DONE, Flag.READ, Flag.UNREAD)


class ArticleKeys(TaggingKeys):
    """Notes, tags, flags, bookmarks, history; what is known of a word."""

    def do_article_flag(self) -> None:
        work = self.opened_work()
        if work is not None:
            now = work.state.flag
            flag = _FLAGS[(_FLAGS.index(now) + 1) % len(_FLAGS)]
            self.do(article_marks.set_flag(work.authorship, work.state, flag))
            notify(self, f"This article is {flag.value}.")

    def do_article_bookmark(self) -> None:
        work = self.opened_work()
        if work is None:
            return
        offset = self.session.caret
        is_there = any(each.offset == offset for each in work.state.bookmarks)
        change = article_marks.remove_bookmark if is_there else article_marks.set_bookmark
        self.do(change(work.authorship, work.state, offset))
        notify(self, "The bookmark is removed." if is_there else "Bookmarked; the notes list every bookmark.")

    @work(group=OPENING)
    async def do_tag_note(self) -> None:
        """Write the note on the annotation under the caret."""
        opened, current = self.opened_work(), self.session.current
        if opened is None:
            return
        if current is None:
            notify(self, "The caret is on no annotation; ctrl+e writes a note on the article.", severity="warning")
            return
        quoted = " ".join(current.span.of(self.session.text).split())
        note = await self.app.push_screen_wait(AskScreen(f"Note: {quoted}", current.note, several_lines=True))
        if note is not None and note != current.note:
            self.do(tagging.write_note(opened.authorship, current, note))

    @work(group=OPENING)
    async def do_article_note(self) -> None:
        """Write the note on the article."""
        opened = self.opened_work()
        if opened is None:
            return
        note = await self.app.push_screen_wait(AskScreen("Note on the article", opened.state.note, several_lines=True))
        if note is not None:
            self.do(article_marks.write_remark(opened.authorship, opened.state, note))

    @work(group=OPENING)
    async def do_article_tag(self) -> None:
        """Set the article's tags, parted by spaces."""
        opened = self.opened_work()
        if opened is None:
            return
        before = opened.state.tags
        answer = await self.app.push_screen_wait(AskScreen("Tags, parted by spaces", " ".join(before)))
        if answer is None:
            return
        wanted = tuple(dict.fromkeys(answer.replace("#", " ").split()))
        added = [article_marks.add_tag(opened.authorship, opened.state, tag) for tag in wanted if tag not in before]
        gone = [article_marks.remove_tag(opened.authorship, opened.state, tag) for tag in before if tag not in wanted]
        self.do(join(chain.from_iterable([*added, *gone])))

    def do_article_earlier(self) -> None:
        """Read the file's text as it was before it changed, with what was tagged in it."""
        opened = self.opened_work()
        earlier = opened.earlier_text() if opened is not None else None
        if earlier is not None:
            self.reader.open_text(earlier, "This is the file's earlier text; [ and ] go back to the other articles.")
        elif opened is not None:
            notify(self, "No earlier text of this file is known.", severity="warning")

    @work(group=OPENING)
    async def do_article_history(self) -> None:
        """Show who did what when, and go to what is picked."""
        from reader.ui.reading.history_screen import HistoryScreen

        opened = self.opened_work()
        if opened is None:
            return
        offset = await self.app.push_screen_wait(HistoryScreen(opened))
        if offset is not None:
            self.session.move_to(offset)
            self.after_move(centre=True)

    @work(group=OPENING)
    async def do_tag_everywhere(self) -> None:
        """Tag every occurrence of what is selected, tagged or under the caret, as one action."""
        from reader.ui.library.occurrences_screen import OccurrencesScreen

        opened, current = self.opened_work(), self.session.current
        if opened is None:
            return
        selection = self.session.selection
        name = motion.name_at(self.session.text, self.session.caret)
        span = selection.span if not selection.is_caret else current.span if current else name
        label = current.label if current is not None and selection.is_caret else self.last_label
        if span is None or not label or self.reader.labels.named(label).is_commitment:
            notify(self, "Put the caret on an entity, or select one and tag it first.", severity="warning")
            return
        listed = OccurrencesScreen(
            self.session.article,
            span,
            label,
            labels=self.reader.labels,
            tagged=opened.tagged,
            library=self._articles_with,
        )
        chosen = await self.app.push_screen_wait(listed)
        if not chosen:
            return
        from reader.reading.opened import as_kept

        known = {loaded.article.id: loaded for loaded in self.reader.articles}
        self.reader.writing.remember(
            as_kept(known[article].article, known[article].place, opened.workspace)
            for article in {article for article, _ in chosen}
        )
        authorships = [(opened.workspace.authorship(article), where) for article, where in chosen]
        if self.do(tagging.tag_all(authorships, label)):
            notify(self, f"Tagged {len(authorships)} occurrences; u takes them all back.")

    def _articles_with(self, words: str) -> Iterator[Article]:
        """The loaded articles in which every word stands, differences of spelling aside."""
        wanted = fold(words).split()
        for loaded in tuple(self.reader.articles):
            folded = fold(loaded.article.text)
            if all(word in folded for word in wanted):
                yield loaded.article

    def do_word_card(self) -> None:
        """Show what is known of the word under the caret."""
        name = motion.name_at(self.session.text, self.session.caret)
        if name is None:
            notify(self, "There is no word under the caret.", severity="warning")
            return
        word = name.of(self.session.text)
        card = FactsScreen(word)
        self.app.push_screen(card)
        self._look_up(word, card)

    @work(thread=True, exclusive=True, group="word")
    def _look_up(self, word: str, card: FactsScreen) -> None:
        from reader.annotate.word_card import look_up

        morphology = self.reader.morphology
        asked = "" if morphology is None else "CAMeL Tools is asked …"
        self.app.call_from_thread(card.show_facts, look_up(word).rows(), asked)
        if morphology is None:
            return
        try:
            facts = look_up(word, morphology=morphology).rows()
        except AnnotateError as error:
            self.app.call_from_thread(card.show_facts, None, str(error))
        else:
            self.app.call_from_thread(card.show_facts, facts)
