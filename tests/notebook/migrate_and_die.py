"""Bring the notebook of the home that is named to version 2, and die before the log is moved into the file."""

import os
import sys
from pathlib import Path

from reader.home import Home
from reader.notebook.notebook import Notebook
from reader.notebook.schema import NOTEBOOK_MIGRATIONS, Migration

added = Migration(2, ("ALTER TABLE mark ADD COLUMN tags TEXT NOT NULL DEFAULT '[]'",))
Notebook.open(Home(Path(sys.argv[1])), migrations=(*NOTEBOOK_MIGRATIONS, added))
os._exit(0)
