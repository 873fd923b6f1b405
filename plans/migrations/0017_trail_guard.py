from django.db import migrations

from plans.trail_guard import GUARD


class Migration(migrations.Migration):
    dependencies = [("plans", "0016_trail")]

    operations = [migrations.RunPython(GUARD.install_by_migration, GUARD.remove_by_migration)]
