"""The one command line, `virage`: our commands and the framework's own.

Verifying an archive needs neither database nor settings, so it is answered before the framework starts.
"""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import DatabaseError, OperationalError

from virage.barometer.rules import archive

NO_TABLES = ("no such table", "does not exist")


def main() -> None:
    """Run the command named on the command line; what cannot start says so in a sentence."""
    arguments = sys.argv[1:]
    if arguments[:2] == ["barometer", "verify"] and any(
        one == "--archive" or one.startswith("--archive=") for one in arguments
    ):
        sys.exit(archive.main(arguments[2:]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "virage.site.settings")
    try:
        execute_from_command_line(sys.argv)
        sys.stdout.flush()
    except ImproperlyConfigured as error:
        sys.exit(f"virage: {error}")
    except DatabaseError as error:
        if any(words in str(error) for words in NO_TABLES):
            sys.exit(f"virage: the database has no tables yet ({error}). Run: virage migrate")
        if isinstance(error, OperationalError):
            sys.exit(f"virage: the database does not answer: {error}")
        raise
    except BrokenPipeError:
        # Whoever read us (`head`, a pager that was left) has enough. What is still to be written goes
        # nowhere, so that closing the output does not complain once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
