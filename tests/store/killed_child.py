"""Applies operations one after another and says so of each on a pipe, until it is killed."""

import sys

from reader.journal import tagging
from reader.model import Article, Span
from reader.store.workspace import Workspace

place, who, first, heading = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
article = Article(heading + " قالت مصر إنها تتعهد بدعم السودان." * 40)
workspace = Workspace.open(place, who=who, patience=60)
workspace.remember(article)
authorship = workspace.authorship(article.id)
number = first
while True:
    # Every fifth action is a bulk one and every seventh is taken back, so that a kill falls into those too.
    many = 40 if number % 5 == 0 else 1
    done = workspace.apply(tagging.tag_all([(authorship, Span(at, at + 4)) for at in range(many)], f"{number}"))
    print("did", number, done[0].batch, many, flush=True)
    if number % 7 == 0:
        undone = workspace.undo(article.id)
        print("undid", number, undone[0].undoes, many, flush=True)
    number += 1
