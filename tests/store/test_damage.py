"""Whatever a row has become: it is listed, left out, and everything else is there."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from reader.cli.command_line import app
from reader.comparing.other_layers import OtherLayers
from reader.errors import ReaderError
from reader.journal import article_marks, tagging
from reader.journal.article_marks import Flag
from reader.journal.operation_json import encode, operation_to_json
from reader.journal.operations import Authorship, KeptAnnotation
from reader.labels import default_labels
from reader.model import Annotation, Article, Span
from reader.reading.opened import look_up
from reader.reading.session import Session
from reader.reading.work import Work
from reader.store import rescue
from reader.store.checking import check
from reader.store.schema import TABLES
from reader.store.workspace import Workspace

ARTICLE = Article("قالت مصر إنها تتعهد بدعم السودان.", title="خبر", source="one.txt")
OTHER = Article("وقالت مصر أيضا نعم.", source="two.txt")
EARLIER = Article("قالت مصر إنها تتعهد بدعم سوريا.", source="one.txt")


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))


def fill(place: str | Path) -> None:
    """Two analysts' annotations and marks of every kind in an article and its earlier text, and one in another."""
    for who in ("huda", "khaled"):
        with Workspace.open(place, who=who) as workspace:
            workspace.remember(EARLIER)
            workspace.apply(tagging.tag(workspace.authorship(EARLIER.id), Span(25, 30), "place"))
            workspace.remember(ARTICLE)
            workspace.remember(OTHER)
            workspace.carry_over(EARLIER.id, ARTICLE.id)
            authorship = workspace.authorship(ARTICLE.id)
            pledge = Annotation(Span(14, 19), "pledge", (("committer", Span(5, 8)),), (("polarity", "positive"),))
            workspace.apply(tagging.add(authorship, pledge))
            workspace.apply(tagging.tag(authorship, Span(5, 8), "place"))
            state = workspace.reading_state(ARTICLE.id)
            workspace.apply(article_marks.set_flag(authorship, state, Flag.DONE))
            workspace.apply(article_marks.set_bookmark(authorship, state, 9, "هنا"))
            workspace.apply(article_marks.add_tag(authorship, state, "مصر"))
            workspace.apply(article_marks.write_remark(authorship, state, "قول"))
            workspace.apply(article_marks.keep_position(authorship, state, 7))
            workspace.apply(tagging.tag(workspace.authorship(OTHER.id), Span(6, 9), "place"))
            workspace.apply(article_marks.add_tag(authorship, workspace.reading_state(ARTICLE.id), "زائد"))
            workspace.undo(ARTICLE.id)


