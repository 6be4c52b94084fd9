"""Who: institutions, officers, what each post needs, duties and who is assigned to them."""

from roster.models.duty import Assignment, Duty
from roster.models.institution import Institution, InstitutionKind
from roster.models.officer import Officer
from roster.models.requirement import DayKind, Requirement
from roster.roles import Role

__all__ = [
    "Assignment",
    "DayKind",
    "Duty",
    "Institution",
    "InstitutionKind",
    "Officer",
    "Requirement",
    "Role",
]
