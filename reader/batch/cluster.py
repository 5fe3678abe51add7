"""Annotates on a Dask cluster: articles are sent in shards, and if a worker dies, another one does its shard.

Only this process writes, each shard once and in order, so that the death of a worker never loses or repeats a row.
"""

from __future__ import annotations

import re
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from typing import Any

from reader.annotate.pipeline import Failure
from reader.batch.annotating import Done, RunTask, annotate_item
from reader.batch.items import RunItem
from reader.errors import AnnotateError, ReaderError, shown
from reader.wording import say

_MOST_ARTICLES = 32
_MOST_CHARACTERS = 200_000
_SHARDS_A_THREAD = 3
"""Shards under way per thread of the cluster: enough that no thread waits, and few enough that memory stays flat."""
_PATIENCE = 60
"""Seconds without any worker after which a run gives up."""
_CONNECT = 10
"""Seconds within which the scheduler has to answer."""
_PLACE = re.compile(r"(\[[0-9A-Fa-f:.%]+\]|[^\s:/?#@\[\]]+):\d{1,5}/?")
_ONE_AT_A_TIME = threading.Lock()


def annotate_on_cluster(items: Iterable[RunItem], work: RunTask, *, address: str) -> Iterator[tuple[RunItem, Done]]:
    """Every article with its result, in order; an article that kills worker after worker is given up, and reported.

    AnnotateError is raised if there is no cluster at the address, or no worker for a minute.
    """
    with _connect(address) as client:
        ours = version("arabic-reader")
        shards = _cut(items)
        under_way: deque[tuple[list[RunItem], Any]] = deque()
        while True:
            most = max(4, _SHARDS_A_THREAD * sum(client.nthreads().values()))
            while len(under_way) < most and (shard := next(shards, None)):
                under_way.append((shard, _submit(client, shard, work, ours)))
            if not under_way:
                return
            shard, future = under_way.popleft()
            yield from zip(shard, _wait(client, shard, future, work, ours), strict=True)


def annotate_shard(shard: list[RunItem], work: RunTask, theirs: str) -> list[Done]:
    """Annotate a shard on a worker; AnnotateError if the worker's version differs from the sender's."""
    ours = version("arabic-reader")
    if ours != theirs:
        raise AnnotateError(
            say(
                "A worker has arabic-reader {ours} where {theirs} is asked for; install the same on all.",
                ours=ours,
                theirs=theirs,
            )
        )
    # A worker may have several threads, which annotators of plug-ins may not support.
    with _ONE_AT_A_TIME:
        work.speak()
        return [annotate_item(item, work) for item in shard]


@contextmanager
def _connect(address: str) -> Iterator[Any]:
    scheme, _, place = address.partition("://")
    # Dask would notice a port that is not a number only after it began to connect, and leave half a client behind.
    if scheme != "dask" or not _PLACE.fullmatch(place):
        raise ReaderError(
            say(
                "{address}: a cluster is given as dask://HOST:PORT, the address of its scheduler.",
                address=shown(address),
            )
        )
    try:
        from distributed import Client
    except ImportError as error:
        raise ReaderError(
            say(
                "Running on a cluster needs dask.distributed, which is not installed: pip install "
                "'arabic-reader[dask]'."
            )
        ) from error
    try:
        client = Client(f"tcp://{place}", timeout=_CONNECT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise AnnotateError(
            say(
                "{address}: there is no scheduler that answers ({reason}); start one with `dask scheduler` and "
                "workers with `dask worker`.",
                address=shown(address),
                reason=shown(error) or type(error).__name__,
            )
        ) from error
    with client:
        yield client


def _cut(items: Iterable[RunItem]) -> Iterator[list[RunItem]]:
    shard: list[RunItem] = []
    characters = 0
    for item in items:
        shard.append(item)
        characters += len(item.article.text)
        if len(shard) == _MOST_ARTICLES or characters > _MOST_CHARACTERS:
            yield shard
            shard, characters = [], 0
    if shard:
        yield shard


def _submit(client: Any, shard: list[RunItem], work: RunTask, ours: str) -> Any:
    # Not pure: two equal shards are two results, and a shard's key must not depend on its pickled form.
    return client.submit(annotate_shard, shard, work, ours, pure=False)


def _wait(client: Any, shard: list[RunItem], future: Any, work: RunTask, ours: str) -> list[Done]:
    from distributed import KilledWorker

    try:
        done: list[Done] = _result(client, future)
    except KilledWorker as error:
        if len(shard) > 1:
            # One by one, so that only the article that kills workers is given up.
            return [
                done
                for item in shard
                for done in _wait(client, [item], _submit(client, [item], work, ours), work, ours)
            ]
        sentence = say(
            "{doc}: worker after worker died on this article ({address}); it is left out.",
            doc=shown(shard[0].doc),
            address=error.last_worker.address,
        )
        return [Done("", (Failure("", sentence),))]
    except (ModuleNotFoundError, AttributeError) as error:
        raise AnnotateError(
            say("A worker cannot run the reader ({error}); install arabic-reader on all workers.", error=error)
        ) from error
    return done


def _result(client: Any, future: Any) -> Any:
    without = 0
    while True:
        try:
            return future.result(timeout=_PATIENCE // 6)
        except TimeoutError:
            without = 0 if client.nthreads() else without + 1
            if without >= 6:
                raise AnnotateError(
                    say("The cluster has had no worker for a minute; start some and go on with --resume.")
                ) from None
