"""Open a home as the window does, write into it, and tell whether the library that encrypts was imported."""

import sys
from pathlib import Path

from reader.home import Home
from reader.notebook.personal import open_personal

personal = open_personal(Home(Path(sys.argv[1])), mend=True)
assert personal.notebook is not None
personal.notebook.set_creator("Dr T")
personal.close()
print("apsw" in sys.modules)
