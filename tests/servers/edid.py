"""What a monitor says of itself: the 128 bytes of EDID 1.3."""

from __future__ import annotations


def edid(
    maker: str, model: str, serial: str = "", millimetres: tuple[int, int] = (1210, 680)
) -> bytes:
    """`maker`: the three letters of a manufacturer (`DEL`); a serial that is left out is left out there
    too. Sizes are told in whole centimetres and, in the detailed timing, in millimetres.
    """
    letters = 0
    for letter in maker:
        letters = letters << 5 | ord(letter) - ord("A") + 1
    wide, tall = millimetres
    made = bytearray(128)
    made[0:8] = b"\x00\xff\xff\xff\xff\xff\xff\x00"
    made[8:10] = letters.to_bytes(2, "big")
    made[16:20] = bytes((1, 30, 1, 3))
    made[20:25] = bytes((0x80, min(wide // 10, 255), min(tall // 10, 255), 120, 0x0A))
    made[25:35] = bytes.fromhex("ee91a3544c99260f5054")  # sRGB: Qt complains of none
    made[38:54] = b"\x01\x01" * 8
    made[54:72] = _timing(wide, tall)
    made[72:90] = _text(0xFC, model)
    made[90:108] = _text(0xFF, serial) if serial else _text(0xFE, "")
    made[108:126] = _text(0xFE, "")
    made[127] = -sum(made) % 256
    return bytes(made)


def _text(kind: int, said: str) -> bytes:
    return bytes((0, 0, 0, kind, 0)) + (said[:13] + "\n" * (len(said) < 13)).encode().ljust(13)


def _timing(wide: int, tall: int) -> bytes:
    """1920 × 1080 at 60 Hz, with the size of the picture."""
    timing = bytearray.fromhex("023a801871382d40582c450000000000001e")
    timing[12:15] = bytes((wide & 0xFF, tall & 0xFF, (wide >> 8) << 4 | tall >> 8))
    return bytes(timing)
