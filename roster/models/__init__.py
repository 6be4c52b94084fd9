"""Who: institutions, officers, what each post needs, duties and who is assigned to them."""

from roster.models.absence import Absence, AbsenceKind
from roster.models.attendance import Attendance
from roster.models.availability import Availability, Wish
from roster.models.duty import Assignment, Duty
from roster.models.feed import CalendarFeed
from roster.models.handover import Equipment, Handover
from roster.models.importdraft import ImportDraft, SheetKind
from roster.models.institution import Institution, InstitutionKind
from roster.models.news import DutyNews
from roster.models.officer import Officer
from roster.models.plan import Failure, Plan, PlanGoal, PlanState
from roster.models.planned import (
    Change,
    PlanGroup,
    PlanLoad,
    PlannedAssignment,
    PlannedDuty,
    PlanShortage,
)
from roster.models.reminder import Reminder
from roster.models.requirement import DayKind, Requirement
from roster.models.rotachange import RotaChange
from roster.models.shift import Shift
from roster.models.swap import Swap
from roster.models.workrule import WorkRule
from roster.roles import Role

__all__ = [
    "Absence",
    "AbsenceKind",
    "Assignment",
    "Attendance",
    "Availability",
    "CalendarFeed",
    "Change",
    "DayKind",
    "Duty",
    "DutyNews",
    "Equipment",
    "Failure",
    "Handover",
    "ImportDraft",
    "Institution",
    "InstitutionKind",
    "Officer",
    "Plan",
    "PlanGoal",
    "PlanGroup",
    "PlanLoad",
    "PlanShortage",
    "PlanState",
    "PlannedAssignment",
    "PlannedDuty",
    "Reminder",
    "Requirement",
    "Role",
    "RotaChange",
    "SheetKind",
    "Shift",
    "Swap",
    "Wish",
    "WorkRule",
]
