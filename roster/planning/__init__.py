"""Between the database and the planner: read the problem, run it, keep the answer, publish it."""
