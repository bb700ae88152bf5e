"""A photo as it is kept: turned the right way up, small enough, drawn anew, so that nothing of the camera is left in it."""

from __future__ import annotations

import io
import struct
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

# What phones and cameras write, and the most pixels of each. Each further kind is a further decoder that strangers'
# bytes reach. A JPEG, of which phones take 50 megapixels, is unpacked no larger than it has to be; the others are
# unpacked whole, three bytes a pixel, and are pictures of a screen.
MOST_PIXELS = {"JPEG": 64_000_000, "PNG": 24_000_000, "WEBP": 24_000_000}
# A page of paper is legible at this size, and a laptop sends ten of them in a minute. Chosen, not measured.
LONGEST_SIDE, QUALITY = 2048, 82
MEDIA = "image/jpeg"


class NoPicture(ValueError):
    """What was sent cannot be drawn. `kind`: "broken" or "pixels" (more of them than any camera takes)."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


def redrawn(data: bytes) -> bytes:
    """The picture as a new JPEG of at most `LONGEST_SIDE` pixels a side.

    Its size is read before anything is unpacked. Place, time, device, comments and color profiles stay behind, and so
    does whatever stood behind the picture's end. Raises NoPicture.
    """
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=tuple(MOST_PIXELS)) as found:
            if found.width * found.height > MOST_PIXELS[str(found.format)]:
                raise NoPicture("pixels")
            return _drawn(found)
    except Image.DecompressionBombError as error:
        raise NoPicture("pixels") from error
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, OverflowError, struct.error, zlib.error) as error:
        raise error if isinstance(error, NoPicture) else NoPicture("broken") from error


def _drawn(found: Image.Image) -> bytes:
    """Pixels alone go on, on white where it was transparent: what Pillow remembers of a file it would write again."""
    from PIL import Image, ImageOps

    found.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    seen = ImageOps.exif_transpose(found).convert("RGBA")
    clean = Image.new("RGB", seen.size, "white")
    clean.paste(seen, mask=seen.getchannel("A"))
    out = io.BytesIO()
    clean.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()
