"""Photos for the demonstration: plainly drawn, so that nobody takes them for real ones."""

import uuid
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw, ImageFont

from incidents import workflow
from incidents.models import Incident
from incidents.uploads.prepare import prepare
from incidents.uploads.staging import stage
from roster.models import Officer

WIDTH, HEIGHT = 960, 720
SKY, GROUND, TENT, POLE, INK = "#d9dce3", "#b9b4a7", "#f4f1ea", "#6b6f78", "#23252b"


def attach_photo(incident: Incident, by: Officer, random: Random) -> Incident:
    """Add a drawn scene to ``incident``, as its officer would add a photo."""
    form = uuid.UUID(int=random.getrandbits(128), version=4)
    stage(by, form, prepare(_drawn(random), "foto-rekaan.jpg"))
    return workflow.attach(incident, by, client_uuid=form)


def _drawn(random: Random) -> bytes:
    """Return a JPEG: a tent on the ground, somewhere in the picture, and what it is."""
    image = Image.new("RGB", (WIDTH, HEIGHT), SKY)
    draw = ImageDraw.Draw(image)
    horizon = random.randrange(360, 460)
    draw.rectangle((0, horizon, WIDTH, HEIGHT), fill=GROUND)
    left = random.randrange(80, 380)
    right, top = left + random.randrange(300, 480), horizon - random.randrange(120, 220)
    draw.polygon([(left, top + 60), ((left + right) // 2, top), (right, top + 60)], fill=TENT)
    for pole in (left + 6, right - 6):
        draw.line((pole, top + 60, pole, horizon + 90), fill=POLE, width=10)
    draw.text((30, HEIGHT - 70), "Gambar rekaan", fill=INK, font=ImageFont.load_default(40))
    target = BytesIO()
    image.save(target, "JPEG", quality=80)
    return target.getvalue()
