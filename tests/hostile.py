"""Texts that command a terminal or hide in it, files of every format full of them, and what of them comes through."""

from __future__ import annotations

import csv
import html
import io
import json
import os
import pty
import re
import sys
import threading
import tty
import unicodedata
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from unittest.mock import patch

from reader.exchange.jsonl import write_row
from reader.journal import article_marks, tagging
from reader.model import Annotation, Article, Decision, Span
from reader.store.workspace import Workspace

COMMANDS = (
    "\x1b]52;c;QUJD\x07"  # OSC 52 sets the clipboard
    "\x1b]0;ti\x1b\\"  # OSC 0 the title
    "\x1b[7777m\x1bP7777$q\x1b\\\x1b_7777\x1b\\"  # CSI, DCS, APC
    "\x07\x08\x0e\x7f"  # BEL, BS, SO, DEL
)
"""What a terminal obeys in seven bits."""
DISGUISES = (
    "\x9b7777m\x9d52;c;QUJD\x9c\x907777\x9c\x85"  # CSI, OSC, DCS and NEL in eight bits
    "\u202e\u2066\u2069\u200f\u061c"  # overrides, isolates, marks
    "\u200b\u2060\ufeff\xad\u180e"  # of no width
    "\U000e0041\U000e0001"  # tags
    "\u2028\u2029"
)
"""What files in XML can hold too."""
PAYLOAD = f"و{COMMANDS}{DISGUISES}ق"
MILD = f"و{DISGUISES}ق"

_OWN = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # colours, places, modes
    r"|\x1b[=>78]"
    r"|\x1b\]22;[a-z-]*\x07"  # the pointer's shape
    r"|\x1b\]11;\?\x1b\\|\x1bP\$qm\x1b\\"  # the questions for the background and for the colours
)
"""The sequences that the reader sends itself, in a terminal that needs nothing special."""
_MARKED = re.compile("\x1b.?7777|\x1b.?52;|\x1b.?0;ti|\x9b|\x9d|\x90")
_VISIBLE = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u0890\u0891\u08e2\u070f\U000110bd\U000110cd")


def is_hostile(character: str) -> bool:
    """Whether a character has no business in what is sent."""
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") and character not in _VISIBLE


def find_leaks(sent: bytes | str) -> list[str]:
    """What of the hostile texts, or of anything like them, is in what was sent to a terminal."""
    text = sent.decode("utf-8", "surrogateescape") if isinstance(sent, bytes) else sent
    rest = _OWN.sub("", text)
    return [repr(found) for found in _MARKED.findall(text)] + sorted(
        {repr(each) for each in rest if is_hostile(each) and each not in "\r\n\t"}
    )


def print_in_terminal(arguments: Sequence[str], *, environment: Mapping[str, str] | None = None) -> bytes:
    """What a command sends to a terminal, on standard output and error together."""
    from reader.__main__ import main

    leader, follower = pty.openpty()
    tty.setraw(follower)
    sent = bytearray()

    def collect() -> None:
        try:
            while data := os.read(leader, 1 << 16):
                sent.extend(data)
        except OSError:
            return

    reading = threading.Thread(target=collect)
    reading.start()
    out = os.fdopen(follower, "w", encoding="utf-8")
    err = os.fdopen(os.dup(follower), "w", encoding="utf-8", errors="backslashreplace", buffering=1)
    with (
        patch.object(sys, "stdout", out),
        patch.object(sys, "stderr", err),
        patch.object(sys, "excepthook", sys.excepthook),
        patch.object(sys, "argv", ["reader", *arguments]),
        patch.dict(os.environ, environment or {}),
    ):
        try:
            main()
        except SystemExit:
            pass
        except Exception:
            sys.excepthook(*sys.exc_info())
        sys.stdout.flush()
        sys.stderr.flush()
    out.close()
    err.close()
    reading.join()
    os.close(leader)
    return bytes(sent)


TEXT = f"تعهدت روسيا بحماية المدنيين في حلب{PAYLOAD}.\n\nقالت مصر نعم{PAYLOAD} أمس.\n"
_AT = [TEXT.index(word) for word in ("تعهدت", "روسيا", "بحماية", "حلب", "مصر")]
CUE, RUSSIA, ACTION, ALEPPO, EGYPT = (
    Span(at, at + len(word)) for at, word in zip(_AT, ("تعهدت", "روسيا", "بحماية", "حلب", "مصر"), strict=True)
)


