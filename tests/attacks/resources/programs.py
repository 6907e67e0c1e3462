"""Start programs.

Tries: A shell, a compiler, Python and a background job, by subprocess, os.system, popen and exec.
Holds: No program can be started.
"""


def harm():
    import os
    import subprocess
    import sys

    def run(*command):
        done = subprocess.run(command, capture_output=True, timeout=5)
        return done.stdout[:9]

    def shell(command):
        status = os.system(command)
        if status != 0:
            raise OSError(status)
        return status

    return worked(
        lambda: run("sh", "-c", "id"),
        lambda: run("cc", "--version"),
        lambda: run(sys.executable, "-c", "print(1)"),
        lambda: shell("true"),
        lambda: os.popen("id").read()[:9] or 1 / 0,
        lambda: os.execv("/bin/true", ["true"]),
        lambda: kernel(322, 281, -100, b"/bin/true", None, None, 0),
    )
