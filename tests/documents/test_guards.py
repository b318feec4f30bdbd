"""Files that are refused: each with one Chinese sentence that says what to do, before its content is parsed."""

import io
import re
import zipfile
from pathlib import Path

import pytest

from assistant.documents import guards
from assistant.documents.importing import import_file, import_path
from assistant.errors import NianbaoError, UnreadableFileError
from tests.documents.handmade import NAMESPACES, docx, html_report, numbers, p, word_report

TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 1000


def packed(*entries: tuple[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return buffer.getvalue()


def word(xml: str | bytes, *more: tuple[str, str | bytes]) -> bytes:
    return packed(("[Content_Types].xml", TYPES), ("word/document.xml", xml), *more)


def document(body: str, head: str = "") -> str:
    return f"{head}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"


GOOD = docx(word_report(numbers()))
SCAN = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/Resources<</XObject<</I 4 0 R>>>>>>endobj\nxref\ntrailer<</Root 1 0 R>>\n"
    b"startxref\n9\n%%EOF"
)
REFUSED = {
    "zip bomb": (word(b" " * 40_000_000), "恶意文件"),
    "many small parts": (packed(*[(f"word/{i}.xml", "x") for i in range(5000)]), "恶意文件"),
    "entity bomb": (
        word(document("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>", '<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>')),
        "恶意文件",
    ),
    "external entity": (
        word(
            document("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>')
        ),
        "恶意文件",
    ),
    "entities in UTF-16": (
        word('<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode("utf-16")),
        "恶意文件",
    ),
    "20,000 nested elements": (
        word(document("<w:sdt><w:sdtContent>" * 20_000 + "</w:sdtContent></w:sdt>" * 20_000)),
        "嵌套层数",
    ),
    "macros": (word(document(p("一、总体情况")), ("word/vbaProject.bin", b"x")), "不带宏的 .docx"),
    "macro type": (
        packed(
            (
                "[Content_Types].xml",
                TYPES.replace("wordprocessingml.document.main", "ms-word.document.macroEnabled.main"),
            ),
            ("word/document.xml", document("")),
        ),
        "不带宏的 .docx",
    ),
    "encrypted": (OLE + "EncryptedPackage".encode("utf-16-le"), "取消密码"),
    "old Excel": (OLE + "Workbook".encode("utf-16-le"), ".xlsx"),
    "old Word with macros": (OLE + "WordDocument_VBA_PROJECT".encode("utf-16-le"), "不带宏的 .docx"),
    "truncated": (GOOD[: len(GOOD) // 2], "重新取得原文件"),
    "damaged in the middle": (GOOD[:400] + b"\x00" * 200 + GOOD[600:], "原文件"),
    "program": (b"MZ\x90\x00" + b"\x00" * 5000, "不是报告"),
    "picture": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 500, "图片"),
    "archive of reports": (packed(("report.docx", GOOD)), "解压"),
    "rar": (b"Rar!\x1a\x07\x00" + b"x" * 50, "解压"),
    "empty": (b"", "空文件"),
    "only zeros": (b"\x00" * 500, "空文件"),
    "scanned PDF": (SCAN, "扫描件"),
    "PDF cut off": (b"%PDF-1.7\n1 0 obj<</Type/Catalog/Font 2 0 R", "重新取得原文件"),
    "random bytes": (bytes(range(256)) * 40, "识别"),
    "other document": (docx(p("关于召开会议的通知") + p("请各科室于周一下午三点参会。")), "选错了文件"),
    "no body": (packed(("[Content_Types].xml", TYPES), ("word/styles.xml", "<a/>")), "重新保存"),
    "slides": (
        packed(("[Content_Types].xml", "presentationml.presentation"), ("ppt/presentation.xml", "<a/>")),
        "演示文稿",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused_with_one_sentence(case: str) -> None:
    data, says = REFUSED[case]
    with pytest.raises(UnreadableFileError) as caught:
        import_file(data, "年报.docx")
    sentence = str(caught.value)
    assert says in sentence
    assert "年报.docx" in sentence
    assert re.fullmatch(r"[^\n]{8,110}。", sentence)
    assert not re.search(r"[a-z]+_[a-z]+|Error|Exception|Traceback", sentence)


def test_big_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "年报.docx"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    with pytest.raises(UnreadableFileError, match="过大"):
        import_path(path)
    with pytest.raises(UnreadableFileError, match="过大"):
        guards.read_file(path)


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="无法打开"):
        import_path(tmp_path / "没有.docx")
    with pytest.raises(UnreadableFileError, match="文件夹"):
        import_path(tmp_path)


@pytest.mark.parametrize("nested", ["<div>", "<table><tr><td>", "<span>", "<b>"])
def test_nested_web_page(nested: str) -> None:
    with pytest.raises(UnreadableFileError, match=r"嵌套层数|选错了文件"):
        import_file(("<html><body>" + nested * 20_000 + "一").encode(), "年报.html")


def test_web_page_with_entities() -> None:
    with pytest.raises(UnreadableFileError, match="恶意文件"):
        import_file(b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><html>&a;</html>', "年报.html")


def test_compressed_bomb_in_pdf() -> None:
    import zlib

    stream = zlib.compress(b" " * 200_000_000, 1)
    data = (
        b"%PDF-1.4\n1 0 obj<</Font 2 0 R/Filter/FlateDecode>>stream\r\n" + stream + b"\nendstream\nstartxref\n0\n%%EOF"
    )
    with pytest.raises(UnreadableFileError, match="恶意文件"):
        import_file(data, "年报.pdf")


@pytest.mark.parametrize("data", [b'{"a":', b"[1, 2]", b'{"year": 2024}', b"\xff\xfe{"])
def test_json_that_is_no_report(data: bytes) -> None:
    with pytest.raises(NianbaoError):
        import_file(data, "report.json")


def test_content_decides_not_the_ending() -> None:
    page = f"<html><body>{html_report(numbers())}</body></html>".encode()
    for name, data in (("年报.txt", GOOD), ("年报.pdf", GOOD), ("年报.docx", page), ("年报.doc", page)):
        assert import_file(data, name).report.year == 2024


def test_name_without_folder() -> None:
    assert import_file(GOOD, "文件夹/年报.docx").report.source is not None
    source = import_file(GOOD, "文件夹/年报.docx").report.source
    assert source is not None
    assert source.file == "年报.docx"
