"""Applies a number of operations as one analyst, on the analyst's own layer and on one that all share."""

import sys

from reader.journal import tagging
from reader.model import Article, Span
from reader.store.workspace import Workspace

place, who, many = sys.argv[1], sys.argv[2], int(sys.argv[3])
article = Article("قالت مصر إنها تتعهد بدعم السودان. " * 40)
with Workspace.open(place, who=who, patience=300) as workspace:
    workspace.remember(article)
    for number in range(many):
        authorship = workspace.authorship(article.id, None if number % 2 else "shared")
        (done,) = workspace.apply(tagging.tag(authorship, Span(number, number + 4), f"{who} {number}"))
        print(done.id, done.sequence, flush=True)
