#!/usr/bin/env bash
# Runs once, as root, when Gradescope builds the image: Python 3.11 or later, bubblewrap, the locked packages.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export DEBIAN_FRONTEND=noninteractive

choose_python() {
    local name
    for name in python3.13 python3.12 python3.11 python3; do
        if "$name" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2> /dev/null; then
            echo "$name"
            return
        fi
    done
    return 1
}

if ! choose_python > /dev/null || ! command -v bwrap > /dev/null; then
    apt-get update -qq
    # Without it the tier is landlock, where the kernel has that.
    apt-get install -y -qq --no-install-recommends bubblewrap || echo "bubblewrap could not be installed"
    for version in 3.13 3.12 3.11; do
        choose_python > /dev/null && break
        apt-get install -y -qq --no-install-recommends "python$version" "python$version-venv" || true
    done
fi
python=$(choose_python)

"$python" -m venv "$root/venv"
"$root/venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-cache-dir --require-hashes -r "$root/source/requirements.txt"
# Now, and not again for each submission.
"$root/venv/bin/python" -m compileall -q "$root/source/autograder" "$root/source/public_tests.py"
