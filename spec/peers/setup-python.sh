#!/usr/bin/env bash
# Prepares the Python environment of released peers and prints the path of its interpreter.
#
#   setup-python.sh ENVIRONMENT      one of the *.txt files beside this script: newest, compat, engine
#
# Environments live outside the work tree, one for each content of the pins and each Python, so that a fresh clone
# does not pay again. Exit status 3: this machine has no Python >= 3.13.
set -euo pipefail

environment=${1:?usage: setup-python.sh ENVIRONMENT}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
pins=$here/$environment.txt
[ -f "$pins" ] || { echo "setup-python.sh: no pins $pins" >&2; exit 2; }

# Prints "3.13.0" where the candidate runs, can make an environment, and is new enough.
version_of() {
  "$1" -c 'import sys, venv, ensurepip
if sys.version_info < (3, 13): sys.exit(1)
print(".".join(map(str, sys.version_info[:3])))' 2>/dev/null
}

find_python() {
  local candidate
  shopt -s nullglob
  for candidate in \
    ${MILLRACE_PYTHON:+"$MILLRACE_PYTHON"} \
    python3.13 python3.14 python3.15 python3 python \
    "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.1[3-9]*/bin/python \
    /usr/bin/python3.1[3-9] /usr/local/bin/python3.1[3-9] /opt/python*/bin/python3 \
    "$HOME"/.local/share/uv/python/cpython-3.1[3-9]*/bin/python3; do
    candidate=$(command -v "$candidate") || continue
    if version=$(version_of "$candidate"); then
      python=$candidate
      return 0
    fi
  done
  return 1
}

if ! find_python; then
  echo "setup-python.sh: no Python >= 3.13 on this machine (PATH, pyenv, /usr, MILLRACE_PYTHON)" >&2
  exit 3
fi

digest=$(python_pins=$pins "$python" -c 'import hashlib, os, pathlib
print(hashlib.sha256(pathlib.Path(os.environ["python_pins"]).read_bytes()).hexdigest()[:16])')
cache=${MILLRACE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/millrace}
target=$cache/python-$environment-$version-$digest
interpreter=$target/bin/python
ready=$target/millrace-ready

if [ ! -f "$ready" ]; then
  mkdir -p "$cache"
  exec 9>"$target.lock"
  # Two test runs may come here at once; where there is no flock they had better not.
  if command -v flock >/dev/null; then flock 9; fi
  if [ ! -f "$ready" ]; then
    echo "setup-python.sh: making $environment from Python $version" >&2
    rm -rf "$target"
    "$python" -m venv "$target" >&2
    "$interpreter" -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r "$pins" >&2
    touch "$ready"
  fi
  exec 9>&-
fi
echo "$interpreter"
