"""What is imported before the first page is painted brings neither Whoosh nor numpy."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("module", ["matches", "results", "sources", "checksums", "query", "snippets"])
def test_a_module_of_the_first_page_imports_neither_whoosh_nor_numpy(module: str):
    code = f"import sys, reader.search.{module}; print(*(name in sys.modules for name in ('whoosh', 'numpy', 'markdown')))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["False"] * 3


def test_searching_does_import_it():
    code = "import sys, reader.search.searcher; print('whoosh' in sys.modules, 'PySide6' in sys.modules)"
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["True", "False"]
