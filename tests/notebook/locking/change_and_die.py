"""Change the key of one copy of a home after the other, and die in each at a later step, by SIGKILL.

Takes the home to copy, the folder of the copies, the old and the new key as hex or "-", and how many steps later to die
each time. A step is whatever Python tells its
audit hooks of files: that one is opened, made, renamed or removed. Prints the number of copies.
"""

import os
import shutil
import signal
import sys
from pathlib import Path

from reader.home import Home
from reader.notebook.locking.change import change_key
from reader.notebook.locking.key import Key

STEPS = ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir")


def parse(words: str) -> Key | None:
    content = bytes.fromhex(words) if words != "-" else b""
    return Key(content[:32], content[32:]) if content else None


def change_until(step: int, root: Path, old: Key | None, new: Key | None) -> None:
    left = step

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if event in STEPS and str(root) in str(arguments):
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)
            left -= 1

    sys.addaudithook(count)
    change_key(Home(root), old, new, lambda *_: None, "Changing failed")


model, copies = Path(sys.argv[1]), Path(sys.argv[2])
keys = parse(sys.argv[3]), parse(sys.argv[4])
copies.mkdir()
number, alive = 0, False
while not alive:
    root = copies / f"{number:03}"
    shutil.copytree(model, root)
    child = os.fork()
    if not child:
        change_until(number * int(sys.argv[5]), root, *keys)
        os._exit(0)
    alive = os.waitpid(child, 0)[1] == 0
    number += 1
print(number)
