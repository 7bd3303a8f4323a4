"""Notices."""

from __future__ import annotations

from tools.specimens import Specimen

SPECIMENS = (
    Specimen(
        shows="Một thông báo có mã QR để đọc tiếp",
        shows_en="A notice with a QR code for more",
        tile={
            "text": [
                {
                    "vi": "Diễn tập ứng cứu sự cố: 08:00 thứ Tư, 27/12/2023.",
                    "en": "Cyber incident drill: Wednesday, 27 December 2023, 08:00.",
                },
                {
                    "vi": "Các đơn vị cử cán bộ dự trước 17:00 ngày 25/12.",
                    "en": "Units name their staff by 17:00 on 25 December.",
                },
            ],
            "title": {"vi": "Thông báo", "en": "Notice"},
            "qr": "https://stttt.lamdong.gov.vn/dien-tap",
        },
        stateless=True,
    ),
    Specimen(
        shows="Một câu lớn ở giữa, không có tên ô",
        shows_en="One large sentence in the middle, without a title",
        tile={
            "text": {
                "vi": "Ngày Chuyển đổi số quốc gia 10/10",
                "en": "National Digital Transformation Day, 10 October",
            },
            "size": "figure",
            "align": "centre",
        },
        stateless=True,
    ),
    Specimen(
        shows="Nhiều dòng cỡ lớn: số điện thoại cần gọi",
        shows_en="Several large lines: whom to call",
        tile={
            "text": {
                "vi": "Trực SOC: 0263 3 545 678\nTrực hạ tầng: 0263 3 545 679\nTrực lãnh đạo: 0912 345 678",
                "en": "SOC on duty: 0263 3 545 678\nInfrastructure: 0263 3 545 679\nManagement: 0912 345 678",
            },
            "size": "large",
            "title": {"vi": "Số điện thoại trực", "en": "On duty"},
        },
        stateless=True,
        size=(922, 320),
    ),
    Specimen(
        shows="Mã QR dưới chữ trong một ô hẹp",
        shows_en="A QR code under the text in a narrow tile",
        tile={
            "text": {"vi": "Cổng dữ liệu mở của tỉnh", "en": "The province's open data"},
            "qr": "https://opendata.lamdong.gov.vn",
        },
        stateless=True,
        size=(451, 620),
    ),
    Specimen(
        shows="Thông báo đã hết hạn: ô để trống",
        shows_en="A notice that is over: the tile is empty",
        tile={"text": "Bảo trì hệ thống đêm 20/12", "until": "2023-12-20"},
        stateless=True,
        size=(451, 160),
    ),
)
