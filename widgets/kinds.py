"""What a list shows of each kind of record where the wall file doesn't say: title, columns, order."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from services.duties import Filing, Stage
from services.phrase import Phrase, phrase
from services.records import KINDS, AlertState, Reply, Tone
from services.settings import Wording
from services.words.terms import STATES

if TYPE_CHECKING:
    from collections.abc import Mapping

PRIORITY, STATE = "priority", "state"
"""Fields that no record has, but the wall knows: an alert's priority, a document's state."""
STAGE = "stage"
"""How a task or a report stands by its dates, whatever its source calls it."""
STAGED = frozenset({"tasks", "reports_due"})
ORGANS = frozenset(
    {
        "answered",
        "asker",
        "assigner",
        "committee",
        "cooperating",
        "expected",
        "lead_unit",
        "organ",
        "sender",
        "to",
        "unit",
    }
)
"""Fields that name organs; of a figure, `unit` is what it is measured in."""
LABEL = "labels."
"""Before the name of one of a record's labels: `labels.instance`."""
MAIN = frozenset({"title", "subject", "name", "text", "signature", "report", "service"})
"""What a row is about: it gets more of the room than other texts."""
STATED = frozenset({"incidents", "services"})
"""Kinds of which nothing is of use without its state."""
RANKED = frozenset({"alerts", "incidents", "security_events", "vulnerabilities"})
"""Kinds with a severity, hence a priority."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record as a list."""

    title: Wording
    columns: tuple[str, ...]
    """First the ones that matter; where there is no room the last texts go first."""
    order: str
    """A field, `-` before it for the other way round; `urgent`: worst first, then newest; `due`:
    overdue first, then by due date, finished ones last, the latest of them first; `worst`: by how well
    a service says it is, then by its share of errors."""
    empty: Phrase
    time: str | None = None
    """The field that tells newest from oldest."""


