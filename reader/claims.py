"""Keeps other programs from doing the same at the same time; whoever ends, however that comes, claims nothing more."""

from __future__ import annotations


def claim(descriptor: int, *, waits: bool = False) -> bool:
    """Claim an open file or folder until it is closed; False where another program has it, if that is not waited for.

    True also where the system or the drive knows no locks.
    """
    try:
        import fcntl
    except ImportError:  # Windows
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if waits else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    except OSError:
        # Some network drives know none.
        pass
    return True
