#!/usr/bin/env bash
# Puts the table of the last headline (jmh/target/headline.md) between its marks in README.
set -euo pipefail
cd "$(dirname "$0")/.."
table=jmh/target/headline.md
[ -s "$table" ] || { echo "readme.sh: no $table; run the headline first" >&2; exit 1; }
grep -q '^<!-- headline -->$' README.md && grep -q '^<!-- /headline -->$' README.md || {
  echo "readme.sh: README.md has no marks" >&2
  exit 1
}
awk -v table="$table" '
  $0 == "<!-- /headline -->" { inside = 0 }
  !inside { print }
  $0 == "<!-- headline -->" { inside = 1; while ((getline line < table) > 0) print line }
' README.md >jmh/target/README.md
cp jmh/target/README.md README.md
