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

CONNECTORS: Mapping[str, str] = {
    "alertmanager": """\
sources:
  canh-bao:
    connector: alertmanager
    url: http://127.0.0.1:9093
    every: 30 s
""",
    "check": """\
sources:
  trang-tin:
    connector: check
    every: 5 min
    targets:
      - {url: "https://dalat.example.vn", name: Trang Đà Lạt}
      - {url: "tcp://thu.example.vn:25", name: Thư công vụ}
""",
    "ckan": """\
sources:
  du-lieu-mo:
    connector: ckan
    url: https://dulieu.example.vn
    fresh_within: 180 d
""",
    "clamav": """\
sources:
  diet-ma-doc:
    connector: clamav
    url: tcp://127.0.0.1:3310
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
    "edxml_avreport": """\
sources:
  ma-doc:
    connector: edxml_avreport
    url: https://av.example.vn/avreport.xml
""",
    "edxml_axis": """\
sources:
  truc-tinh:
    connector: edxml_axis
    dialect: provincial
    url: https://truc-tinh.example.vn/api
    system_id: "000.00.00.H36"
    auth: {header: {name: X-SecretKey, value: "${env:TRUC_TINH}"}}
""",
    "eve": """\
sources:
  cam-bien:
    connector: eve
    url: https://cam-bien.example.vn/suricata/eve.json
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
    "haproxy": """\
sources:
  can-bang-tai:
    connector: haproxy
    url: http://127.0.0.1:8404
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
    tasks: {each: "nhiem_vu[]", title: ten, due: han}
    reports_due: {each: "bao_cao[]", report: ten, unit: don_vi, due: han, submitted: ngay_gui}
    programmes: {each: "de_an[]", name: ten, planned: ke_hoach, disbursed: giai_ngan}
    goals: {each: "muc_tieu[]", year: nam, text: noi_dung}
""",
    "nginx_status": """\
sources:
  nginx:
    connector: nginx_status
    url: http://127.0.0.1/nginx_status
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
    "sql": """\
sources:
  csdl-nganh:
    connector: sql
    url: postgresql://tuong@csdl.example.vn/vu_viec
    password: "${env:CSDL_NGANH}"
    query: SELECT phuong AS territory, count(*) AS so_vu FROM vu_viec GROUP BY 1
""",
    "wall": """\
sources:
  tuong-huyen:
    connector: wall
    url: https://ioc-huyen.example.vn/wall.json
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
    "xlsx": """\
sources:
  bao-cao-thang:
    connector: xlsx
    folder: bao-cao
    pattern: thang-*.xlsx
    observations: {territory: Địa bàn, values: [Số trạm]}
""",
    "zabbix": """\
sources:
  giam-sat:
    connector: zabbix
    url: https://zabbix.example.vn
    auth: {bearer: "${env:ZABBIX}"}
""",
}
"""By connector, as they stand in the file."""

TILES: Mapping[str, str] = {
    "bars": "- {bars: canh-bao, by: hour, stack: priority, reach: 24 h}\n",
    "catalogue": "- {catalogue: indicators}\n",
    "changes": "- {changes: 24 h, indicators: [song, tai]}\n",
    "clock": "- {clock: minutes, lunar: true}\n",
    "countdown": "- {countdown: 2026-12-31 17:00, overdue: true}\n",
    "events": "- {events: canh-bao, last: 24 h, least: high}\n",
    "feed": "- {feed: bao-chi}\n",
    "flow": "- {flow: van-ban, span: [2, 1]}\n",
    "gauge": "- {gauge: [song, {indicator: tai, from: 0, to: 16}]}\n",
    "goals": "- {goals: van-ban}\n",
    "group": "- {group: [vu-da-lat, song, tai]}\n",
    "map": "- {map: so-do, points: [{source: tram-mua}]}\n",
    "matrix": "- {matrix: can-bang-tai, records: services, last: 24 h}\n",
    "number": "- {number: [vu-da-lat, song], trend: 6 h}\n",
    "picture": "- {picture: so-do-truc.png, alt: {vi: Sơ đồ trực, en: Duty chart}}\n",
    "programme": "- {programme: van-ban}\n",
    "reports": "- {reports: van-ban, period: quarter}\n",
    "severity": "- {severity: canh-bao}\n",
    "status": "- {status: [can-bang-tai, trang-tin]}\n",
    "systems": "- {systems: all, span: [1, 2], at: [4, 1]}\n",
    "table": """\
- table: su-co
  records: incidents
  columns: [{field: title, weight: 3}, {field: opened}]
  sort: -opened
""",
    "tasks": "- {tasks: van-ban}\n",
    "text": """\
- text: {vi: Họp giao ban lúc 15:00, en: Briefing at 15:00}
  size: large
  until: 2026-12-31
""",
    "trend": "- {trend: [song, tai], last: 6 h}\n",
    "video": """\
- video: rtsp://10.1.2.3/stream1
  user: tuong
  password: "${env:CAMERA}"
""",
    "web": """\
- web: https://soc.noi-bo/dashboard
  allow: ["*.noi-bo"]
  profile: soc
""",
}
"""By tile type, as they stand under `tiles`."""
