"""What every test run starts from, before the framework reads its settings: an empty data folder,
no deployment's variables, and nothing of the demonstration.

Loaded first as a pytest plugin (see pyproject.toml), since settings are read once.
"""

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

for name in [name for name in os.environ if name.startswith("VIRAGE_")]:
    if name not in {"VIRAGE_DATABASE_URL", "VIRAGE_OPEN_DATA"} and "_TEST_" not in name:
        del os.environ[name]

# Compiled modules are kept, whatever the machine prefers: the tests start some two hundred processes,
# and each would compile the framework again, for longer than it then works.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

_folder = tempfile.mkdtemp(prefix="virage-tests-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
(Path(_folder) / "static").mkdir()
os.environ["VIRAGE_DATA"] = _folder
os.environ["VIRAGE_LOG_LEVEL"] = "WARNING"
# Plain static files: no test needs them gathered and fingerprinted first.
os.environ["VIRAGE_DEBUG"] = "1"
# The browser's driver runs an event loop in the thread of the tests; the framework would refuse
# database work there, although nothing here is asynchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
