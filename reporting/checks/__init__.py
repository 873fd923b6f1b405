"""May the report be published? What stands in the way, and what somebody has to answer for."""

from reporting.checks.collecting import findings
from reporting.checks.finding import Finding

__all__ = ["Finding", "findings"]
