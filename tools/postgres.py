"""Answers one question for bin/test: does a PostgreSQL server answer at VIRAGE_TEST_POSTGRES?"""

import os
import sys

import psycopg


def main() -> int:
    """0 when the server answers; 1 and the reason on the error output when it does not."""
    address = os.environ.get("VIRAGE_TEST_POSTGRES", "")
    try:
        with psycopg.connect(address, connect_timeout=5) as connection:
            version = connection.info.server_version
    except psycopg.Error as error:
        print(f"PostgreSQL does not answer: {error}", file=sys.stderr)
        return 1
    if version < 140000:
        print(f"PostgreSQL 14 or later is needed; this is {version // 10000}.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
