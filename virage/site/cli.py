"""The one command line, `virage`: our commands and the framework's own.

Verifying an archive needs neither database nor settings, so it is answered before the framework starts.
"""

import os
import sys

from django.core.management import execute_from_command_line

from virage.barometer.rules import archive


def main() -> None:
    """Run the command named on the command line."""
    arguments = sys.argv[1:]
    if arguments[:2] == ["barometer", "verify"] and any(
        one == "--archive" or one.startswith("--archive=") for one in arguments
    ):
        sys.exit(archive.main(arguments[2:]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "virage.site.settings")
    execute_from_command_line(sys.argv)
