"""How different two colours look, and how they look to people with a colour deficiency."""

from __future__ import annotations

from math import atan2, cos, degrees, exp, hypot, radians, sin

from reader.settings.colours import Colour, to_linear

# Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB.
DEFICIENCIES = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def seen_with(deficiency: str, colour: Colour) -> Colour:
    """The colour that a person with full colour vision would have to be shown to see the same."""
    light = [to_linear(part) for part in colour[:3]]
    mixed = [sum(a * b for a, b in zip(row, light, strict=True)) for row in DEFICIENCIES[deficiency]]
    return Colour(*(_to_part(min(max(share, 0.0), 1.0)) for share in mixed))


def _to_part(share: float) -> int:
    return round(255 * (share * 12.92 if share <= 0.0031308 else 1.055 * share ** (1 / 2.4) - 0.055))


def to_lab(colour: Colour) -> tuple[float, float, float]:
    """CIELAB under D65."""
    r, g, b = (to_linear(part) for part in colour[:3])
    x = (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047
    y = 0.2126729 * r + 0.7151522 * g + 0.0721750 * b
    z = (0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883
    fx, fy, fz = (t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def difference(one: Colour, other: Colour) -> float:
    """CIEDE2000: about 1 where a difference can just be seen, 10 where it is plain at a glance."""
    (l1, a1, b1), (l2, a2, b2) = to_lab(one), to_lab(other)
    mean_chroma = (hypot(a1, b1) + hypot(a2, b2)) / 2
    g = 0.5 * (1 - (mean_chroma**7 / (mean_chroma**7 + 25**7)) ** 0.5)
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = hypot(a1, b1), hypot(a2, b2)
    h1, h2 = degrees(atan2(b1, a1)) % 360, degrees(atan2(b2, a2)) % 360
    dh = 0.0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    delta_h = 2 * (c1 * c2) ** 0.5 * sin(radians(dh / 2))
    lm, cm = (l1 + l2) / 2, (c1 + c2) / 2
    hm = h1 + h2 if c1 * c2 == 0 else (h1 + dh / 2) % 360
    t = (
        1
        - 0.17 * cos(radians(hm - 30))
        + 0.24 * cos(radians(2 * hm))
        + 0.32 * cos(radians(3 * hm + 6))
        - 0.20 * cos(radians(4 * hm - 63))
    )
    rotation = 2 * (cm**7 / (cm**7 + 25**7)) ** 0.5 * sin(radians(60 * exp(-(((hm - 275) / 25) ** 2))))
    sl = 1 + 0.015 * (lm - 50) ** 2 / (20 + (lm - 50) ** 2) ** 0.5
    sc, sh = 1 + 0.045 * cm, 1 + 0.015 * cm * t
    x, y, z = (l2 - l1) / sl, (c2 - c1) / sc, delta_h / sh
    return float((x * x + y * y + z * z - rotation * y * z) ** 0.5)
