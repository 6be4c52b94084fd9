"""Loads the regions that come with the code: Jakarta's 318, counted in shared/facts.md."""

import csv
from pathlib import Path

from posko.models import Region

SOURCE = Path(__file__).parent / "data" / "regions.csv"

# Abbreviations as the army districts of Jakarta use them (0501/JP and so on).
SHORT_NAMES = {
    "31.01": "KS",
    "31.71": "JP",
    "31.72": "JU",
    "31.73": "JB",
    "31.74": "JS",
    "31.75": "JT",
}

# Polling places of the 2024 election, from shared/facts.md.
TPS_COUNTS = {
    "31": 30766,
    "31.01": 88,
    "31.71": 3129,
    "31.72": 4853,
    "31.73": 7169,
    "31.74": 6715,
    "31.75": 8812,
}


def load_regions() -> int:
    """Store or refresh all regions; return how many. Loading twice changes nothing."""
    with SOURCE.open(newline="", encoding="utf-8") as file:
        regions = [_region(row) for row in csv.DictReader(file)]
    Region.objects.bulk_create(
        regions,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=[
            "name",
            "level",
            "parent",
            "latitude",
            "longitude",
            "short_name",
            "tps_count",
        ],
    )
    return len(regions)


def _region(row: dict[str, str]) -> Region:
    return Region(
        code=row["code"],
        name=row["name"],
        level=row["level"],
        parent_id=row["parent"] or None,
        latitude=float(row["lat"]),
        longitude=float(row["lng"]),
        short_name=SHORT_NAMES.get(row["code"], ""),
        tps_count=TPS_COUNTS.get(row["code"]),
    )
