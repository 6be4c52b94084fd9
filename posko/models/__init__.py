"""Where and when: regions, operations, posts and their hours."""

from posko.models.hours import CommonHours, GeneralException, HoursException, WeeklyHours
from posko.models.operation import Operation
from posko.models.post import Post
from posko.models.region import Level, Region
from posko.models.throttle import Attempt

__all__ = [
    "Attempt",
    "CommonHours",
    "GeneralException",
    "HoursException",
    "Level",
    "Operation",
    "Post",
    "Region",
    "WeeklyHours",
]
