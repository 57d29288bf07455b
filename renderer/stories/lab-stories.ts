import type { Attempt } from '#contract/attempt.ts'
import type { LiveOutcome, ManifestOutcome, WrittenObject } from '#contract/editing.ts'
import type { Problem } from '#contract/problem.ts'
import { attempts } from './lab-attempts.ts'

/** The lab screen in a state that is hard to come by: the attempt, the learner's files and terminals, and what the cluster says of a file. */
export interface LabStory {
  readonly attempt: Attempt
  /** By their paths; the first is open. */
  readonly files: Readonly<Record<string, string>>
  /** What somebody else has written meanwhile into the first. */
  readonly theirs?: string
  /** What each prints, beside each other; or why none can be opened. */
  readonly terminals: readonly string[] | Problem
  readonly isShellOver?: true
  readonly asked?: { readonly action: 'apply'; readonly outcome: ManifestOutcome } | { readonly action: 'compare'; readonly outcome: LiveOutcome }
}

const manifest = (replicas: string): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: ${replicas}
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: registry.k8s.io/e2e-test-images/agnhost:2.66.1
          args: [netexec]
`
const three = { 'web.yaml': manifest('3'), 'notes/ideas.md': '# Ideas\n' }

const prompt = '\x1b[32m❯\x1b[0m '
const pods = `${prompt}kubectl get pods -L marked\r
NAME                   READY   STATUS    RESTARTS   AGE   MARKED\r
web-6d4cf56db6-8nqzw   1/1     Running   0          2m    yes\r
web-6d4cf56db6-x2lvq   1/1     Running   0          2m    yes\r
web-6d4cf56db6-zk5rt   1/1     Running   0          4s\r
${prompt}`
const nothingYet = `${prompt}kubectl get deployments\r\nNo resources found in kl-x7k2q namespace.\r\n${prompt}`

const web: WrittenObject = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', line: 1 }
const replicasIsNoNumber: Problem = { code: 'field-of-another-type', params: { field: 'spec.replicas', reason: 'cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32' } }

/** The states of the lab screen, by the names that its pictures carry. */
export const labStories: Readonly<Record<string, LabStory>> = {
  begun: { attempt: attempts.begun, files: {}, terminals: [nothingYet] },
  wrong: { attempt: attempts.wrong, files: { ...three, 'web.yaml': manifest('2') }, terminals: [nothingYet], asked: { action: 'apply', outcome: { kind: 'sent', objects: [{ kind: 'created', object: web }] } } },
  diagnosed: { attempt: attempts.cannotPull, files: three, terminals: [nothingYet] },
  holding: { attempt: attempts.holding, files: three, terminals: [nothingYet] },
  unseen: { attempt: attempts.unseen, files: three, terminals: [nothingYet] },
  spent: { attempt: attempts.spent, files: three, terminals: [pods] },
  question: { attempt: attempts.answered, files: three, terminals: [pods, nothingYet] },
  finished: { attempt: attempts.finished, files: three, terminals: [pods] },
  refused: {
    attempt: attempts.wrong,
    files: { 'web.yaml': manifest('three') },
    terminals: [nothingYet],
    asked: { action: 'apply', outcome: { kind: 'sent', objects: [{ kind: 'refused', object: web, faults: [{ at: { startLine: 6, startColumn: 13, endLine: 6, endColumn: 18 }, problem: replicasIsNoNumber }] }] } },
  },
  compared: { attempt: attempts.wrong, files: three, terminals: [nothingYet], asked: { action: 'compare', outcome: { kind: 'read', objects: [{ object: web, live: manifest('2'), after: manifest('3') }] } } },
  conflict: { attempt: attempts.wrong, files: three, theirs: manifest('5'), terminals: [nothingYet] },
  'shell-over': { attempt: attempts.begun, files: {}, terminals: [pods], isShellOver: true },
  'no-terminal': { attempt: attempts.begun, files: {}, terminals: { code: 'terminals-too-many', params: { limit: 8 } } },
}
