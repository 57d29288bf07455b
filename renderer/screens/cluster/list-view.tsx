import { useEffect, useMemo } from 'react'
import { kindKey } from '#contract/kube.ts'
import type { KindGroup, KindView } from '#contract/views.ts'
import type { ClusterPlace } from '../../stores/place-store.ts'
import { followList, readKinds, useKinds, useSeen } from '../../stores/views-store.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { KindPicture } from './kind-picture.tsx'
import { ObjectTable } from './object-table.tsx'
import { lookAt, useShown, useWhere } from './use-scene.ts'
import { Tally, ViewBar } from './view-bar.tsx'
import { Nothing, SightStrip } from './view-state.tsx'
import { namespacesIn } from './where-to-look.ts'

const firstKind = 'v1/Pod'
const groups: readonly KindGroup[] = ['workloads', 'network', 'config', 'storage', 'access', 'cluster', 'custom']

/** Every object of a kind, in a table; the kinds beside it. */
export function ListView({ place }: { readonly place: ClusterPlace }) {
  const kinds = useKinds((state) => state.kinds)
  const shown = place.of ?? firstKind
  useEffect(() => readKinds(), [])
  return (
    <div className="list-view">
      <KindList kinds={kinds} shown={shown} onChoose={(of) => lookAt({ ...place, of })} />
      <KindTable key={shown} place={place} shown={shown} isNamespaced={kinds.find((kind) => kindKey(kind) === shown)?.namespaced ?? true} />
    </div>
  )
}

function KindTable({ place, shown, isNamespaced }: { readonly place: ClusterPlace; readonly shown: string; readonly isNamespaced: boolean }) {
  const scope = useWhere(place.attempt)
  const asked = namespacesIn(scope).join(' ')
  useEffect(() => followList(kindIn(shown), asked === '' ? [] : asked.split(' ')), [shown, asked])
  const isBegun = useSeen((seen) => seen.isBegun && seen.kinds.coming.length === 0)
  const all = useShown(scope, false)
  const objects = useShown(scope, true)
  return (
    <section className="kind-table" data-pane="view" tabIndex={-1} aria-label={kindIn(shown).kind}>
      <ViewBar scope={scope}>
        <Tally objects={all} />
      </ViewBar>
      <SightStrip />
      {objects.length === 0 ? <Nothing hasAny={all.length > 0} isBegun={isBegun} /> : <ObjectTable objects={objects} kind={kindIn(shown).kind} hasNamespace={isNamespaced && namespacesIn(scope).length !== 1} opened={place.object} />}
    </section>
  )
}

function kindIn(key: string): { readonly apiVersion: string; readonly kind: string } {
  const end = key.lastIndexOf('/')
  return { apiVersion: key.slice(0, end), kind: key.slice(end + 1) }
}

function KindList({ kinds, shown, onChoose }: { readonly kinds: readonly KindView[]; readonly shown: string; readonly onChoose: (key: string) => void }) {
  const { views: texts } = useTexts()
  const grouped = useMemo(() => Map.groupBy(kinds, ({ group }) => group), [kinds])
  return (
    <nav className="kind-list" data-pane="kinds" tabIndex={-1} aria-label={texts.kinds}>
      {groups.map((group) => {
        const members = grouped.get(group) ?? []
        return members.length > 0 && (
          <section key={group}>
            <h2>{texts.group[group]}</h2>
            <ul>
              {members.toSorted((one, other) => rank(one) - rank(other)).map((kind) => (
                <li key={kindKey(kind)}>
                  <button type="button" aria-current={kindKey(kind) === shown ? 'page' : undefined} onClick={() => onChoose(kindKey(kind))}>
                    <KindPicture kind={kind.kind} />
                    {kind.kind}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </nav>
  )
}

/** What people look for first stands first. */
const usual = ['Pod', 'Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'HorizontalPodAutoscaler', 'Service', 'EndpointSlice', 'Ingress', 'NetworkPolicy', 'ConfigMap', 'Secret', 'PersistentVolumeClaim', 'PersistentVolume', 'ServiceAccount', 'Role', 'RoleBinding', 'Node', 'Namespace']
const rank = ({ kind }: KindView): number => (usual.includes(kind) ? usual.indexOf(kind) : usual.length)
