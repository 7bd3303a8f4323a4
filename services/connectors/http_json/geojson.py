"""GeoJSON's feature collections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.connectors.http_json import spelling
from services.survey import Role

if TYPE_CHECKING:
    from services.connectors.http_json.finds import Rows


def features(rows: Rows, payload: object) -> dict[str, str] | None:
    """The mapping of a collection's features; None of any other list, and where they have no ids."""
    match payload:
        case {"type": "FeatureCollection", **rest} if rows.path == ("features",):
            name = rest.get("name")
        case _:
            return None
    ids = [one for one in rows.columns if one.path == ("id",) or one.role is Role.KEY]
    fid = next((one for one in ids if one.unlike), None)
    if fid is None:
        return None
    return {
        "each": "features",
        "layer": spelling.said(name if isinstance(name, str) and name else "features"),
        "fid": spelling.path(fid.path),
        "geometry": "geometry",
        "props": "properties",
    }
