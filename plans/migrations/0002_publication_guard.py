from django.db import migrations

from plans.publication_guard import install_by_migration, remove_by_migration


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_initial")]

    operations = [migrations.RunPython(install_by_migration, remove_by_migration)]
