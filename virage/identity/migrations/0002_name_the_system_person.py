"""Names the system person, in whose name commands act when nobody says who."""

from django.apps.registry import Apps
from django.contrib.auth.hashers import make_password
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from virage.identity.models import SYSTEM_ID


def name_the_system_person(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """It has a fixed public id, no e-mail and no password: it can act, and never sign in."""
    apps.get_model("identity", "Person").objects.get_or_create(
        public_id=SYSTEM_ID,
        defaults={"name": "Système", "is_system": True, "password": make_password(None)},
    )


class Migration(migrations.Migration):
    dependencies = [("identity", "0001_initial")]

    operations = [migrations.RunPython(name_the_system_person, migrations.RunPython.noop)]
