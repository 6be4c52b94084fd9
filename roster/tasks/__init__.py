"""What the worker does for the rota. procrastinate looks here; roster/background.py lists it."""

from roster import background

__all__ = ["background"]
