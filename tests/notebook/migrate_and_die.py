"""Bring the notebook of the home that is named to a version of the future, and die before the log is moved into the file."""

import os
import sys
from pathlib import Path

from reader.home import Home
from reader.notebook.migrations import NOTEBOOK_MIGRATIONS
from reader.notebook.notebook import Notebook
from reader.notebook.schema import Migration

added = Migration(3, ("ALTER TABLE mark ADD COLUMN mood TEXT NOT NULL DEFAULT ''",))
Notebook.open(Home(Path(sys.argv[1])), migrations=(*NOTEBOOK_MIGRATIONS, added))
os._exit(0)
