"""Decides which words can bind somebody: reads the lexicon, the forms of its verbs, and a user's additions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from reader.annotate.commitments import grammar
from reader.arabic.words import fold
from reader.errors import ConfigError
from reader.labels import default_labels

# The past of the third person masculine is spelled like a noun or preposition (عمل، بين) in most other verbs.
_SURE = grammar.WORDS["sure_verbs"]

_FOLDER = Path(__file__).parents[1] / "lexicon"
_MARKERS = {"ب", "ل", "على", "إلى", "عن", "من", "في", "أن", "masdar", "acc", "مع", "بين", "نحو", "بشأن"}


@dataclass(frozen=True, slots=True)
class CueEntry:
    """A word or phrase that binds, with what it needs around it."""

    lemma: str
    kind: str
    """verb, noun, phrase or future."""
    type: str
    gloss: str
    action: frozenset[str] = frozenset()
    other: frozenset[str] = frozenset()
    only_kinds: frozenset[str] = frozenset()
    """Narrower than action: only these complements count."""
    only_with: frozenset[str] = frozenset()
    not_before: frozenset[str] = frozenset()
    not_after: frozenset[str] = frozenset()
    only_after: frozenset[str] = frozenset()
    not_near: frozenset[str] = frozenset()
    """Words within four words before which it means something else."""
    not_with: frozenset[str] = frozenset()
    """Complements, named as in action, with which it means something else."""
    needs: bool = True
    negatable: bool = True
    """Whether it still binds somebody when negated."""
    negated: str = ""
    """The type it has when negated, if that is another."""
    status: str = "made"
    reach: int = 0
    """Words after the cue within which the action must begin; 0 for the usual reach."""
    cue: int = 0
    """How many words of a phrase are the cue; 0 for all."""
    pattern: tuple[frozenset[str], ...] = ()
    """The words of a phrase, with their alternatives."""
    flags: frozenset[str] = frozenset()
    """Any of _FLAGS below; commitments.toml says what each means."""

    @property
    def prefers_b(self) -> bool:
        """Whether ب brings its action where a verbal noun may also be its plain object: طالب."""
        return "ب" in self.action and "masdar" in self.action and "acc" in self.other


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The tables that matching needs, by folded spelling."""

    verbs: Mapping[str, tuple[tuple[CueEntry, str], ...]]
    """Entries with the kind of form (p3fs, ap …)."""
    risky: Mapping[str, tuple[tuple[CueEntry, str], ...]]
    """The same for spellings that are verbs only where a clause begins."""
    nouns: Mapping[str, tuple[CueEntry, ...]]
    phrases: Mapping[str, tuple[CueEntry, ...]]
    """By first word."""
    speech: Mapping[str, str]
    """Forms of the verbs of saying, with their kind."""
    finite: Mapping[str, str]
    """Spellings that are nearly always a finite verb, with their kind."""
    status: Mapping[str, str]
    """Forms of the verbs that say what became of a promise, with the status they give it."""
    forecast: frozenset[str]
    """Stems (present without its prefix) that tell how things turn out."""
    light: frozenset[str]
    scheduled: frozenset[str]
    """Stems of events that may have a thing for their subject."""
    threats: frozenset[str]
    """Stems of what is threatened where it is told as a future: سيعاقب."""
    opinion: frozenset[str]
    """Words after which أن brings what somebody thinks will happen."""
    stems: frozenset[str]
    """Presents without their prefix, of the verbs that news uses."""
    looked_up: dict[str, tuple[tuple[CueEntry, str], ...]] = field(default_factory=dict, compare=False)
    """What words met before stand for; it saves looking the same word up in every article."""


_FLAGS = (
    "person",
    "text",
    "waits",
    "owned",
    "through",
    "passive",
    "forecast",
    "obliges",
    "done",
    "asks",
    "adjacent",
    "urged",
    "predicate",
    "law",
    "clause",
    "actor",
    "impersonal",
    "court",
    "lists",
    "named",
    "subject",
    "depends",
    "warned",
    "near",
    "dated",
    "terms",
    "lawful",
    "excepts",
    "begins",
    "decreed",
    "wishes",
    "tied",
    "told",
    "unless",
    "brings",
)
_LISTS = ("action", "other", "only_kinds", "only_with", "not_before", "not_with", "not_after", "only_after", "not_near")
_KEYS = {
    "verb": {"root", "pattern", "not_forms", "risky_forms", "forms"},
    "noun": {"forms", "not_forms"},
    "phrase": {"words", "cue"},
}
_COMMON = {"lemma", "type", "gloss", "needs", "negatable", "negated", "status", "reach", "remove", *_FLAGS, *_LISTS}


def _read_toml(path: Path) -> dict[str, Any]:
    import tomli

    try:
        return tomli.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: the lexicon cannot be read ({error}); fix the file or remove it.") from error


