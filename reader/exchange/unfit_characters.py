"""Replaces characters that a format cannot hold by U+FFFD, one for one, so that offsets stay true, and counts them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.exchange.foreign_format import Losses
from reader.wording import sayable

_SURROGATE = re.compile("[\ud800-\udfff]")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REPLACED = "\ufffd"


@dataclass(frozen=True, slots=True)
class UnfitCharacters:
    """The characters that a format cannot hold."""

    pattern: re.Pattern[str]
    name: str
    """A `sayable` plural."""

    def replace(self, text: str, losses: Losses) -> str:
        """The text with U+FFFD for each of them."""
        fitting, count = self.pattern.subn(_REPLACED, text)
        if count:
            losses.add(self.name, count)
        return fitting


SURROGATES = UnfitCharacters(_SURROGATE, sayable("halves of characters (lone surrogates)"))
"""What UTF-8 cannot encode."""
NOT_XML = UnfitCharacters(_NOT_XML, sayable("characters that XML does not allow"))
"""Control characters and lone surrogates (XML 1.0, section 2.2)."""
