"""Claims a file or folder for one program at a time; the claim ends with the program, even if it is killed."""

from __future__ import annotations


def claim(descriptor: int, *, waits: bool = False) -> bool:
    """Claim an open file or folder until it is closed; returns whether the claim holds.

    Where another program has claimed it, the call waits if `waits` is set and otherwise returns False. Where the system
    or the drive has no locks, it returns True.
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
        # Some network drives have no locks.
        pass
    return True
