#!/usr/bin/env bash
# Judges the rules, the example as it is in dist/, and as it would be for each Kubernetes version, with code that is not ours.
#
#   test/oracles/run.sh [VERSION...]      all versions that there are schemas of, from 1.27, by default
set -euo pipefail
cd "$(dirname "$0")/../.."

oracles=$PWD/test/oracles
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python=${PYTHON:-python3}
failed=0

(cd "$oracles/judge" && go build -o "$work/judge" .)

judge() {
  "$@" || failed=1
}

judge_all() {
  local version=$1 directory=$2
  judge "$python" "$oracles/schema.py" "$version" "$directory"
  judge "$python" "$oracles/parsers.py" "$directory"
  judge "$work/judge" pods "$version" "$directory"
  judge "$work/judge" nodes "$directory" bookinfo=bookinfo online-boutique=online-boutique ops=general
  judge "$work/judge" calls "$directory" "$oracles/calls.txt"
}

echo '== rules'
judge npx tsx "$oracles/pod-security.ts"
judge npx tsx "$oracles/permissions.ts"
judge npx tsx "$oracles/placement.ts"
judge npx tsx "$oracles/audit.ts"
judge npx tsx "$oracles/node-config.ts"
judge npx tsx "$oracles/encryption.ts"
PYTHON=$python judge npx tsx "$oracles/schema-rule.ts"

echo '== dist'
judge_all 1.33 dist
if command -v shellcheck > "$work/where"; then judge find dist -name '*.sh' -exec shellcheck {} +; else echo 'shellcheck is not here: skipped'; fi

versions=("$@")
if [ "${#versions[@]}" -eq 0 ]; then
  read -r -a versions <<< "$("$python" "$oracles/schema.py" --versions)"
fi
for version in "${versions[@]}"; do
  # Palisade writes for 1.27 and newer.
  [ "${version#1.}" -ge 27 ] || continue
  echo "== $version"
  sed -e "s#'./constructs'#'$PWD/constructs/index.ts'#" \
    -e "s#kubernetesVersion: '[^']*'#kubernetesVersion: '$version', outdir: '$work/$version'#" main.ts > "$work/main.ts"
  node --import tsx "$work/main.ts"
  judge_all "$version" "$work/$version"
done
exit "$failed"
