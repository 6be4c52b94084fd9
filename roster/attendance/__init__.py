"""Who came to a duty and when they left: the only writers, the rules of time, and the lists."""

from roster.attendance.correct import correct
from roster.attendance.record import check_in, check_out

__all__ = ["check_in", "check_out", "correct"]
