"""Defines the tables of the index; all of it is derived, so that another version is simply built again."""

from __future__ import annotations

VERSION = 2
"""Raised whenever the tables change, or what is put into them: an index of another version is built again."""

TABLES = """
CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE files (
    path TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    modified INTEGER NOT NULL,
    problem TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;

CREATE TABLE articles (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    folded_title TEXT NOT NULL,
    source TEXT NOT NULL,
    place TEXT NOT NULL,
    outlet TEXT NOT NULL,
    date TEXT NOT NULL,
    day INTEGER,
    words INTEGER NOT NULL,
    warnings INTEGER NOT NULL,
    fields TEXT NOT NULL,
    engine TEXT,
    is_present INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX articles_by_day ON articles (day);
CREATE INDEX articles_by_outlet ON articles (outlet);
CREATE INDEX articles_absent ON articles (is_present) WHERE is_present = 0;
CREATE INDEX articles_by_engine ON articles (engine, number);

CREATE TABLE texts (
    article INTEGER PRIMARY KEY,
    text BLOB NOT NULL
);

CREATE TABLE places (
    path TEXT NOT NULL,
    name TEXT NOT NULL,
    article INTEGER NOT NULL,
    reading INTEGER NOT NULL,
    PRIMARY KEY (path, name, article)
) WITHOUT ROWID;
CREATE INDEX places_by_article ON places (article);

CREATE VIRTUAL TABLE words USING fts5 (title, body, title_stems, body_stems, content='', tokenize='ascii');

CREATE TABLE annotations (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL,
    layer TEXT NOT NULL,
    key TEXT NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    label TEXT NOT NULL,
    frame TEXT NOT NULL,
    decision TEXT NOT NULL,
    score REAL,
    rule TEXT NOT NULL,
    source TEXT NOT NULL,
    note TEXT NOT NULL,
    quote TEXT NOT NULL,
    name TEXT NOT NULL,
    attributes TEXT NOT NULL,
    proposed TEXT NOT NULL DEFAULT '',
    first_day INTEGER,
    last_day INTEGER,
    reading TEXT NOT NULL DEFAULT ''
);
CREATE INDEX annotations_by_article ON annotations (article, layer, frame);
CREATE INDEX annotations_by_label ON annotations (label, article, layer, decision);
CREATE INDEX annotations_by_name ON annotations (name, article, layer, decision) WHERE name <> '';
CREATE INDEX annotations_by_deadline ON annotations (last_day, first_day) WHERE frame <> '' AND last_day IS NOT NULL;

CREATE TABLE roles (
    annotation INTEGER NOT NULL,
    role TEXT NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    quote TEXT NOT NULL,
    name TEXT NOT NULL
);
CREATE INDEX roles_by_annotation ON roles (annotation);
CREATE INDEX roles_by_name ON roles (name, role);

CREATE TABLE settled (
    annotation INTEGER NOT NULL,
    layer TEXT NOT NULL,
    PRIMARY KEY (annotation, layer)
) WITHOUT ROWID;

CREATE TABLE marks (
    article INTEGER NOT NULL,
    layer TEXT NOT NULL,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    PRIMARY KEY (article, layer, kind, key)
) WITHOUT ROWID;
CREATE INDEX marks_by_kind ON marks (kind, layer, key);
"""
"""`articles.source` is where an article was first found, as `Article.source` gives it; `place` names a row of that file
too. `day` is the ordinal of the article's date, `engine` the version of the engine whose proposals are kept, NULL where
none are. An article of which no file is left stays, with `is_present` 0, unless somebody has worked on it.

`texts` has the compressed texts, apart from the articles, so that these can be listed fast; `get_text` reads one.

`places` has every row of every file, so that it is known what a file no longer holds; two rows may have one name.
`reading` tells apart what was read from a file last and before.

`words` has the folded words (`index_words`), title and body apart, and their stems; its rowid is the article's number.

`annotations` has the engine's proposals (`layer` is empty) and what analysts have decided (`layer` is theirs). `frame`
is empty for entities. A number is never given twice, so that an annotation that was read is known again. `name` is the
folded name of an entity's group, empty for what has no name. `proposed` has, as JSON, the start, end and label of the
proposal on which an analyst's annotation is a decision. Of a deadline or date, `first_day` and `last_day` are the
ordinals of the days, with how they were read. `roles` has the roles of commitments; `roles.name` is the group of the
entity that stands in the role, or else the folded words. `settled` says which layer has decided on which proposal.

`marks` has what analysts say of articles and of commitments (flags, tags, outcomes, evidence …), as the journal does.
"""
