"""Makes the pictures of a library: each is a table of counts, which is drawn, printed, or written to a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reader.labels import LabelSet
from reader.library.entity_pages.alias_groups import AliasGroups
from reader.library.entity_pages.entity_finding import read_name
from reader.library.entity_pages.entity_listing import list_entities
from reader.library.entity_pages.seen_mentions import read_mentions
from reader.library.index.library_index import LibraryIndex
from reader.library.ledger.ledger import Ledger
from reader.library.pictures.commitments_over_time import Aspect, count_over_time
from reader.library.pictures.count_table import CountTable
from reader.library.pictures.deadlines_ahead import count_deadlines, find_viewpoint
from reader.library.pictures.mentions_over_time import count_mentions
from reader.library.pictures.weeks_and_months import Period
from reader.library.pictures.who_to_whom import count_pairs
from reader.wording import countable

COMMITMENTS = countable("{number} commitment", "{number} commitments")
MENTIONS = countable("{number} mention", "{number} mentions")
USUAL_ENTITIES = 4
"""How many entities, those with the most mentions, are compared where none is named."""


class PictureKind(StrEnum):
    """What a picture shows."""

    TIMELINE = "timeline"
    WHO = "who"
    DEADLINES = "deadlines"
    MENTIONS = "mentions"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as figures."""

    kind: PictureKind
    by: Period
    of: Aspect
    table: CountTable
    seen_from: date | None = None
    """The day from which deadlines are looked at."""


class PictureMaker:
    """Makes the pictures that one analyst sees; it may be used from any thread."""

    def __init__(self, index: LibraryIndex, *, who: str, labels: LabelSet, ledger: Ledger | None = None) -> None:
        self._index = index
        self._who = who
        self._types = [label.name for label in labels.commitments]
        self._ledger = ledger or Ledger(index, who=who, labels=labels)

    def make(
        self,
        kind: PictureKind,
        *,
        by: Period = Period.WEEK,
        of: Aspect = Aspect.TYPE,
        names: Sequence[str] = (),
        today: date | None = None,
    ) -> Picture:
        """A picture; `names` are the folded names of the entities whose mentions are counted.

        Without `today`, deadlines are looked at from today, or in an old library from the day of its newest article.
        """
        match kind:
            case PictureKind.TIMELINE:
                table = count_over_time(self._ledger.entries(), by=by, of=of, types=self._types)
            case PictureKind.WHO:
                groups = AliasGroups(self._index, who=self._who)
                pairs = count_pairs(self._ledger.entries(), group_of=groups.group_of)
                table = pairs.renamed(lambda name: read_name(self._index, name))
            case PictureKind.DEADLINES:
                seen_from = today or find_viewpoint(self._index, date.today())
                table = count_deadlines(self._ledger.entries(), by=by, today=seen_from, types=self._types)
                return Picture(kind, by, of, table, seen_from)
            case PictureKind.MENTIONS:
                table = self._count_mentions(names, by)
        return Picture(kind, by, of, table)

    def _count_mentions(self, names: Sequence[str], by: Period) -> CountTable:
        groups = AliasGroups(self._index, who=self._who)
        wanted = [groups.group_of(name) for name in names]
        wanted = wanted or [row.group for row in list_entities(self._index, who=self._who)[:USUAL_ENTITIES]]
        mentions = {
            group: read_mentions(self._index, groups.names_in(group), who=self._who) for group in dict.fromkeys(wanted)
        }
        table = count_mentions(mentions, by=by)
        return table.renamed(lambda name: read_name(self._index, name) if name in mentions else name)