_NONE = phrase("Danh sách trống")
ALL: Mapping[str, Kind] = {
    "alerts": Kind(
        Wording(vi="Cảnh báo đang mở", en="Open alerts", short="Cảnh báo", short_en="Alerts"),
        (PRIORITY, "title", "entity", "starts"),
        "urgent",
        phrase("Không có cảnh báo nào đang mở"),
        "starts",
    ),
    "incidents": Kind(
        Wording(vi="Sự cố", en="Incidents"),
        (PRIORITY, "title", STATE, "unit", "opened"),
        "urgent",
        phrase("Không có sự cố nào"),
        "opened",
    ),
    "security_events": Kind(
        Wording(vi="Sự kiện an toàn thông tin", en="Security events", short="Sự kiện"),
        (PRIORITY, "signature", "action", "time"),
        "-time",
        phrase("Không có sự kiện nào"),
    ),
    "vulnerabilities": Kind(
        Wording(vi="Lỗ hổng", en="Vulnerabilities"),
        (PRIORITY, "id", "asset", "due"),
        "urgent",
        phrase("Không có lỗ hổng nào"),
        "found",
    ),
    "endpoints": Kind(
        Wording(vi="Máy trạm, máy chủ", en="Endpoints"),
        ("name", "unit", "av_state", "updated"),
        "name",
        phrase("Không có máy nào"),
    ),
    "documents": Kind(
        Wording(vi="Văn bản", en="Documents"),
        ("number", "subject", STATE, "due"),
        "due",
        phrase("Không có văn bản nào"),
    ),
    "document_states": Kind(
        Wording(vi="Trạng thái văn bản", en="Document states"),
        ("document", "organ", "code", "since"),
        "-since",
        phrase("Không có văn bản nào"),
    ),
    "tasks": Kind(
        Wording(vi="Nhiệm vụ", en="Tasks"),
        ("title", "lead_unit", STATE, "due"),
        "due",
        phrase("Không có nhiệm vụ nào"),
    ),
    "reports_due": Kind(
        Wording(vi="Báo cáo định kỳ", en="Periodic reports"),
        ("report", "unit", "due", "submitted"),
        "due",
        phrase("Không có báo cáo nào"),
    ),
    "rounds": Kind(
        Wording(vi="Đợt thống kê đột xuất", en="Ad-hoc rounds", short="Đợt đột xuất"),
        ("name", "asker", "as_of", "due"),
        "due",
        phrase("Không có đợt thống kê nào"),
    ),
    "programmes": Kind(
        Wording(vi="Chương trình, đề án", en="Programmes"),
        ("name", "planned", "disbursed", STATE),
        "name",
        phrase("Không có chương trình nào"),
    ),
    "goals": Kind(
        Wording(vi="Mục tiêu", en="Goals"),
        ("text", "measure", "assigner", STATE),
        "text",
        phrase("Không có mục tiêu nào"),
    ),
    "datasets": Kind(
        Wording(vi="Bộ dữ liệu", en="Datasets"),
        ("name", "organ", "downloads", "updated"),
        "-updated",
        phrase("Không có bộ dữ liệu nào"),
    ),
    "mentions": Kind(
        Wording(vi="Tin, bài", en="Mentions"),
        ("title", "source", "tone", "time"),
        "-time",
        phrase("Không có tin, bài nào"),
    ),
    "feed_items": Kind(
        Wording(vi="Tin mới", en="News"),
        ("title", "published"),
        "-published",
        phrase("Không có tin nào"),
    ),
    "services": Kind(
        Wording(vi="Dịch vụ", en="Services"),
        ("service", STATE, "rate", "errors"),
        "worst",
        phrase("Không có dịch vụ nào"),
    ),
    "protected_systems": Kind(
        Wording(
            vi="Hệ thống, cơ sở dữ liệu được bảo vệ",
            en="Protected systems and databases",
            short="Hệ thống được bảo vệ",
            short_en="Protected systems",
        ),
        ("name", "grade", "availability", "soc", "antivirus", "open_vulnerabilities"),
        "-open_vulnerabilities",
        phrase("Không có hệ thống nào"),
    ),
    "observations": Kind(
        Wording(vi="Số liệu", en="Figures"),
        ("indicator", "value", "territory", "period"),
        "indicator",
        phrase("Không có số liệu nào"),
    ),
    "samples": Kind(
        Wording(vi="Chuỗi số liệu", en="Series"), ("indicator", "value", "at"), "-at", _NONE
    ),
    "features": Kind(Wording(vi="Đối tượng bản đồ", en="Features"), ("layer", "fid"), "fid", _NONE),
    "pictures": Kind(
        Wording(vi="Ảnh bản đồ", en="Map pictures"), ("title", "layer", "bbox"), "layer", _NONE
    ),
    "organs": Kind(
        Wording(vi="Cơ quan, đơn vị", en="Organs"),
        ("names", "kind", "contact"),
        "names",
        phrase("Không có cơ quan nào"),
    ),
}
ENDS: Mapping[str, str] = {
    "incidents": "closed",
    "tasks": "finished",
    "reports_due": "submitted",
    "rounds": "closed",
    "mentions": "handled",
}
"""The field that says that a record is done."""
URGENCIES: tuple[Phrase, ...] = (
    phrase("Thường"),
    phrase("Khẩn"),
    phrase("Thượng khẩn"),
    phrase("Hỏa tốc"),
    phrase("Hỏa tốc hẹn giờ"),
)
"""A document's priority, 0 to 4 (QCVN 102): no alarm, hence without an alarm's shape."""
SAID: Mapping[str, Phrase] = {
    AlertState.FIRING: phrase("Đang mở"),
    AlertState.ACKNOWLEDGED: phrase("Đã xác nhận"),
    AlertState.SUPPRESSED: phrase("Đang ẩn"),
    AlertState.RESOLVED: phrase("Đã hết"),
    Reply.ANSWERS: phrase("Hoạt động"),
    Reply.WRONG: phrase("Báo lỗi"),
    Reply.NONE: phrase("Không trả lời"),
    **{state.value: said for state, said in STATES.items()},
    Tone.POSITIVE: phrase("Tích cực"),
    Tone.NEUTRAL: phrase("Trung lập"),
    Tone.NEGATIVE: phrase("Tiêu cực"),
    Stage.DONE_IN_TIME: phrase("Hoàn thành đúng hạn"),
    Stage.DONE_LATE: phrase("Hoàn thành quá hạn"),
    Stage.RUNNING: phrase("Đang thực hiện trong hạn"),
    Stage.DUE_SOON: phrase("Sắp đến hạn"),
    Stage.OVERDUE: phrase("Quá hạn"),
    Filing.LATE: phrase("Chậm nộp"),
    Filing.RETURNED: phrase("Bị trả lại"),
    Filing.OWED: phrase("Chưa đến hạn"),
    Filing.SUBMITTED_LATE: phrase("Nộp muộn"),
    Filing.SUBMITTED: phrase("Đã nộp"),
    Filing.APPROVED: phrase("Đã duyệt"),
}
"""Words of values that are codes of ours."""
TOLD: Mapping[str, Phrase] = {
    said.text: said
    for said in (
        phrase("đang hoạt động"),
        phrase("đang chạy"),
        phrase("gián đoạn"),
        phrase("dừng"),
        phrase("đã đóng"),
        phrase("đang xử lý"),
        phrase("hoàn thành"),
        phrase("đúng tiến độ"),
        phrase("chậm tiến độ"),
        phrase("thực hiện"),
        phrase("đang thực hiện"),
        phrase("ban hành"),
        phrase("đã ban hành"),
        phrase("duy trì"),
        phrase("đã tổ chức"),
        phrase("thử nghiệm"),
        phrase("xây dựng chủ trương đầu tư"),
    )
}
"""States as Vietnamese sources usually write them, which can be said in English too."""


def fields_of(kind: str) -> tuple[str, ...]:
    """Every field that a column or an order may name, labels apart; a picture's bytes are no text."""
    own = [field.name for field in fields(KINDS[kind]) if field.repr]
    added = [PRIORITY] if kind in RANKED else [STATE] if kind == "documents" else []
    added += [STAGE] if kind in STAGED else []
    return tuple(dict.fromkeys([*added, *own]))


def has_labels(kind: str) -> bool:
    return "labels" in fields_of(kind)
