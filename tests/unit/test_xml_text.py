from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.door import SourceError
from services.http.translation import said
from services.news import Reason
from services.xml_text import fault, local, read_xml, text_within, within

RECORDED = Path(__file__).parents[1] / "recordings" / "mapserver_wfs_exception.xml"
EXCEPTION = RECORDED.read_bytes().partition(b"\n\n400")[0]
"""What curl said of it was recorded below it."""


@pytest.mark.parametrize(
    ("body", "part"),
    [
        (b"", "rỗng"),
        (b"  \n", "rỗng"),
        (b"<!DOCTYPE html><html></html>", "HTML"),
        (b"<HTML><body>", "HTML"),
        (b"<a><b></a>", "không phải XML"),
        (b"<a>", "cắt cụt"),
        (b"khong phai xml", "không phải XML"),
        (b'<!DOCTYPE l [<!ENTITY a "b">]><l>&a;</l>', "bom XML"),
        (b'<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><l>&a;</l>', "bom XML"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "bảng mã"),
    ],
)
def test_what_is_no_xml_is_called_so(body: bytes, part: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_xml(body)
    assert caught.value.reason is Reason.MALFORMED
    assert part in caught.value.words.text


@pytest.mark.parametrize(
    "body",
    [
        b"<a/>",
        b"\xef\xbb\xbf<a/>",
        b"notice: something\n<?xml version='1.0'?><a/>",
        "<?xml version='1.0' encoding='utf-16'?><a/>".encode("utf-16"),
    ],
)
def test_marks_and_junk_before_the_first_tag_are_passed_over(body: bytes) -> None:
    assert local(read_xml(body)) == "a"


@given(st.binary(max_size=400))
def test_no_bytes_raise_anything_else(body: bytes) -> None:
    found = Reason.MALFORMED
    try:
        read_xml(b"<" + body)
    except SourceError as error:
        found = error.reason
    assert found is Reason.MALFORMED


def test_names_are_found_whatever_their_prefix() -> None:
    root = read_xml(b'<a xmlns:p="urn:x"><p:b> </p:b><p:b>hai</p:b><c><p:b>ba</p:b></c></a>')
    assert text_within(root, "b") == "hai"
    assert [one.text for one in within(root, "c", "b")] == ["ba"]
    assert text_within(root, "d") is None


def test_what_a_map_server_says_of_its_error_is_quoted() -> None:
    assert (fault(read_xml(EXCEPTION)) or "").startswith("msWFSGetFeature(): WFS server error.")
    assert fault(read_xml(b"<a/>")) is None
    service = b'<ServiceExceptionReport><ServiceException code="LayerNotDefined"/>'
    assert fault(read_xml(service + b"</ServiceExceptionReport>")) == "LayerNotDefined"
    assert (said(EXCEPTION) or "").startswith("msWFSGetFeature()")
    assert said(b"<html><body>502") is None
