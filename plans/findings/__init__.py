"""May the report be published? What stands in the way, and what somebody has to answer for."""

from plans.findings.collecting import findings
from plans.findings.finding import Finding

__all__ = ["Finding", "findings"]
