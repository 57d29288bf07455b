import { describe, expect, it } from 'vitest'
import { explainFailure } from '../../../engine/cluster/explain-failure.ts'

const facts = { cluster: 'kindlab', memoryBytes: 2 * 2 ** 30, rootDirectory: '/var/lib/docker', cgroup: 'v1' } as const
const preparing = 'Creating cluster "kindlab" ...\n • Ensuring node image (kindest/node:v1.37.0) 🖼  ...\n ✓ Ensuring node image (kindest/node:v1.37.0) 🖼\n • Preparing nodes 📦   ...\n ✗ Preparing nodes 📦 \n'
const starting = `${preparing.replace('✗', '✓')} • Writing configuration 📜  ...\n ✓ Writing configuration 📜\n • Starting control-plane 🕹️  ...\n ✗ Starting control-plane 🕹️\n`
const run = 'ERROR: failed to create cluster: command "docker run --name kindlab-control-plane --hostname kindlab-control-plane --detach --tty kindest/node:v1.37.0" failed with error: exit status 125\nCommand Output: '
const init = 'ERROR: failed to create cluster: failed to init node with kubeadm: command "docker exec --privileged kindlab-control-plane kubeadm init --config=/kind/kubeadm.conf --skip-token-print --v=6" failed with error: exit status 1\nCommand Output: '

const explain = (output: string) => explainFailure(output, facts)

describe('why a cluster could not be made', () => {
  const cases: readonly (readonly [string, string, string, object])[] = [
    [
      'a port taken',
      'cluster-port-taken',
      `${preparing}${run}docker: Error response from daemon: driver failed programming external connectivity on endpoint kindlab-control-plane: Bind for 127.0.0.1:41233 failed: port is already allocated.`,
      { port: '41233' },
    ],
    [
      'a port taken by a program outside of Docker',
      'cluster-port-taken',
      `${preparing}${run}docker: Error response from daemon: failed to listen on TCP socket: listen tcp4 127.0.0.1:6443: bind: address already in use`,
      { port: '6443' },
    ],
    ['a full disk', 'cluster-disk-full', `${preparing}${run}docker: Error response from daemon: mkdir /var/lib/docker/overlay2/1f: no space left on device.`, { folder: '/var/lib/docker' }],
    ['too few watches', 'cluster-inotify', `${starting}${init}Failed to create inotify object: Too many open files\n[kubelet-check] The kubelet is not healthy after 4m0s`, {}],
    ['too little memory', 'cluster-memory', `${starting}${init}kube-apiserver exited with code 137\ntimed out waiting for the condition`, { gibibytes: '2.0' }],
    ['cgroup v1', 'cluster-cgroup-v1', `${starting}E1123 kubelet is configured to not run on a host using cgroup v1. cgroup v1 support is unsupported\n[kubelet-check] The kubelet is not healthy`, { cgroup: 'v1' }],
    ['rootless Docker without delegation', 'cluster-rootless', 'ERROR: failed to create cluster: running kind with rootless provider requires setting systemd property "Delegate=yes"', {}],
    ['a proxy in the way', 'cluster-proxy', `${preparing}Error response from daemon: Get "https://registry-1.docker.io/v2/": proxyconnect tcp: dial tcp 10.0.0.9:3128: connect: connection refused`, {}],
    ['an image missing', 'cluster-image-missing', `ERROR: failed to create cluster: failed to pull image "kindest/node:v9.9.9": command "docker pull kindest/node:v9.9.9" failed with error: exit status 1`, { image: 'kindest/node:v9.9.9' }],
    [
      'no addresses left for a network',
      'cluster-address-pools',
      'ERROR: failed to create cluster: failed to ensure docker network: command "docker network create" failed with error: exit status 1\nError response from daemon: could not find an available, non-overlapping IPv4 address pool among the defaults to assign to the network',
      {},
    ],
    ['a firewall that swept the rules away', 'cluster-iptables', `${preparing}${run}Error response from daemon: Failed to Setup IP tables: Unable to enable SKIP DNAT rule: (iptables failed: iptables --wait -t nat: iptables: No chain/target/match by that name.`, {}],
    ['a node that does not boot', 'cluster-node-not-booting', `${preparing}ERROR: failed to create cluster: could not find a log line that matches "Reached target .*Multi-User System.*|detected cgroup v1"`, {}],
    ['a kubelet that is not healthy', 'cluster-kubelet-unhealthy', `${starting}${init}[kubelet-check] The kubelet is not healthy after 4m0.000939s\nUnfortunately, an error has occurred, likely caused by:\n\t- The kubelet is not running`, {}],
    ['a control plane that is late', 'cluster-control-plane-late', `${starting}${init}[control-plane-check] kube-apiserver is not healthy after 4m0.0017s\nerror: failed while waiting for the control plane to start`, {}],
    ['the name taken', 'cluster-name-taken', 'ERROR: failed to create cluster: node(s) already exist for a cluster with the name "kindlab"', { name: 'kindlab', what: 'kindlab' }],
    ['a container name taken', 'cluster-name-taken', `${run}docker: Error response from daemon: Conflict. The container name "/kindlab-control-plane" is already in use by container "ab12".`, { name: 'kindlab', what: 'kindlab-control-plane' }],
    ['Docker gone', 'cluster-docker-gone', 'ERROR: failed to list nodes: Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?', {}],
    ['kind not there', 'cluster-kind-missing', '/home/ada/.cache/kindlab/kind create cluster\nended with a signal\nError: spawn /home/ada/.cache/kindlab/kind ENOENT', {}],
  ]

  it.each(cases)('is seen: %s', (_, code, output, params) => {
    expect(explain(output)).toMatchObject({ code, params })
  })

  it('is said with the last lines where nobody knows it', () => {
    expect(explain('something\nnew happened\n')).toEqual({
      code: 'cluster-create-failed',
      params: { name: 'kindlab' },
      detail: 'something\nnew happened',
      fixes: [{ kind: 'action', action: 'retry' }],
    })
  })

  it('shows the line that gave it away even when forty others followed', () => {
    const output = `start\nwrite /x: no space left on device\n${'more\n'.repeat(40)}`
    expect(explain(output).detail?.split('\n').slice(0, 2)).toEqual(['write /x: no space left on device', '…'])
  })

  it('offers the command that raises the watch limits', () => {
    expect(explain('too many open files').fixes?.[0]).toEqual({ kind: 'command', command: 'sudo sysctl fs.inotify.max_user_watches=524288 fs.inotify.max_user_instances=512' })
  })
})
