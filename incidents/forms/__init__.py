"""Forms of the log. They check what was typed; what may be done is checked by the workflow."""