def loosen(path: Path, table: str, column: str) -> None:
    """Rebuild a table without what it demands of a column, as no reader makes it but damage may leave it."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        names = ", ".join(f'"{each.name}"' for each in TABLES.tables[table].columns)
        kept = names.replace('"sequence"', '"sequence" INTEGER PRIMARY KEY AUTOINCREMENT')
        connection.execute(f"CREATE TABLE loose ({kept})")
        connection.execute(f"INSERT INTO loose ({names}) SELECT {names} FROM {table}")
        connection.execute(f"DROP TABLE {table}")
        connection.execute(f"ALTER TABLE loose RENAME TO {table}")
        connection.commit()


VALUES = {
    "null": "NULL",
    "number": "7",
    "fraction": "0.5",
    "huge": "9e300",
    "bytes": "x'fffe00'",
    "no UTF-8": "CAST(x'ff41' AS TEXT)",
    "words": "'nonsense'",
    "empty": "''",
    "list": "'[]'",
    "object": "'{}'",
    "open": "'{\"span\": ['",
    "JSON null": "'null'",
    "deep": f"'{'[' * 100_000}'",
}
COLUMNS = [
    (table.name, column.name)
    for table in TABLES.sorted_tables
    for column in table.columns
    if (table.name, column.name) != ("journal", "sequence")
]


def check_use(place: str | Path) -> None:
    """Everything a reader does with a workspace: whatever is damaged, nothing but a sentence may come of it."""
    with suppress(ReaderError):
        check(place)
    store = [] if isinstance(place, Path) else ["--store", place]
    path = [str(place)] if isinstance(place, Path) else ["."]
    for command in (
        ["history"],
        ["agree"],
        ["export", "--layer", "huda"],
        ["export", "--layer", "huda", "--format", "conll"],
        ["where"],
    ):
        result = CliRunner().invoke(app, [command[0], *path, *command[1:], *store])
        assert isinstance(result.exception, SystemExit | ReaderError | None), command
    with suppress(ReaderError), Workspace.open(place, who="huda") as workspace:
        workspace.articles()
        workspace.search("مصر")
        opened = look_up(workspace, ARTICLE, place="one.txt", with_others=True)
        work = Work(Session(ARTICLE), workspace, default_labels(), opened=opened)
        if work.earlier:
            work.carry_over(work.earlier)
        OtherLayers(workspace, work.authorship).proposals()
        workspace.changes_since(0)
        workspace.history(ARTICLE.id)
        work.do(tagging.tag(work.authorship, Span(0, 4), "place"))
        for _ in range(8):
            work.undo()
        for _ in range(8):
            work.redo()
        work.do(tagging.tag(work.authorship, Span(5, 8), "place"))
        work.keep_position()
        work.catch_up()
        work.reload_if_replaced()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("filled") / "reader.db"
    fill(path)
    return path.read_bytes()


@pytest.fixture
def path(filled: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "news" / ".reader" / "reader.db"
    path.parent.mkdir(parents=True)
    path.write_bytes(filled)
    return path


def spoil(path: Path, table: str, column: str, value: str) -> None:
    loosen(path, table, column)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"UPDATE {table} SET {column} = {value} WHERE rowid = (SELECT max(rowid) FROM {table})")
        connection.commit()


@pytest.mark.parametrize(
    ("table", "column", "value"),
    # Two kinds a column; each kind comes up in many.
    [
        (*column, list(VALUES.values())[(at * 5 + step * 3) % len(VALUES)])
        for at, column in enumerate(COLUMNS)
        for step in (0, 1)
    ],
)
def test_whatever_a_column_holds_is_no_more_than_a_sentence(path: Path, table: str, column: str, value: str) -> None:
    spoil(path, table, column, value)
    check_use(path)


@pytest.mark.soak
@pytest.mark.parametrize(("table", "column"), COLUMNS)
@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES.keys())
def test_each_thing_in_each_column_is_no_more_than_a_sentence(path: Path, table: str, column: str, value: str) -> None:
    spoil(path, table, column, value)
    check_use(path)


def changed(**fields: object) -> str:
    """An annotation's JSON with some fields changed, or (None) left out."""
    value = json.loads(encode(KeptAnnotation(Annotation(Span(5, 8), "place"))))
    value |= {"proposed": {"span": [5, 8], "label": "place"}}
    value |= fields
    return json.dumps({name: part for name, part in value.items() if part is not None or name == "score"})


ANNOTATION_DAMAGE = {
    "no JSON": "{'span'",
    "not whole": changed()[:-9],
    "a list": "[]",
    "a number": "7",
    "null": "null",
    "text": '"place"',
    **{
        f"without {name}": changed(**{name: None})
        for name in json.loads(changed())
        if name not in ("proposed", "score")
    },
    "without a score": json.dumps({name: part for name, part in json.loads(changed()).items() if name != "score"}),
    "a span of one": changed(span=[5]),
    "a span of three": changed(span=[5, 8, 9]),
    "a span of words": changed(span=["5", "8"]),
    "a span of fractions": changed(span=[5.0, 8.0]),
    "a span that is true": changed(span=[False, True]),
    "a negative span": changed(span=[-3, 8]),
    "a reversed span": changed(span=[8, 5]),
    "a span without end": changed(span=[5, 10**30]),
    "a span by name": changed(span={"start": 5, "end": 8}),
    "an unknown decision": changed(decision="perhaps"),
    "no decision": changed(decision=[]),
    "a label of numbers": changed(label=7),
    "roles that are none": changed(roles=5),
    "a role without a span": changed(roles=[["committer"]]),
    "a role that is reversed": changed(roles=[["committer", 8, 5]]),
    "a role without a name": changed(roles=[[None, 5, 8]]),
    "attributes that are none": changed(attributes={"polarity": "positive"}),
    "attributes of numbers": changed(attributes=[["polarity", 5]]),
    "a source of none": changed(source=5),
    "a score in words": changed(score="high"),
    "a score that is none": changed(score=float("nan")),
    "a rule of numbers": changed(rule=5),
    "a note of lists": changed(note=[]),
    "a proposal without a span": changed(proposed={"label": "place"}),
    "a proposal that is reversed": changed(proposed={"span": [8, 5], "label": "place"}),
    "a proposal in words": changed(proposed="place"),
}
MARK_DAMAGE = {
    "a flag that is unknown": ("flag", "", '"finished"'),
    "a flag that is no JSON": ("flag", "", "done"),
    "a flag of none": ("flag", "", "null"),
    "a position in words": ("position", "", '"7"'),
    "a negative position": ("position", "", "-7"),
    "a position that is true": ("position", "", "true"),
    "a bookmark nowhere": ("bookmark", "here", '"x"'),
    "a negative bookmark": ("bookmark", "-5", '"x"'),
    "a bookmark that names nothing": ("bookmark", "5", "5"),
    "a note in numbers": ("remark", "", "5"),
    "a tag that is no JSON": ("tag", "x", "true, true"),
    "an unknown kind": ("star", "x", "true"),
    "a kind of annotations": ("accept", "x", "true"),
}
JOURNAL_DAMAGE = {
    "an unknown kind": {"kind": "moved"},
    "a date that is none": {"at": "yesterday"},
    "a date beyond all": {"at": "9999-12-31T23:59:59.999999-23:59"},
    "a date before all": {"at": "0001-01-01T00:00:00+23:59"},
    "no date": {"at": ""},
    "a value that is no JSON": {"after": "{"},
    "a value from before that is no JSON": {"before": "{"},
    "a value that is no annotation": {"after": "{}"},
    "a span that is reversed": {"after": changed(span=[8, 5])},
    "a proposal that is none": {"after": changed(proposed=[1])},
    "a mark in the place of an annotation": {"kind": "flag"},
}


