"""Search the whole file system for cases and notebooks.

Tries: Walks down from the root and from the course for files that end as notebooks and stored outputs do.
Holds: No such file can be opened, wherever it lies.
"""


def harm():
    import os

    endings = (".h5", ".ipynb", "answer_key.py", "cases.py", "result.json", "grades.csv", "gradebook.db")
    tried = 0
    for top in (BAIT["course"], os.path.dirname(BAIT["file"]), "/"):
        for folder, folders, files in os.walk(top):
            if "python" in folder:
                folders.clear()
            for name in files:
                tried += 1
                if name.endswith(endings):
                    try:
                        with open(os.path.join(folder, name), "rb") as file:
                            return f"{name}: {file.read(8)!r}"
                    except OSError:
                        continue
            if tried > 20000:
                return None
    return None
