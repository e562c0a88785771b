"""Drafts keep the definitions their figures were counted by; what was filled in is filled anew."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def forget_fillings(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Take the derived rows away: the next look at a draft makes them again, with definitions."""
    apps.get_model("submissions", "DraftFigure").objects.all().delete()
    apps.get_model("submissions", "Filling").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("submissions", "0002_rounds")]

    operations = [
        migrations.AddField(
            model_name="filling",
            name="definitions",
            field=models.JSONField(default=list),
        ),
        migrations.RunPython(forget_fillings, migrations.RunPython.noop),
    ]
