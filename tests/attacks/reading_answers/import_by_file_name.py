"""Load a file of the course past the import path.

Tries: Loads the answer key by importlib from its file name, and runs it by runpy.
Holds: The file cannot be read.
"""


def harm():
    import importlib.util
    import runpy

    path = BAIT["course"] + "/autograder/authoring/answer_key.py"

    def load():
        spec = importlib.util.spec_from_file_location("answers", path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return worked(load, lambda: runpy.run_path(path))
