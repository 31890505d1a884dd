"""The contract of imports holds, and would notice a breach: a planted one breaks it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINTER = Path(sys.executable).with_name("lint-imports")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the program's code that may be spoilt."""
    shutil.copytree(ROOT / "reader", tmp_path / "reader", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(folder)}
    return subprocess.run(
        [LINTER, "--no-cache"], cwd=folder, env=environment, check=False, capture_output=True, text=True, encoding="utf-8"
    )


def test_the_code_as_it_is_keeps_every_contract(copy: Path):
    done = lint(copy)
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


def test_qt_in_the_search_breaks_the_contract(copy: Path):
    planted = copy / "reader" / "search" / "ranking.py"
    planted.write_text(f"{planted.read_text(encoding='utf-8')}\nfrom PySide6 import QtCore\n", encoding="utf-8")
    done = lint(copy)
    assert done.returncode == 1
    assert "The core knows no Qt BROKEN" in done.stdout
    assert "reader.search.ranking" in done.stdout


def test_a_module_without_a_place_breaks_the_contract(copy: Path):
    (copy / "reader" / "stray.py").write_text('"""Stand nowhere."""\n', encoding="utf-8")
    done = lint(copy)
    assert done.returncode == 1
    assert "stray" in done.stdout


def test_the_library_may_not_know_the_search(copy: Path):
    planted = copy / "reader" / "library" / "slug.py"
    planted.write_text(f"{planted.read_text(encoding='utf-8')}\nfrom reader.search import results\n", encoding="utf-8")
    assert lint(copy).returncode == 1