def _name(entry: Mapping[str, Any]) -> str:
    return str(entry.get("lemma") or " ".join(map(str, entry.get("words", ()))) or "?")


def _check(path: Path, table: str, entry: Any) -> None:
    if not isinstance(entry, dict):
        raise ConfigError(f"{path}: {table} must be a list of tables, written [[{table}]]; fix it.")
    name = _name(entry)
    where = f"{path}: [[{table}]] {name!r}"
    unknown = set(entry) - _COMMON - _KEYS[table]
    if unknown:
        raise ConfigError(f"{where} has the unknown key {min(unknown)!r}; correct or remove it.")
    if entry.get("remove"):
        return
    for key in (*_LISTS, "not_forms", "risky_forms", "forms", "words"):
        value = entry.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
            raise ConfigError(f"{where}: {key} must be a list of words in quotation marks; fix it.")
    needed = {"verb": ("lemma", "type"), "noun": ("lemma", "type", "forms"), "phrase": ("words", "type")}[table]
    for key in needed:
        if not entry.get(key):
            raise ConfigError(f"{where} lacks {key!r}; add it.")
    for key in ("type", "negated"):
        if entry.get(key) and entry[key] not in {label.name for label in default_labels().commitments}:
            raise ConfigError(f"{where}: there is no commitment called {entry[key]!r}; use a label with roles.")
    unknown = set(entry.get("action", ())) | set(entry.get("other", ()))
    if unknown - _MARKERS:
        raise ConfigError(
            f"{where}: {min(unknown - _MARKERS)!r} marks nothing; use one of {' '.join(sorted(_MARKERS))}."
        )


def _entry(table: str, entry: Mapping[str, Any]) -> CueEntry:
    name = _name(entry)
    return CueEntry(
        name,
        table,
        entry["type"],
        str(entry.get("gloss") or f"{name}: {entry['type']}"),
        **{key: frozenset(entry.get(key, ())) for key in ("action", "other", "only_kinds", "not_with")},
        **{
            key: frozenset(map(fold, entry.get(key, ())))
            for key in ("only_with", "not_before", "not_after", "only_after", "not_near")
        },
        needs=bool(entry.get("needs", True)),
        negatable=bool(entry.get("negatable", True)),
        negated=str(entry.get("negated", "")),
        status=str(entry.get("status", "made")),
        reach=int(entry.get("reach", 0)),
        cue=int(entry.get("cue", 0)),
        pattern=tuple(frozenset(map(fold, word.split("|"))) for word in entry.get("words", ())),
        flags=frozenset(flag for flag in _FLAGS if entry.get(flag)),
    )


def _merge(own: dict[str, Any], path: Path | None) -> dict[str, dict[str, tuple[Path, dict[str, Any]]]]:
    shipped = _FOLDER / "commitments.toml"
    files = [(shipped, own)]
    if path is not None:
        files.append((path, _read_toml(path)))
    merged: dict[str, dict[str, tuple[Path, dict[str, Any]]]] = {table: {} for table in _KEYS}
    for file, tables in files:
        for table in _KEYS:
            entries = tables.get(table, [])
            if not isinstance(entries, list):
                raise ConfigError(f"{file}: {table} must be a list of tables, written [[{table}]]; fix it.")
            for entry in entries:
                if file is not shipped:
                    _check(file, table, entry)
                if entry.get("remove"):
                    merged[table].pop(_name(entry), None)
                else:
                    merged[table][_name(entry)] = (file, entry)
    return merged


def _read_forms() -> dict[str, list[tuple[str, str]]]:
    forms: dict[str, list[tuple[str, str]]] = {}
    for line in (_FOLDER / "commitment_forms.txt").read_text(encoding="utf-8").splitlines():
        lemma, _, rest = line.partition("\t")
        forms[lemma] = [(kind, form) for kind, _, form in (pair.partition(":") for pair in rest.split(" "))]
    return forms


def _variants(form: str) -> Iterator[str]:
    form = fold(form)
    yield form
    if not form.startswith("ال"):
        yield "ال" + form
    stem = form[:-1] + "ت" if form.endswith("ه") else form
    for suffix in ("ه", "ها", "هم", "هما", "نا"):
        yield stem + suffix


def _guess_kind(form: str) -> str:
    # A user's forms carry no kinds; the prefix and ending of the spelling say enough for agreement.
    if form[1:2] == "ا" and form.endswith(("ا", "ه", "ين", "ون")) and not form.endswith("وا"):
        # رافضا، رافضة، عاكفون: participles
        return "ap"
    present = form[:1] in "يتنا" and len(form) > 3 and form[:1] != "ا"
    if present:
        return {"ي": "i3mp" if form.endswith(("ون", "وا")) else "i3ms", "ت": "i3fs", "ن": "i1p"}[form[0]]
    return "p3mp" if form.endswith("وا") else "p3fs" if form.endswith("ت") else "p3ms"


