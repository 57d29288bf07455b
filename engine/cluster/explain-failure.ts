import type { Fix, Problem } from '#contract/problem.ts'
import type { ProblemCode } from '#contract/messages/problems.ts'
import type { TextParams } from '#contract/locale.ts'
import type { RuntimeFacts } from '../runtime/container-runtime.ts'

/** What of the machine a cause may need to be told. */
export type FailureFacts = Pick<RuntimeFacts, 'memoryBytes' | 'rootDirectory' | 'cgroup'> & { readonly cluster: string }

interface Cause {
  readonly code: ProblemCode
  readonly when: RegExp
  readonly params?: (match: RegExpExecArray, facts: FailureFacts) => TextParams
  readonly fixes?: readonly Fix[]
}

const retry: Fix = { kind: 'action', action: 'retry' }
const gibibytes = (bytes: number): string => (bytes / 2 ** 30).toFixed(1)

/**
 * What kind, kubeadm, Docker and the kubelet are known to print, and what it means. The first that matches wins,
 * so what explains other things (a full disk, no memory) comes before what it explains (a kubelet that does not answer).
 */
const causes: readonly Cause[] = [
  { code: 'cluster-kind-missing', when: /spawn .*kind.* (ENOENT|EACCES)/ },
  {
    code: 'cluster-name-taken',
    when: /node\(s\) already exist for a cluster with the name|container name "\/([^"]+)" is already in use/,
    params: ([, container], { cluster }) => ({ name: cluster, what: container ?? cluster }),
  },
  {
    code: 'cluster-docker-gone',
    when: /Cannot connect to the Docker daemon|error during connect:|docker\.sock: connect: (connection refused|no such file)/,
    fixes: [{ kind: 'action', action: 'start-docker' }],
  },
  {
    code: 'cluster-disk-full',
    when: /no space left on device|disk quota exceeded/i,
    params: (_, { rootDirectory }) => ({ folder: rootDirectory }),
    fixes: [{ kind: 'action', action: 'free-disk' }],
  },
  {
    code: 'cluster-inotify',
    when: /too many open files|Failed to (create|allocate) .*(inotify|directory watch)|inotify_(init|add_watch)/i,
    fixes: [{ kind: 'command', command: 'sudo sysctl fs.inotify.max_user_watches=524288 fs.inotify.max_user_instances=512' }, retry],
  },
  {
    code: 'cluster-memory',
    when: /cannot allocate memory|out of memory|OOMKilled|oom-kill|signal: killed|exit(ed)? (status|with code) 137/i,
    params: (_, { memoryBytes }) => ({ gibibytes: gibibytes(memoryBytes) }),
  },
  {
    code: 'cluster-port-taken',
    when: /Bind for \S*?:(\d+) failed: port is already allocated|listen tcp\S* \S*?:(\d+): bind: address already in use/,
    params: ([, bound, listened]) => ({ port: bound ?? listened ?? '' }),
    fixes: [retry],
  },
  {
    code: 'cluster-cgroup-v1',
    when: /kubelet is configured to not run on a host using cgroup v1|failCgroupV1|requires cgroup v2/,
    params: (_, { cgroup }) => ({ cgroup }),
  },
  {
    code: 'cluster-rootless',
    when: /running kind with rootless provider requires/,
  },
  {
    code: 'cluster-proxy',
    when: /proxyconnect tcp|Proxy Authentication Required|proxy setup error/i,
  },
  {
    code: 'cluster-image-missing',
    when: /(?:failed to pull image|Unable to find image|No such image:?) ["']?([^\s"']+)["']?|manifest unknown|pull access denied/i,
    params: ([, image]) => ({ image: image ?? '' }),
    fixes: [retry],
  },
  {
    code: 'cluster-address-pools',
    when: /non-overlapping IPv4 address pool|predefined address pools have been fully subnetted|Pool overlaps with other one/i,
    fixes: [{ kind: 'command', command: 'docker network prune' }, retry],
  },
  {
    code: 'cluster-iptables',
    when: /Failed to Setup IP tables|iptables(-restore)?: .*(No chain|Table does not exist)|iptables failed/i,
    fixes: [{ kind: 'action', action: 'start-docker' }, retry],
  },
  {
    code: 'cluster-node-not-booting',
    when: /could not find a log line that matches|container .* is not running/i,
    fixes: [retry],
  },
  {
    code: 'cluster-kubelet-unhealthy',
    when: /kubelet is not (healthy|running)|The HTTP call equal to 'curl .*10248\/healthz'|127\.0\.0\.1:10248\/healthz/,
    fixes: [retry],
  },
  {
    code: 'cluster-control-plane-late',
    when: /wait-control-plane|control plane components? .*(not healthy|unhealthy)|failed to init node with kubeadm|timed out waiting for the condition|context deadline exceeded/i,
    fixes: [retry],
  },
]

/** The cause of a failed creation, found in what it printed. What is not known is said as it is, with its last lines. */
export function explainFailure(output: string, facts: FailureFacts): Problem {
  const detail = lastLines(output)
  for (const { code, when, params, fixes } of causes) {
    const match = when.exec(output)
    if (match) return { code, params: params?.(match, facts) ?? {}, detail: evidence(output, match, detail), ...(fixes === undefined ? {} : { fixes }) }
  }
  return { code: 'cluster-create-failed', params: { name: facts.cluster }, detail, fixes: [retry] }
}

/** The line that gave the cause away comes first when the last lines do not hold it. */
function evidence(output: string, match: RegExpExecArray, detail: string): string {
  const start = output.lastIndexOf('\n', match.index) + 1
  const end = output.indexOf('\n', match.index)
  const line = output.slice(start, end === -1 ? undefined : end).trim()
  return detail.includes(line) ? detail : `${line}\n…\n${detail}`
}

function lastLines(output: string): string {
  return output.trimEnd().split('\n').slice(-20).join('\n')
}
