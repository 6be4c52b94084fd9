"""Plans: worked out by the worker, and swept up when nobody works on them any more."""

from procrastinate.contrib.django import app

from roster.planning.running import run_plan, sweep_plans


@app.task(name="roster.plan")
def plan(plan: int) -> None:
    """Work a plan out. Run twice, the second run finds it answered and does nothing."""
    run_plan(plan)


@app.periodic(cron="* * * * *")
@app.task(name="roster.sweep_plans", queueing_lock="roster.sweep_plans")
def sweep(timestamp: int) -> int:
    """Every minute: call plans failed whose calculation died; return how many."""
    return sweep_plans()
