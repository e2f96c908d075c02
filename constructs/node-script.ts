import { type NodePool, POOL_LABEL, POOL_TAINT, TENANT_NODE_LABEL } from './node-pool';

/** The administrator's commands for a pool's nodes as an executable, idempotent script. */
export function nodeScript(pool: NodePool): string {
  const taints = pool.taintEffects.map((effect) => `${POOL_TAINT}=${pool.name}:${effect}`);
  const wanted = [
    `label ${POOL_LABEL} ${pool.name}`,
    `label ${TENANT_NODE_LABEL} ${pool.holder}`,
    ...taints.map((taint) => `taint ${taint}`),
  ];
  const whose = pool.tenant === undefined ? 'shared by the tenants that name it' : `dedicated to the tenant '${pool.tenant}'`;
  return `#!/usr/bin/env bash
# Nodes of the pool '${pool.name}', ${whose}.
#
#   ${pool.name}.sh assign NODE...   label${taints.length > 0 ? ' and taint' : ''} the nodes; run it again as often as you like
#   ${pool.name}.sh release NODE...  take them out of the pool
#   ${pool.name}.sh check [NODE...]  say what is wrong with them, all nodes of the pool by default
#
# Needs kubectl, and the rights to read and patch nodes. KUBECTL names another command, such as 'kubectl --context prod'.
set -euo pipefail

pool='${pool.name}'
holder='${pool.holder}'
pool_label='${POOL_LABEL}'
tenant_label='${TENANT_NODE_LABEL}'
taint_key='${POOL_TAINT}'
taints=(${taints.map((taint) => `'${taint}'`).join(' ')})
read -r -a kubectl <<< "\${KUBECTL:-kubectl}"

# A node's labels and taints, a line each: 'label KEY VALUE', 'taint KEY=VALUE:EFFECT'.
facts() {
  # shellcheck disable=SC2016 # the dollars are the template's, not the shell's
  "\${kubectl[@]}" get node "$1" -o go-template='{{range $k, $v := .metadata.labels}}label {{$k}} {{$v}}{{"\\n"}}{{end}}{{range .spec.taints}}taint {{.key}}={{.value}}:{{.effect}}{{"\\n"}}{{end}}'
}

# Refuses a node that somebody else holds, by label or by taint.
refuse_foreign() {
  local node=$1 found=$2 line other=''
  while read -r line; do
    case $line in
      "label $pool_label $pool" | "label $tenant_label $holder" | "taint $taint_key=$pool:"*) ;;
      "label $pool_label "* | "label $tenant_label "* | "taint $taint_key="*) other+="\${other:+, }$line" ;;
    esac
  done <<< "$found"
  [ -z "$other" ] && return
  echo "$node is held by somebody else ($other): release it with that pool's script first" >&2
  return 1
}

assign() {
  local node found
  # All nodes are looked at before the first one is changed.
  for node in "$@"; do
    found=$(facts "$node")
    refuse_foreign "$node" "$found"
  done
  for node in "$@"; do
    if [ "\${#taints[@]}" -gt 0 ]; then "\${kubectl[@]}" taint nodes "$node" "\${taints[@]}" --overwrite; fi
    "\${kubectl[@]}" label nodes "$node" "$pool_label=$pool" "$tenant_label=$holder" --overwrite
  done
}

release() {
  local node found line
  for node in "$@"; do
    found=$(facts "$node")
    refuse_foreign "$node" "$found"
  done
  for node in "$@"; do
    found=$(facts "$node")
    # The labels go first: with the taint still on, nobody new comes.
    "\${kubectl[@]}" label nodes "$node" "$pool_label-" "$tenant_label-"
    while read -r line; do
      case $line in "taint $taint_key=$pool:"*) "\${kubectl[@]}" taint nodes "$node" "\${line#taint }-" ;; esac
    done <<< "$found"
  done
}

check() {
  local nodes=("$@") node found wanted failed=0
  if [ "\${#nodes[@]}" -eq 0 ]; then
    read -r -a nodes <<< "$("\${kubectl[@]}" get nodes -l "$pool_label=$pool" -o go-template='{{range .items}}{{.metadata.name}} {{end}}')"
  fi
  if [ "\${#nodes[@]}" -eq 0 ]; then
    echo "no node is in the pool $pool" >&2
    return 1
  fi
  for node in "\${nodes[@]}"; do
    found=$(facts "$node")
    refuse_foreign "$node" "$found" || failed=1
    for wanted in ${wanted.map((fact) => `'${fact}'`).join(' ')}; do
      grep -qxF -- "$wanted" <<< "$found" || { echo "$node lacks the $wanted" >&2; failed=1; }
    done
  done
  if [ "$failed" -eq 0 ]; then echo "\${#nodes[@]} nodes are as the pool $pool wants them"; fi
  return "$failed"
}

command=\${1:-}
shift || true
case $command in
  assign | release) [ "$#" -gt 0 ] || { echo "$command needs the names of nodes" >&2; exit 2; }; "$command" "$@" ;;
  check) check "$@" ;;
  *) sed -n '2,/^set/{/^#/s/^# \\{0,1\\}//p}' "$0" >&2; exit 2 ;;
esac
`;
}
