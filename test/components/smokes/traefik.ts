import type { KubeObject } from '#contract/kube.ts'
import type { NotYet } from '../../../engine/cluster/poll-until.ts'
import { agnhost, aDeployment, aService, eventually, make, webContainer, type Smoke, type SmokePlace } from '../smoke.ts'

const ingress: KubeObject = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'web' },
  spec: { rules: [{ host: 'ingress.example', http: { paths: [{ path: '/hostname', pathType: 'Prefix', backend: { service: { name: 'one', port: { number: 80 } } } }] } }] },
}

const gateway: KubeObject = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'Gateway',
  metadata: { name: 'door' },
  spec: { gatewayClassName: 'traefik', listeners: [{ name: 'web', protocol: 'HTTP', port: 8000 }] },
}

const route: KubeObject = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'HTTPRoute',
  metadata: { name: 'web' },
  spec: { parentRefs: [{ name: 'door' }], hostnames: ['gateway.example'], rules: [{ backendRefs: [{ name: 'one', port: 80, weight: 4 }, { name: 'two', port: 80, weight: 1 }] }] },
}

const asker: KubeObject = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'asker' }, spec: { terminationGracePeriodSeconds: 0, containers: [{ name: 'asker', image: agnhost, imagePullPolicy: 'IfNotPresent', args: ['netexec', '--http-port=8080', '--udp-port=-1'] }] } }

/** An Ingress and an HTTPRoute lead where they say, by share too; who is not named in any is led nowhere. */
export const traefik: Smoke = {
  async run(place) {
    await make(place, aDeployment('one', webContainer), aService('one'), aDeployment('two', webContainer), aService('two'), ingress, gateway, route, asker)
    await eventually(place, 'the Ingress leads to its Service', () => isLed(place, 'ingress.example', (names) => names.every((name) => name.startsWith('one-'))), 90)
    await eventually(place, 'the HTTPRoute is accepted, its Gateway programmed', () => isAccepted(place))
    await eventually(place, 'of ten requests of the HTTPRoute eight come to one and two to the other', () => isLed(place, 'gateway.example', (names) => names.filter((name) => name.startsWith('two-')).length === 2))
    await eventually(place, 'an unknown host is led nowhere', async () => {
      const answers = await asked(place, 'stranger.example')
      return answers.every((answer) => answer.startsWith('404')) ? true : { notYet: answers.join(', ') }
    })
  },
}

async function isLed(place: SmokePlace, host: string, isWanted: (names: readonly string[]) => boolean): Promise<true | NotYet> {
  const answers = await asked(place, host)
  return answers.length === 10 && isWanted(answers) ? true : { notYet: answers.join(', ') }
}

/** What ten requests for a host are answered, through a Pod that asks the Service of the component. */
async function asked({ kube, namespace, signal }: SmokePlace, host: string): Promise<readonly string[]> {
  const command = `for i in 1 2 3 4 5 6 7 8 9 10; do curl -s -m 3 -H 'Host: ${host}' http://traefik.traefik/hostname; echo; done`
  const query = new URLSearchParams({ shellCommand: command }).toString()
  const { body } = await kube.answer(`/api/v1/namespaces/${namespace}/pods/asker:8080/proxy/shell?${query}`, { signal, most: 65_536 })
  try {
    const { output = '' } = JSON.parse(body) as { readonly output?: string }
    return output.split('\n').filter((line) => line !== '')
  } catch {
    return [body.slice(0, 200)]
  }
}

interface Condition {
  readonly type: string
  readonly status: string
}

async function isAccepted({ kube, namespace }: SmokePlace): Promise<true | NotYet> {
  const [door, led] = await Promise.all([kube.read({ apiVersion: gateway.apiVersion, kind: 'Gateway', name: 'door', namespace }), kube.read({ apiVersion: route.apiVersion, kind: 'HTTPRoute', name: 'web', namespace })])
  const { conditions = [] } = ((door as { readonly status?: { readonly conditions?: readonly Condition[] } } | undefined)?.status ?? {})
  const [parent] = (led as { readonly status?: { readonly parents?: readonly { readonly conditions?: readonly Condition[] }[] } } | undefined)?.status?.parents ?? []
  const isTrue = (list: readonly Condition[] | undefined, type: string): boolean => list?.some((one) => one.type === type && one.status === 'True') ?? false
  return isTrue(conditions, 'Programmed') && isTrue(parent?.conditions, 'Accepted') ? true : { notYet: JSON.stringify({ gateway: conditions, route: parent?.conditions }) }
}
