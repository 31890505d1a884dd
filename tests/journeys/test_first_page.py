"""The first page of a real start costs neither Markdown nor Whoosh."""

import json
import subprocess
import sys
from pathlib import Path

from tests.journeys.program import PATIENCE, Screen

# Runs the real program, and reads its own modules at the moment the first paint is over.
WATCHED = """
import json, sys
from reader.cli import main
from reader.desktop.window import Window

made = Window.__init__
def watched(self, *arguments):
    made(self, *arguments)
    self._was_painted.connect(lambda: tell(self))
def tell(window):
    seen = {"title": window.windowTitle(), "modules": sorted(sys.modules)}
    print(json.dumps(seen), flush=True)
    window.close()
Window.__init__ = watched
sys.exit(main(sys.argv[1:]))
"""


def first_page(screen: Screen, home: Path, *words: str) -> dict[str, object]:
    arguments = [sys.executable, "-c", WATCHED, "--home", str(home), *words]
    done = subprocess.run(arguments, env=screen.environment, capture_output=True, text=True, timeout=PATIENCE * 2, check=False)
    assert done.returncode == 0, done.stderr
    seen: dict[str, object] = json.loads(done.stdout)
    return seen


def test_neither_markdown_nor_whoosh_is_imported_when_the_first_page_is_painted(screen: Screen, tmp_path: Path):
    prepared = [sys.executable, "-m", "reader", "topics", "--home", str(tmp_path / "home")]
    subprocess.run(prepared, check=True, capture_output=True)
    seen = first_page(screen, tmp_path / "home", "open", "what-is-it")
    modules = seen["modules"]
    assert isinstance(modules, list)
    assert "reader.desktop.page.page" in modules
    assert seen["title"] == "What a micrometastasis is — Wardbook"
    assert {"markdown", "nh3", "numpy", "whoosh", "yaml"}.isdisjoint(modules)
