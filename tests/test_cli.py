"""The commands, as a person or another program uses them."""

import json
import re
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import TypeAdapter
from typer.testing import Result

from assistant import __version__
from assistant.domain import Answer, CheckResult, Nudge, Practice, Verdict
from assistant.factory import Parts
from assistant.generation import Manifest
from assistant.guidance import Card, Guidance, Work
from assistant.prompting import speak
from tests.process import FEW_CARDS, QUIET, TREE, Ended, command, environment, small_tree, smallacts

ROUGH = "how do I encourage a new lead after a rough call"
TOUCHED = "my boss keeps touching me and I said no"
ANSWERS = {"a nudge": ROUGH, "a hold": "write me a poem about the sea", "a referral": TOUCHED}
OWN = ["--practice", "encouragement", "--situation", "Ana fixed the build before the demo"]
GOOD = "Ana, you fixed the build before the demo, and we could all show our work. Thank you for that."
COMMANDS = {
    "smallacts": [],
    "ask": ["ask"],
    "check": ["check"],
    "serve": ["serve"],
    "index": ["index"],
    "guidance": ["guidance"],
    "lint": ["guidance", "lint"],
    "embed": ["guidance", "embed"],
    "list": ["guidance", "list"],
    "show": ["guidance", "show"],
    "search": ["guidance", "search"],
    "moment": ["moment", "add"],
    "week": ["week"],
    "thumbs": ["thumbs"],
    "people": ["people", "import"],
    "intro": ["intro", "start"],
    "keys": ["keys", "add"],
    "export": ["export"],
    "forget": ["forget"],
}
LONG = {"ask": ["ask", ROUGH], "list": ["guidance", "list"], "JSON": ["guidance", "list", "--json"]}
USAGE_FAULTS = {
    "no text": ["ask"],
    "no practice": ["check", GOOD, "--situation", "Ana fixed the build"],
    "an unknown option": ["ask", ROUGH, "--louder"],
    "an unknown command": ["praise"],
    "no result": ["guidance", "search", ROUGH, "-k", "0"],
}


def nameless(answer: Answer) -> Answer:
    """An answer without the id that is its own each time."""
    return answer.model_copy(update={"id": ""})


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """The package with little knowledge, to be changed."""
    return small_tree(tmp_path / "tree")


@pytest.mark.parametrize("text", ANSWERS.values(), ids=ANSWERS)
def test_an_answer_is_plain_markdown_in_a_pipe(cli: Callable[..., Result], suggest: Callable[..., Answer], text: str) -> None:
    result = cli("ask", text)

    assert (result.exit_code, result.stdout, result.stderr) == (0, speak(suggest(text)) + "\n", "")
    assert "\x1b" not in result.stdout


@pytest.mark.parametrize("text", ANSWERS.values(), ids=ANSWERS)
def test_an_answer_as_json_reads_back(cli: Callable[..., Result], suggest: Callable[..., Answer], text: str) -> None:
    result = cli("ask", text, "--json")

    read: Answer = TypeAdapter[Answer](Answer).validate_json(result.stdout)
    assert (nameless(read), result.stderr) == (nameless(suggest(text)), "")
    assert re.fullmatch("[0-9a-f]{32}", read.id)