def hostile_article(source: str = f"news/{PAYLOAD}.txt") -> Article:
    """An article, every string of which is hostile."""
    article = Article(TEXT, fields=tuple((name + PAYLOAD, PAYLOAD) for name in ("publisher", "url", "author")))
    strings = [each.name for each in fields(Article) if each.type == "str" and each.name not in ("text", "source")]
    return replace(article, source=source, **dict.fromkeys(strings, PAYLOAD))


def hostile_annotations(*, decision: Decision = Decision.PROPOSED) -> tuple[Annotation, ...]:
    """Entities and commitments, every string of which is hostile; some have labels that are known."""
    strings = [each.name for each in fields(Annotation) if each.type == "str" and each.name not in ("label", "key")]
    told = dict.fromkeys(strings, PAYLOAD)
    named = tuple((name, f"{name}{PAYLOAD}") for name in ("entity", "gloss", "polarity", "status", PAYLOAD))
    roles = (("committer", RUSSIA), ("action", ACTION), (f"role{PAYLOAD}", ALEPPO))
    return tuple(
        replace(Annotation(span, label, roles=held, attributes=named, decision=decision, score=0.5), **told)
        for span, label, held in (
            (RUSSIA, "place", ()),
            (ALEPPO, f"label{PAYLOAD}", ()),
            (EGYPT, "organization", ()),
            (CUE, "pledge", roles),
            (EGYPT, f"type{PAYLOAD}", roles),
        )
    )


def write_files(folder: Path) -> list[Path]:
    """A file of each format that is read, with something hostile wherever it can hold a string."""
    folder.mkdir(parents=True, exist_ok=True)
    article = hostile_article()
    row = json.loads(write_row(article, hostile_annotations(), doc=f"doc{PAYLOAD}", with_text=True))
    offsets = [{"start": RUSSIA.start, "end": RUSSIA.end, "label": PAYLOAD}]
    written = {
        "rows.jsonl": json.dumps(row)
        + "\n"
        + json.dumps({**row, PAYLOAD: PAYLOAD, "entities": [{PAYLOAD: PAYLOAD}]})
        + "\n",
        "one.json": json.dumps({**row, "doc": PAYLOAD}),
        "spans.jsonl": json.dumps({"id": PAYLOAD, "text": TEXT, "entities": offsets, "label": [[0, 5, PAYLOAD]]})
        + "\n",
        f"plain{PAYLOAD}.txt": TEXT,
        "brat.txt": TEXT,
        "brat.ann": _write_ann(),
        "columns.conll": "".join(f"{word}{PAYLOAD}\tB-{_solid(PAYLOAD)}\n" for word in ("روسيا", "حلب")) + "\n",
        "columns.bio": f"روسيا B-LOC{_solid(PAYLOAD)}\nحلب {_solid(PAYLOAD)}\n\n",
        "page.html": f"<html><head><title>{PAYLOAD}</title><meta name='author' content='{PAYLOAD}'>"
        f"<meta property='article:published_time' content='{PAYLOAD}'></head>"
        f"<body><article><h1>{html.escape(PAYLOAD)}</h1><p>{TEXT * 6}</p><p>&#27;]52;c;QUJD&#7;</p></article></body></html>",
        "time.tml": f"<?xml version='1.0'?><TimeML><DOCID>{MILD}</DOCID><TITLE>{MILD}</TITLE><TEXT>قال {MILD} "
        f"<TIMEX3 tid='{MILD}' type='{MILD}' value='{MILD}'>أمس{MILD}</TIMEX3></TEXT></TimeML>",
        "broken.json": PAYLOAD,
        "broken.jsonl": f'{{"text": {PAYLOAD}\n{{"{PAYLOAD}": 3}}\n',
    }
    paths = []
    for name, text in written.items():
        paths.append(folder / name)
        paths[-1].write_bytes(text.encode("utf-8", "surrogatepass"))
    paths.append(folder / "table.csv")
    table = io.StringIO()
    csv.writer(table).writerows([["text", "title", "date", PAYLOAD], [TEXT, PAYLOAD, PAYLOAD, PAYLOAD]])
    paths[-1].write_text(table.getvalue(), encoding="utf-8", newline="")
    paths.append(folder / "word.docx")
    _write_docx(paths[-1])
    return [path for path in paths if path.suffix != ".ann"]


