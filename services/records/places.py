"""What stands on a map."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from services.records.record import Labels, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature(Record):
    layer: str
    fid: str
    geometry: str | None = None
    """GeoJSON geometry as text, EPSG:4326, lon-lat."""
    props: Labels = ()
    NATURAL: ClassVar[tuple[str, ...]] = ("layer", "fid")


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPicture(Record):
    """A layer as its own server drew it (WMS), or several in one picture, from below to above."""

    layer: str
    title: str | None = None
    bbox: str
    """What it shows: west, south, east, north in degrees, between commas, in whichever reference
    system it was drawn."""
    crs: str
    """Of the drawing: CRS:84 and EPSG:4326 are even in degrees, EPSG:3857 is Mercator's."""
    width: int
    height: int
    """Pixels."""
    media_type: str
    """image/png or image/jpeg."""
    content: str = field(repr=False)
    """The file, Base64; `PICTURE` bytes at most."""
    NATURAL: ClassVar[tuple[str, ...]] = ("layer", "bbox")


PICTURE = 2 * 1024 * 1024
"""Bytes of a picture."""
