"""Addresses without sign-in are found by their digest, kept encrypted, and last a year from the upgrade."""

from typing import Any

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import plans.models.fields
from plans.models import sealed_token


def seal(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Keep each address's key as its digest and encrypted."""
    shares: Any = apps.get_model("plans", "PublicationShare")
    for share in shares.objects.iterator():
        digest, text = sealed_token.digest_of(share.token), sealed_token.sealed(share.token)
        shares.objects.filter(pk=share.pk).update(digest=digest, sealed=text)


def unseal(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put each key back as it can be read; one of another SECRET_KEY is lost, and its address with it."""
    shares: Any = apps.get_model("plans", "PublicationShare")
    for share in shares.objects.iterator():
        token = sealed_token.opened(share.sealed) or f"lost-{share.pk}-{share.digest[:32]}"
        shares.objects.filter(pk=share.pk).update(token=token)


class Migration(migrations.Migration):
    dependencies = [("plans", "0012_words_of_the_tables")]

    operations = [
        migrations.AddField(
            model_name="publicationshare",
            name="expires_on",
            field=models.DateField(default=plans.models.fields.in_a_year, verbose_name="udløber"),
        ),
        migrations.AddField(
            model_name="publicationshare",
            name="digest",
            field=models.CharField(max_length=64, null=True, verbose_name="aftryk"),
        ),
        migrations.AddField(
            model_name="publicationshare",
            name="sealed",
            field=models.TextField(null=True, verbose_name="nøgle"),
        ),
        migrations.AlterField(
            model_name="publicationshare",
            name="token",
            field=models.CharField(max_length=64, unique=True, null=True, verbose_name="nøgle"),
        ),
        migrations.RunPython(seal, unseal),
        migrations.AlterField(
            model_name="publicationshare",
            name="digest",
            field=models.CharField(max_length=64, unique=True, verbose_name="aftryk"),
        ),
        migrations.AlterField(
            model_name="publicationshare",
            name="sealed",
            field=models.TextField(verbose_name="nøgle"),
        ),
        migrations.RemoveField(model_name="publicationshare", name="token"),
    ]
