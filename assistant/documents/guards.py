"""What is refused before anything is parsed. Every refusal is one Chinese sentence that says what to do."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal

from lxml import etree

from assistant.errors import UnreadableFileError

Kind = Literal["docx", "xlsx", "odt", "html", "mht", "pdf", "doc", "rtf", "json", "text"]

MAX_FILE: Final = 60 * 1024 * 1024
MAX_TEXT: Final = 12 * 1024 * 1024
MAX_PART: Final = 10 * 1024 * 1024
MAX_TAGS: Final = 400_000
MAX_UNPACKED: Final = 400 * 1024 * 1024
MAX_ENTRIES: Final = 4000
MAX_RATIO: Final = 150

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_EXECUTABLES: Final = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
_PICTURES: Final = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF", b"OFD")
_ARCHIVES: Final = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_HTML: Final = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|title|table|div|p|span|h[1-6]|section|article|font|o:p|!--)\b", re.I
)
_MHT: Final = re.compile(rb"^(?:From:|MIME-Version:|Content-Type:\s*multipart/related)", re.I | re.M)
_DTD: Final = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.I)

_READABLE: Final = "请改用 Word（.docx）、网页（.html）、PDF、文本（.txt、.md）或 Excel（.xlsx）文件。"


class DamagedPartError(UnreadableFileError):
    """A part of a file is no XML: fatal for the text itself, of no account for what stands beside it."""


def refuse(sentence: str) -> UnreadableFileError:
    return UnreadableFileError(sentence)


def _too_big(name: str) -> UnreadableFileError:
    return refuse(
        f"“{name}”过大（超过 {MAX_FILE // 1024 // 1024} MB），不像一份年度报告；请去掉其中的图片和附件后再导入。"
    )


def read_file(path: Path) -> bytes:
    """The bytes of a file; one that is too big is refused before it is read. Raises UnreadableFileError."""
    try:
        if path.is_dir():
            raise refuse(f"“{path}”是文件夹，请选择其中的文件。")
        if path.stat().st_size > MAX_FILE:
            raise _too_big(path.name)
        return path.read_bytes()
    except OSError:
        raise refuse(f"无法打开文件“{path.name}”，请检查路径和权限。") from None


def kind_of(data: bytes, name: str) -> Kind:
    """What a file is, by its content; the ending decides only between kinds of plain text.

    Raises UnreadableFileError for what cannot be a report: too big, encrypted, with macros, a program,
    a picture, an archive, or unknown.
    """
    return opened(data, name)[0]


def opened(data: bytes, name: str) -> tuple[Kind, zipfile.ZipFile | None]:
    """Like `kind_of`, with the archive that was opened on the way (checked; null for other kinds)."""
    if len(data) > MAX_FILE:
        raise _too_big(name)
    if not data.strip(b"\x00 \t\r\n"):
        raise refuse(f"“{name}”是空文件，请重新选择。")
    head = data[:8]
    if head.startswith(b"PK"):
        archive = open_zip(data, name)
        return _zip_kind(archive, name), archive
    if head == _OLE:
        return _ole_kind(data, name), None
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n\x00")
    if b"%PDF-" in data[:1024]:
        check_pdf(data, name)
        return "pdf", None
    if start.startswith(b"{\\rtf"):
        return "rtf", None
    return _text_kind(data, name, head, start), None


def _text_kind(data: bytes, name: str, head: bytes, start: bytes) -> Kind:
    if head.startswith(_EXECUTABLES):
        raise refuse(f"“{name}”是程序文件，不是报告，请勿打开；{_READABLE}")
    if head.startswith(_PICTURES):
        raise refuse(f"“{name}”是图片，读不出文字和表格，请导入原来的 Word 或网页文件。")
    if head.startswith(_ARCHIVES):
        raise refuse(f"“{name}”是压缩包，请先解压，再导入其中的报告文件。")
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    if not wide and b"\x00" in data[:65536]:
        raise refuse(f"“{name}”不是可以识别的文件；{_READABLE}")
    if len(data) > MAX_TEXT:
        raise refuse(f"“{name}”的文字过多，不像一份年度报告，请核对是否选错了文件。")
    ending = Path(name).suffix.lower()
    if _MHT.search(data[:4096]) and b"multipart/" in data[:4096].lower():
        return "mht"
    probe = data[:262144].replace(b"\x00", b"") if wide else data[:262144]
    if ending in (".html", ".htm", ".xhtml", ".shtml", ".mht", ".mhtml"):
        return "html"
    if ending in (".md", ".markdown"):
        return "text"
    if start.startswith(b"{") and ending in (".json", ""):
        return "json"
    if ending == ".json":
        return "json"
    if start.startswith(b"<") or len(_HTML.findall(probe)) >= 5:
        return "html"
    return "text"


def _zip_kind(archive: zipfile.ZipFile, name: str) -> Kind:
    names = set(archive.namelist())
    lowered = {n.lower() for n in names}
    if any(n.endswith("vbaproject.bin") or n.startswith(("basic/", "scripts/")) for n in lowered):
        raise refuse(f"“{name}”带有宏，为安全起见不予打开；请在 Word 或 WPS 中另存为不带宏的 .docx 后再导入。")
    if "[Content_Types].xml" in names:
        types = read_part(archive, "[Content_Types].xml", name)
        if b"macroEnabled" in types:
            raise refuse(f"“{name}”是带宏的文件，为安全起见不予打开；请另存为不带宏的 .docx 后再导入。")
        if b"wordprocessingml" in types and any(n.startswith("word/") for n in lowered):
            return "docx"
        if b"spreadsheetml" in types:
            return "xlsx"
        if b"presentationml" in types:
            raise refuse(f"“{name}”是演示文稿，不是报告；{_READABLE}")
        if b"wordprocessingml" in types:
            return "docx"
    if "mimetype" in names:
        mimetype = read_part(archive, "mimetype", name)
        if b"opendocument.text" in mimetype:
            if "META-INF/manifest.xml" in names and b"encryption-data" in read_part(
                archive, "META-INF/manifest.xml", name
            ):
                raise _encrypted(name)
            return "odt"
        if b"opendocument" in mimetype:
            raise refuse(f"“{name}”不是文字文档；{_READABLE}")
    if "OFD.xml" in names:
        raise refuse(f"“{name}”是 OFD 版式文件，本程序不能读取，请导入原来的 Word 文件，或先转换为 PDF。")
    raise refuse(f"“{name}”是压缩包，请先解压，再导入其中的报告文件。")


def _encrypted(name: str) -> UnreadableFileError:
    return refuse(f"“{name}”设有打开密码，请先在 Word 或 WPS 中取消密码，保存后再导入。")


def _ole_kind(data: bytes, name: str) -> Kind:
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        raise _encrypted(name)
    if holds("_VBA_PROJECT"):
        raise refuse(f"“{name}”带有宏，为安全起见不予打开；请在 Word 或 WPS 中另存为不带宏的 .docx 后再导入。")
    if not holds("WordDocument") and (holds("Workbook") or holds("Book")):
        raise refuse(f"“{name}”是旧版 Excel 文件，请另存为 .xlsx 后再导入。")
    if holds("PowerPoint Document"):
        raise refuse(f"“{name}”是演示文稿，不是报告；{_READABLE}")
    if holds("WordDocument") or Path(name).suffix.lower() in (".doc", ".wps", ".wpt"):
        return "doc"
    raise refuse(f"“{name}”不是可以识别的文件；{_READABLE}")


# ---- zip -----------------------------------------------------------------------------------------------
def open_zip(data: bytes, name: str) -> zipfile.ZipFile:
    """The archive, its directory checked: not truncated, not encrypted, no bomb. Raises UnreadableFileError."""
    damaged = refuse(f"“{name}”不完整或已损坏，请重新取得原文件后再导入。")
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - 65_557))
    if at < 0 or len(data) < at + 22:
        raise damaged
    if struct.unpack_from("<H", data, at + 10)[0] > MAX_ENTRIES:
        raise _bomb(name)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, UnicodeDecodeError, OSError):
        raise damaged from None
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES or sum(e.file_size for e in entries) > MAX_UNPACKED:
        raise _bomb(name)
    for entry in entries:
        if entry.flag_bits & 1:
            raise _encrypted(name)
        if entry.file_size > 1_000_000 and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            raise _bomb(name)
    return archive


def _bomb(name: str) -> UnreadableFileError:
    return refuse(f"“{name}”解压后异常庞大，可能是恶意文件，不予打开；请向提供者索取正常的文件。")


def read_part(archive: zipfile.ZipFile, part: str, name: str) -> bytes:
    """One entry, within bounds. Raises UnreadableFileError; KeyError where there is no such entry."""
    info = archive.getinfo(part)
    if info.file_size > MAX_PART:
        raise _bomb(name)
    try:
        return archive.read(info)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError, RuntimeError):
        raise refuse(f"“{name}”不完整或已损坏，请重新取得原文件后再导入。") from None


# ---- XML -----------------------------------------------------------------------------------------------
_PARSER: Final = etree.XMLParser(
    resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True
)


def parse_xml(data: bytes, name: str) -> etree._Element:
    """The root of an XML part. A DTD is refused unread, so is nesting that no word processor writes.

    Raises UnreadableFileError.
    """
    # UTF-16 hides its markup from a byte search; the standard parts are all UTF-8
    if _DTD.search(data) or data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in data[:64]:
        raise refuse(f"“{name}”含有不应出现的 XML 定义，可能是恶意文件，不予打开；请向提供者索取正常的文件。")
    if len(data) > 1_000_000 and data.count(b"<") > MAX_TAGS:
        raise _bomb(name)
    try:
        return etree.fromstring(data, _PARSER)
    except etree.XMLSyntaxError as error:
        if "depth" in str(error).lower():
            raise too_deep(name) from None
        raise _damaged(name) from None
    except (ValueError, etree.LxmlError):
        raise _damaged(name) from None


def _damaged(name: str) -> DamagedPartError:
    return DamagedPartError(f"“{name}”的内容已损坏，请用 Word 或 WPS 打开并重新保存后再导入。")


def too_deep(name: str) -> UnreadableFileError:
    return refuse(f"“{name}”的内容嵌套层数异常，可能是恶意文件，不予打开；请另存一份正常的文件后再导入。")


# ---- PDF -----------------------------------------------------------------------------------------------
_STREAM: Final = re.compile(rb"/ObjStm\b[^>]{0,400}>>\s*stream\r?\n")


def check_pdf(data: bytes, name: str) -> None:
    """Refuses a PDF cut off, or one whose every page is a picture, without parsing it.

    Raises UnreadableFileError.
    """
    if b"startxref" not in data and b"%%EOF" not in data[-2048:]:
        raise refuse(f"“{name}”不完整或已损坏，请重新取得原文件后再导入。")
    if b"/Font" not in data and not any(b"/Font" in piece for piece in _object_streams(data)):
        raise image_only(name)


_ANY_STREAM: Final = re.compile(rb"\bstream\r?\n")
MAX_STREAMS: Final = 160 * 1024 * 1024


def check_streams(data: bytes, name: str) -> None:
    """Refuses a PDF whose compressed streams unpack to far more than a report holds. Raises UnreadableFileError."""
    total = 0
    for found in _ANY_STREAM.finditer(data):
        start = found.end()
        if data[start : start + 1] not in (b"\x78", b"\x58", b"\x48", b"\x68"):
            continue
        unpacker = zlib.decompressobj()
        piece = data[start : start + 262_144]
        while piece and not unpacker.eof:
            try:
                total += len(unpacker.decompress(piece, 1_048_576))
            except zlib.error:
                break
            if total > MAX_STREAMS:
                raise _bomb(name)
            if unpacker.unconsumed_tail:
                piece = unpacker.unconsumed_tail
            else:
                start += 262_144
                piece = data[start : start + 262_144]


def image_only(name: str) -> UnreadableFileError:
    return refuse(f"“{name}”是扫描件，没有文字层，读不出内容；请导入原来的 Word 或网页文件，或先做文字识别。")


def _object_streams(data: bytes) -> Iterator[bytes]:
    # since PDF 1.5 dictionaries may lie in compressed object streams
    for index, found in enumerate(_STREAM.finditer(data)):
        if index > 400:
            yield b"/Font"
            return
        try:
            yield zlib.decompressobj().decompress(data[found.end() : found.end() + 4_000_000], 2_000_000)
        except zlib.error:
            yield b"/Font"
