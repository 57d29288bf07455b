import { describe, expect, it } from 'vitest'
import { lintLab, sharesTooMuch, type LintRule } from '../../authoring/lint-lab.ts'
import { checkSchema } from '#contract/check.ts'
import { readPack } from '../../engine/packs/load-pack.ts'
import type { LoadedLab, LoadedPack } from '../../engine/packs/pack-store.ts'
import { aPack } from '../builders/pack-files.ts'

const result = readPack(aPack())
if (result.kind === 'refused') throw new Error('the small pack loads')
const small = result.pack
const one = small.labs[0]!

const faults = (rule: LintRule, loaded: LoadedLab = one, pack: LoadedPack = small): string[] =>
  lintLab(pack, loaded)
    .filter((each) => each.rule === rule && !each.held)
    .map(({ place, found }) => `${place}: ${found}`)

const withLab = (changes: Partial<LoadedLab['lab']>): LoadedLab => ({ ...one, lab: { ...one.lab, ...changes } })

describe('lint', () => {
  it('names each text that is missing in a language', () => {
    expect(faults('translation', withLab({ title: { en: 'One' } }))).toEqual(['title: no text in ko'])
  })

  it('wants every lab of a pack with tracks on one of them', () => {
    const tracks = [{ id: 'first', title: { en: 'First', ko: '처음' }, labs: ['other'] }]
    expect(faults('tracks')).toEqual([])
    expect(faults('tracks', one, { ...small, pack: { ...small.pack, tracks } })).toEqual(['tracks: one is on no track of pack.yaml'])
  })

  it('wants what a lab builds on taught before it, or by another pack', () => {
    const pack = { ...small, pack: { ...small.pack, concepts: { pod: { en: 'Pod', ko: '파드' }, service: { en: 'Service', ko: '서비스' } } }, labs: [one, withLab({ id: 'two', concepts: ['service'] })] }
    expect(faults('concepts', withLab({ prerequisites: ['pod'] }), pack)).toEqual([])
    expect(faults('concepts', withLab({ prerequisites: ['service'] }), pack)).toEqual(['prerequisites: service is taught by a later lab'])
  })

  it('wants three hints a step', () => {
    expect(faults('three-hints')).toEqual(['make: 0 hints', 'remove: 0 hints'])
  })

  it('finds a hint that gives the solution away, whatever its line breaks', () => {
    const solution = `kubectl create ${'abcdefghi '.repeat(15)}`
    expect(sharesTooMuch(`Try this:\n${solution.replaceAll(' ', '\n')}`, solution)).toBe(true)
    expect(sharesTooMuch(solution.slice(0, 100), solution)).toBe(false)
  })

  it('lets nothing that leads to the goal stand behind what is shown afterwards', () => {
    const steps = { make: '```bash run passed\nkubectl get pods\n```\n\n```bash run\nkubectl get nodes\n```', remove: '**Your task:** go.\n\n```bash run passed\nls\n```\n\nThree.' }
    expect(faults('behind-passed', { ...one, texts: { en: { introduction: '', steps, headings: {} } } })).toEqual(['text/en.md make: a task or a command to run stands behind a block marked passed'])
  })

  it('wants every image listed, in scripts, lessons and start manifests', () => {
    const start = [{ spec: { containers: [{ name: 'a', image: 'example.org/a:1' }] } }]
    const script = { kind: 'script', path: 'x.sh', text: 'kubectl run a --image=example.org/b:2' } as const
    const lesson = { introduction: '```yaml\nimage: example.org/c:3\n```', steps: {}, headings: {} }
    expect(faults('image-listed', { ...one, start, solutions: { make: script }, texts: { en: lesson } })).toEqual([
      'text/en.md: example.org/c:3 is not among images',
      'x.sh: example.org/b:2 is not among images',
      'start: example.org/a:1 is not among images',
    ])
    expect(faults('image-listed', { ...withLab({ images: ['example.org/a:1'] }), start })).toEqual([])
  })

  it('knows which concepts the pack declares', () => {
    expect(faults('concepts', withLab({ concepts: ['pod'] }))).toEqual(['concepts: pod is not declared in pack.yaml'])
    const pack = { ...small, pack: { ...small.pack, concepts: { pod: { en: 'Pod', ko: '파드' } } } }
    expect(faults('concepts', withLab({ concepts: ['pod'] }), pack)).toEqual([])
  })

  it('wants what a lab needs to be among what its pack asks for', () => {
    expect(faults('capabilities', withLab({ needs: ['nodes'] }))).toEqual(["needs: nodes is not among the pack's capabilities"])
  })

  it('wants headings to be the titles of the steps', () => {
    expect(faults('headings')).toEqual(['text/ko.md make: “Make”, but the step is called “만들기”', 'text/ko.md remove: “Remove”, but the step is called “지우기”'])
  })

  it('wants the same commands in every language', () => {
    const english = one.texts['en']!
    const other = { ...english, steps: { ...english.steps, make: '```bash run\nkubectl get nodes\n```' } }
    expect(faults('same-blocks', { ...one, texts: { ...one.texts, ko: other } })).toEqual(['text/ko.md: its code blocks are not those of en.md'])
    expect(faults('same-blocks')).toEqual([])
  })

  it('wants two near-misses a step, each saying what it must lead to', () => {
    const nearMiss = (text: string) => ({ step: 'make', name: 'a', file: { kind: 'script', path: 'a.sh', text } as const })
    const loaded = { ...one, nearMisses: [nearMiss('true\n'), nearMiss('# expect: removed wrong\ntrue\n')] }
    expect(faults('near-misses', loaded)).toEqual(['remove: 0 near-misses, at least 2 are needed'])
    expect(faults('expectations', loaded)).toEqual(['a.sh: no line # expect: <check> not-yet|wrong|spent', 'a.sh: make has no check removed'])
  })

  it('wants each case of a lab that varies solved once, and no case that never comes', () => {
    const vars = { fault: { pick: ['label', 'port'] }, listen: { by: 'fault', of: { port: 8081 }, otherwise: 8080 } }
    const alternative = (wish: string) => ({ step: 'make', name: 'a', file: { kind: 'script', path: 'a.sh', text: `# with: fault=${wish}\ntrue\n` } as const })
    expect(faults('cases', { ...withLab({ vars }), alternatives: [alternative('port')] })).toEqual(['vars fault: no alternative for fault=label'])
    expect(faults('wishes', { ...withLab({ vars }), alternatives: [alternative('flag')] })).toEqual(['a.sh: fault is never drawn as flag'])
    expect([...faults('cases'), ...faults('wishes')]).toEqual([])
  })

  it('wants questions explained, their ids to tell nothing, and a near-miss for each', () => {
    const text = { en: 'A', ko: '가' }
    const asking = (quiz: Readonly<Record<string, unknown>>): LoadedLab => withLab({ steps: one.lab.steps.map((step) => (step.id === 'make' ? { ...step, checks: [...step.checks, checkSchema.parse({ id: 'why', title: text, quiz: { ask: text, ...quiz } })] } : step)) })
    const bare = asking({ single: [{ id: 'right-one', text, right: true }, { id: 'other', text: { en: 'B' } }] })
    expect(faults('translation', bare)).toEqual(['make/why other text: no text in ko'])
    expect(faults('quiz-explains', bare)).toEqual(['make/why other: a wrong answer without a why'])
    expect(faults('quiz-explains', asking({ number: { is: 3 } }))).toEqual(['make/why: no why for wrong answers'])
    expect(faults('quiz-ids', bare)).toEqual(['make/why right-one: this id tells whether it is right'])
    expect(faults('quiz-near-miss', bare)).toEqual(['make/why: no near-miss: tests/near-miss/make.<name>.answers.yaml'])
    const file = { kind: 'answers', path: '', text: '# expect: why wrong\n', answers: {} } as const
    expect(faults('quiz-near-miss', { ...bare, nearMisses: [{ step: 'make', name: 'x', file }] })).toEqual([])
  })
})

