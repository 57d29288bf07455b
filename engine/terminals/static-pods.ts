import { kindClusterLabel } from '../cluster/cluster-marks.ts'
import type { ContainerRuntime } from '../runtime/container-runtime.ts'

/**
 * The folder from which a node's kubelet runs Pods that nobody asked the API server for, the control plane's among them, as it was when
 * an attempt began. What root may have changed besides is put right only by making the cluster anew.
 */
export interface StaticPods {
  /** The first time keeps the folder as it is; from then on puts it back. */
  settle(attempt: string): Promise<void>
  /** Puts it back for good. */
  release(attempt: string): Promise<void>
}

export function createStaticPods(runtime: ContainerRuntime, cluster: string): StaticPods {
  const onNodes = async (script: string, attempt: string): Promise<void> => {
    const nodes = await runtime.containers({ [kindClusterLabel]: cluster })
    await Promise.all(nodes.map(({ name }) => onNode(runtime, name, { script, attempt })))
  }
  return {
    settle: (attempt) => onNodes(`if [ -d "$kept" ]; then\n${putBack}\nelse\n${keep}\nfi`, attempt),
    release: (attempt) => onNodes(`if [ -d "$kept" ]; then\n${putBack}\nrm -rf "$kept"\nfi`, attempt),
  }
}

// Files that are as they were are not touched: the kubelet would start their Pods again.
const putBack = `
cd "$live"
for file in * .[!.]*; do if [ -e "$file" ] && [ ! -e "$kept/$file" ]; then rm -rf "$file"; fi; done
cd "$kept"
for file in * .[!.]*; do if [ -e "$file" ] && ! cmp -s "$file" "$live/$file"; then cp -a "$file" "$live/"; fi; done`

const keep = 'mkdir -p "$live" "$kept" && cp -a "$live/." "$kept/"'

async function onNode(runtime: ContainerRuntime, node: string, { script, attempt }: { readonly script: string; readonly attempt: string }): Promise<void> {
  const whole = `set -eu\nlive=/etc/kubernetes/manifests\nkept=/var/lib/kindlab/static-pods/${attempt}\n${script}`
  const { exitCode, stderr } = await runtime.exec(node, ['/bin/bash', '-c', whole], { user: 'root' })
  if (exitCode !== 0) throw new Error(`the static Pods of ${node} could not be kept or put back: ${stderr}`)
}
