"""Institutions, officers, requirements, duties and what they are planned by, in the admin."""

from roster.admin.absence import AbsenceAdmin
from roster.admin.availability import AvailabilityAdmin
from roster.admin.duty import AssignmentAdmin, DutyAdmin
from roster.admin.equipment import EquipmentAdmin
from roster.admin.institution import InstitutionAdmin
from roster.admin.officer import OfficerAdmin
from roster.admin.plans import PlanAdmin
from roster.admin.requirement import RequirementAdmin
from roster.admin.sheets import SheetsAdmin
from roster.admin.shift import ShiftAdmin
from roster.admin.swap import SwapAdmin
from roster.admin.workrule import WorkRuleAdmin

__all__ = [
    "AbsenceAdmin",
    "AssignmentAdmin",
    "AvailabilityAdmin",
    "DutyAdmin",
    "EquipmentAdmin",
    "InstitutionAdmin",
    "OfficerAdmin",
    "PlanAdmin",
    "RequirementAdmin",
    "SheetsAdmin",
    "ShiftAdmin",
    "SwapAdmin",
    "WorkRuleAdmin",
]
