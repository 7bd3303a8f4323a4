"""Map features as GeoJSON: what a file, an OGC API and a WFS have in common once they answer.

Normalised, geometries are WGS84, longitude first, two numbers a position, seven decimals (a
centimetre). Nothing is simplified here: how much of a shape can be seen is the tile's matter.
"""

from services.geojson.collection import Page, normalise
from services.geojson.gathering import Gathering
from services.geojson.settings import Layers

__all__ = ["Gathering", "Layers", "Page", "normalise"]
