#!/usr/bin/env bash
# Puts the files of the hardened cluster in their places on this host.
#
#   install.sh control-plane             a member of the control plane
#   install.sh node [--pool POOL]        a node; pools: bookinfo, general, online-boutique
#   install.sh jump-host                 where people come in
#   install.sh load-balancer             in front of the API servers
#   install.sh --check ROLE [...]        only says what is different, and ends with 1 if anything is
#
# For root. What is as it should be is not touched. ROOT names another directory to work in, such as that of an image.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=${ROOT:-}
check=''
role=''
pool=''
different=0

usage() { sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "$0" >&2; exit 2; }

# Says what is different; in earnest, it is put right next.
differs() {
  different=$((different + 1))
  echo "${check:+would change }$1"
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
  if [ "$(stat -c '%U:%G %a' "$path" 2> /dev/null || true)" = "$owner:$group ${mode#0}" ]; then return; fi
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
  if [ ! -L "$path" ] && [ "$(stat -c '%U:%G %a' "$path" 2> /dev/null || true)" = "root:root ${mode#0}" ] && cmp -s "$source" "$path"; then return; fi
  differs "$path (root:root $mode)"
  if [ -n "$check" ]; then return; fi
  # Beside its place first: whoever reads it meanwhile finds the whole of the old one or of the new one.
  next=$(mktemp "${path%/*}/.palisade.XXXXXX")
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
    control-plane | node | jump-host | load-balancer)
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
    'bookinfo' | 'general' | 'online-boutique') ;;
    *) echo "no file is for the pool $pool alone, expected one of bookinfo, general, online-boutique" >&2; exit 2 ;;
  esac
fi
if [ -z "$check" ] && [ "$(id -u)" -ne 0 ]; then
  echo 'only root can put these files in their places: run it as root, or with --check' >&2
  exit 1
fi
umask 077

case $role in
  control-plane)
    directory root 0700 '/var/log/kubernetes/audit'
    directory etcd 0700 '/var/lib/etcd'
    directory root 0700 '/etc/kubernetes/encryption'
    parent '/etc/kubernetes/apiserver'
    parent '/etc/audit/rules.d'
    parent '/etc/sysctl.d'
    parent '/var/lib/kubelet'
    parent '/etc/kubernetes/patches'
    file 0600 'apiserver/admission.yaml' '/etc/kubernetes/apiserver/admission.yaml'
    file 0600 'apiserver/audit-policy.yaml' '/etc/kubernetes/apiserver/audit-policy.yaml'
    file 0600 'auditd/palisade.rules' '/etc/audit/rules.d/50-palisade.rules'
    file 0600 'auditd/palisade-control-plane.rules' '/etc/audit/rules.d/51-palisade-control-plane.rules'
    file 0644 'kubelet/sysctl.conf' '/etc/sysctl.d/90-kubelet.conf'
    file 0600 'encryption/plan.yaml' '/etc/kubernetes/encryption/plan.yaml'
    case $pool in 'bookinfo' | 'general' | 'online-boutique') ;; *) file 0600 'kubelet/default.yaml' '/var/lib/kubelet/config.yaml' ;; esac
    file 0600 'kubeadm/patches/kube-apiserver+strategic.yaml' '/etc/kubernetes/patches/kube-apiserver+strategic.yaml'
    if [ "$pool" = 'bookinfo' ]; then file 0600 'kubelet/pools/bookinfo.yaml' '/var/lib/kubelet/config.yaml'; fi
    if [ "$pool" = 'general' ]; then file 0600 'kubelet/pools/general.yaml' '/var/lib/kubelet/config.yaml'; fi
    if [ "$pool" = 'online-boutique' ]; then file 0600 'kubelet/pools/online-boutique.yaml' '/var/lib/kubelet/config.yaml'; fi
    ;;
  node)
    parent '/etc/audit/rules.d'
    parent '/etc/sysctl.d'
    parent '/var/lib/kubelet'
    file 0600 'auditd/palisade.rules' '/etc/audit/rules.d/50-palisade.rules'
    file 0644 'kubelet/sysctl.conf' '/etc/sysctl.d/90-kubelet.conf'
    case $pool in 'bookinfo' | 'general' | 'online-boutique') ;; *) file 0600 'kubelet/default.yaml' '/var/lib/kubelet/config.yaml' ;; esac
    if [ "$pool" = 'bookinfo' ]; then file 0600 'kubelet/pools/bookinfo.yaml' '/var/lib/kubelet/config.yaml'; fi
    if [ "$pool" = 'general' ]; then file 0600 'kubelet/pools/general.yaml' '/var/lib/kubelet/config.yaml'; fi
    if [ "$pool" = 'online-boutique' ]; then file 0600 'kubelet/pools/online-boutique.yaml' '/var/lib/kubelet/config.yaml'; fi
    ;;
  jump-host)
    echo 'nothing is written for this role' >&2
    exit 2
    ;;
  load-balancer)
    echo 'nothing is written for this role' >&2
    exit 2
    ;;
esac

if [ "$different" -eq 0 ]; then
  echo 'everything is in its place'
elif [ -n "$check" ]; then
  exit 1
fi