_OBJECTS = ("ه", "ها", "هم", "هما", "نا", "كم", "ني")


@cache
def read_lexicon(extra: Path | None = None) -> Lexicon:
    """The shipped lexicon with a user's file over it; ConfigError names the file and the entry that cannot be used."""
    own = _read_toml(_FOLDER / "commitments.toml")
    forms = _read_forms()
    merged = _merge(own, extra)
    verbs: dict[str, tuple[tuple[CueEntry, str], ...]] = {}
    risky: dict[str, tuple[tuple[CueEntry, str], ...]] = {}
    finite: dict[str, str] = {}
    for file, raw in merged["verb"].values():
        entry = _entry("verb", raw)
        barred = set(map(fold, raw.get("not_forms", ())))
        doubtful = set(map(fold, raw.get("risky_forms", ())))
        spelled = [(_guess_kind(fold(form)), fold(form)) for form in raw.get("forms", ())]
        if not spelled and raw["lemma"] not in forms:
            raise ConfigError(f"{file}: [[verb]] {raw['lemma']!r} lacks 'forms'; list how it is spelled.")
        for kind, form in spelled or forms.get(raw["lemma"], []):
            if (form in barred and form not in doubtful) or len(form) < 2 or kind.endswith("3fp"):
                continue
            if kind[1:] in ("1s", "1p") and len(form) < 4:
                continue
            if kind == "ap" and (form.endswith("ات") or not form.endswith(("ا", "ه", "ين", "ون"))):
                # مطالب، مهدد: as often a plural or a passive.
                continue
            if form in doubtful:
                _add(risky, form, (entry, kind))
                finite.setdefault("و" + form, kind)
                continue
            _add(verbs, form, (entry, kind))
            if kind[0] in "pi" and (kind != "p3ms" or fold(raw["lemma"]) in _SURE):
                finite.setdefault(form, kind)
            if kind[0] in "pi" and kind[1] == "3" and "acc" in entry.other:
                for suffix in _OBJECTS:
                    with_object = form.removesuffix("ا") + suffix
                    if with_object not in barred:
                        _add(verbs, with_object, (entry, kind + "+"))
    nouns: dict[str, tuple[CueEntry, ...]] = {}
    for _, raw in merged["noun"].values():
        entry = _entry("noun", raw)
        barred = set(map(fold, raw.get("not_forms", ())))
        for form in raw["forms"]:
            for variant in _variants(form):
                if variant not in barred and entry not in nouns.get(variant, ()):
                    nouns[variant] = (*nouns.get(variant, ()), entry)
    phrases: dict[str, tuple[CueEntry, ...]] = {}
    for _, raw in merged["phrase"].values():
        entry = _entry("phrase", raw)
        for first in entry.pattern[0]:
            phrases[first] = (*phrases.get(first, ()), entry)
    speech: dict[str, str] = {}
    for line in own["speech"]["verbs"]:
        lemma = line.split(" ", 1)[0]
        for kind, form in forms[lemma]:
            if kind[0] == "a" and not form.endswith(("ا", "ه", "ين", "ون")):
                continue
            if kind != "p3ms" or fold(lemma) in _SURE:
                speech.setdefault(form, kind)
                if kind[0] in "pi":
                    finite.setdefault(form, kind)
            elif len(form) > 2:
                speech.setdefault("و" + form, kind)
    for line in own["plain"]["verbs"]:
        lemma, _, pattern = line.split(" ", 2)
        for kind, form in forms[lemma]:
            if kind[0] in "pi" and len(form) > 2 and (kind != "p3ms" or fold(lemma) in _SURE):
                finite.setdefault(form, kind)
    status = {
        form: name
        for name, lines in own["status"].items()
        for line in lines
        for kind, form in forms[line.split(" ", 1)[0]]
        # وفي is nearly always "and in".
        if len(form) > 2 and form != "وفي"
    }
    future = own["future"]
    return Lexicon(
        verbs,
        risky,
        nouns,
        phrases,
        speech,
        finite,
        status,
        frozenset(fold(verb)[1:] for verb in future["forecast"]),
        frozenset(fold(verb)[1:] for verb in future["light"]),
        frozenset(fold(verb)[1:] for verb in future["scheduled"]),
        frozenset(fold(verb)[1:] for verb in future["threats"]),
        frozenset(map(fold, future["opinion"])),
        frozenset((_FOLDER / "commitment_stems.txt").read_text(encoding="utf-8").split())
        | {fold(verb)[1:] for verb in (*future["scheduled"], *future["plan"])},
    )


def _add(table: dict[str, tuple[tuple[CueEntry, str], ...]], form: str, item: tuple[CueEntry, str]) -> None:
    known = table.get(form, ())
    if not any(entry is item[0] for entry, _ in known):
        table[form] = (*known, item)
