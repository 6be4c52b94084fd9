"""What the public may know of problems: figures, never cases.

Counting goes around `visible_to` on purpose: these figures are for everybody. So nothing but
counts and medians leaves `counting`, and nothing unsuppressed leaves `publishing`.
"""
