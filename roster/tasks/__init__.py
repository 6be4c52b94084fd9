"""What the worker does for the rota."""
