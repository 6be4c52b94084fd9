"""Where and when: regions, operations, posts and their hours."""

from posko.models.hours import CommonHours, GeneralException, HoursException, WeeklyHours
from posko.models.operation import Operation
from posko.models.post import Post
from posko.models.region import Level, Region

__all__ = [
    "CommonHours",
    "GeneralException",
    "HoursException",
    "Level",
    "Operation",
    "Post",
    "Region",
    "WeeklyHours",
]
