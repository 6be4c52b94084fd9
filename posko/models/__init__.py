"""Where and when: regions, operations, posts and their hours."""

from posko.models.activity import Activity, ActivityKind, Announcement
from posko.models.hours import CommonHours, GeneralException, HoursException, WeeklyHours
from posko.models.operation import Operation
from posko.models.photo import Photo
from posko.models.post import Post
from posko.models.region import Level, Region
from posko.models.stage import Stage
from posko.models.throttle import Attempt

__all__ = [
    "Activity",
    "ActivityKind",
    "Announcement",
    "Attempt",
    "CommonHours",
    "GeneralException",
    "HoursException",
    "Level",
    "Operation",
    "Photo",
    "Post",
    "Region",
    "Stage",
    "WeeklyHours",
]
