"""How much of a file is read. What is beyond is refused before anything is unpacked or parsed."""

MEGABYTE = 1024 * 1024

MAX_BYTES = 5 * MEGABYTE
# A workbook is a ZIP: so much may come out of it, in so many parts.
MAX_UNPACKED = 64 * MEGABYTE
MAX_PARTS = 1500
MAX_SHEETS = 400
# Of one sheet. A rota of 52 days and a list of all officers of a province fit.
MAX_ROWS = 5000
MAX_COLUMNS = 200
# Cells with something in them, of the whole file: a month of 317 posts. It takes about ten seconds.
MAX_CELLS = 80_000
# XML elements of all sheets: a cell with a value has two or three, an empty formatted one has one.
MAX_ELEMENTS = 1_500_000
# Parts that are no sheets: styles, themes, names. Texts are counted, and may take more.
MAX_OTHER_PART = 4 * MEGABYTE
# Characters of one cell that are looked at; the longest field holds 200.
MAX_TEXT = 1000
# A hidden sheet on which a workbook remembers what it showed, in pieces: a cell holds 32,767
# characters at most.
MEMORY = "_ekspor"
MAX_PIECE = 30_000
# Characters of a cell that are told back: more of it than that says nothing.
MAX_ECHO = 60
# Of so many bad cells the preview says each; the number of all is always told.
MAX_TOLD = 500
