"""The description of the API as programs read it: `python -m tools.openapi > docs/openapi.json`."""

import json
import os
import sys

import django


def described() -> str:
    """The OpenAPI 3.1 description, as committed: indented, in the order of declaration."""
    from virage.site.api import api

    schema = api.get_openapi_schema(path_prefix="/api/v1/")
    return json.dumps(schema, indent=2, ensure_ascii=False, default=str) + "\n"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "virage.site.settings")
    django.setup()
    sys.stdout.write(described())
