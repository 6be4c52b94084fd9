"""Serah terima between two duties of one post: signed by the one, acknowledged by the other."""

from roster.handing_over.acknowledge import acknowledge
from roster.handing_over.sign import Checked, Signed, sign

__all__ = ["Checked", "Signed", "acknowledge", "sign"]
