"""A JupyterLab of our own on the loopback address: fresh folders, a token, nothing from outside; ended afterwards."""

import json
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import urllib3

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 120
ADDRESS = re.compile(r"(http://127\.0\.0\.1:\d+)/lab")
# Extensions that come with what is installed beside JupyterLab. Those of nbgrader are for teachers only.
SERVER_EXTENSIONS = ("jupyter_lsp", "jupyter_server_terminals", "jupyterlab_jupytext", "notebook", "notebook_shim")
PAGE_EXTENSIONS = ("jupyterlab-jupytext", "@jupyter-notebook/lab-extension")
OF_NBGRADER = tuple(
    f"nbgrader.server_extensions.{name}"
    for name in ("assignment_list", "course_list", "formgrader", "validate_assignment")
)
PAGE_OF_NBGRADER = ("@jupyter/nbgrader",)
SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {
        **{"fetchNews": "false", "checkForUpdates": False, "doNotDisturbMode": True},
    },
}


@contextmanager
def serve(course: Path, home: Path, teaching: bool = False) -> Iterator[str]:
    """Start JupyterLab on a folder; the address of its page, token included, without a notebook.

    course: the folder that it shows. home: an empty folder for its settings and all else that it writes. teaching:
    with nbgrader's extensions and this checkout's grader, which a student has not. Raises RuntimeError, with what the
    server said, when it does not come up within two minutes.
    """
    _write_settings(home, teaching)
    token = secrets.token_hex(16)
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--ip=127.0.0.1", "--port=0", "--allow-root"]
    command += [f"--ServerApp.root_dir={course}", f"--IdentityProvider.token={token}", "--LabApp.news_url=None"]
    command += ["--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
    command += ["--LabApp.extension_manager=readonly", "--LabApp.expose_app_in_browser=True"]
    command += [f"--LabApp.app_settings_dir={home / 'settings'}"]
    server = subprocess.Popen(
        command,
        cwd=course,
        env=_environment(home) | ({"PYTHONPATH": str(ROOT)} if teaching else {}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    said: list[str] = []
    found, ready = "", threading.Event()

    def listen() -> None:
        nonlocal found
        assert server.stderr is not None
        for line in server.stderr:
            said.append(line)
            if not ready.is_set() and (address := ADDRESS.search(line)):
                found = address[1]
                ready.set()
        ready.set()

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    try:
        ready.wait(SECONDS)
        if not found:
            raise RuntimeError("JupyterLab did not start:\n" + "".join(said[-20:]))
        # It prints its address before it listens there.
        urllib3.request("GET", f"{found}/api", retries=urllib3.Retry(connect=12, backoff_factor=0.05))
        yield f"{found}/lab?token={token}"
    finally:
        _end(server)
        listener.join(SECONDS)
        if server.stderr is not None:
            server.stderr.close()


def _write_settings(home: Path, teaching: bool) -> None:
    server = SERVER_EXTENSIONS if teaching else SERVER_EXTENSIONS + OF_NBGRADER
    page = PAGE_EXTENSIONS if teaching else PAGE_EXTENSIONS + PAGE_OF_NBGRADER
    files = {
        "config/jupyter_server_config.json": {"ServerApp": {"jpserver_extensions": dict.fromkeys(server, False)}},
        "config/labconfig/page_config.json": {"disabledExtensions": dict.fromkeys(page, True)},
        "settings/overrides.json": SETTINGS,
    }
    for name, content in files.items():
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content), encoding="utf-8")


def _environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "IPYTHON", "MPL"))}
    places = {
        **{"HOME": "", "IPYTHONDIR": "ipython", "MPLCONFIGDIR": "matplotlib", "JUPYTER_CONFIG_DIR": "config"},
        **{"JUPYTER_DATA_DIR": "data", "JUPYTER_RUNTIME_DIR": "runtime"},
        **{"JUPYTERLAB_SETTINGS_DIR": "user-settings", "JUPYTERLAB_WORKSPACES_DIR": "workspaces"},
    }
    return kept | {name: str(home / place) for name, place in places.items()}


def _end(server: subprocess.Popen) -> None:
    """End the server, which ends its kernels; and whatever of its session is left after that."""
    server.terminate()
    with suppress(subprocess.TimeoutExpired):
        server.wait(SECONDS // 8)
    with suppress(ProcessLookupError):
        os.killpg(server.pid, signal.SIGKILL)
    server.wait(SECONDS)


def copy_release(release: Path, folder: Path) -> Path:
    """A copy of the released folder, for a student to work in."""
    return Path(shutil.copytree(release, folder / release.name))
