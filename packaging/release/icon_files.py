"""`icon_files.py ico FILE` and `icon_files.py iconset FOLDER`: the program's icon as Windows and macOS want it."""

from __future__ import annotations

import struct
import sys
import tempfile
from pathlib import Path

import icons

SVG = Path(__file__).resolve().parents[1] / "linux" / "icons" / "org.consentdesktop.ConsentDesktop.svg"
ICO_SIZES = (16, 24, 32, 48, 64, 128, 256)
ICONSET_SIZES = (16, 32, 128, 256, 512)


def write_ico(target: Path) -> None:
    """One file with a PNG of each size: a head, a directory of 16 bytes each, the pictures."""
    pictures = []
    with tempfile.TemporaryDirectory() as folder:
        for size in ICO_SIZES:
            png = Path(folder) / f"{size}.png"
            icons.draw(SVG, size, png)
            pictures.append(png.read_bytes())
    offset = 6 + 16 * len(pictures)
    head, body = struct.pack("<HHH", 0, 1, len(pictures)), b""
    for size, picture in zip(ICO_SIZES, pictures, strict=True):
        side = size % 256  # 256 is written as 0
        head += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture), offset + len(body))
        body += picture
    target.write_bytes(head + body)


def write_iconset(folder: Path) -> None:
    """A folder that iconutil makes an .icns of."""
    folder.mkdir(parents=True, exist_ok=True)
    for size in ICONSET_SIZES:
        icons.draw(SVG, size, folder / f"icon_{size}x{size}.png")
        icons.draw(SVG, 2 * size, folder / f"icon_{size}x{size}@2x.png")


def main(arguments: list[str]) -> int:
    """Write what was asked for."""
    {"ico": write_ico, "iconset": write_iconset}[arguments[0]](Path(arguments[1]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
