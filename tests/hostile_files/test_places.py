"""Links, pipes, bombs and odd names in folders and zips: everybody has a result, and of what is their own only."""

import os
import socket
import stat
import time
import zipfile
from pathlib import Path

import pytest

from autograder.intake import choose_notebook, files
from autograder.intake.collection import ONLY_SOME, Found, collect, one_file
from autograder.intake.files import Archive, RefusedError
from autograder.intake.student_ids import student_id
from autograder.intake.tree import Folder, Node
from tests.first_assignment import ASSIGNMENT, NAME, NOTEBOOK, find_submissions
from tests.hostile_files.notebooks import PAD, cell, notebook
from tests.hostile_files.places import outcome, put, special, zipped

SECRET = "the secret of somebody else"


def only(place: Path) -> Found:
    """The one submission at a place."""
    (found,) = find_submissions(place)
    return found


def by_student(place: Path) -> dict[str, tuple[str, tuple[str, ...]]]:
    """What comes of each submission at a place."""
    return {found.student: outcome(found) for found in find_submissions(place)}


@pytest.mark.parametrize("name", [f"mallory/{NAME}/{NOTEBOOK}", "mallory.ipynb", "mallory/hw.ipynb"])
@pytest.mark.parametrize("target", ["secret", "class/ada.ipynb", "nowhere", "/etc/passwd"])
def test_link_in_the_place_of_a_notebook_is_refused(name: str, target: str, tmp_path: Path) -> None:
    """A link is not followed out of the folder, to another student's notebook, or to nothing; a sentence says so."""
    put(tmp_path, "secret", "class/ada.ipynb", content=SECRET)
    link = tmp_path / "class" / name
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(tmp_path / target)
    content, (sentence, *_) = by_student(tmp_path / "class")["mallory"]
    assert content == ""
    assert "links are not followed" in sentence


@pytest.mark.parametrize("inside", [NAME, f"{NAME}/work"])
def test_link_in_the_place_of_a_folder_is_refused(inside: str, tmp_path: Path) -> None:
    """A link to a folder inside a student's own is not followed, and the student has a result all the same."""
    put(tmp_path, f"class/ada/{NAME}/{NOTEBOOK}", f"elsewhere/{NOTEBOOK}", content=SECRET)
    link = tmp_path / "class" / "mallory" / inside
    link.parent.mkdir(parents=True)
    link.symlink_to(tmp_path / "elsewhere")
    content, (sentence,) = by_student(tmp_path / "class")["mallory"]
    assert content == ""
    assert "link" in sentence


def test_folder_of_a_student_may_be_a_link_of_the_teacher_s(tmp_path: Path) -> None:
    """In nbgrader's tree the folder of a student may be a link to such a folder elsewhere, but not to another one's."""
    put(tmp_path, f"class/ada/{NAME}/{NOTEBOOK}", content="ada's")
    put(tmp_path, f"section/zoe/{NAME}/{NOTEBOOK}", content="zoe's")
    put(tmp_path, "private/diary.ipynb", content=SECRET)
    for name, target in (
        ("zoe", "section/zoe"),
        ("mallory", "class/ada"),
        ("max", "private"),
        ("round", "class/round"),
    ):
        (tmp_path / "class" / name).symlink_to(tmp_path / target)
    results = by_student(tmp_path / "class")
    assert {student: content for student, (content, _) in results.items()} == {
        "ada": "ada's",
        "mallory": "",
        "max": "",
        "zoe": "zoe's",
    }
    assert "links are not followed" in results["mallory"][1][0]


def test_file_that_becomes_a_link_is_not_followed(tmp_path: Path) -> None:
    """A file that is replaced between finding and reading is refused or an error of reading."""
    found = only(put(tmp_path / "class", "ada.ipynb"))
    path = tmp_path / "class" / "ada.ipynb"
    path.unlink()
    with pytest.raises(OSError, match="No such file"):
        found.read(ASSIGNMENT)
    path.symlink_to(put(tmp_path, "secret", content=SECRET) / "secret")
    with pytest.raises(RefusedError, match="links are not followed"):
        found.read(ASSIGNMENT)


SWAPPED = [
    ("class/mallory", "elsewhere"),
    (f"class/mallory/{NAME}", f"elsewhere/{NAME}"),
    (f"class/mallory/{NAME}/deep", f"elsewhere/{NAME}/deep"),
]


