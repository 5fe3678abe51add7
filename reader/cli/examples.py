"""The examples at the end of each command's help: what to type, and what it does."""

from __future__ import annotations

from collections.abc import Mapping

from reader.wording import sayable

Example = tuple[str, str]

EXAMPLES: Mapping[str, tuple[Example, ...]] = {
    "app": (
        (sayable("reader news/"), sayable("Open a folder with everything in it.")),
        (sayable("reader https://example.org/news.html"), sayable("Open a page.")),
        (sayable('reader search "وزير لبنان" news/'), sayable("Find words in all articles, in whatever spelling.")),
        (sayable("reader ledger news/"), sayable("List who has committed to what, and until when.")),
        (sayable("reader annotate news/ -o out.jsonl"), sayable("Annotate all articles without opening them.")),
        (sayable("reader search --help"), sayable("Show what a command can do.")),
    ),
    "adjudicate": (
        (sayable("reader adjudicate news/"), sayable("Settle the differences between all analysts.")),
        (
            sayable("reader adjudicate news/ --layers sara,omar"),
            sayable("Settle those between two analysts."),
        ),
    ),
    "agree": ((sayable("reader agree news/ --layers sara,omar"), sayable("Measure how far two analysts agree.")),),
    "annotate": (
        (sayable("reader annotate news/ -o out.jsonl"), sayable("Annotate a folder into a file.")),
        (sayable("reader annotate page.html --format table"), sayable("Show the annotations of a page as a table.")),
    ),
    "backup": (
        (
            sayable("reader backup news/ -o copies/"),
            sayable("Put a backup of the work on these articles into a folder."),
        ),
    ),
    "check": ((sayable("reader check news/"), sayable("Look for damage in the work on these articles.")),),
    "config": ((sayable("reader config"), sayable("Print all settings.")),),
    "doctor": ((sayable("reader doctor"), sayable("See whether this terminal shows Arabic rightly.")),),
    "evaluate": (
        (sayable("reader evaluate gold.jsonl"), sayable("Measure the engine against gold.")),
        (sayable("reader evaluate gold.jsonl system.jsonl"), sayable("Measure the output of another system.")),
    ),
    "explain": (
        (sayable("reader explain page.html"), sayable("List the words that might commit somebody.")),
        (sayable("reader explain page.html --find تعهد"), sayable("Say why this word is proposed, or is not.")),
    ),
    "history": (
        (sayable("reader history news/"), sayable("Show who did what, and when.")),
        (sayable("reader history news/ --layer sara"), sayable("Show only the actions of one analyst.")),
    ),
    "index": (
        (sayable("reader index news/ --jobs 4"), sayable("Build the index in four processes.")),
        (sayable("reader index news/ --from out.jsonl"), sayable("Take annotations that were made before.")),
    ),
    "learn": (
        (sayable("reader learn news/"), sayable("Learn from the decisions in this folder.")),
        (sayable("reader learn news/ --undo"), sayable("Take back what was learnt last.")),
    ),
    "ledger": (
        (sayable("reader ledger news/ --due +30d"), sayable("List what is due within thirty days.")),
        (
            sayable("reader ledger news/ --accepted -o ledger.xlsx"),
            sayable("Write what is accepted as a workbook of Excel."),
        ),
    ),
    "picture": (
        (sayable("reader picture timeline news/"), sayable("Count commitments by the month of their first report.")),
        (sayable("reader picture who news/"), sayable("Show who commits to whom.")),
    ),
    "pull": ((sayable("reader pull --into news/"), sayable("Add the new articles of all feeds in the settings.")),),
    "read": (
        (sayable("reader read news/"), sayable("Open a folder.")),
        (sayable("reader read news/ --as sara"), sayable("Work under this name.")),
    ),
    "render": (
        (
            sayable("reader render page.html --color always | less -R"),
            sayable("Page through an article with its colours."),
        ),
        (
            sayable("reader render page.html --plain --width 60"),
            sayable("Print it without annotations, in narrow lines."),
        ),
    ),
    "restore": (
        (sayable("reader restore"), sayable("List the backups of the work in this folder.")),
        (sayable("reader restore copy.db news/"), sayable("Put a backup in place of the work on these articles.")),
    ),
    "search": (
        (sayable('reader search "type:pledge outcome:broken"'), sayable("Find pledges that were broken.")),
        (sayable("reader search وزير news/ --format csv"), sayable("Write what is found as a spreadsheet.")),
    ),
    "where": ((sayable("reader where news/"), sayable("Show where the work on these articles is kept.")),),
}
"""By the name of the command; `app` is the program itself."""
