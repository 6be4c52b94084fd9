"""Many posts at once, from a file: what would be stored, what is wrong, and then all or none."""

from posko.importing.plan import PostsPlan
from posko.importing.reading import Rights, import_posts, plan_posts
from posko.importing.rows import post_sheets

__all__ = ["PostsPlan", "Rights", "import_posts", "plan_posts", "post_sheets"]
