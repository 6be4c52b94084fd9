"""Who is on duty, for the public page of a post.

A template tag, because posts (`posko`) know nothing of rosters: templates are where the apps
meet.
"""

from typing import Any

from django import template

from posko import clock
from posko.models import Post
from roster.onduty import duty_at, institutions_on_duty

register = template.Library()


@register.inclusion_tag("roster/on_duty.html")
def on_duty_now(post: Post) -> dict[str, Any]:
    """Show the institutions at the post now, without a person's name."""
    duty = duty_at(post, clock.now())
    if duty is None:
        return {"institutions": [], "until": None}
    return {"institutions": institutions_on_duty(duty), "until": duty.ends_at}
