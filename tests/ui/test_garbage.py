"""Looking for garbage waits until the hand rests."""

import gc
import weakref

import pytest

from reader.ui.garbage import GarbageCollector


class Loop:
    """An object that only a look through everything finds to be garbage."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture
def now() -> list[float]:
    return [0.0]


@pytest.fixture
def tidying(now):
    usual = gc.get_threshold()
    gc.disable()
    tidying = GarbageCollector(lambda: now[0])
    tidying.begin()
    yield tidying
    tidying.end()
    gc.enable()
    assert gc.get_threshold() == usual
    assert gc.get_freeze_count() == 0


def test_garbage_stays_while_keys_come_and_goes_in_the_rest_after_them(tidying, now):
    garbage = weakref.ref(Loop())
    for now[0] in (1.0, 5.0, 9.0):
        tidying.wait()
        tidying.tidy()
    assert garbage() is not None
    now[0] = 18.9
    tidying.tidy()
    assert garbage() is not None
    now[0] = 19.0
    tidying.tidy()
    assert garbage() is None


def test_one_look_in_each_rest(tidying, now):
    now[0] = 20.0
    tidying.tidy()
    garbage = weakref.ref(Loop())
    now[0] = 60.0
    tidying.tidy()
    assert garbage() is not None
    tidying.wait()
    now[0] = 70.0
    tidying.tidy()
    assert garbage() is None


def test_what_is_spared_is_not_looked_through(tidying, now):
    kept = Loop()
    tidying.spare()
    assert gc.get_freeze_count() > 0
    assert all(each is not kept for each in gc.get_objects())


def test_full_looks_are_left_to_it(tidying):
    assert gc.get_threshold()[2] > 1_000_000


def test_what_has_come_together_is_looked_through_in_a_breath(tidying, now, monkeypatch):
    monkeypatch.setattr(gc, "get_count", lambda: (0, 0, 30))
    garbage = weakref.ref(Loop())
    now[0] = 100.0
    tidying.wait()
    tidying.tidy()
    assert garbage() is not None
    now[0] = 100.5
    tidying.tidy()
    assert garbage() is None


def test_too_much_is_looked_through_even_while_keys_come(tidying, now, monkeypatch):
    monkeypatch.setattr(gc, "get_count", lambda: (0, 0, 120))
    garbage = weakref.ref(Loop())
    tidying.wait()
    tidying.tidy()
    assert garbage() is None


def test_what_was_spared_and_let_go_goes_in_the_next_rest(tidying, now):
    kept = Loop()
    garbage = weakref.ref(kept)
    tidying.spare()
    del kept
    tidying.let_go()
    tidying.wait()
    now[0] = 20.0
    tidying.tidy()
    assert garbage() is None
    assert gc.get_freeze_count() > 0


def test_garbage_is_not_spared(tidying):
    tidying.spare()
    garbage = weakref.ref(Loop())
    tidying.spare()
    assert garbage() is None
