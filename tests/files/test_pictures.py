"""A photo as it is kept: upright, small, drawn anew, and nothing of the camera in it; bombs and broken ones refused."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from app.files.kinds import media_of
from app.files.pictures import LONGEST_SIDE, NoPicture, redrawn

SECRET = b"GPS 35.1796 129.0756"


def photo(size: tuple[int, int] = (40, 20), *, turn: int = 1, fmt: str = "JPEG") -> bytes:
    """A red half beside a blue one, with a place, a comment and something behind the picture's end."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (size[0] // 2, 0, *size))
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = turn, SECRET.decode()
    out = io.BytesIO()
    notes = PngInfo()
    notes.add_text("Comment", SECRET.decode())
    more = {"pnginfo": notes} if fmt == "PNG" else {"comment": SECRET} if fmt == "JPEG" else {}
    image.save(out, fmt, exif=exif, icc_profile=SECRET, **more)
    return out.getvalue() + SECRET


@pytest.mark.parametrize("fmt", ["JPEG", "PNG", "WEBP"])
def test_nothing_but_the_picture_is_left(fmt: str) -> None:
    data = photo(fmt=fmt)
    assert SECRET in data
    kept = redrawn(data)
    assert SECRET not in kept and b"Exif" not in kept
    with Image.open(io.BytesIO(kept)) as image:
        assert image.format == "JPEG" and image.size == (40, 20) and not image.getexif()
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_photo_taken_on_its_side_is_kept_upright() -> None:
    with Image.open(io.BytesIO(redrawn(photo(turn=6)))) as image:
        assert image.size == (20, 40)
        top, bottom = image.getpixel((10, 5)), image.getpixel((10, 35))
    assert top[0] > 200 and bottom[2] > 200  # red was on the left, which is up now


def test_a_large_photo_becomes_small_and_a_small_one_stays() -> None:
    with Image.open(io.BytesIO(redrawn(photo((4200, 2100))))) as image:
        assert image.size == (LONGEST_SIDE, LONGEST_SIDE // 2)


def test_what_is_transparent_becomes_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(out, "PNG")
    with Image.open(io.BytesIO(redrawn(out.getvalue()))) as image:
        assert image.getpixel((4, 4)) == (255, 255, 255)


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is huge."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(60_000, 60_000), (4900, 4900), (2**31 - 1, 2**31 - 1)])
def test_a_picture_of_more_pixels_than_any_camera_takes_is_refused_unopened(size: tuple[int, int]) -> None:
    with pytest.raises(NoPicture) as refused:
        redrawn(bomb(*size))
    assert refused.value.kind == "pixels"


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xd8\xff", photo()[:200], photo(fmt="PNG")[:90], bomb(0, 4), bomb(400, 400), b"RIFF\0\0\0\0WEBPVP8 "],
)
def test_a_broken_picture_is_told_as_broken(data: bytes) -> None:
    with pytest.raises(NoPicture) as refused:
        redrawn(data)
    assert refused.value.kind == "broken"


def test_other_pictures_pillow_could_open_reach_no_decoder() -> None:
    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, "TIFF")
    assert media_of(out.getvalue()) == ""
    with pytest.raises(NoPicture):
        redrawn(out.getvalue())


def test_a_file_is_known_by_its_bytes_and_not_by_its_name() -> None:
    assert media_of(b"%PDF-1.7") == "application/pdf"
    assert media_of(b"\0\0\0\x20ftypisom") == "video/mp4"
    assert media_of(b"<html>") == media_of(b"PK\x03\x04") == media_of(b"<svg") == ""
