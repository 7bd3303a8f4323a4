"""Walls and parts of walls that the reference shows, the same in both languages. Tests load them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SMALLEST = """\
wall: 1
sources:
  vu-viec:
    connector: csv
    file: vu-viec.csv
    observations: {territory: Địa bàn, values: [Số vụ]}
"""
"""Together with `TABLE` in vu-viec.csv a whole wall."""

TABLE = """\
Địa bàn,Số vụ
Đà Lạt,12
Bảo Lộc,7
"""

WHOLE = """\
wall: 1
title: {vi: Phòng trực, en: Duty room}
sources:
  vu-viec:
    connector: csv
    file: vu-viec.csv
    observations: {territory: Địa bàn, values: [Số vụ]}
indicators:
  vu-da-lat:
    name: {vi: Số vụ ở Đà Lạt, en: Incidents in Đà Lạt}
    unit: {vi: vụ, en: incidents}
    source: vu-viec
    metric: Số vụ
    where: {territory: Đà Lạt}
screens:
  - {name: man-hinh, size: [1920, 1080], pitch: 0.63 mm, seat: 3 m}
scenes:
  tong-quan:
    title: {vi: Tổng quan, en: Overview}
    audience: internal
    man-hinh:
      grid: [2, 1]
      tiles:
        - {number: vu-da-lat}
        - {systems: all}
"""

EXAMPLES: Mapping[str, str] = {
    "alertmanager": """\
sources:
  canh-bao:
    connector: alertmanager
    url: http://127.0.0.1:9093
    every: 30 s
""",
    "ckan": """\
sources:
  du-lieu-mo:
    connector: ckan
    url: https://dulieu.example.vn
    fresh_within: 180 d
""",
    "csv": """\
sources:
  su-co:
    connector: csv
    folder: bao-cao
    pattern: su-co-*.csv
    separator: ;
    decimals: comma
    times: day_first
    zone: Asia/Ho_Chi_Minh
    incidents:
      title: Nội dung
      unit: Đơn vị
      opened: Ngày mở
""",
    "feed": """\
sources:
  bao-chi:
    connector: feed
    url: https://bao.example.vn/rss/tin-moi.rss
    tags: [Báo Lâm Đồng]
""",
    "geojson": """\
sources:
  tram-mua:
    connector: geojson
    url: https://ban-do.example.vn/lop/tram-mua.geojson
    fid: ma_tram
    observations: {indicator: "'mua'", value: properties.mua, labels: "{tram: properties.ten}"}
""",
    "http_json": """\
sources:
  van-ban:
    connector: http_json
    url: https://van-ban.noi-bo/api
    path: cho-xu-ly
    every: 5 min
    auth: {bearer: "${env:VAN_BAN}"}
    documents:
      each: data[]
      uid: id
      number: so_ky_hieu
      subject: trich_yeu
      due: han
""",
    "ogc_features": """\
sources:
  ban-do-so:
    connector: ogc_features
    url: https://ban-do.example.vn/ogcapi
    collections: [tram_bts]
""",
    "prometheus": """\
sources:
  may-chu:
    connector: prometheus
    url: http://127.0.0.1:9090
    every: 15 s
    queries:
      song: sum(up)
      tai: {query: node_load1, range: 6 h, step: 1 min}
""",
    "wfs": """\
sources:
  ban-do-wfs:
    connector: wfs
    url: https://ban-do.example.vn/ows
    typenames: ["ms:tram_bts"]
""",
    "wms": """\
sources:
  nen-ban-do:
    connector: wms
    url: https://ban-do.example.vn/ows
    layers: [dia_hinh, giao_thong]
    bbox: [107.2, 11.2, 108.8, 12.4]
""",
    "flow": "- {flow: van-ban, span: [2, 1]}\n",
    "number": "- {number: [vu-da-lat, song], trend: 6 h}\n",
    "severity": "- {severity: canh-bao}\n",
    "systems": "- {systems: all, span: [1, 2], at: [4, 1]}\n",
    "table": """\
- table: su-co
  records: incidents
  columns: [{field: title, weight: 3}, {field: opened}]
  sort: -opened
""",
}
"""By connector, as they stand in the file; by tile type, as they stand under `tiles`."""
