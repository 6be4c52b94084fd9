"""How dates may be typed. Django's Indonesian formats lack dots, and take the month first at last.

A month that came first would be taken for a day: 02/03/2024 is the second of March, always.
"""

# The first of them is the one that fields are filled with.
DATE_INPUT_FORMATS = [
    "%d-%m-%Y",
    "%d/%m/%Y",
    "%d.%m.%Y",
    "%Y-%m-%d",
    "%d-%m-%y",
    "%d/%m/%y",
    "%d.%m.%y",
    "%d %b %Y",
    "%d %B %Y",
]
TIMES = ["%H.%M", "%H:%M", "%H.%M.%S", "%H:%M:%S"]
DATETIME_INPUT_FORMATS = [f"{date} {time}" for date in DATE_INPUT_FORMATS for time in TIMES]
