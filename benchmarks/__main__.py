"""Starts one benchmark: a new database and the framework first, then the module that needs both.

`python -m benchmarks NAME`; a benchmark starts its helpers by `python -m benchmarks --here NAME …`, which
work in the database that it made.
"""

import sys
from importlib import import_module
from pathlib import Path

from benchmarks._database import attach, create

HERE = "--here"


def main(words: list[str]) -> int:
    """Run what the words name; 1 when a budget was passed, 2 when there is no such benchmark."""
    if words[:1] == [HERE]:
        attach()
        import_module(f"benchmarks.{words[1]}").main(*words[2:])
        return 0
    known = sorted(
        path.stem for path in Path(__file__).parent.glob("*.py") if not path.stem.startswith("_")
    )
    if len(words) != 1 or words[0] not in known:
        print(f"Name one of the benchmarks: {', '.join(known)}", file=sys.stderr)
        return 2
    create()
    return 0 if import_module(f"benchmarks.{words[0]}").main() else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
