#!/usr/bin/env bash
# Builds the workers of the peers and puts a launcher for each into a folder.
#
#   build.sh FOLDER [PEER...]      peers: rust python (both when none is named); launchers: FOLDER/PEER-worker
#
# A peer whose toolchain this machine lacks is told on stderr in a line that begins with PEER ABSENT, and in
# FOLDER/PEER-absent; the others are built all the same. A build that fails though the toolchain is there is an error.
# What is compiled stays in the user's cache, so that a fresh clone does not pay again.
set -euo pipefail

folder=${1:?usage: build.sh FOLDER [PEER...]}
shift
peers=("$@")
[ ${#peers[@]} -gt 0 ] || peers=(rust python)
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
mkdir -p "$folder"
folder=$(cd "$folder" && pwd -P)
cache=${MILLRACE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/millrace}

absent() {
  echo "PEER ABSENT: $1: $2" >&2
  echo "$2" >"$folder/$1-absent"
  rm -f "$folder/$1-worker"
}

launcher() {
  rm -f "$folder/$1-absent"
  printf '#!/bin/sh\nexec %s "$@"\n' "$2" >"$folder/$1-worker"
  chmod +x "$folder/$1-worker"
}

build_rust() {
  local cargo
  cargo=$(command -v cargo || true)
  [ -n "$cargo" ] || [ ! -x "${CARGO_HOME:-$HOME/.cargo}/bin/cargo" ] || cargo=${CARGO_HOME:-$HOME/.cargo}/bin/cargo
  [ -n "$cargo" ] || { absent rust "no cargo on this machine"; return; }
  # The crate asks for a newer compiler than it needs.
  (cd "$here/rust" && CARGO_TARGET_DIR=$cache/rust-peer "$cargo" build --quiet --release --locked --ignore-rust-version) >&2
  cp "$cache/rust-peer/release/rust-peer" "$folder/rust-peer"
  launcher rust "'$folder/rust-peer'"
}

build_python() {
  local python status=0
  python=$("$here/../../spec/peers/setup-python.sh" newest) || status=$?
  [ "$status" != 3 ] || { absent python "no Python >= 3.13 on this machine"; return; }
  [ "$status" = 0 ] || return "$status"
  launcher python "'$python' '$here/python/worker.py' --quiet --log-level WARNING"
}

for peer in "${peers[@]}"; do
  case $peer in
    rust | python) "build_$peer" ;;
    *) echo "build.sh: no peer $peer" >&2; exit 2 ;;
  esac
done
