"""Cuts the rare Han characters out of Hanazono Mincho into parts of 256 code points.

Not part of any build: the parts are in the repository. To make them again (5 minutes, two cores):

    apt-get download fonts-hanazono=20170904-2.1 && dpkg -x fonts-hanazono_*.deb hanazono
    python3 -m venv venv && venv/bin/pip install fonttools==4.68.0 brotli==1.2.1
    venv/bin/python fonts/make.py hanazono/usr/share/fonts/truetype/hanazono

What the page's own font draws (Noto Sans SC, in node_modules) is left out. The style sheet names a
part by its whole block, so that it stays small: a browser asks the fonts of a stack in order.
"""

import io
import re
import sys
from multiprocessing import Pool
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

ROOT = Path(__file__).parent.parent
PARTS = Path(__file__).parent / "files/rare-han-1"
SHEET = Path(__file__).parent / "rare-han.css"
NOTO = ROOT / "node_modules/@fontsource-variable/noto-sans-sc/index.css"
BLOCKS = [
    (0x2E80, 0x2FDF),  # radicals
    (0x3400, 0x4DBF),  # extension A
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),  # compatibility
    (0x20000, 0x2A6DF),  # extension B
    (0x2A700, 0x2EBEF),  # extensions C to F
    (0x2F800, 0x2FA1F),
]
PART = 256
FACE = """@font-face {
  font-family: "Rare Han";
  font-display: swap;
  src: url("/fonts/%s/%x.woff2") format("woff2");
  unicode-range: U+%x-%x;
}
"""
HEAD = """/* Written by fonts/make.py: Han characters that the page's font lacks, a part where one is shown. */
"""


def drawn_by_noto():
    covered = set()
    for ranges in re.findall(r"unicode-range: ([^;]+)", NOTO.read_text()):
        for each in ranges.split(","):
            first, _, last = each.strip()[2:].partition("-")
            covered.update(range(int(first, 16), int(last or first, 16) + 1))
    return covered


def cut(job):
    """Writes one part; the code points of a part lie in one of the two files, or in both."""
    font_path, start, points = job
    options = subset.Options(
        flavor="woff2", layout_features=[], name_IDs=[], hinting=False, notdef_outline=False
    )
    options.drop_tables += ["FFTM", "vhea", "vmtx"]
    font = subset.load_font(font_path, options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=points)
    subsetter.subset(font)
    bytes_ = io.BytesIO()
    subset.save_font(font, bytes_, options)
    (PARTS / f"{start:x}.woff2").write_bytes(bytes_.getvalue())


def jobs(folder):
    fonts = {str(folder / name): None for name in ("HanaMinA.ttf", "HanaMinB.ttf")}
    for path in fonts:
        fonts[path] = set(TTFont(path, lazy=True).getBestCmap())
    noto = drawn_by_noto()
    for first, last in BLOCKS:
        for start in range(first - first % PART, last + 1, PART):
            wanted = set(range(max(start, first), min(start + PART - 1, last) + 1)) - noto
            path = max(fonts, key=lambda each: len(wanted & fonts[each]))
            points = wanted & fonts[path]
            if points:
                yield path, start, points


def main():
    PARTS.mkdir(parents=True, exist_ok=True)
    todo = list(jobs(Path(sys.argv[1])))
    with Pool() as pool:
        pool.map(cut, todo, chunksize=4)
    faces = (FACE % (PARTS.name, start, min(points), max(points)) for _, start, points in todo)
    SHEET.write_text(HEAD + "".join(faces))


if __name__ == "__main__":
    main()
