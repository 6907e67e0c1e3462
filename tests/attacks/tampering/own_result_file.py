"""Write one's own result.

Tries: Creates a result.json with full marks in a folder of results that everybody may write to.
Holds: The file cannot be created.
"""


def harm():
    import os

    folder = BAIT["results"]
    return worked(
        lambda: open(folder + "/result.json", "w").write('{"score": 100}'),
        lambda: os.mkdir(folder + "/attacker"),
        lambda: os.open(folder, os.O_TMPFILE | os.O_RDWR),
        lambda: os.mkfifo(folder + "/grades.csv"),
    )
