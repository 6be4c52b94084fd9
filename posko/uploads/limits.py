"""How much is taken at once. Sizes in bytes."""

MEGABYTE = 1024 * 1024

MAX_FILE = 15 * MEGABYTE
MAX_REQUEST = 40 * MEGABYTE
# In one report, or in one sending to a case.
MAX_FILES = 10

# A camera of 64 megapixels fits. JPEG is read at a fraction of its size, the others are not.
MAX_PIXELS_JPEG = 65_000_000
MAX_PIXELS = 30_000_000

# The longest side of what is stored, in pixels: a form's small print stays readable.
LONGEST = 2560
THUMBNAIL = 480
