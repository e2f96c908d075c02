/** What every check script begins with: its options, and the functions that each line of checks calls. It only reads. */
export function checksHead(name: string, what: string): string {
  return `#!/usr/bin/env bash
# Says whether ${what} is as it should be. It changes nothing.
#
#   ${name} [--root DIR]            a line for each check: whether it holds, its id, what must hold, what was found
#   ${name} --listing [--root DIR]  modes and owners of the host's files, as \`palisade audit --listing\` reads them
#
# Ids are rows of the CIS Kubernetes Benchmark 1.12; 'host' is what it does not ask for. Ends with 0 when everything holds, 1 when
# something does not, 2 when it could not ask. For root. DIR is the file system of another host: processes, ports and mounts are then
# those of DIR/proc, names of users those of DIR/etc.
set -uo pipefail
export LC_ALL=C

root=''
listing=''
failed=0
its_mode=''
its_owner=''

usage() { sed -n '2,/^set/{/^#/s/^# \\{0,1\\}//p}' "\${BASH_SOURCE[0]}" >&2; exit 2; }

while [ "$#" -gt 0 ]; do
  case $1 in
    --listing) listing=yes ;;
    --root)
      [ -n "\${2:-}" ] || usage
      root=$2
      shift ;;
    *) usage ;;
  esac
  shift
done
if [ -z "$root" ] && [ "$(id -u)" -ne 0 ]; then
  echo 'only root sees all of a host: run it as root' >&2
  exit 2
fi
cd -- "\${root:-/}" || exit 2

# Each with ID MUST FOUND.
holds() { printf -- 'ok    %-7s %s: %s\\n' "$@"; }
fails() { failed=$((failed + 1)); printf -- 'FAIL  %-7s %s: %s\\n' "$@"; }
nothing() { printf -- '-     %-7s %s: %s\\n' "$@"; }

# Names of users and groups of another host, by number.
declare -A users=() groups=()
if [ -n "$root" ]; then
  while IFS=: read -r name _ id _; do users[\${id:-?}]=\${users[\${id:-?}]:-$name}; done < <(cat ./etc/passwd 2> /dev/null)
  while IFS=: read -r name _ id _; do groups[\${id:-?}]=\${groups[\${id:-?}]:-$name}; done < <(cat ./etc/group 2> /dev/null)
fi

# look_at PATH: sets what its mode and owner are.
look_at() {
  local ids
  if [ -z "$root" ]; then read -r its_mode its_owner < <(stat -c '%a %U:%G' -- "$1"); return; fi
  read -r its_mode ids < <(stat -c '%a %u:%g' -- "$1")
  its_owner=\${users[\${ids%:*}]:-\${ids%:*}}:\${groups[\${ids#*:}]:-\${ids#*:}}
}

# judge MODE-ID OWNER-ID MOST OWNER PATH: a file that is there, without links, whose targets are judged where they are.
judge() {
  if [ -L ".$5" ]; then return; fi
  seen=yes
  look_at ".$5"
  if [ -n "$1" ]; then
    if ((8#$its_mode & ~8#$3 & 8#7777)); then fails "$1" "$5 must be $3 or less" "$its_mode"; else holds "$1" "$5 must be $3 or less" "$its_mode"; fi
  fi
  if [ -n "$2" ]; then
    if [ "$its_owner" = "$4" ]; then holds "$2" "$5 must be of $4" "$its_owner"; else fails "$2" "$5 must be of $4" "$its_owner"; fi
  fi
}

# files MODE-ID OWNER-ID MOST OWNER PATTERN...: of all that is there.
files() {
  local mode_id=$1 owner_id=$2 most=$3 owner=$4 pattern path seen=''
  shift 4
  for pattern in "$@"; do
    while read -r path; do judge "$mode_id" "$owner_id" "$most" "$owner" "\${path#.}"; done < <(compgen -G ".$pattern")
  done
  if [ -z "$seen" ]; then nothing "\${mode_id:-$owner_id}" "$1" 'is not there'; fi
}

# needed MODE-ID OWNER-ID MOST OWNER PATH: the same of what has to be there.
needed() {
  local seen
  if [ -L ".$5" ]; then fails "$1" "$5 must be there" 'is a link';
  elif [ -e ".$5" ]; then judge "$@";
  else fails "$1" "$5 must be there" 'is not'; fi
}

# kernel NAME VALUE: a kernel parameter.
kernel() {
  local found='cannot be read'
  if [ -r "./proc/sys/\${1//.//}" ]; then read -r found < "./proc/sys/\${1//.//}"; fi
  if [ "$found" = "$2" ]; then holds host "$1 must be $2" "$found"; else fails host "$1 must be $2" "$found"; fi
}

# groups_of_version_2: that control groups are.
groups_of_version_2() {
  if [ -e ./sys/fs/cgroup/cgroup.controllers ]; then holds host 'control groups must be of version 2' 'they are';
  else fails host 'control groups must be of version 2' '/sys/fs/cgroup/cgroup.controllers is not there'; fi
}

# user_namespaces PODS: that every pod can have one, with 65536 users that no other pod and nobody on the host has.
user_namespaces() {
  local range='^kubelet:([0-9]{1,10}):([0-9]{1,10}) kubelet:([0-9]{1,10}):([0-9]{1,10})$'
  local found='' major minor from=0 length=0 must="$1 pods must have 65536 users each of their own"
  read -r found 2> /dev/null < ./proc/sys/kernel/osrelease
  IFS=. read -r major minor _ <<< "$found"
  if ((10#0\${major//[!0-9]/} * 1000 + 10#0\${minor%%[!0-9]*} >= 6003)); then holds host 'the kernel must be 6.3 or newer' "$found";
  else fails host 'the kernel must be 6.3 or newer' "\${found:-cannot be read}"; fi
  found=0
  read -r found 2> /dev/null < ./proc/sys/user/max_user_namespaces
  if [ "$found" -ge "$1" ]; then holds host "user.max_user_namespaces must be $1 or more" "$found"; else fails host "user.max_user_namespaces must be $1 or more" "$found"; fi
  if ! grep -q -e '^kubelet:' ./etc/passwd 2> /dev/null; then nothing host "$must" 'there is no user kubelet: they get numbers from 65536 on'; return; fi
  found=$(grep -h -e '^kubelet:' ./etc/subuid ./etc/subgid 2> /dev/null | paste -sd ' ')
  if [[ $found =~ $range ]]; then
    from=$((10#\${BASH_REMATCH[1]})) length=$((10#\${BASH_REMATCH[2]}))
    if [ "\${BASH_REMATCH[1]}:\${BASH_REMATCH[2]}" = "\${BASH_REMATCH[3]}:\${BASH_REMATCH[4]}" ] &&
      ((from >= 65536 && from % 65536 == 0 && length % 65536 == 0 && length / 65536 >= $1)); then
      holds host "$must" "\${BASH_REMATCH[0]}"
      return
    fi
  fi
  fails host "$must" "\${found:-no range of the user kubelet in /etc/subuid and /etc/subgid}"
}

swap() {
  local found
  found=$(sed 1d ./proc/swaps 2> /dev/null | wc -l)
  if [ ! -r ./proc/swaps ]; then fails host 'swap must be off' 'cannot be read';
  elif [ "$found" -eq 0 ]; then holds host 'swap must be off' 'it is';
  else fails host 'swap must be off' "$(sed -n '2s/ .*//p' ./proc/swaps)"; fi
}

# What runs, each program by its number: "PROGRAM:N" is the arguments of one process, a line each.
declare -A processes=() count=()
look_at_processes() {
  local file name args status IFS=$'\\n'
  for file in ./proc/[0-9]*/cmdline; do
    args=()
    { mapfile -d '' -t args < "$file"; } 2> /dev/null
    name=\${args[0]:-}
    name=\${name##*/}
    case $name in
      etcd | kube-apiserver | kube-controller-manager | kube-scheduler | kube-proxy) ;;
      kubelet | auditd | chronyd | ntpd | ntpsec | systemd-timesyncd)
        # What has a number of its own inside of a container is no program of the host, whatever it calls itself.
        status=$(grep -e '^NSpid:' "\${file%cmdline}status" 2> /dev/null)
        if [[ $status =~ [0-9][[:space:]]+[0-9] ]]; then continue; fi ;;
      *) continue ;;
    esac
    count[$name]=$((\${count[$name]:-0} + 1))
    processes[$name:\${count[$name]}]="\${args[*]}"
  done
}

# runs PROGRAM FLAG...: that it does, and each process of it with all of these flags.
runs() {
  local program=$1 number flag name other missing=0
  shift
  if [ -z "\${count[$program]:-}" ]; then fails host "$program must run" 'there is no such process'; return; fi
  for ((number = 1; number <= count[$program]; number++)); do
    for flag in "$@"; do
      if [[ $'\\n'\${processes[$program:$number]}$'\\n' == *$'\\n'"$flag"$'\\n'* ]]; then continue; fi
      missing=1
      name=\${flag%%=*}
      other=$(grep -m 1 -e "^$name=" <<< "\${processes[$program:$number]}")
      fails host "$program must run with $flag" "\${other:-it has no $name}"
    done
  done
  if [ "$missing" -eq 0 ]; then holds host "$program must run with the flags that are written" "$# of them"; fi
}

# without PROGRAM ID FLAG: that no process of it is given the flag, which would win over the file.
without() {
  local number found
  if [ -z "\${count[$1]:-}" ]; then nothing "$2" "$1 must not be given $3" 'there is no such process'; return; fi
  for ((number = 1; number <= count[$1]; number++)); do
    if [[ $'\\n'\${processes[$1:$number]} =~ $'\\n'("$3"(=[^$'\\n']*)?)($'\\n'|$) ]]; then
      found=\${BASH_REMATCH[1]}
      fails "$2" "$1 must not be given $3" "$found"
      return
    fi
  done
  holds "$2" "$1 must not be given $3" 'it is not'
}

# one_of MUST PROGRAM...: that one of them runs.
one_of() {
  local must=$1 program
  shift
  for program in "$@"; do
    if [ -n "\${count[$program]:-}" ]; then holds host "$must" "$program"; return; fi
  done
  fails host "$must" "none of $* runs"
}

# Where programs listen, a line each: PORT ADDRESS, as the kernel writes the address.
listening() {
  local address state
  while read -r _ address _ state _; do
    if [ "$state" = 0A ]; then echo "$((16#\${address#*:})) \${address%:*}"; fi
  done < <(cat ./proc/net/tcp ./proc/net/tcp6 2> /dev/null)
}

# port ID PORT nobody|loopback|named: nobody listens there, or nobody but on loopback, or not on every address.
port() {
  local number address must
  case $3 in
    nobody) must="nobody must listen on port $2" ;;
    loopback) must="port $2 must be open to the host alone" ;;
    named) must="port $2 must be open on addresses that are named" ;;
  esac
  if [ ! -r ./proc/net/tcp ]; then fails "$1" "$must" '/proc/net/tcp cannot be read'; return; fi
  while read -r number address; do
    if [ "$number" != "$2" ]; then continue; fi
    case $3:$address in
      # 127.0.0.0/8, ::1 and 127.0.0.0/8 in IPv6, in the byte order of the machines that Kubernetes runs on.
      loopback:??????7F | loopback:00000000000000000000000001000000 | loopback:0000000000000000FFFF0000??????7F) ;;
      named:00000000 | named:00000000000000000000000000000000) fails "$1" "$must" 'it is open on all'; return ;;
      named:*) ;;
      *) fails "$1" "$must" "address $address as /proc/net has it"; return ;;
    esac
  done <<< "$listening"
  holds "$1" "$must" 'so it is'
}

# mounted PATH OPTION...: that it is mounted with these options, if it is a mount of its own.
mounted() {
  local path=$1 options='' option where given
  shift
  while read -r _ where _ given _; do if [ "$where" = "$path" ]; then options=$given; fi; done < <(cat ./proc/mounts 2> /dev/null)
  for option in "$@"; do
    if [ -z "$options" ]; then nothing host "$path must be mounted with $option" 'is no mount of its own';
    elif [[ ,$options, == *,$option,* ]]; then holds host "$path must be mounted with $option" "$options";
    else fails host "$path must be mounted with $option" "$options"; fi
  done
}

# says MUST EXPRESSION FILE, never MUST EXPRESSION PATTERN...: what a file says, comments aside.
says() {
  if [ ! -r ".$3" ]; then fails host "$1" "$3 is not there";
  elif sed 's/#.*//' ".$3" | grep -qE -e "$2"; then holds host "$1" "$3 says so";
  else fails host "$1" "$3 does not say so"; fi
}
never() {
  local must=$1 expression=$2 pattern path found
  shift 2
  for pattern in "$@"; do
    while read -r path; do
      found=$(sed 's/#.*//' "$path" | grep -E -m 1 -e "$expression")
      if [ -n "$found" ]; then fails host "$must" "\${path#.}: \${found#"\${found%%[![:space:]]*}"}"; return; fi
    done < <(compgen -G ".$pattern")
  done
  holds host "$must" 'no file says otherwise'
}

# administrators: that root alone has the number of root.
administrators() {
  local found
  found=$(sed -n 's/^\\([^:]*\\):[^:]*:0:.*/\\1/p' ./etc/passwd 2> /dev/null | paste -sd ' ')
  if [ "$found" = root ]; then holds host 'root alone must have the number 0' root; else fails host 'root alone must have the number 0' "\${found:-/etc/passwd cannot be read}"; fi
}

# audited: that the kernel has rules by which it writes down what happens.
audited() {
  local found
  if [ -n "$root" ]; then nothing host 'rules of auditd must be loaded' 'the kernel of another host cannot be asked'; return; fi
  found=$(auditctl -l 2> /dev/null | grep -c -e '^-')
  if [ "$found" -gt 0 ]; then holds host 'rules of auditd must be loaded' "$found of them"; else fails host 'rules of auditd must be loaded' 'there are none'; fi
}

# list PATH...: everything below, as far as files of Kubernetes are.
list() {
  local path
  for path in "$@"; do
    if [ ! -e ".$path" ]; then continue; fi
    while IFS= read -r -d '' path; do
      look_at "$path"
      printf '%s %s %s\\n' "$its_mode" "$its_owner" "\${path#.}"
    done < <(find ".$path" -maxdepth 3 -path './var/lib/kubelet/pods' -prune -o -path './var/lib/kubelet/plugins' -prune -o ! -type l -print0 | sort -z)
  done
}

listening=$(listening)
look_at_processes
`;
}

/** The function by which the script of the control plane looks at a user. */
export const ACCOUNT = `# account NAME: that it is there, and that nobody logs in as it.
account() {
  local found
  found=$(grep -m 1 -e "^$1:" ./etc/passwd 2> /dev/null)
  case $found in
    '') fails host "the user $1 must be there" 'is not' ;;
    *:/usr/sbin/nologin | *:/sbin/nologin | *:/bin/false | *:/usr/bin/false) holds host "nobody must log in as $1" "\${found##*:}" ;;
    *) fails host "nobody must log in as $1" "\${found##*:}" ;;
  esac
}
`;
