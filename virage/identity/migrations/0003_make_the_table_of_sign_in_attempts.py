"""Makes the cache table that counts sign-in attempts and remembers used codes, for all processes."""

from django.apps.registry import Apps
from django.core.management import call_command
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def make_table(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """It makes the tables of the caches that the settings name, if they are not there."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("identity", "0002_name_the_system_person")]

    operations = [migrations.RunPython(make_table, migrations.RunPython.noop)]
