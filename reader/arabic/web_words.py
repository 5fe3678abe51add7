"""Recognises the words of the web that stay whole, whatever characters they have: addresses, handles and hashtags."""

from __future__ import annotations

import re

from reader.arabic.extending import FORMATS, MARKS

_TAIL = r"[a-z]{2}|(?i:com|net|org|info|edu|gov|mil|int|biz|news|media|press|tv|online|site|app|dev|live|agency)"
"""The endings of site names: the two letters of a country, or one of those that are found in news."""
_PROCLITICS = "[وفبلك]{0,2}\u0640?"
# RFC 1035 and RFC 5321 allow 63 code points for a label, and 64 before the @ sign. Without these bounds, a long row of
# dots would take minutes.
_LABEL = r"[A-Za-z0-9][A-Za-z0-9-]{0,62}"
# A bracket belongs to an address only if it is closed inside it; punctuation that ends a clause ends the address too.
_PATH_CHARACTER = r"[^\s()<>\[\]{}«»\"“”،؛؟|\\^`]"
_PATH = rf"(?:\({_PATH_CHARACTER}*\)|{_PATH_CHARACTER})*(?<=[\w/=&#%)~+$-])"
_SITE = rf"(?:{_LABEL}\.){{0,8}}[A-Za-z0-9][A-Za-z0-9-]{{1,62}}\.(?:{_TAIL})(?![\w@-]|\.\w)"

ADDRESS = (
    rf"{_PROCLITICS}(?<![A-Za-z0-9_])(?:"
    rf"(?i:https?|ftp)://{_PATH}"
    rf"|(?i:www)\.{_PATH}"
    rf"|(?:(?i:mailto):)?[A-Za-z0-9][A-Za-z0-9._%+-]{{0,63}}[@＠](?:{_LABEL}\.){{1,8}}[A-Za-z]{{2,24}}(?![\w-])"
    rf"|{_SITE}(?:(?::[0-9]+)?/{_PATH})?"
    rf"|[A-Za-z0-9]\.[a-z]{{2}}/{_PATH})"
)
"""A pattern for a URL, an e-mail address or the name of a site, including proclitics."""

TAG = (
    rf"(?<![0-9A-Za-z_/&@#＃＠])[@#＃＠](?=[{FORMATS}{MARKS}\u0640\d_]*[^\W\d_])"
    rf"(?:[\w{MARKS}\u0640]|[{FORMATS}]+(?=[\w{MARKS}\u0640]))+"
)
"""A pattern for a handle or hashtag with its sign."""

_WHERE = re.compile(r"[A-Za-z0-9][@＠]|://|^[وفبلك\u0640]*www\.|[A-Za-z]/", re.IGNORECASE)


def is_address(word: str) -> bool:
    """Whether a word, as `words` returns it, is a URL or an e-mail address, and so is not a name.

    A site name alone is not one of these, since it may be the name of a company: Booking.com.
    """
    return _WHERE.search(word) is not None
