"""Says what the program says to people, in the language of the interface: English, or Arabic by gettext's catalogues.

`say` and `counted` are the only way to a sentence. Each English sentence stands whole in the code, with names in braces
for what is filled in, and `python -m reader.wording.catalogues` collects them in `ar/*.po`.
"""

from reader.wording.digits_written import number, written_digits
from reader.wording.sentences import countable, counted, say, sayable
from reader.wording.spoken_language import (
    LANGUAGES,
    Digits,
    Language,
    choose_language,
    digits_in_force,
    either,
    language_in_force,
    use_digits,
    use_language,
)

__all__ = [
    "LANGUAGES",
    "Digits",
    "Language",
    "choose_language",
    "countable",
    "counted",
    "digits_in_force",
    "either",
    "language_in_force",
    "number",
    "say",
    "sayable",
    "use_digits",
    "use_language",
    "written_digits",
]
