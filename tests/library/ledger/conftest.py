from collections.abc import Iterator
from pathlib import Path

import pytest
from library.ledger_library import SmallLedger


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SmallLedger]:
    library = SmallLedger(tmp_path)
    yield library
    library.close()
