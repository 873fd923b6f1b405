"""What keeps a publication as it was? Triggers (`table_guard`); `verify_publications` reckons its hashes."""

from plans.table_guard import TableGuard

GUARD = TableGuard(
    table="plans_publication",
    refusal="a publication is never changed or deleted; publish a new version",
    installed_by=("plans", "0002_publication_guard"),
    check_id="plans.E001",
    same_row="id = NEW.id OR (report_id = NEW.report_id AND number = NEW.number)",
    kind="publication",
    rewritten=(
        *("html", "pdf", "docx", "status_report"),
        *("html_sha256", "pdf_sha256", "docx_sha256", "status_report_sha256"),
        "correction_note",
    ),
)

# by the names that the migration calls
install_by_migration, remove_by_migration = GUARD.install_by_migration, GUARD.remove_by_migration