def write_settings(folder: Path) -> None:
    """A settings, a label and a theme file, hostile in whatever they name."""
    own = folder / "arabic-reader"
    (own / "themes").mkdir(parents=True, exist_ok=True)
    quoted = _quote(PAYLOAD)
    names = f"arabic = {quoted}\nenglish = {quoted}\n"
    (own / "labels.toml").write_text(
        f"[roles.committer]\n{names}key = 'k'\n[roles.{quoted}]\n{names}key = 'z'\n"
        f"[attributes.{quoted}]\nvalues = [{quoted}, {_quote('2' + PAYLOAD)}]\n{names}key = 'v'\n"
        f"[place]\n{names}key = 'k'\ncolour = {quoted}\n"
        f"[{_quote('label' + PAYLOAD)}]\n{names}key = 'm'\n"
        f"[pledge]\n{names}key = 'k'\nroles = ['committer', {quoted}]\nattributes = [{quoted}]\n",
        encoding="utf-8",
    )
    (own / "themes" / f"own{PAYLOAD}.toml").write_text(
        f'inherits = "dark"\nenglish = {quoted}\narabic = {quoted}\n[{quoted}]\n{quoted} = {quoted}\n', encoding="utf-8"
    )
    (own / "config.toml").write_text(
        f"{quoted} = {quoted}\n[display]\ntheme = {quoted}\nlanguage = {quoted}\n[keys]\n{quoted} = [{quoted}]\n"
        f'"move.left" = [{quoted}]\n[analyst]\nname = {quoted}\n',
        encoding="utf-8",
    )


def _quote(text: str) -> str:
    """A string of TOML."""
    return '"' + "".join(f"\\U{ord(each):08x}" for each in text) + '"'


def _solid(text: str) -> str:
    """Without what columns would be cut at."""
    return "".join(each for each in text if not each.isspace() and each not in "\x1c\x1d\x1e\x1f")


def _write_ann() -> str:
    label = _solid(PAYLOAD)
    return (
        f"T1\t{label} {RUSSIA.start} {RUSSIA.end}\tروسيا{PAYLOAD}\n"
        f"T2\tpledge {CUE.start} {CUE.end}\tتعهدت\n"
        f"E1\tpledge:T2 committer:T1 {label}:T1\n"
        f"A1\t{label} E1 {label}\n"
        f"#1\tAnnotatorNotes T1\t{PAYLOAD}\n"
        f"{label}\t{PAYLOAD}\n"
    )


def _write_docx(path: Path) -> None:
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml",
            f"<w:document xmlns:w='{word}'><w:body><w:p><w:r><w:t>روسيا {MILD}</w:t></w:r></w:p></w:body></w:document>",
        )
        archive.writestr(
            "docProps/core.xml",
            "<cp:coreProperties xmlns:cp='http://schemas.openxmlformats.org/package/2006/metadata/core-properties' "
            "xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:dcterms='http://purl.org/dc/terms/'>"
            f"<dc:title>{MILD}</dc:title><dc:creator>{MILD}</dc:creator><dcterms:created>{MILD}</dcterms:created>"
            "</cp:coreProperties>",
        )


def fill_workspace(database: str | Path, *, source: str, analysts: Sequence[str] = ("هدى", "خالد")) -> Article:
    """Let analysts say hostile things of a hostile article, each something else."""
    article = hostile_article(source)
    for number, who in enumerate(analysts):
        with Workspace.open(database, who=who) as workspace:
            workspace.remember(article)
            authorship = workspace.authorship(article.id)
            for at, each in enumerate(hostile_annotations()):
                decide = tagging.accept if at != number else tagging.reject
                workspace.apply(decide(authorship, each))
            mine = replace(hostile_annotations(decision=Decision.ACCEPTED)[number], span=Span(0, 3), source="human")
            workspace.apply(tagging.add(authorship, mine))
            workspace.apply(tagging.write_note(authorship, workspace.annotations(article.id)[0], PAYLOAD))
            state = workspace.reading_state(article.id)
            for operations in (
                article_marks.add_tag(authorship, state, PAYLOAD),
                article_marks.write_remark(authorship, state, PAYLOAD),
                article_marks.set_bookmark(authorship, state, 3, PAYLOAD),
                article_marks.set_flag(authorship, state, article_marks.Flag.DONE),
            ):
                workspace.apply(operations)
    return article
