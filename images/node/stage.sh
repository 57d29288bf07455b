#!/bin/bash
# Copies files of a root with every library they link into the root of a small image: stage.sh ROOT TARGET PATTERN...
# A library that is missed does not fail here but silently in a cluster, so what `ldd` cannot resolve is an error.
set -euo pipefail
shopt -s nullglob
root=$1 target=$2
shift 2

mkdir -p "$target/usr/bin" "$target/usr/sbin" "$target/usr/lib" "$target/usr/lib64"
mkdir -p "$target/root" "$target/run" "$target/var/lib" "$target/etc"
mkdir -p -m 1777 "$target/tmp"
for name in bin sbin lib lib64; do [ -e "$target/$name" ] || ln -s "usr/$name" "$target/$name"; done

[ $# -gt 0 ] || exit 0

# /lib/x -> /usr/lib/x: the root's own merge of /usr, so that nothing is copied to two places.
merged() { sed -E 's#^/(bin|sbin|lib|lib64)/#/usr/\1/#'; }

files=()
for pattern in "$@"; do
  found=("$root"$pattern)
  [ ${#found[@]} -gt 0 ] || { echo "nothing in the root matches $pattern" >&2; exit 1; }
  files+=("${found[@]#"$root"}")
done

# A link is copied with all that it leads to; followed by hand, because an absolute one means this root, not the machine's.
with_links() {
  local path=$1 next
  while [ -L "$root$path" ]; do
    echo "$path"
    next=$(readlink "$root$path")
    case $next in /*) path=$next ;; *) path=$(dirname "$path")/$next ;; esac
    path=$(realpath -ms "$path" | merged)
  done
  echo "$path"
}
all_with_links() { for path in "$@"; do with_links "$path"; done | sort -u; }
is_program() { [ -f "$root$1" ] && [ ! -L "$root$1" ] && head -c 4 "$root$1" | grep -q $'\x7fELF'; }

mapfile -t files < <(all_with_links "${files[@]}")
programs=()
for file in "${files[@]}"; do if is_program "$file"; then programs+=("$file"); fi; done
libraries=$(if [ ${#programs[@]} -gt 0 ]; then chroot "$root" ldd "${programs[@]}"; fi)
if grep 'not found' <<<"$libraries" >&2; then exit 1; fi
mapfile -t needed < <(grep -oE '/[^ :]+ \(0x' <<<"$libraries" | sed 's/ (0x$//' | sort -u | merged)

all_with_links "${files[@]}" "${needed[@]}" | sed 's#^/##' \
  | tar -C "$root" -c --no-recursion -f - --files-from - | tar -C "$target" -x -f -
