"""A picture of a page as words: a letter for each part of it, by the colour that stands out there.

  blank   paper        -   the lighter ground of a box
  t       text         b   blue: a bar
  r       red: what failed      g   green: done      y   amber: what is only told

Two machines have other fonts, and so break lines elsewhere by a letter or two. Hence a part counts as
the same where the other picture has its like within a part of it, and some may differ.
"""
import struct
import zlib

PART_WIDTH, PART_HEIGHT, HEIGHT = 12, 10, 700
TOLERATED, FEW = 0.03, 8


def pixels(file):
    """The rows of a PNG of eight bits a colour, as bytes, and how many bytes a pixel has."""
    data = file.read_bytes()
    at, packed = 8, b""
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + size]
        if kind == b"IHDR":
            width, _, depth, colours = struct.unpack(">IIBB", body[:10])
        packed += body if kind == b"IDAT" else b""
        at += size + 12
    if depth != 8 or colours not in (2, 6):
        raise ValueError(f"{file}: a PNG of {depth} bits and colours {colours} is not read here")
    step = 3 if colours == 2 else 4
    return unfiltered(zlib.decompress(packed), width * step, step), step


def unfiltered(raw, length, step):
    rows, above = [], bytes(length)
    for begin in range(0, len(raw), length + 1):
        row = bytearray(raw[begin + 1:begin + 1 + length])
        kind = raw[begin]
        for i in range(length if kind else 0):
            left = row[i - step] if i >= step else 0
            corner = above[i - step] if i >= step else 0
            guess = (0, left, above[i], (left + above[i]) // 2, nearest(left, above[i], corner))[kind]
            row[i] = (row[i] + guess) & 255
        rows.append(bytes(row))
        above = row
    return rows


def nearest(left, above, corner):
    """The predictor of Paeth."""
    goal = left + above - corner
    return min((left, above, corner), key=lambda one: abs(goal - one))


def letter_of(colour, paper):
    red, green, blue = colour
    spread, far = max(colour) - min(colour), max(abs(a - b) for a, b in zip(colour, paper))
    if far < 4:
        return " "
    if spread > 70:
        if blue == max(colour):
            return "b"
        if green == max(colour):
            return "g" if green - red > 40 else "y"
        return "y" if green > (red + blue) / 2 else "r"
    return "t" if far > 60 else "-"


def picture(file, width):
    """The upper left of the page, as wide as it is told."""
    rows, step = pixels(file)
    paper = tuple(rows[2][2 * step:2 * step + 3])
    lines = []
    for top in range(0, HEIGHT, PART_HEIGHT):
        line = ""
        for left in range(0, width, PART_WIDTH):
            counts = {}
            for row in rows[top:top + PART_HEIGHT]:
                for x in range(left, min(left + PART_WIDTH, width)):
                    letter = letter_of(row[x * step:x * step + 3], paper)
                    counts[letter] = counts.get(letter, 0) + 1
            line += strongest(counts)
        lines.append(line.rstrip())
    return "\n".join(lines).rstrip() + "\n"


def strongest(counts):
    """A colour stands out where a few points have it, text as well; a ground where half of them have."""
    coloured = {letter: count for letter, count in counts.items() if letter in "rgyb" and count >= 8}
    if coloured:
        return max(coloured, key=coloured.get)
    if counts.get("t", 0) >= 8:
        return "t"
    return "-" if counts.get("-", 0) * 2 >= PART_WIDTH * PART_HEIGHT else " "


def difference(wanted, got):
    """The largest share of the parts of one colour that have no like in the other picture: a line of red
    that is gone is not outweighed by a page of text."""
    one, other = wanted.split("\n"), got.split("\n")
    alone, all_parts = {}, {}
    for lines, others in ((one, other), (other, one)):
        strangers(lines, others, alone, all_parts)
    shares = [alone.get(letter, 0) / count for letter, count in all_parts.items() if count >= FEW]
    return max(shares, default=0 if wanted == got else 1)


def strangers(lines, others, alone, all_parts):
    """Counts the parts of each letter, and those that have no like near their place."""
    for y, line in enumerate(lines):
        near = [others[i] for i in range(max(0, y - 1), min(len(others), y + 2))]
        for x, letter in enumerate(line):
            if letter == " ":
                continue
            all_parts[letter] = all_parts.get(letter, 0) + 1
            if not any(letter in row[max(0, x - 1):x + 2] for row in near):
                alone[letter] = alone.get(letter, 0) + 1
