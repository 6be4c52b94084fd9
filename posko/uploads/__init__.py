"""Files that people send: what is taken while it arrives, and what becomes of a photo.

``handler`` stops taking too large a file while it arrives, ``images`` draws a photo anew. What
else a case may hold, and where files wait for it, stands in incidents/uploads/.
"""
