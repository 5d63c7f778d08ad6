"""The embedded database: Django's SQLite backend with one writer at a time and the pragmas we rely on."""
