import { dirname } from 'node:path/posix';
import type { HostDirectory, HostFile } from './part';

type Hosts = NonNullable<HostFile['hosts']>;

const ROLES = ['control-plane', 'node', 'jump-host', 'load-balancer'] as const;

/** Which files a host of each role gets. */
const GETS: Readonly<Record<(typeof ROLES)[number], readonly Hosts[]>> = {
  'control-plane': ['every-node', 'control-plane'],
  node: ['every-node'],
  'jump-host': ['jump-host'],
  'load-balancer': ['load-balancer'],
};

/**
 * `install.sh`: puts files in their places on a host, and makes directories; for root, idempotent, and with a mode that only looks.
 *
 * A file of a node pool is for `node --pool NAME`, and then takes the place of what every node gets.
 */
export function installFile(files: () => readonly HostFile[], directories: readonly HostDirectory[]): HostFile {
  return { path: 'install.sh', mode: 'executable', text: () => script(files(), directories) };
}

function script(files: readonly HostFile[], directories: readonly HostDirectory[]): string {
  const placed = files.filter((file): file is HostFile & { installedAt: string } => file.installedAt !== undefined);
  const pools = [...new Set(placed.flatMap(({ pool }) => (pool === undefined ? [] : [pool])))];
  return `#!/usr/bin/env bash
# Puts the files of the hardened cluster in their places on this host.
#
#   install.sh control-plane             a member of the control plane
#   install.sh node [--pool POOL]        a node${pools.length === 0 ? '' : `; pools: ${pools.join(', ')}`}
#   install.sh jump-host                 where people come in
#   install.sh load-balancer             in front of the API servers
#   install.sh --check ROLE [...]        only says what is different, and ends with 1 if anything is
#
# For root. What is as it should be is not touched. ROOT names another directory to work in, such as that of an image.
set -euo pipefail

here=$(cd "$(dirname "\${BASH_SOURCE[0]}")" && pwd)
root=\${ROOT:-}
check=''
role=''
pool=''
different=0

usage() { sed -n '2,/^set/{/^#/s/^# \\{0,1\\}//p}' "$0" >&2; exit 2; }

# Says what is different; in earnest, it is put right next.
differs() {
  different=$((different + 1))
  echo "\${check:+would change }$1"
}

# directory OWNER MODE PATH
directory() {
  local owner=$1 group mode=$2 path=$root$3
  if ! id "$owner" > /dev/null 2>&1; then
    differs "user $owner"
    if [ -n "$check" ]; then differs "$path ($owner $mode)"; return; fi
    useradd --system --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin "$owner"
  fi
  group=$(id -gn "$owner")
  if [ -L "$path" ] || { [ -e "$path" ] && [ ! -d "$path" ]; }; then
    echo "$path is in the way, expected a directory" >&2
    exit 1
  fi
  if [ "$(stat -c '%U:%G %a' "$path" 2> /dev/null || true)" = "$owner:$group \${mode#0}" ]; then return; fi
  differs "$path ($owner:$group $mode)"
  if [ -z "$check" ]; then install -d -o "$owner" -g "$group" -m "$mode" "$path"; fi
}

# parent PATH: a directory that has to be there, whoever made it.
parent() {
  local path=$root$1
  if [ -d "$path" ]; then return; fi
  differs "$path (root:root 0755)"
  if [ -z "$check" ]; then install -d -o root -g root -m 0755 "$path"; fi
}

# file MODE SOURCE PATH
file() {
  local mode=$1 source=$here/$2 path=$root$3 next
  if [ -d "$path" ]; then
    echo "$path is in the way, expected a file" >&2
    exit 1
  fi
  if [ ! -L "$path" ] && [ "$(stat -c '%U:%G %a' "$path" 2> /dev/null || true)" = "root:root \${mode#0}" ] && cmp -s "$source" "$path"; then return; fi
  differs "$path (root:root $mode)"
  if [ -n "$check" ]; then return; fi
  # Beside its place first: whoever reads it meanwhile finds the whole of the old one or of the new one.
  next=$(mktemp "\${path%/*}/.palisade.XXXXXX")
  install -o root -g root -m "$mode" "$source" "$next"
  mv -f "$next" "$path"
}

while [ "$#" -gt 0 ]; do
  case $1 in
    --check) check=yes ;;
    --pool)
      [ "$#" -gt 1 ] || usage
      pool=$2
      shift ;;
    ${ROLES.join(' | ')})
      [ -z "$role" ] || usage
      role=$1 ;;
    *) usage ;;
  esac
  shift
done
[ -n "$role" ] || usage
if [ -n "$pool" ]; then
  [ "$role" = node ] || usage
  case $pool in
    ${pools.length === 0 ? '' : `${pools.map((name) => `'${name}'`).join(' | ')}) ;;\n    `}*) echo "no file is for the pool $pool alone${pools.length === 0 ? '' : `, expected one of ${pools.join(', ')}`}" >&2; exit 2 ;;
  esac
fi
if [ -z "$check" ] && [ "$(id -u)" -ne 0 ]; then
  echo 'only root can put these files in their places: run it as root, or with --check' >&2
  exit 1
fi
umask 077

case $role in
${ROLES.map((role) => `  ${role})\n${roleLines(role, placed, directories).join('\n')}\n    ;;`).join('\n')}
esac

if [ "$different" -eq 0 ]; then
  echo 'everything is in its place'
elif [ -n "$check" ]; then
  exit 1
fi
`;
}

function roleLines(
  role: (typeof ROLES)[number],
  files: readonly (HostFile & { readonly installedAt: string })[],
  directories: readonly HostDirectory[],
): readonly string[] {
  const own = files.filter(({ hosts = 'control-plane' }) => GETS[role].includes(hosts));
  const made = role === 'control-plane' ? directories : [];
  const line = ({ path, installedAt, permissions = '0600' }: (typeof own)[number]) => `file ${permissions} '${path}' '${installedAt}'`;
  const special = own.filter(({ pool }) => pool !== undefined);
  const lines = [
    ...made.map(({ owner, permissions, path }) => `directory ${owner} ${permissions} '${path}'`),
    ...[...new Set(own.map(({ installedAt }) => dirname(installedAt)))]
      .filter((path) => made.every((directory) => directory.path !== path))
      .map((path) => `parent '${path}'`),
    ...own
      .filter(({ pool }) => pool === undefined)
      .map((file) => {
        const instead = special.filter(({ installedAt }) => installedAt === file.installedAt).map(({ pool }) => `'${pool}'`);
        return instead.length === 0 ? line(file) : `case $pool in ${instead.join(' | ')}) ;; *) ${line(file)} ;; esac`;
      }),
    ...special.map((file) => `if [ "$pool" = '${file.pool}' ]; then ${line(file)}; fi`),
  ];
  return (lines.length === 0 ? [`echo 'nothing is written for this role' >&2`, 'exit 2'] : lines).map((each) => `    ${each}`);
}
