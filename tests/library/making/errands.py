"""What the tests have child processes do; imported by name, in the child alone."""

import os
import re
import signal
import sys
import time
from pathlib import Path

from reader.errors import EditionError
from reader.library.making.child import Progress


def add(progress: Progress, first: object, second: object):
    progress(0, 1, "adding")
    return first + second


def count(progress: Progress, number: int):
    for step in range(number):
        progress(step, number, f"step {step}")
    return number


def burn(progress: Progress, what: str = "burning"):
    progress(0, 1, what)
    while True:
        pass


def hold_the_interpreter(progress: Progress):
    progress(0, 1, "matching")
    re.match(r"(a+)+$", "a" * 60 + "b")


def burn_without_a_step(_progress: Progress, seconds: float):
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass
    return "done"


def sleep(progress: Progress):
    progress(3, 9, "asleep")
    time.sleep(3600)


def hoard(progress: Progress):
    progress(0, 1, "hoarding")
    return len(bytearray(2**40))


def refuse(_progress: Progress):
    raise EditionError("It can't be done.", "Do something else.")


def stumble(_progress: Progress):
    return 1 // 0


def lose(_progress: Progress, name: str):
    return {}[name]


def die(progress: Progress):
    progress(0, 1, "dying")
    os.kill(os.getpid(), signal.SIGKILL)


def chatter(_progress: Progress):
    print("noise")
    os.write(1, b"more noise")
    return "heard"


def modules(_progress: Progress):
    return sorted(sys.modules)


def manners(_progress: Progress):
    return signal.getsignal(signal.SIGINT) is signal.SIG_IGN, os.nice(0)


def hold_a_lock(progress: Progress, path: str, then: str):
    """Lock a file for as long as this process lives."""
    import fcntl

    file = Path(path).open("w")  # noqa: SIM115 — held until the process ends
    fcntl.flock(file, fcntl.LOCK_EX)
    progress(0, 1, "locked")
    {"sleep": sleep, "match": hold_the_interpreter}[then](progress)