describe('lint of checks', () => {
  const step = one.lab.steps[0]!
  const withChecks = (...checks: readonly object[]): LoadedLab => withLab({ steps: [{ ...step, id: 'make', checks: checks.map((check, index) => checkSchema.parse({ id: `c${index}`, title: { en: 'C' }, ...check })) }] })
  const web = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }
  const on = [{ apiVersion: 'v1', kind: 'Pod' }]

  it('tells of kinds that nobody judges yet', () => {
    expect(faults('later-kinds', withChecks({ mlflow: { experiment: 'iris' } }, { s3: { bucket: 'models' } }, { object: web }))).toEqual([
      'make/c0: mlflow cannot be judged yet (it needs the component mlflow): it stays unknown',
      'make/c1: s3 cannot be judged yet (it needs the component s3): it stays unknown',
    ])
  })

  it('wants the component of which a check is asked among the lab’s', () => {
    const asking = withChecks({ promql: { query: 'up', is: 1 } })
    expect(faults('component-of-check', asking)).toEqual(["make/c0: promql is asked of victoria-metrics, which is not among the lab's components"])
    expect(faults('component-of-check', { ...asking, lab: { ...asking.lab, components: ['victoria-metrics'] } })).toEqual([])
  })

  it('wants a history of a status to begin when there is one', () => {
    const history = { object: web, always: ['object.status.availableReplicas > 1'] }
    expect(faults('history-from-settled', withChecks({ history }, { history: { ...history, since: 'settled' } }, { history: { object: web, always: ['object.spec.replicas > 1'] } }, { history: { object: web, always: ['!(object.status.availableReplicas > 3)'] } }))).toHaveLength(1)
  })

  it('wants somebody let in where somebody is refused', () => {
    const refused = { http: { service: 'web', from: { labels: { a: 'b' } }, expect: { refused: true } } }
    expect(faults('refused-and-allowed', withChecks(refused, { http: { service: 'other' } }))).toHaveLength(1)
    expect(faults('refused-and-allowed', withChecks(refused, { http: { service: 'web' } }))).toEqual([])
  })

  it.each([
    ['sleep 5; test -f x', 'it sleeps'],
    ['kubectl -n a scale deploy web --replicas=2', 'it changes the cluster'],
    ['kubectl get pod web -o yaml | grep Running', 'it searches through printed YAML'],
    ['kubectl get deployment web', 'it only gets an object'],
  ])('finds a better way than the command %s', (run, found) => {
    expect(faults('command-last', withChecks({ command: { run, on } })).map((fault) => fault.split(': ')[1]?.split(':')[0])).toContain(found)
  })

  it('lets a command be that nothing else could say', () => {
    expect(faults('command-last', withChecks({ command: { run: 'kubectl auth can-i list secrets', on } }))).toEqual([])
  })

  it('wants the Pods of a template told from those of the one before', () => {
    const match = { spec: { template: { spec: { containers: [{ image: 'a:2' }] } } } }
    expect(faults('updated-replicas', withChecks({ object: web, match, assert: ['object.status.readyReplicas == 3'] }, { object: web, match, assert: ['object.status.readyReplicas == 3 && object.status.updatedReplicas == 3'] }, { object: web, match }))).toHaveLength(1)
  })
})
