import { describe, expect, it } from 'vitest'
import type { KubeObject } from '#contract/kube.ts'
import { problemFrom } from '#contract/problem.ts'
import { codeIn } from '../../../engine/terminals/pod-socket.ts'
import { describePod, exitCodeOf, isRunning, placeOf, terminalFromPod, terminalPod, waitingLabel } from '../../../engine/terminals/terminal-pod.ts'

const identity = { attempt: 'a1', kubeconfig: '', namespace: 'kindlab-1', workspace: '' }
const id = 'kindlab-1.x1'
const waiting = terminalPod(id, 'terminal:1', identity)
const { [waitingLabel]: _waiting, ...openLabels } = waiting.metadata.labels ?? {}
const open: KubeObject = { ...waiting, metadata: { ...waiting.metadata, labels: openLabels, creationTimestamp: '2026-11-24T09:00:00Z' } }
const withState = (state: object): KubeObject => ({ ...open, status: { phase: 'Running', containerStatuses: [{ state }] } })

describe('a terminal’s Pod', () => {
  it('is where its id says', () => {
    expect(placeOf(id)).toEqual({ namespace: 'kindlab-1', name: 'kindlab-terminal-x1' })
    expect(waiting.metadata).toMatchObject(placeOf(id))
  })

  it('is open once nobody waits for it, and says what for', () => {
    expect(terminalFromPod(waiting)).toBeUndefined()
    expect(terminalFromPod(open)).toEqual({ id, target: { kind: 'attempt', attempt: 'a1' }, createdAt: Date.parse('2026-11-24T09:00:00Z'), state: 'running' })
    expect(terminalFromPod(withState({ terminated: { exitCode: 7 } }))?.state).toBe('exited')
    expect(terminalFromPod({ ...open, metadata: { ...open.metadata, deletionTimestamp: '2026-11-24T10:00:00Z' } })).toBeUndefined()
  })

  it('has no rights of its own on the cluster or the node', () => {
    expect(waiting['spec']).toMatchObject({
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [{ securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } }, resources: { limits: { memory: '512Mi' } } }],
    })
  })

  it('runs, has exited, or says why it does not run', () => {
    expect([isRunning(open), isRunning(withState({ running: {} }))]).toEqual([false, true])
    expect([exitCodeOf(open), exitCodeOf(withState({ terminated: { exitCode: 0 } }))]).toEqual([undefined, 0])
    expect(describePod(withState({ waiting: { reason: 'ImagePullBackOff' } }))).toBe('Running, ImagePullBackOff')
    expect(describePod({ ...open, status: { phase: 'Pending', conditions: [{ type: 'PodScheduled', status: 'False', message: '0/1 nodes are available' }] } })).toBe('Pending, 0/1 nodes are available')
    expect(describePod(undefined)).toBe('gone')
  })
})

describe('the status of a program in a Pod', () => {
  it('is its exit code', () => {
    expect(codeIn('{"status":"Success"}')).toBe(0)
    expect(codeIn('{"status":"Failure","reason":"NonZeroExitCode","details":{"causes":[{"reason":"ExitCode","message":"3"}]}}')).toBe(3)
  })

  it('is a problem with the server’s own words where the program could not be run', () => {
    const refused = (): number => codeIn('{"status":"Failure","message":"exec: \\"bash\\": not found"}')
    expect(refused).toThrow()
    try {
      refused()
    } catch (error) {
      expect(problemFrom(error)).toMatchObject({ code: 'terminal-refused', params: { reason: 'exec: "bash": not found' } })
    }
  })
})
