"""The locked door stands there at once: what reads a case, draws or sends is loaded when it opens."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

LATER = ("sqlalchemy", "sqlcipher3", "reportlab", "networkx", "numpy", "PIL", "httpx", "paramiko", "models.readers")
SCRIPT = f"""
import sys
from pathlib import Path
from sofs_desk.app import make_application, make_services, make_window
from sofs_desk.settings import Settings
application = make_application(["sofs-desk"])
window = make_window(make_services(Settings(), Path(sys.argv[1])))
window.start()
{{more}}
window.show()
application.processEvents()
print([name for name in {LATER!r} if name in sys.modules])
"""


def loaded(folder: Path, more: str = "") -> str:
    (folder / "x.sofs").touch()  # a vault is there: its door is shown, not the first run
    run = subprocess.run(
        [sys.executable, "-P", "-c", SCRIPT.replace("{more}", more), str(folder / "x.sofs")],
        capture_output=True, text=True, timeout=120,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "SOFS_DESK_HOME": str(folder)},
    )  # fmt: skip
    assert run.returncode == 0, run.stderr[-2000:]
    return run.stdout.strip().splitlines()[-1]


def test_the_window_stands_there_before_the_database_is_loaded(tmp_path: Path) -> None:
    assert loaded(tmp_path) == "[]"


def test_what_would_load_it_is_seen(tmp_path: Path) -> None:
    assert "sqlalchemy" in loaded(tmp_path, "import models.readers")
