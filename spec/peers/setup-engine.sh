#!/usr/bin/env bash
# Prepares the released engine of the earlier line: prints the path of a Python interpreter that has it (engine.txt) and,
# on the next line, that of its extension for workers, which comes from the npm registry and is held to its digest.
#
#   setup-engine.sh
#
# Exit status 3: this machine has no Python >= 3.13 or no npm, or there is no such engine for it.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
package=@haybarn/ext-vgi-h1-5-4
version=202607.29.141540

case $(uname -s)-$(uname -m) in
  Linux-x86_64)
    leaf=linux-x64
    digest=a3431dbd0e77e0f3816a34ef7e81dc34a0bba078d8c1aea83ffca5cdf7370e4241a3ae97c25e6b1a61d26d72a233dd78caf9fb4f14253599c7dfdd9039d7d357 ;;
  Linux-aarch64)
    leaf=linux-arm64
    digest=6340574a7020acbcd0a714b6f84aea567eb93a208bfd3692bf038acc66b4b1b008d5da3a92dce09de594ded1a672ad62a9f3b72d87f427087caad35d09499126 ;;
  Darwin-arm64)
    leaf=darwin-arm64
    digest=cbdce11deaeec53406dcdc0e10c8c0610ff0e53f3756ecce1c702e6e8d85adb0358fffc09f3fa6c9d304ef89221c21c10a463168fb8ec9969ca87b6948b7945c ;;
  Darwin-x86_64)
    leaf=darwin-x64
    digest=77aaf123cbbfaeecd44bdda4a0a02181424b72bf786101b07a864510a1dcf6efb4becb8ecb76cef21634bfa9b89dae3f065f1fb2b2c4a8d57907161bb77d11c0 ;;
  *)
    echo "setup-engine.sh: no engine for $(uname -s) on $(uname -m)" >&2
    exit 3 ;;
esac

interpreter=$("$here/setup-python.sh" engine)
cache=${MILLRACE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/millrace}
target=$cache/engine-extension-$version-$leaf
extension=$target/package/bin/vgi.duckdb_extension

sha512() { if command -v sha512sum >/dev/null; then sha512sum "$1"; else shasum -a 512 "$1"; fi | cut -d' ' -f1; }

if [ ! -f "$target/millrace-ready" ]; then
  command -v npm >/dev/null || { echo "setup-engine.sh: no npm on this machine" >&2; exit 3; }
  exec 9>"$target.lock"
  # Two test runs may come here at once; where there is no flock they had better not.
  if command -v flock >/dev/null; then flock 9; fi
  if [ ! -f "$target/millrace-ready" ]; then
    rm -rf "$target"
    mkdir -p "$target"
    (cd "$target" && npm pack --silent "$package-$leaf@$version") >&2
    archive=$(echo "$target"/*.tgz)
    [ "$(sha512 "$archive")" = "$digest" ] || { echo "setup-engine.sh: not the known package: $archive" >&2; exit 1; }
    tar -xzf "$archive" -C "$target"
    rm "$archive"
    touch "$target/millrace-ready"
  fi
  exec 9>&-
fi
echo "$interpreter"
echo "$extension"
