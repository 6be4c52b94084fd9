"""Who may bring in and take out which files: as they may edit and see the rows themselves."""

from roster.models import Officer, SheetKind

_TO_SEE = {
    SheetKind.OFFICERS: ["roster.view_officer"],
    # Why people are away is read by those who plan.
    SheetKind.ABSENCES: ["roster.change_absence"],
    SheetKind.ROTA: ["roster.view_duty", "roster.view_assignment"],
    SheetKind.POSTS: ["posko.view_post"],
}
_TO_CHANGE = {
    SheetKind.OFFICERS: ["roster.add_officer", "roster.change_officer"],
    SheetKind.ABSENCES: ["roster.add_absence", "roster.change_absence"],
    SheetKind.ROTA: [
        "roster.add_duty",
        "roster.add_assignment",
        "roster.change_assignment",
        "roster.delete_assignment",
    ],
    # New ones and those of other regions are refused row by row.
    SheetKind.POSTS: ["posko.change_post", "posko.add_weeklyhours", "posko.delete_weeklyhours"],
}


def may_export(officer: Officer, kind: SheetKind) -> bool:
    """Tell whether ``officer`` may take the file out."""
    return officer.has_perms(_TO_SEE[kind])


def may_import(officer: Officer, kind: SheetKind) -> bool:
    """Tell whether ``officer`` may bring the file in."""
    return officer.has_perms(_TO_CHANGE[kind])
