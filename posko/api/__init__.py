"""What the public pages of posts tell, for programs: routers that config/api.py puts together."""