@pytest.mark.parametrize("text", ANSWERS.values(), ids=ANSWERS)
def test_a_terminal_gets_lines_that_the_eye_can_follow(cli: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")

    result = cli("ask", text)

    lines = re.sub(r"\x1b\[[\d;]*m", "", result.stdout).splitlines()
    assert result.exit_code == 0
    assert (max(map(len, lines)) <= 88, [line for line in lines if "**" in line]) == (True, [])


def test_what_the_person_did_comes_back_in_the_words(cli: Callable[..., Result]) -> None:
    result = cli("ask", "rough call today", "--fact", "David stayed calm when the client got angry", "--json")

    assert "you stayed calm when the client got angry" in Nudge.model_validate_json(result.stdout).action.say.lower()


@pytest.mark.parametrize("practice", Practice)
def test_a_wish_for_a_practice_is_kept_to(cli: Callable[..., Result], practice: Practice) -> None:
    result = cli("ask", ROUGH, "--practice", practice, "--json")

    assert Nudge.model_validate_json(result.stdout).action.practice is practice


def test_a_text_may_come_on_standard_input(cli: Callable[..., Result]) -> None:
    said = cli("ask", "-", stdin=f"{ROUGH}\n")

    assert (said.exit_code, said.stdout) == (0, cli("ask", ROUGH).stdout)


def test_a_referral_names_the_contacts_of_the_organisation(
    cli: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "contacts.yaml").write_text("hr: 'Züleyha at the HR desk, room 12'\n", encoding="utf-8")
    monkeypatch.setenv("SMALLACTS_CONTACTS", str(tmp_path / "contacts.yaml"))

    result = cli("ask", TOUCHED)

    assert "Züleyha at the HR desk, room 12" in result.stdout


def test_good_words_of_ones_own_pass_every_check(cli: Callable[..., Result]) -> None:
    result = cli("check", GOOD, *OWN)

    assert (result.exit_code, result.stderr) == (0, "")
    assert {line.split()[0] for line in result.stdout.splitlines()} == {"pass"}


def test_bad_words_are_told_the_check_with_the_reason_and_the_words(cli: Callable[..., Result]) -> None:
    result = cli("check", "Great job!", *OWN)

    said = " ".join(result.stdout.split())
    assert "fail act-named it names nothing that the person did | Great job!" in said


def test_checks_as_json_have_every_field(cli: Callable[..., Result]) -> None:
    result = cli("check", "-", *OWN, "--json", stdin="Great job!")

    (found,) = [row for row in json.loads(result.stdout)["checks"] if row["id"] == "act-named"]
    assert CheckResult.model_validate(found) == CheckResult(
        id="act-named", verdict=Verdict.FAIL, reason="it names nothing that the person did", span="Great job!"
    )


def test_every_card_is_listed_with_its_practice_and_grade(cli: Callable[..., Result], guidance: Guidance) -> None:
    result = cli("guidance", "list")

    rows = sorted(guidance.cards.values(), key=lambda card: (card.practices[0], card.id))
    wanted = [f"{card.practices[0]} {card.id} {card.evidence} {card.title}" for card in rows]
    assert [" ".join(line.split()) for line in result.stdout.splitlines()] == wanted


def test_the_list_as_json_has_every_card(cli: Callable[..., Result], guidance: Guidance) -> None:
    result = cli("guidance", "list", "--json")

    fields = {"id", "title", "practices", "evidence"}
    assert json.loads(result.stdout) == {"cards": [card.model_dump(mode="json", include=fields) for card in guidance.cards.values()]}


def test_a_card_is_shown_whole(cli: Callable[..., Result], guidance: Guidance) -> None:
    result = cli("guidance", "show", "quiet-colleague", "--json")

    assert Card.model_validate_json(result.stdout) == guidance.cards["quiet-colleague"]


def test_a_work_is_shown_whole(cli: Callable[..., Result], guidance: Guidance) -> None:
    result = cli("guidance", "show", "tian-2020", "--json")

    assert Work.model_validate_json(result.stdout) == guidance.works["tian-2020"]


@pytest.mark.parametrize("id", ["quiet-colleague", "tian-2020"])
def test_what_is_shown_to_a_reader_names_every_field(cli: Callable[..., Result], guidance: Guidance, id: str) -> None:
    result = cli("guidance", "show", id)

    wanted = list(guidance.find(id).model_dump())
    assert [name for name in wanted if f"\n{name}: " not in f"\n{result.stdout}"] == []


def test_a_search_gives_so_many_of_the_nearest_best_first(cli: Callable[..., Result]) -> None:
    result = cli("guidance", "search", QUIET, "-k", "3", "--json")

    found = json.loads(result.stdout)["passages"]
    scores = [passage["score"] for passage in found]
    assert (found[0]["id"], len(found), scores) == ("quiet-colleague", 3, sorted(scores, reverse=True))
    assert {field for passage in found for field in passage} == {"id", "title", "section", "source", "score"}


def test_a_search_is_a_line_for_each_find(cli: Callable[..., Result]) -> None:
    result = cli("guidance", "search", QUIET, "-k", "2")

    first = re.escape("quiet-colleague") + r" +A quiet colleague  \(cards/question/quiet-colleague.md\)"
    lines = result.stdout.splitlines()
    assert (len(lines), bool(re.fullmatch(rf" *\d\.\d\d  {first}", lines[0]))) == (2, True)


def test_the_index_says_where_it_lies_and_what_it_holds(cli: Callable[..., Result], parts: Parts) -> None:
    result = cli("index")

    counts = [f"{name}: {count}" for name, count in parts.generation.manifest.counts.items()]
    lines = result.stdout.splitlines()
    assert (lines[0], lines[2:], result.stderr) == (str(parts.generation.folder), counts, "")


def test_the_index_as_json_is_its_manifest(cli: Callable[..., Result], parts: Parts) -> None:
    result = cli("index", "--json")

    assert Manifest.model_validate_json(result.stdout) == parts.generation.manifest


def test_a_lint_without_faults_counts_the_cards_on_stderr(tree: Path, tmp_path: Path) -> None:
    ended = smallacts("guidance", "lint", home=tmp_path, tree=tree)

    assert ended == Ended(0, "", f"{len(FEW_CARDS)} cards, 0 faults\n")


def test_a_lint_with_a_fault_fails_and_names_the_card(tree: Path, tmp_path: Path) -> None:
    card = tree / "knowledge" / "cards" / "question" / "quiet-colleague.md"
    card.write_text(card.read_text(encoding="utf-8") + "\nIt helped 97 percent of them.\n", encoding="utf-8")

    ended = smallacts("guidance", "lint", home=tmp_path, tree=tree)

    said = "cards/question/quiet-colleague.md: figure: a figure that no cited work holds | 97\n"
    assert ended == Ended(1, said, f"{len(FEW_CARDS)} cards, 1 faults\n")


def test_known_vectors_are_complete_until_a_card_changes(tree: Path, tmp_path: Path) -> None:
    card = tree / "knowledge" / "cards" / "question" / "quiet-colleague.md"
    file = tree / "knowledge" / "vectors.npz"
    whole = smallacts("guidance", "embed", "--check", home=tmp_path, tree=tree)
    card.write_text(card.read_text(encoding="utf-8").replace("title: A quiet", "title: A silent"), encoding="utf-8")

    lacking = smallacts("guidance", "embed", "--check", home=tmp_path, tree=tree)

    assert whole == Ended(0, "", f"{file}: complete\n")
    assert lacking == Ended(1, "", f"{file}: 1 texts have no vector; run `smallacts guidance embed`\n")


def test_embedding_completes_the_known_vectors(tree: Path, tmp_path: Path) -> None:
    file = tree / "knowledge" / "vectors.npz"
    file.unlink()

    made = smallacts("guidance", "embed", home=tmp_path, tree=tree)

    assert (made.code, made.out) == (0, "")
    assert smallacts("guidance", "embed", "--check", home=tmp_path, tree=tree) == Ended(0, "", f"{file}: complete\n")


def test_the_version_is_told(cli: Callable[..., Result]) -> None:
    result = cli("--version")

    assert (result.exit_code, result.stdout) == (0, f"smallacts {__version__}\n")


@pytest.mark.parametrize("flag", ["-h", "--help"])
@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_every_command_explains_itself(cli: Callable[..., Result], words: list[str], flag: str) -> None:
    result = cli(*words, flag)

    assert (result.exit_code, result.stderr) == (0, "")
    assert " ".join(result.stdout.split()).startswith(" ".join(["Usage: smallacts", *words, "[OPTIONS]"]))


def test_the_help_of_ask_says_that_a_slot_is_left_open(cli: Callable[..., Result]) -> None:
    result = cli("ask", "--help")

    assert "left as a [slot] for you" in " ".join(result.stdout.split())


@pytest.mark.parametrize("words", USAGE_FAULTS.values(), ids=USAGE_FAULTS)
def test_a_command_that_is_called_wrongly_says_so_on_stderr(cli: Callable[..., Result], words: list[str]) -> None:
    result = cli(*words)

    assert (result.exit_code, result.stdout) == (2, "")
    assert "Usage: smallacts" in result.stderr


@pytest.mark.parametrize("words", LONG.values(), ids=LONG)
def test_a_reader_that_goes_away_hears_no_complaint(built_home: Path, words: list[str]) -> None:
    with tempfile.TemporaryFile("w+") as err:
        process = subprocess.Popen(command(*words), stdout=subprocess.PIPE, stderr=err, cwd=TREE, env=environment(built_home))
        assert process.stdout
        process.stdout.close()
        process.wait(timeout=60)
        err.seek(0)

        assert err.read() == ""


@pytest.mark.parametrize("words", LONG.values(), ids=LONG)
def test_a_disk_that_is_full_for_the_results_is_named(built_home: Path, words: list[str]) -> None:
    ended = smallacts(*words, home=built_home, before=["sh", "-c", 'exec "$@" >/dev/full', "sh"])

    assert ended.code == 1
    assert re.fullmatch(r"smallacts: .+\n", ended.err)
