"""What is shown to a source as it is: a name and a password, a key, a certificate."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from services.credentials.inlaid import Inlaid
from services.quantities import Text
from services.secret import Secret
from services.section import Section

HeaderName = Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{1,64}$", examples=["X-Api-Key"])]


class Basic(Section):
    """Tên và mật khẩu theo HTTP Basic."""

    user: Annotated[Inlaid, Field(examples=["tuong"])]
    """Tên đăng nhập; hệ thống lấy khóa làm tên thì ghi bằng tham chiếu, ví dụ ${env:KHOA}."""
    password: Secret | None = None
    """Mật khẩu, bằng tham chiếu; không khai thì mật khẩu trống."""


class Header(Section):
    """Một khóa gửi trong tiêu đề HTTP riêng."""

    name: HeaderName
    """Tên tiêu đề HTTP, ví dụ X-Api-Key."""
    value: Secret
    """Giá trị, bằng tham chiếu."""


class Certificate(Section):
    """Chứng thư khách, trình khi lập kết nối mã hóa với máy chủ của nguồn; không trình cho máy chủ
    khác, kể cả máy chủ cấp khóa.
    """

    file: Annotated[Text, Field(min_length=1, examples=["chung-thu/tuong.pem"])]
    """Tệp chứng thư (PEM), đường dẫn tính từ tệp tường; có thể gồm cả các chứng thư trung gian."""
    key: Annotated[Text | None, Field(examples=["chung-thu/tuong.key"])] = None
    """Tệp khóa riêng (PEM), chỉ chủ tệp đọc được; mặc định khóa nằm chung tệp với chứng thư."""
    password: Secret | None = None
    """Mật khẩu của khóa riêng, bằng tham chiếu; chỉ cần khi khóa được mã hóa."""
