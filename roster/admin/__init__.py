"""Institutions, officers, requirements and duties in the admin."""

from roster.admin.duty import AssignmentAdmin, DutyAdmin
from roster.admin.equipment import EquipmentAdmin
from roster.admin.institution import InstitutionAdmin
from roster.admin.officer import OfficerAdmin
from roster.admin.plans import PlanAdmin
from roster.admin.requirement import RequirementAdmin
from roster.admin.sheets import SheetsAdmin

__all__ = [
    "AssignmentAdmin",
    "DutyAdmin",
    "EquipmentAdmin",
    "InstitutionAdmin",
    "OfficerAdmin",
    "PlanAdmin",
    "RequirementAdmin",
    "SheetsAdmin",
]
