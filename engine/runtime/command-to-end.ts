/**
 * The command that ends every program with `mark` (`NAME=value`) in its environment, over and over while there is any (a parent may
 * just have started a child): neither Docker nor Kubernetes ends what was started inside a container when whoever started it leaves.
 */
export function commandToEnd(mark: string): readonly string[] {
  return ['/bin/sh', '-c', script, mark]
}

const script = `
for round in 1 2 3 4 5 6 7 8 9; do
  found=
  for process in /proc/[0-9]*; do
    if tr '\\0' '\\n' <"$process/environ" | grep -qx "$0"; then kill -9 "\${process#/proc/}"; found=yes; fi
  done
  [ "$found" ] || exit 0
done 2>/dev/null`
