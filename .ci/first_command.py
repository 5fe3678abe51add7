"""Runs the README's first command in a fresh clone and reads the sample article off its screen."""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from pty_session import PtySession  # noqa: E402

found = re.search(r"<!-- read -->\s+(.+?)\s+<!-- -->", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
command = found[1] if found else sys.exit("the README names no command between <!-- read --> and <!-- -->")
# Proxies and certificates, which installing needs, come with the environment; the terminal is the session's own.
surroundings = {name: value for name, value in os.environ.items() if not name.startswith(("TERM", "VIRTUAL_ENV", "UV"))}
with tempfile.TemporaryDirectory() as folder:
    clone = Path(folder) / "clone"
    subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True)
    # A file of its own, since the command is run as it stands.
    script = Path(folder) / "command.sh"
    script.write_text(f"cd '{clone}'\n{command}\n", encoding="utf-8")
    with PtySession(["bash", "-e", str(script)], columns=140, rows=45, environment=surroundings) as session:
        session.wait_for(lambda session: session.shows("ﺐﻠﺣ ﻦﻣ ﻦﻴﻴﻧﺪﻤﻟﺍ ﺝﻭﺮﺧ ﻖﻴﻌﺗ"), seconds=420)
        session.press("q")
        code = session.wait_for_exit(seconds=30)
print(f"+ {command}: shows the article, exit code {code}")
sys.exit(code)
