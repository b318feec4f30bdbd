"""The command line from outside: a real process, real files, exit codes and JSON of the contract."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

DATA = Path(__file__).parent / "data"
TOWN = json.loads((DATA / "hangzhou2025.json").read_text("utf-8"))


def nianbao(*arguments: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from assistant.cli import main; main()", *map(str, arguments)]
    root = str(Path(__file__).resolve().parent.parent)
    env = {"PATH": "/usr/bin:/bin", "NIANBAO_DATA": str(cwd / "data"), "PYTHONPATH": root, "PYTHONUTF8": "1"}
    return subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, env={**env, **environment}, timeout=120, check=False
    )


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.json"
    path.write_text(json.dumps(TOWN, ensure_ascii=False), "utf-8")
    return path


def one_sentence(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 2, done
    assert "Traceback" not in done.stderr
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    assert len(lines) == 1, done.stderr
    return lines[0]


def test_import_then_check_says_the_same_as_check(tmp_path: Path) -> None:
    seed = DATA / "sudian-2024.txt"
    done = nianbao("import", seed, "-o", "seed.json", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    imported = json.loads((tmp_path / "seed.json").read_text("utf-8"))
    assert set(imported) == {"report", "unreadable", "remarks"}
    direct = json.loads(nianbao("check", seed, "--format", "json", cwd=tmp_path).stdout)
    through = json.loads(nianbao("check", "seed.json", "--format", "json", cwd=tmp_path).stdout)
    direct.pop("file"), through.pop("file")
    assert direct == through
    assert set(direct) == {"unit", "year", "findings", "not_assessable", "claims"}
    finding = direct["findings"][0]
    keys = {"code", "severity", "message", "place", "related", "excerpt", "span", "suggestion", "basis"}
    assert set(finding) == keys


def test_check_exit_codes(tmp_path: Path, report: Path) -> None:
    assert nianbao("check", report, cwd=tmp_path).returncode == 1
    (tmp_path / "letter.txt").write_text("今天天气很好。", "utf-8")
    done = nianbao("check", report, "letter.txt", "--format", "jsonl", cwd=tmp_path)
    assert done.returncode == 2
    first, second = map(json.loads, done.stdout.splitlines())
    assert "findings" in first
    assert set(second) == {"file", "error"}


def test_check_lists_for_several_and_object_for_one(tmp_path: Path, report: Path) -> None:
    one = json.loads(nianbao("check", report, "--format", "json", cwd=tmp_path).stdout)
    many = json.loads(nianbao("check", report, report, "--format", "json", cwd=tmp_path).stdout)
    folder = json.loads(nianbao("check", tmp_path, "--format", "json", cwd=tmp_path).stdout)
    assert isinstance(one, dict)
    assert [len(many), len(folder)] == [2, 1]


def test_previous_overrides_and_unit_profile_counts(tmp_path: Path, report: Path) -> None:
    last = {**TOWN, "year": 2024, "table3": {**TOWN["table3"], "carried_out": TOWN["table3"]["carried_in"]}}
    last["table3"]["carried_out"] = {**last["table3"]["carried_out"], "legal": 17}
    (tmp_path / "last.json").write_text(json.dumps(last), "utf-8")
    (tmp_path / "unit.json").write_text(json.dumps({"name": "测试市", "rule_making": True}), "utf-8")
    arguments = ("check", report, "--previous", "last.json", "--unit", "unit.json", "--format", "json")
    result = json.loads(nianbao(*arguments, cwd=tmp_path).stdout)
    found = {(f["code"], f["place"]) for f in result["findings"]}
    assert ("Y-01", "table3.carried_in.legal") in found
    assert not any(code == "T2-01" for code, _ in found)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("{", "JSON"),
        ("[]", "JSON"),
        (json.dumps({**TOWN, "tabel3": {}}), "tabel3"),
        (json.dumps({k: v for k, v in TOWN.items() if k != "table4"}), "table4"),
        (json.dumps({**TOWN, "table2": {"licensing": "三"}}), "table2.licensing"),
        ('{"a":' * 100_000, ""),
    ],
)
def test_wrong_report_json_gives_one_sentence(tmp_path: Path, content: str, says: str) -> None:
    (tmp_path / "bad.json").write_text(content, "utf-8")
    for command in (("check",), ("draft", "--offline"), ("export", "-o", "x.docx")):
        assert says in one_sentence(nianbao(*command, "bad.json", cwd=tmp_path))
    assert not (tmp_path / "x.docx").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("check", "nowhere.docx"),
        ("check", "report.json", "--format", "xml"),
        ("check", "report.json", "--previous", "nowhere.json"),
        ("draft", "report.json", "--passage", "foreword"),
        ("export", "report.json", "-o", "out.pdf"),
        ("export", "report.json", "-o", "no/such/folder/out.docx"),
        ("rules", "Z99"),
        ("import", "nowhere.txt"),
        ("import", "report.json", "-o", "no/such/folder/out.json"),
        ("unknown",),
        ("app", "--port", "0"),
        ("check", "empty"),
        ("import", "empty"),
        ("draft", "empty"),
        ("draft", "report.json", "--offline", "-o", "."),
        ("import", "report.json", "-o", "empty"),
        ("draft", "report.json", "--offline", "--previous", "report.json"),
    ],
)
def test_wrong_use_gives_one_sentence(tmp_path: Path, report: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "empty").mkdir()
    done = nianbao(*arguments, cwd=tmp_path)
    assert "程序出错" not in one_sentence(done)
    assert done.stdout == ""
    assert "“”" not in done.stderr


def test_a_word_file_is_not_drafted_but_the_way_is_told(tmp_path: Path, report: Path) -> None:
    (tmp_path / "年报.docx").write_bytes(b"PK\x03\x04")
    for command in (("draft", "--offline"), ("export", "-o", "x.docx")):
        assert "nianbao import" in one_sentence(nianbao(*command, "年报.docx", cwd=tmp_path))


def test_an_empty_folder_does_not_stop_the_others(tmp_path: Path, report: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = nianbao("check", "empty", report, "--format", "jsonl", cwd=tmp_path)
    assert done.returncode == 2
    first, second = map(json.loads, done.stdout.splitlines())
    assert (set(first), first["file"]) == ({"file", "error"}, "empty")
    assert "findings" in second


def test_a_folder_is_read_without_what_word_and_the_system_leave_in_it(tmp_path: Path, report: Path) -> None:
    for name in ("~$报告.docx", "._report.json", ".hidden.txt", "图片.png"):
        (tmp_path / name).write_bytes(b"x")
    done = nianbao("check", tmp_path, "--format", "jsonl", cwd=tmp_path)
    assert len(done.stdout.splitlines()) == 1
    assert done.returncode == 1


@pytest.mark.parametrize("code_page", ["gbk", "ascii", "cp1252"])
def test_redirected_output_is_utf8_on_every_machine(tmp_path: Path, report: Path, code_page: str) -> None:
    data = {**TOWN, "passages": {"intro": "本年度•收到\U0001f600申请。"}}
    report.write_text(json.dumps(data), "utf-8")
    page = {"PYTHONIOENCODING": code_page, "PYTHONUTF8": "0"}
    assert json.loads(nianbao("import", report, cwd=tmp_path, **page).stdout)["report"]["passages"] == data["passages"]
    assert "核对单" in nianbao("check", report, cwd=tmp_path, **page).stdout
    assert "无法打开" in nianbao("check", "nowhere.json", cwd=tmp_path, **page).stderr


def test_output_is_moved_into_place_and_keeps_what_the_target_is(tmp_path: Path, report: Path) -> None:
    (tmp_path / "out.json").write_text("old", "utf-8")
    (tmp_path / "out.json").chmod(0o640)
    (tmp_path / "link.json").symlink_to("out.json")
    assert nianbao("import", report, "-o", "link.json", cwd=tmp_path).returncode == 0
    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "out.json").stat().st_mode & 0o777 == 0o640
    assert json.loads((tmp_path / "out.json").read_text("utf-8"))["report"]["year"] == 2025
    piped = nianbao("import", report, "-o", "/dev/stdout", cwd=tmp_path)
    assert json.loads(piped.stdout)["report"]["year"] == 2025
    assert {path.name for path in tmp_path.iterdir()} <= {"data", "report.json", "out.json", "link.json"}


def test_draft_keeps_what_a_person_wrote(tmp_path: Path, report: Path) -> None:
    done = nianbao("draft", report, "--offline", "-o", "all.json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    drafted = json.loads((tmp_path / "all.json").read_text("utf-8"))
    assert drafted["passages"]["overview.requests"] == TOWN["passages"]["overview.requests"]
    assert "{{table2.normative.made}}" in drafted["passages"]["overview.management"]
    assert drafted["state"]["overview.management"]["writer"] == "offline"
    one = nianbao("draft", report, "--offline", "--passage", "overview.requests", cwd=tmp_path)
    passages: dict[str, Any] = json.loads(one.stdout)["passages"]
    assert "{{table3.new.total}}" in passages["overview.requests"]
    assert "overview.management" not in passages


def test_export_writes_all_kinds_and_refuses_an_unready_final(tmp_path: Path, report: Path) -> None:
    for name, start in (("o.docx", b"PK"), ("o.html", b"<!"), ("o.xlsx", b"PK")):
        assert nianbao("export", report, "-o", name, cwd=tmp_path).returncode == 0
        assert (tmp_path / name).read_bytes().startswith(start)
    refused = nianbao("export", report, "-o", "final.docx", "--final", cwd=tmp_path)
    assert refused.returncode == 1
    assert "保密审查" in refused.stderr
    assert not (tmp_path / "final.docx").exists()


def test_rules_are_all_there(tmp_path: Path) -> None:
    book = json.loads(nianbao("rules", "--format", "json", cwd=tmp_path).stdout)
    assert len({rule["code"] for rule in book}) == 152
    one = json.loads(nianbao("rules", "T3-01", "--format", "json", cwd=tmp_path).stdout)
    assert {"code", "title", "severity", "scope", "needs", "basis", "good", "bad"} <= set(one)


def test_help_is_chinese(tmp_path: Path) -> None:
    for command in ("", "app", "import", "check", "draft", "export", "rules"):
        done = nianbao(*filter(None, (command, "--help")), cwd=tmp_path)
        assert done.returncode == 0
        assert not {"Usage", "Options", "Arguments", "Show this"} & set(done.stdout.replace(":", " ").split())
        assert "<str>" not in done.stdout
        assert "<=" not in done.stdout


def test_a_model_that_is_not_there_is_said_and_nothing_is_lost(tmp_path: Path, report: Path) -> None:
    environment = {
        "NIANBAO_LLM_BASE_URL": "http://127.0.0.1:9/v1",
        "NIANBAO_LLM_MODEL": "m",
        "NIANBAO_LLM_API_KEY": "k",
    }
    done = nianbao("draft", report, "-o", "out.json", cwd=tmp_path, **environment)
    assert done.returncode == 0
    assert "Traceback" not in done.stderr
    assert "政府信息管理情况”一段（overview.management）" in done.stderr
    drafted = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert drafted["state"]["overview.management"] == {
        "writer": "offline",
        "model_written": False,
        "accepted_by": None,
        "accepted_at": None,
    }


def test_a_city_of_large_numbers_goes_all_the_way(tmp_path: Path) -> None:
    """Three tables typed in → checked, drafted, exported in all kinds, read back with equal cells."""
    tables = {key: TOWN[key] for key in ("year", "unit", "table2", "table3", "table4")}
    (tmp_path / "typed.json").write_text(json.dumps(tables, ensure_ascii=False), "utf-8")
    assert nianbao("draft", "typed.json", "--offline", "-o", "drafted.json", cwd=tmp_path).returncode == 0
    result = json.loads(nianbao("check", "drafted.json", "--format", "json", cwd=tmp_path).stdout)
    wrong = [f for f in result["findings"] if f["severity"] == "error" and f["code"][0] in "TN"]
    assert not wrong
    assert result["claims"]
    assert all(claim["verdict"] == "confirmed" for claim in result["claims"])
    for name in ("out.docx", "out.html", "out.xlsx"):
        assert nianbao("export", "drafted.json", "-o", name, cwd=tmp_path).returncode == 0
        back = json.loads(nianbao("import", name, cwd=tmp_path).stdout)["report"]
        for table in ("table2", "table3", "table4"):
            assert back[table] == TOWN[table], name


def test_an_address_without_a_model_is_said(tmp_path: Path, report: Path) -> None:
    address = {"NIANBAO_LLM_BASE_URL": "http://127.0.0.1:9/v1"}
    done = nianbao("draft", report, "--passage", "intro", cwd=tmp_path, **address)
    assert done.returncode == 0 and "没有模型名称" in done.stderr
    assert (
        "没有模型名称"
        not in nianbao("draft", report, "--passage", "intro", "--offline", cwd=tmp_path, **address).stderr
    )


def test_a_wrong_environment_variable_is_named_and_an_empty_one_is_none(tmp_path: Path) -> None:
    said = one_sentence(nianbao("rules", "T3-01", cwd=tmp_path, NIANBAO_LLM_TIMEOUT="soon"))
    assert "NIANBAO_LLM_TIMEOUT" in said
    assert "soon" in said
    empty = dict.fromkeys(("NIANBAO_DATA", "NIANBAO_LLM_TIMEOUT", "NIANBAO_LLM_BASE_URL", "OPENAI_API_KEY"), "")
    assert nianbao("rules", "T3-01", cwd=tmp_path, **empty).returncode == 0


def test_what_the_readme_shows_works_as_it_stands(tmp_path: Path, report: Path) -> None:
    """The list of a unit and the names of the units below it, copied from the page."""
    page = (Path(__file__).parent.parent / "README.md").read_text("utf-8")
    blocks = dict(re.findall(r"```(yaml|json)\n(.*?)```", page, re.DOTALL))
    (tmp_path / "data" / "lists").mkdir(parents=True)
    (tmp_path / "data" / "lists" / "terms.yaml").write_text(blocks["yaml"], "utf-8")
    (tmp_path / "unit.json").write_text(blocks["json"], "utf-8")
    county = {**TOWN, "unit": {"name": "某县人民政府"}, "passages": {"overview.platform": "在便民大厅设政务公开专区。"}}
    folder = tmp_path / "文件夹"
    folder.mkdir()
    (folder / "county.json").write_text(json.dumps(county), "utf-8")
    for name in json.loads(blocks["json"])["sisters"][:2]:
        (folder / f"{name}.json").write_text(json.dumps({**TOWN, "unit": {"name": name}}), "utf-8")
    done = nianbao("check", "文件夹", "--across", "--unit", "unit.json", cwd=tmp_path)
    assert done.returncode == 1
    assert "政务服务中心" in done.stdout
    missing = [line for line in done.stdout.splitlines() if "错误 H-02" in line]
    assert len(missing) == 1
    assert "丙乡人民政府" in missing[0]