def update(place: str | Path, statement: str, **values: str | bytes) -> None:
    """Change the database behind the reader's back."""
    with Workspace.open(place, who="damage") as workspace:
        done = workspace.database.write(lambda connection: connection.execute(text(statement), values).rowcount)
        assert done


def expect_the_rest(place: str | Path) -> None:
    """What is damaged is listed and counted, and everything else is there for commands and readers."""
    found = check(place)
    assert any("cannot be read" in each.what and "left out" in each.what for each in found), found
    where = [str(place)] if isinstance(place, Path) else ["--store", place]
    for command in (["history"], ["export", "--layer", "khaled"], ["agree"]):
        result = CliRunner().invoke(app, [*command, *where], catch_exceptions=False)
        assert result.exit_code == 0, command
        assert "السودان" in result.stdout or command == ["agree"] or "khaled" in result.stdout
    assert CliRunner().invoke(app, ["check", *where]).exit_code == 1
    check_use(place)
    with Workspace.open(place, who="khaled") as workspace:
        work = Work(Session(ARTICLE), workspace, default_labels())
        assert {each.label for each in work.decided} >= {"place"}
        assert work.state.flag is Flag.DONE


@pytest.mark.parametrize("value", ANNOTATION_DAMAGE.values(), ids=ANNOTATION_DAMAGE.keys())
def test_an_annotation_that_cannot_be_read_is_left_out(path: Path, value: str) -> None:
    update(
        path,
        "UPDATE annotations SET value = :value WHERE layer = 'huda' AND article = :article AND label = 'pledge'",
        value=value,
        article=ARTICLE.id,
    )
    result = CliRunner().invoke(app, ["export", "--layer", "huda", "--store", str(path)], catch_exceptions=False)
    assert "one row that cannot be read was left out" in result.stderr
    assert [json.loads(line)["commitments"] for line in result.stdout.splitlines()][0] == []
    expect_the_rest(path)


@pytest.mark.parametrize(("kind", "key", "value"), MARK_DAMAGE.values(), ids=MARK_DAMAGE.keys())
def test_a_mark_that_cannot_be_read_is_left_out(path: Path, kind: str, key: str, value: str) -> None:
    update(
        path,
        "UPDATE marks SET kind = :kind, key = :key, value = :value "
        "WHERE layer = 'huda' AND article = :article AND kind = 'tag'"
        if kind in ("tag", "star", "accept")
        else "UPDATE marks SET key = :key, value = :value WHERE layer = 'huda' AND article = :article AND kind = :kind",
        kind=kind,
        key=key,
        value=value,
        article=ARTICLE.id,
    )
    expect_the_rest(path)


@pytest.mark.parametrize("values", JOURNAL_DAMAGE.values(), ids=JOURNAL_DAMAGE.keys())
def test_an_operation_that_cannot_be_read_is_left_out(path: Path, values: dict[str, str]) -> None:
    changes = ", ".join(f"{name} = :{name}" for name in values)
    update(
        path,
        f"UPDATE journal SET {changes} WHERE sequence = "
        "(SELECT max(sequence) FROM journal WHERE kind = 'add' AND layer = 'huda' AND article = :the_article)",
        the_article=ARTICLE.id,
        **values,
    )
    result = CliRunner().invoke(app, ["history", "--store", str(path)], catch_exceptions=False)
    assert "one row that cannot be read was left out" in result.stderr
    expect_the_rest(path)


