"""How are static files stored on a server? By names that change with their content."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # WhiteNoise ships no types
    """WhiteNoise's storage. It keeps hashed files only, so a script must name what it imports by its hash."""

    support_js_module_import_aggregation = True
    # Only in the site's own scripts: packages bring some that import what nobody needs and nobody has.
    _js_module_import_aggregation_patterns = (
        "js/*.js",
        CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1],  # noqa: SLF001  # Django has no other way
    )