@pytest.mark.parametrize(("swapped", "target"), SWAPPED)
def test_folder_that_becomes_a_link_is_not_followed(swapped: str, target: str, tmp_path: Path) -> None:
    """A folder that is replaced by a link between listing and reading is refused, wherever it is below the class."""
    put(tmp_path, f"class/mallory/{NAME}/deep/{NOTEBOOK}", f"class/ada/{NAME}/{NOTEBOOK}", content="own")
    put(tmp_path, f"elsewhere/{NAME}/deep/{NOTEBOOK}", content=SECRET)
    mallory = next(found for found in find_submissions(tmp_path / "class") if found.student == "mallory")
    (tmp_path / swapped).rename(tmp_path / "away")
    (tmp_path / swapped).symlink_to(tmp_path / target)
    with pytest.raises(RefusedError, match=f"{Path(swapped).name} is a link, and links are not followed"):
        mallory.read(ASSIGNMENT)


@pytest.mark.parametrize(("swapped", "target"), SWAPPED)
def test_folder_that_becomes_a_link_is_not_listed(
    swapped: str, target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same while the class is being listed: not even the names of what is elsewhere are seen."""
    put(tmp_path, f"class/mallory/{NAME}/deep/mine.txt", content="own")
    put(tmp_path, f"class/ada/{NAME}/{NOTEBOOK}", content="own")
    put(tmp_path, f"elsewhere/{NAME}/deep/secret.ipynb", content=SECRET)
    node = Folder._node

    def swap(self: Folder, name: str, folder: bool, link: bool) -> Node:
        found = node(self, name, folder, link)
        first = (self.links_with or name != "mallory") and not (tmp_path / swapped).is_symlink()
        if first and name == Path(swapped).name:
            (tmp_path / swapped).rename(tmp_path / "away")
            (tmp_path / swapped).symlink_to(tmp_path / target)
        return found

    monkeypatch.setattr(Folder, "_node", swap)
    for found in collect(tmp_path / "class", ASSIGNMENT).submissions:
        assert SECRET not in outcome_or_error(found)


def outcome_or_error(found: Found) -> str:
    """All that comes of a submission, errors of reading and names of files among it."""
    try:
        return f"{outcome(found)} {found.others}"
    except OSError as error:
        return f"{error} {found.others}"


def test_link_of_the_teacher_s_that_changes_is_not_followed(tmp_path: Path) -> None:
    """A student's folder that the teacher linked is read where the link led to, whatever becomes of the link."""
    put(tmp_path, f"class/ada/{NAME}/{NOTEBOOK}", f"section/zoe/{NAME}/{NOTEBOOK}", content="own")
    put(tmp_path, f"elsewhere/{NAME}/{NOTEBOOK}", content=SECRET)
    link = tmp_path / "class" / "zoe"
    link.symlink_to(tmp_path / "section" / "zoe")
    zoe = next(found for found in find_submissions(tmp_path / "class") if found.student == "zoe")
    link.unlink()
    link.symlink_to(tmp_path / "elsewhere")
    assert outcome(zoe)[0] == "own"
    inner = tmp_path / "section" / "zoe" / NAME
    inner.rename(tmp_path / "away")
    inner.symlink_to(tmp_path / "elsewhere" / NAME)
    assert "links are not followed" in outcome(zoe)[1][0]


def test_no_descriptor_is_kept(tmp_path: Path) -> None:
    """Listing and reading many folders leaves no folder open."""
    put(tmp_path, *(f"s{number}/{NAME}/{NOTEBOOK}" for number in range(50)))
    before = len(list(Path("/proc/self/fd").iterdir()))
    found = find_submissions(tmp_path)
    assert all(one.read(ASSIGNMENT).content == b"{}" for one in found)
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_what_the_teacher_names_may_be_a_link(tmp_path: Path) -> None:
    """The place itself, a folder or a notebook, is read through a link."""
    put(tmp_path, "class/ada.ipynb", content="ada's")
    (tmp_path / "link").symlink_to(tmp_path / "class")
    (tmp_path / "zoe.ipynb").symlink_to(tmp_path / "class" / "ada.ipynb")
    assert by_student(tmp_path / "link") == {"ada": ("ada's", ())}
    assert by_student(tmp_path / "zoe.ipynb") == {"zoe": ("ada's", ())}
    (tmp_path / "round.ipynb").symlink_to(tmp_path / "round.ipynb")
    with pytest.raises(RefusedError, match="links are not followed"):
        one_file("round", tmp_path / "round.ipynb").read(ASSIGNMENT)


def test_pipes_sockets_and_devices_are_not_opened(tmp_path: Path) -> None:
    """A pipe is not waited for, and neither is a socket; nothing is read from a device."""
    put(tmp_path, "ada.ipynb")
    os.mkfifo(tmp_path / "pipe.ipynb")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket.ipynb"))
    results = by_student(tmp_path)
    assert "not a regular file" in results["pipe"][1][0]
    assert "not a regular file" in results["socket"][1][0]
    with pytest.raises(RefusedError, match="not a regular file"):
        one_file("null", Path(os.devnull)).read(ASSIGNMENT)


def test_folder_called_like_a_notebook(tmp_path: Path) -> None:
    """A folder with the name of a notebook is looked into; an empty one is a submission without a notebook."""
    put(tmp_path, "ada.ipynb/work.ipynb", content="ada's")
    put(tmp_path, "zoe.ipynb/", f"max/{NOTEBOOK}/")
    results = by_student(tmp_path)
    assert results["ada.ipynb"][0] == "ada's"
    assert "No notebook was handed in: there is no file" in results["zoe.ipynb"][1][0]


def test_unreadable_folder_costs_its_own_student_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that cannot be listed is an error of reading; the others are found."""
    put(tmp_path, f"ada/{NAME}/{NOTEBOOK}", f"zoe/{NAME}/{NOTEBOOK}")
    listed = os.scandir

    def refuse(path: Path) -> object:
        if "zoe" in str(path):
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", refuse)
    ada, zoe = find_submissions(tmp_path)
    assert ada.read(ASSIGNMENT).content == b"{}"
    with pytest.raises(OSError, match="cannot be listed: Permission denied"):
        zoe.read(ASSIGNMENT)


def test_links_and_devices_in_a_zip_are_refused(tmp_path: Path) -> None:
    """A member that is a link by its own account is not read, and neither is a device."""
    path = tmp_path / "class.zip"
    members = [special("link.ipynb", stat.S_IFLNK, "/etc/passwd"), special("device.ipynb", stat.S_IFCHR)]
    path.write_bytes(zipped([*members, special("file.ipynb", stat.S_IFREG, "{}")]))
    results = by_student(path)
    assert "links are not followed" in results["link"][1][0]
    assert "not a regular file" in results["device"][1][0]
    assert results["file"] == ("{}", ())


@pytest.mark.parametrize(
    ("name", "student"),
    [
        ("../../../tmp/x.ipynb", "tmp"),
        ("/etc/cron.d/x.ipynb", "etc"),
        ("C:\\Windows\\x.ipynb", "C_"),
        ("..\\..\\x.ipynb", "x"),
        ("a/../../x.ipynb", "a"),
        ("\\\\server\\share\\x.ipynb", "server"),
        ("./x.ipynb", "x"),
        ("/", None),
        ("..", None),
    ],
)
def test_name_in_a_zip_is_no_path(name: str, student: str | None, tmp_path: Path, monkeypatch) -> None:
    """Names that climb, are absolute, or are of Windows are labels only, and nothing is written anywhere."""
    (tmp_path / "class.zip").write_bytes(zipped({name: "{}", "other.ipynb": "{}"}))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    found = find_submissions(tmp_path / "class.zip")
    assert {one.student for one in found} == {"other", student} - {None}
    assert all(one.read(ASSIGNMENT).content == b"{}" for one in found)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["class.zip", "here"]


def test_names_in_sentences_are_one_short_line(tmp_path: Path) -> None:
    """What a student calls a file moves no cursor, turns no text around, and fills no page."""
    names = ("a\x1b[2J\u202e\n\x9b.pdf", f"{'x' * 200}.pdf", "\udcff.pdf")
    put(tmp_path, *(f"ada/{NAME}/{name}" for name in names))
    _, (sentence,) = by_student(tmp_path)["ada"]
    assert sentence.isprintable()
    assert "a?[2J???.pdf" in sentence
    assert len(sentence) < 300


def test_bomb_is_read_up_to_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A member that unpacks to far more than a notebook may have is read one byte beyond the limit and no further."""
    monkeypatch.setattr("autograder.intake.files.MAX_BYTES", 1_000)
    path = tmp_path / "class.zip"
    path.write_bytes(zipped({"ada.ipynb": b" " * 10_000_000}))
    (member,) = Archive(path).members
    assert len(Archive(path).read(member, 1_000)) == 1_001


@pytest.mark.parametrize(("stated", "length"), [(10, None), (2**31, 100_000)])
def test_stated_size_is_not_believed(stated: int, length: int | None, tmp_path: Path) -> None:
    """A member that unpacks to more than it says is damaged; one that unpacks to less is read to its end."""
    content = bytearray(zipped({"ada.ipynb": b" " * 100_000}))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = content.index(signature) + offset
        content[start : start + 4] = stated.to_bytes(4, "little")
    (tmp_path / "class.zip").write_bytes(content)
    found = only(tmp_path / "class.zip")
    if length is None:
        with pytest.raises(OSError, match="damaged"):
            found.read(ASSIGNMENT)
    else:
        assert len(found.read(ASSIGNMENT).content) == length


@pytest.mark.parametrize("change", ["encrypted", "unusual"])
def test_zip_that_cannot_be_unpacked_is_said(change: str, tmp_path: Path) -> None:
    """A password, or a packing method that reserves memory at will, is an error that says what to do."""
    content = bytearray(zipped({"ada.ipynb": b"{}"}))
    for signature, flags, method in ((b"PK\x03\x04", 6, 8), (b"PK\x01\x02", 8, 10)):
        start = content.index(signature)
        if change == "encrypted":
            content[start + flags] |= 1
        else:
            content[start + method] = zipfile.ZIP_LZMA
    (tmp_path / "class.zip").write_bytes(content)
    with pytest.raises(OSError, match="make one without a password" if change == "encrypted" else "unusual way"):
        only(tmp_path / "class.zip").read(ASSIGNMENT)


def own_zip(tmp_path: Path, content: bytes, name: str = "work.zip") -> tuple[str, tuple[str, ...]]:
    """What comes of a student who hands in a zip."""
    put(tmp_path, f"class/ada/{NAME}/", f"class/zoe/{NAME}/{NOTEBOOK}")
    (tmp_path / "class" / "ada" / NAME / name).write_bytes(content)
    return by_student(tmp_path / "class")["ada"]


def test_notebook_in_a_student_s_zip_is_graded(tmp_path: Path) -> None:
    """A notebook is taken out of a zip that a student hands in, and the student is told what to do next time."""
    content, remarks = own_zip(
        tmp_path, zipped({"hw/data.csv": "1", "hw/work.ipynb": "ada's", "__MACOSX/._w.ipynb": ""})
    )
    assert content == "ada's"
    assert remarks == ("The notebook was taken out of work.zip. Next time hand in the .ipynb file itself.",)


@pytest.mark.parametrize(
    ("build", "sentence"),
    [
        (lambda: zipped({"inner.zip": zipped({NOTEBOOK: "{}"})}), "there is work.zip/inner.zip. Hand in"),
        (lambda: zipped({}), "No notebook was handed in: there is no file"),
        (lambda: b"no zip at all", "work.zip cannot be opened: the zip is damaged"),
        (lambda: b"PK\x05\x06" + b"\xff" * 18, "cannot be opened"),
        (lambda: zipped({f"{number}.ipynb": "" for number in range(1_001)}), "holds more than 1,000 files"),
        (lambda: zipped([special("x.ipynb", stat.S_IFLNK, "/etc/passwd")]), "links are not followed"),
    ],
)
def test_student_s_zip_that_cannot_be_graded_is_said(build, sentence: str, tmp_path: Path) -> None:
    """A zip in a zip, an empty one, a damaged one, one with far too many members, one with a link."""
    content, (said,) = own_zip(tmp_path, build())
    assert content == ""
    assert sentence in said


def test_names_as_long_as_a_zip_allows_take_no_time(tmp_path: Path) -> None:
    """Notebooks under names of 64 KB, made of what platforms add to names, are compared and chosen among at once."""
    names = [f"{'-1' * 30_000}{letter}.ipynb" for letter in "abc"]
    place = put(tmp_path, f"class/ada/{NAME}/") / "class"
    (place / "ada" / NAME / "ada.zip").write_bytes(zipped(dict.fromkeys(names, notebook())))
    began = time.process_time()
    content, remarks = outcome(only(place))
    assert time.process_time() - began < 5
    assert content == notebook()
    assert "3 notebooks were handed in" in " ".join(remarks)


def test_student_s_giant_zip_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A zip larger than a notebook may be is refused before it is opened."""
    monkeypatch.setattr(files, "MAX_BYTES", 100)
    assert "larger than" in own_zip(tmp_path, b"x" * 101)[1][0]


def test_notebooks_of_one_student_are_read_within_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a heap of notebooks a few are looked at, together no longer than one may be."""
    monkeypatch.setattr(choose_notebook, "MAX_BYTES", 1_000)
    written = notebook(cell("def zero_pad(X, pad):\n    x = X")).ljust(900)
    for number in range(20):
        put(tmp_path, f"class/ada/{number:02}.ipynb", content=written if number else " ")
    put(tmp_path, "class/zoe/zoe.ipynb")
    content, (remark,) = by_student(tmp_path / "class")["ada"]
    assert content == written
    assert remark == (
        "20 notebooks were handed in; 01.ipynb was graded. Left out: 00.ipynb, 02.ipynb, 03.ipynb, 04.ipynb, "
        "05.ipynb and 14 more."
    )


def test_student_with_heaps_of_files_is_listed_within_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A student's folder is listed up to a limit, which is said; a deep one to some depth."""
    monkeypatch.setattr("autograder.intake.collection.MAX_FILES", 10)
    put(tmp_path, *(f"ada/{NAME}/{number}.txt" for number in range(30)), f"zoe/{NAME}/{'a/' * 30}w.ipynb")
    ada, zoe = find_submissions(tmp_path)
    assert ada.remarks == zoe.remarks == (ONLY_SOME,)
    assert len(ada.others) == 10


ODD_NAMES = (
    *("..", ".", "a\nb", "a\x1b[31mb", "a\u202eb", "\u200f\u200f", "x" * 250, "語" * 80, "\U0001f600" * 60),
    *("CON", "nul.txt", "com1", "LPT9.x", "com¹", "grades.csv", "a:b", "a|b", "=1+1", "-rf", "$(id)", "a'b", 'a"b'),
    *("name ", "name.", " name", "%2e%2e", "\udcff\udcfe", "<script>", "A", "a", "ﬁ", "fi", "Å", "A\u030a", "\u212b"),
)


def test_odd_names_in_a_folder_become_safe_and_different(tmp_path: Path) -> None:
    """Each student has an id that is a plain name of a folder of its own, also where case and spelling do not count."""
    for number, name in enumerate(name for name in ODD_NAMES if name not in ("..", ".")):
        put(tmp_path / "class", f"{name}/{NAME}/{NOTEBOOK}", content=str(number))
    found = find_submissions(tmp_path / "class")
    assert sorted(int(one.read(ASSIGNMENT).content) for one in found) == list(range(len(ODD_NAMES) - 2))
    check_ids([one.student for one in found], tmp_path)


def test_odd_names_in_a_zip_become_safe_and_different(tmp_path: Path) -> None:
    """The same of a zip, where a name may also be there twice or have 60,000 letters."""
    names = [name for name in ODD_NAMES if name.isprintable()]
    members = [(f"{name}/{NAME}/{NOTEBOOK}", "{}") for name in (*names, "x" * 60_000)]
    (tmp_path / "class.zip").write_bytes(zipped([*members, ("ada.ipynb", "1"), ("ada.ipynb", "2")]))
    found = find_submissions(tmp_path / "class.zip")
    check_ids([one.student for one in found], tmp_path)
    twice = next(one for one in found if one.student == "ada")
    assert "2 notebooks were handed in" in outcome(twice)[1][0]


def check_ids(ids: list[str], tmp_path: Path) -> None:
    """That folders by these names can be made side by side, anywhere."""
    assert len({one.casefold() for one in ids}) == len(ids)
    for one in ids:
        assert one.startswith(student_id(one)[:140])
        assert len(one.encode()) < 200
        assert one.isprintable()
        assert not set(one) & set("/\\:*?\"<>|'$")
        (tmp_path / "results" / one).mkdir(parents=True)
    assert len(list((tmp_path / "results").iterdir())) == len(ids)


def test_same_name_a_thousand_times_takes_no_time(tmp_path: Path) -> None:
    """Numbers for students of one name are given in one pass, and the student is told."""
    names = [f"{'x' * 200}{number}.ipynb" for number in range(1_000)]
    (tmp_path / "class.zip").write_bytes(zipped(dict.fromkeys(names, "{}")))
    found = find_submissions(tmp_path / "class.zip")
    assert len({one.student for one in found}) == 1_000
    assert all(one.remarks for one in found)


def test_archive_is_opened_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading all members of a zip reads its list of members once."""
    (tmp_path / "class.zip").write_bytes(zipped({f"s{number}.ipynb": PAD for number in range(50)}))
    opened = []
    original = zipfile.ZipFile

    def count(*arguments: object) -> zipfile.ZipFile:
        opened.append(arguments)
        return original(*arguments)

    monkeypatch.setattr(zipfile, "ZipFile", count)
    found = collect(tmp_path / "class.zip", ASSIGNMENT).submissions
    assert {one.read(ASSIGNMENT).content for one in found} == {PAD.encode()}
    assert len(opened) == 1
