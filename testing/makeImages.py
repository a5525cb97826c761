"""Makes the odd image files of testing/images with Pillow: python testing/makeImages.py

All show the same 12 x 8 picture: left half (200, 100, 50), right half (40, 80, 160), upper left pixels white.
"""

import pathlib
import struct
import zlib

import numpy as np
from PIL import Image

folder = pathlib.Path(__file__).parent / "images"
folder.mkdir(exist_ok=True)
pixels = np.zeros((8, 12, 3), np.uint8)
pixels[:, :6] = (200, 100, 50)
pixels[:, 6:] = (40, 80, 160)
pixels[:2, :2] = 255
image = Image.fromarray(pixels)

image.save(folder / "plain.png")
image.save(folder / "plain.bmp")
image.save(folder / "plain.tif")
image.save(folder / "plain.jpg", quality=98, subsampling=0)
image.save(folder / "progressive.jpg", quality=98, subsampling=0, progressive=True)
image.convert("CMYK").save(folder / "cmyk.jpg", quality=98)
image.convert("L").save(folder / "grey.jpg", quality=98)
image.save(folder / "lossless.webp", lossless=True)
image.save(folder / "animated.webp", lossless=True, save_all=True, append_images=[image.rotate(180)], duration=90)
image.convert("P", palette=Image.Palette.ADAPTIVE).save(folder / "palette.png")
Image.fromarray(np.asarray(image.convert("L")).astype(np.uint16) * 257).save(folder / "grey16.png")
turned = image.transpose(Image.Transpose.ROTATE_90)
exif = Image.Exif()
exif[0x0112] = 6  # shown turned by 90 degrees clockwise
turned.save(folder / "exif6.jpg", quality=98, subsampling=0, exif=exif)
transparent = image.convert("RGBA")
transparent.putalpha(Image.fromarray(np.where(np.arange(12) < 6, 255, 0).astype(np.uint8)[None].repeat(8, 0)))
transparent.save(folder / "transparent.png")
image.save(folder / "picture.gif")


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


rows = b"".join(b"\0" + (row.astype(">u2") * 257).tobytes() for row in pixels)
(folder / "rgb16.png").write_bytes(
    b"\x89PNG\r\n\x1a\n"
    + chunk(b"IHDR", struct.pack(">IIBBBBB", 12, 8, 16, 2, 0, 0, 0))
    + chunk(b"IDAT", zlib.compress(rows))
    + chunk(b"IEND", b"")
)
