"""Laws and documents by their titles and numbers, and a unit's own lists."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import lists
from assistant.errors import WrongInputError

CODE = "中华人民共和国政府信息公开条例"


@pytest.fixture(autouse=True)
def _own_lists_forgotten() -> Iterator[None]:
    yield
    lists.extend_from(None)


@pytest.mark.parametrize(
    ("title", "kind", "listed"),
    [
        (CODE, "listed", CODE),
        ("政府信息公开条例", "listed", CODE),
        ("条例", "listed", None),
        ("中华人民共和国 政府信息公开条例（2019年修订）", "listed", CODE),
        ("中华人民共和国保守国家秘密法（2024年修订）", "listed", "中华人民共和国保守国家秘密法"),
        ("城市房地产管理法", "listed", "中华人民共和国城市房地产管理法"),
        ("反分裂国家法", "listed", "反分裂国家法"),
        ("中华人民共和国道路交通安全法实施条例", "listed", "中华人民共和国道路交通安全法实施条例"),
        ("城市绿化条例", "listed", "城市绿化条例"),
        ("政府信息公开指南", "listed", "政府信息公开指南"),
        ("政府信息管理条例", "near_miss", CODE),
        ("中华人民共和国政府信息公开管理条例", "near_miss", CODE),
        ("政务信息公开条例", "near_miss", CODE),
        ("政府信息公开条列", "near_miss", CODE),
        ("中华人民共和国个人信息保护条法", "near_miss", "中华人民共和国个人信息保护法"),
        ("政府信息公开法", "missing_national", CODE),
        ("中华人民共和国政务服务条例", "missing_national", None),
        ("合同法", "repealed", "中华人民共和国合同法"),
        ("长治市政府信息公开规定", "local", None),
        ("山西省政务公开条例", "local", None),
        ("上党区2024年政务公开工作要点", "local", None),
        ("政府信息公开保密审查制度", "local", None),
        ("政府信息公开工作办法", "local", None),
        ("“四下基层”工作法", "local", None),
        ("关于做好年度报告编制工作的通知", "local", None),
    ],
)
def test_titles(title: str, kind: str, listed: str | None) -> None:
    match = lists.match_title(title)
    assert match.kind == kind
    if listed is not None or kind == "local":
        assert match.listed == listed


def test_every_listed_title_means_itself() -> None:
    for law in lists.laws():
        if not law.unsure:
            assert lists.match_title(law.title).listed == law.title, law
    for document in lists.documents():
        assert lists.match_title(document.title).kind in ("listed", "superseded")


def test_no_two_laws_are_slips_of_each_other() -> None:
    """A real law must never be taken for a misspelt neighbour, whether or not the list holds it."""
    from assistant.titles import _slip, plain_title

    names = {plain_title(law.name) for law in lists.laws()}
    for law in lists.laws():
        slip = _slip(plain_title(law.name))
        assert slip is None or plain_title(slip).removeprefix("中华人民共和国") in names


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("国办公开办函〔2021〕30号", "listed"),
        ("国办公开办函[2021] 30号", "listed"),
        ("按照国办函（2020）109号", "listed"),
        ("国办公开办函〔2019〕60号", "superseded"),
        ("国办公开办函〔2020〕30号", "near_miss"),
        ("国公开办函〔2021〕30号", "near_miss"),
        ("长政办发〔2024〕3号", "unknown"),
        ("第三号", "unknown"),
    ],
)
def test_numbers(number: str, kind: str) -> None:
    assert lists.match_document_number(number).kind == kind


def test_the_lists_say_where_they_come_from() -> None:
    for name in lists.NAMES:
        assert lists.load(name)


def test_a_unit_adds_and_replaces(tmp_path: Path) -> None:
    folder = tmp_path / "lists"
    folder.mkdir()
    (folder / "laws.yaml").write_text(
        'source: 本县\ndate: "2026-01-05"\nentries:\n  - {name: 清溪县政务公开办法, bare: true, kind: rule}\n', "utf-8"
    )
    (folder / "renamed_bodies.yaml").write_text(
        'source: 本县\ndate: "2026-01-05"\nentries:\n  - {old: 工商局, new: 县市场监督管理局}\n', "utf-8"
    )
    assert lists.match_title("清溪县政务公开办法").kind == "local"
    assert set(lists.extend_from(tmp_path)) == {"laws", "renamed_bodies"}
    assert lists.match_title("清溪县政务公开办法").kind == "listed"
    assert next(body.new for body in lists.renamed_bodies() if body.old == "工商局") == "县市场监督管理局"
    lists.extend_from(None)
    assert lists.match_title("清溪县政务公开办法").kind == "local"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("entries: [", "YAML"),
        ("- a", "entries"),
        ("entries: []", "来源"),
        ('source: 本县\ndate: "2026"\nentries:\n  - {name: 办法, colour: red}\n', "第 1 条"),
        ('source: 本县\ndate: "2026"\nentries:\n  - {name: 清溪县办法}\n  - 7\n', "第 2 条"),
    ],
)
def test_a_broken_list_is_refused_and_changes_nothing(tmp_path: Path, text: str, says: str) -> None:
    folder = tmp_path / "lists"
    folder.mkdir()
    (folder / "laws.yaml").write_text(text, "utf-8")
    before = lists.laws()
    with pytest.raises(WrongInputError, match=says):
        lists.extend_from(tmp_path)
    assert lists.laws() == before


def test_a_broken_expression_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "lists"
    folder.mkdir()
    (folder / "terms.yaml").write_text(
        'source: 本县\ndate: "2026"\nentries:\n  - {wrong: 甲, right: 乙, pattern: "(甲"}\n', "utf-8"
    )
    with pytest.raises(WrongInputError, match="表达式"):
        lists.extend_from(tmp_path)


def test_not_utf8_and_too_large(tmp_path: Path) -> None:
    folder = tmp_path / "lists"
    folder.mkdir()
    (folder / "laws.yaml").write_bytes("source: 本县".encode("gbk"))
    with pytest.raises(WrongInputError, match="UTF-8"):
        lists.extend_from(tmp_path)
    (folder / "laws.yaml").write_text("#" * 2_100_000, "utf-8")
    with pytest.raises(WrongInputError, match="2 MB"):
        lists.extend_from(tmp_path)


def test_no_folder_is_no_fault(tmp_path: Path) -> None:
    assert lists.extend_from(tmp_path / "nowhere") == ()
