"""``sofs-desk words``: the plain-words checker by command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models.plain_words import KINDS
from sofs_desk.cli import WORD_KINDS, main

LABELS = "There are concerns re DV and emotional harm."


def test_one_line_a_question_beginning_with_its_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["words", "--kind", "danger", LABELS]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert {"jargon", "no_who", "no_child", "no_action"} <= {line.split()[0] for line in lines}
    assert all("?" in line for line in lines)


@pytest.mark.parametrize(
    "given", [["--kind", "danger", "--quotation", LABELS], ["--kind", "strength", "House is warm."]]
)
def test_nothing_to_ask_prints_nothing(given: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["words", *given]) == 0
    assert capsys.readouterr() == ("", "")


def test_a_table_of_many(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = f"text\tkind\tis_quotation\r\n{LABELS}\tdanger\t0\r\n\r\n{LABELS}\tdanger\t1\r\n"
    rows += '"Dad is ""cool"", ""ok"""\tstrength\tno\r\n'
    table = tmp_path / "many.tsv"
    table.write_text(rows, encoding="utf-8-sig", newline="")
    assert main(["words", "--file", str(table)]) == 0
    first, second, third = map(json.loads, capsys.readouterr().out.splitlines())
    assert first["kind"] == "danger"
    assert first["text"] == LABELS
    assert "jargon" in first["codes"]
    assert len(first["questions"]) >= len(first["codes"])
    assert second["codes"] == second["questions"] == []
    assert third["text"] == 'Dad is "cool", "ok"'


@pytest.mark.parametrize(
    ("table", "text"),
    [
        ('"kind"\t"is_quotation"\t"text"\n"danger"\t"0"\t"Dad ""shouts""."\n', 'Dad "shouts".'),
        ('kind\tis_quotation\ttext\ndanger\t0\t"Dad shouts\nat Kai."\n', "Dad shouts\nat Kai."),
        ("kind\tis_quotation\ttext\rDanger\t0\tDad shouts.\r", "Dad shouts."),
        ("text\tkind\tis_quotation\tnote\nDad shouts.\tdanger\tFALSE\tx\n", "Dad shouts."),
    ],
)
def test_tables_as_other_programs_write_them(
    tmp_path: Path, table: str, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "theirs.tsv").write_text(table, encoding="utf-8", newline="")
    assert main(["words", "--file", str(tmp_path / "theirs.tsv")]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["text"] == text
    assert "no_who" in json.loads(line)["codes"]


def test_a_quoted_sentence_in_a_table_stays_a_quotation(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = 'kind\tis_quotation\ttext\ndanger\t0\t"There are concerns re DV."\ndanger\t0\t"Dad shouts, she says.\n'
    (tmp_path / "said.tsv").write_text(rows + "danger\t0\tDad shouts.\n", encoding="utf-8")
    assert main(["words", "--file", str(tmp_path / "said.tsv")]) == 0
    first, _, last = map(json.loads, capsys.readouterr().out.splitlines())
    assert not first["codes"]
    assert "no_who" in last["codes"]


def test_another_language_is_asked_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    for kind in KINDS:
        for said in (
            "Mama martwi się, że tata uderzy Kubę i Kuba będzie się bał.",
            "Die Mutter trinkt und die Kinder haben Angst in der Nacht.",
            "أنا قلقة أن يضرب الأب الطفل",
            "妈妈担心爸爸会打孩子",
        ):
            assert main(["words", "--kind", kind, said]) == 0
    assert capsys.readouterr() == ("", "")
    assert main(["words", "--kind", "danger", "Tata will hit Kuba and Kuba will be afraid."]) == 0
    assert "no_who" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (b"", "kind"),
        (b"kind\ttext\ndanger\tx\n", "is_quotation"),
        (b"kind\tis_quotation\ttext\ndanger\t0\n", "Line 2"),
        (b"kind\tis_quotation\ttext\npoem\t0\tx\n", "Line 2"),
        (b"kind\tis_quotation\ttext\ndanger\tperhaps\tx\n", "Line 2"),
        (b"\xff\xfe", "UTF-8"),
    ],
)
def test_a_bad_table_is_told_in_a_sentence(
    tmp_path: Path, table: bytes, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad.tsv").write_bytes(table)
    assert main(["words", "--file", str(tmp_path / "bad.tsv")]) == 1
    out, err = capsys.readouterr()
    assert not out
    assert said in err
    assert "Nothing was checked" in err


def test_no_table_and_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["words", "--file", str(tmp_path / "none.tsv")]) == 1
    assert main(["words", "Dad shouts."]) == 2
    assert main(["words", "--kind", "goal"]) == 2
    assert main(["words", "--kind", "goal", "--file", "x.tsv"]) == 2
    assert "error" in capsys.readouterr().err


def test_the_command_knows_every_kind() -> None:
    assert WORD_KINDS == KINDS
