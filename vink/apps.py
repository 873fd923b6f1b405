"""Which parts of the program are the site itself? Its own commands, and its administration."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.core import checks

from vink.deployment import check_database_role, check_locks_root, check_site_url
from vink.trail.noted import listen


class VinkConfig(AppConfig):
    name = "vink"
    verbose_name = "Vink"

    def ready(self) -> None:
        listen()
        checks.register(check_site_url, checks.Tags.security, deploy=True)
        checks.register(check_locks_root, checks.Tags.files, deploy=True)
        checks.register(check_database_role, checks.Tags.security, deploy=True)


class AdministrationConfig(AdminConfig):
    """Django's administration, entered by the role."""

    default = False  # else Django would not know which of the two `vink` means
    default_site = "vink.administration.Administration"
