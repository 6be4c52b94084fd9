"""The planner: needs and people in, the fairest rota and its proof out. No Django inside."""