def test_a_server_holds_no_row_that_keeps_the_others_from_being_read(postgres: str) -> None:
    fill(postgres)
    reversed_span, unknown, none = changed(span=[8, 5]), '"finished"', "yesterday"
    update(
        postgres, "UPDATE annotations SET value = :value WHERE layer = 'huda' AND label = 'pledge'", value=reversed_span
    )
    update(postgres, "UPDATE marks SET value = :value WHERE layer = 'huda' AND kind = 'flag'", value=unknown)
    update(postgres, "UPDATE journal SET at = :value WHERE layer = 'huda' AND kind = 'bookmark'", value=none)
    update(postgres, "UPDATE articles SET text = :value WHERE id = :id", value=b"\xff\xfe", id=OTHER.id)
    expect_the_rest(postgres)


@pytest.mark.parametrize("table", [table.name for table in TABLES.sorted_tables])
def test_a_table_that_is_missing_is_a_sentence(path: Path, table: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"DROP TABLE {table}")
        connection.commit()
    assert [each.what for each in check(path)][0].startswith(f"the table {table} is missing")
    check_use(path)


@pytest.mark.parametrize(
    "names", [["annotations"], ["marks"], ["sources", "versions"], ["workspace", "marks", "annotations"]]
)
def test_tables_that_the_journal_can_give_back_are_made_anew(path: Path, filled: bytes, names: list[str]) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for name in names:
            connection.execute(f"DROP TABLE {name}")
        connection.commit()
    result = CliRunner().invoke(app, ["history", str(path)], catch_exceptions=False)
    assert "rebuilt from the journal" in result.stderr
    whole = path.with_name("whole.db")
    whole.write_bytes(filled)
    with Workspace.open(path, who="huda") as workspace, Workspace.open(whole, who="huda") as before:
        assert workspace.rebuilt == ()
        for article in (ARTICLE, EARLIER, OTHER):
            assert workspace.annotations(article.id) == before.annotations(article.id)
            assert workspace.proposed(article.id) == before.proposed(article.id)
            assert workspace.reading_state(article.id) == before.reading_state(article.id)
    assert check(path) == []
    (kept,) = (path.parent / "backups").iterdir()
    assert check(kept)[0].what.startswith("the table")


RESCUED = [
    {"article": rescue._fields(ARTICLE)},
    {
        "operation": json.loads(
            operation_to_json(tagging.tag(Authorship(ARTICLE.id, "huda", "huda"), Span(5, 8), "place")[0])
        )
    },
]


@pytest.mark.parametrize(
    ("number", "field"), [(at, name) for at, line in enumerate(RESCUED) for each in line.values() for name in each]
)
@pytest.mark.parametrize("value", [7, {}, [["x"]], 10**30, "\ud800", "{"], ids=repr)
def test_whatever_a_line_of_kept_work_holds_the_workspace_opens(
    tmp_path: Path, number: int, field: str, value: object
) -> None:
    lines = json.loads(json.dumps(RESCUED))
    next(iter(lines[number].values()))[field] = value
    kept = tmp_path / "rescue" / "1.jsonl"
    kept.parent.mkdir()
    kept.write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    for _ in range(2):
        with Workspace.open(tmp_path / "reader.db", who="huda") as workspace:
            for entry in workspace.articles():
                workspace.annotations(entry.article)
    assert all(str(kept) in found.what for found in check(tmp_path / "reader.db"))


def test_what_no_reader_has_put_into_a_workspace_is_listed(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TRIGGER held BEFORE INSERT ON journal BEGIN SELECT RAISE(ABORT, 'no'); END")
        connection.execute("CREATE VIEW seen AS SELECT * FROM journal")
        connection.commit()
    assert [each.what.split(",")[0] for each in check(path)] == [
        "the trigger held was not made by a reader",
        "the view seen was not made by a reader",
    ]


def test_a_journal_that_takes_nothing_more_is_listed(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE sqlite_sequence SET seq = 9223372036854775807 WHERE name = 'journal'")
        connection.commit()
    assert [each.what.split(",")[0] for each in check(path)] == ["the journal has reached the highest number there is"]
