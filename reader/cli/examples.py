"""The examples at the end of each command's help: what to type, and what it does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from reader.wording import sayable


class Example(NamedTuple):
    """A command line and what it does."""

    command: str
    arguments: str
    purpose: str

    @property
    def typed(self) -> str:
        """The whole command line."""
        return " ".join(filter(None, ("reader", self.command, self.arguments)))


EXAMPLES: Mapping[str, tuple[Example, ...]] = {
    "app": (
        Example("", "news/", sayable("Open a folder with everything in it.")),
        Example("", "https://example.org/news.html", sayable("Open a page.")),
        Example("search", '"وزير لبنان" news/', sayable("Find words in all articles, in whatever spelling.")),
        Example("ledger", "news/", sayable("List who has committed to what, and until when.")),
        Example("annotate", "news/ -o out.jsonl", sayable("Annotate all articles without opening them.")),
        Example("search", "--help", sayable("Show what a command can do.")),
    ),
    "adjudicate": (
        Example("adjudicate", "news/", sayable("Settle the differences between all analysts.")),
        Example("adjudicate", "news/ --layers sara,omar", sayable("Settle those between two analysts.")),
    ),
    "agree": (Example("agree", "news/ --layers sara,omar", sayable("Measure how far two analysts agree.")),),
    "annotate": (
        Example("annotate", "news/ -o out.jsonl", sayable("Annotate a folder into a file.")),
        Example("annotate", "page.html --format table", sayable("Show the annotations of a page as a table.")),
    ),
    "backup": (
        Example("backup", "news/ -o copies/", sayable("Put a backup of the work on these articles into a folder.")),
    ),
    "check": (Example("check", "news/", sayable("Look for damage in the work on these articles.")),),
    "config": (Example("config", "", sayable("Print all settings.")),),
    "doctor": (Example("doctor", "", sayable("See whether this terminal shows Arabic rightly.")),),
    "evaluate": (
        Example("evaluate", "gold.jsonl", sayable("Measure the engine against gold.")),
        Example("evaluate", "gold.jsonl system.jsonl", sayable("Measure the output of another system.")),
    ),
    "explain": (
        Example("explain", "page.html", sayable("List the words that might commit somebody.")),
        Example("explain", "page.html --find تعهد", sayable("Say why this word is proposed, or is not.")),
    ),
    "export": (
        Example("export", "news/ --format brat -o out/", sayable("Write the tags of a folder for brat.")),
        Example("export", "news/ --format native -o out.jsonl", sayable("Write everything, with nothing lost.")),
    ),
    "history": (
        Example("history", "news/", sayable("Show who did what, and when.")),
        Example("history", "news/ --layer sara", sayable("Show only the actions of one analyst.")),
    ),
    "import": (
        Example("import", "out.jsonl news/ --as sara", sayable("Take in what another program wrote, as a layer.")),
    ),
    "index": (
        Example("index", "news/ --jobs 4", sayable("Build the index in four processes.")),
        Example("index", "news/ --from out.jsonl", sayable("Take annotations that were made before.")),
    ),
    "learn": (
        Example("learn", "news/", sayable("Learn from the decisions in this folder.")),
        Example("learn", "news/ --undo", sayable("Take back what was learnt last.")),
    ),
    "ledger": (
        Example("ledger", "news/ --due +30d", sayable("List what is due within thirty days.")),
        Example("ledger", "news/ --accepted -o ledger.xlsx", sayable("Write what is accepted as a workbook of Excel.")),
    ),
    "picture": (
        Example("picture", "timeline news/", sayable("Count commitments by the month of their first report.")),
        Example("picture", "who news/", sayable("Show who commits to whom.")),
    ),
    "pull": (Example("pull", "--into news/", sayable("Add the new articles of all feeds in the settings.")),),
    "read": (
        Example("read", "news/", sayable("Open a folder.")),
        Example("read", "news/ --as sara", sayable("Work under this name.")),
    ),
    "render": (
        Example("render", "page.html --color always | less -R", sayable("Page through an article with its colours.")),
        Example("render", "page.html --plain --width 60", sayable("Print it without annotations, in narrow lines.")),
    ),
    "report": (
        Example("report", "news/ -o report.html", sayable("Write a page that anyone can open.")),
        Example("report", "news/ --query 'type:pledge' -o pledges.docx", sayable("Write only the pledges, for Word.")),
    ),
    "restore": (
        Example("restore", "", sayable("List the backups of the work in this folder.")),
        Example("restore", "copy.db news/", sayable("Put a backup in place of the work on these articles.")),
    ),
    "search": (
        Example("search", '"type:pledge outcome:broken"', sayable("Find pledges that were broken.")),
        Example("search", "وزير news/ --format csv", sayable("Write what is found as a spreadsheet.")),
    ),
    "serve": (Example("serve", "news/", sayable("Read in a web browser on this machine.")),),
    "where": (Example("where", "news/", sayable("Show where the work on these articles is kept.")),),
}
"""By the name of the command; `app` is the program itself."""
