import { describe, expect, it } from 'vitest'
import { printReports } from '../../authoring/print-report.ts'
import { proveLab } from '../../authoring/prove-lab.ts'
import type { Recording } from '../../authoring/recording.ts'
import { readPack } from '../../engine/packs/load-pack.ts'
import { aPack, labYaml } from '../builders/pack-files.ts'
import { FakeSite } from '../builders/proof-site.ts'

type Changes = Parameters<typeof aPack>[0]

// Nothing takes time in this cluster, so neither may waiting for what does not come.
const quickLab = labYaml.replace('        hold: 3s\n', '').replace('minutes: 5\n', 'minutes: 5\nbudget: { memory: 64Mi, settle: 60ms }\n')

const files = {
  '010-one/lab.yaml': quickLab,
  '010-one/solution/make.sh': 'put web ClusterIP\n',
  '010-one/solution/remove.sh': 'drop web\n',
  '010-one/tests/near-miss/make.typed.sh': '# expect: made wrong\nput web NodePort\n',
  '010-one/tests/near-miss/remove.other.sh': '# expect: removed not-yet\nput other ClusterIP\n',
  '010-one/tests/alternative/make.twice.sh': 'put web NodePort\nput web ClusterIP\n',
}

async function prove(changes: Changes = {}, faults: ConstructorParameters<typeof FakeSite>[1] = {}, { twice = false } = {}) {
  const result = readPack(aPack({ ...files, ...changes }))
  if (result.kind === 'refused') throw new Error(JSON.stringify(result.problems))
  const loaded = result.pack.labs[0]!
  const site = new FakeSite(loaded, faults)
  let recordings: readonly Recording[] = []
  const keep = async (seen: readonly Recording[]): Promise<void> => {
    recordings = seen
  }
  const report = await proveLab(site, result.pack, loaded, { signal: AbortSignal.timeout(20_000), quiet: 5, lanes: 2, twice, onRecordings: keep })
  const broken = report.proofs.filter(({ held, kind }) => !held && kind !== 'lint').map(({ kind, about, found }) => `${kind} ${about}: ${found}`)
  return { report, broken, recordings, site }
}

describe('proving a lab', () => {
  it('holds everything of a good one, keeps what was seen, and ends every attempt', async () => {
    const { report, broken, recordings, site } = await prove()
    expect(broken).toEqual([])
    expect(recordings.map(({ name }) => name)).toEqual(['solution', 'alternative.make.twice', 'near-miss.make.typed', 'near-miss.remove.other'])
    expect(new Set(site.ended).size).toBe(4)
    expect(printReports([report], 'en')).toMatch(/\d+ of \d+ held$/)
    expect(printReports([report], 'ko')).toMatch(/\d+개 가운데 \d+개가 성립합니다$/)
  })

  it('ends every attempt when it is cancelled in the middle, and waits for none of its checks any more', async () => {
    const result = readPack(aPack({ ...files, '010-one/lab.yaml': quickLab.replace('settle: 60ms', 'settle: 1h') }))
    if (result.kind === 'refused') throw new Error(JSON.stringify(result.problems))
    const [loaded] = result.pack.labs
    if (loaded === undefined) throw new Error('the small pack has a lab')
    const site = new FakeSite(loaded)
    const ending = new AbortController()
    const proving = proveLab(site, result.pack, loaded, { signal: ending.signal, quiet: 5, onProof: ({ kind }) => kind === 'near-miss-applied' && ending.abort(new Error('enough')) })
    await expect(proving).rejects.toThrow('enough')
    expect(site.ended.toSorted()).toEqual(['a1', 'a2', 'a3', 'a4', 'a5'])
  })

  it('does one attempt after the other where a lab works on the whole cluster', async () => {
    const apart = await prove()
    const { broken, site } = await prove({ '010-one/lab.yaml': quickLab.replace('minutes: 5\n', 'minutes: 5\nscope: cluster\n') })
    expect([broken, site.mostAtOnce, apart.site.mostAtOnce]).toEqual([[], 1, 4])
  })

  it('does near-misses and alternatives a second time where that is asked for', async () => {
    const { report, broken } = await prove({}, {}, { twice: true })
    expect(broken).toEqual([])
    expect(report.proofs.filter(({ kind }) => kind === 'same-twice').map(({ about }) => about)).toEqual(['verdicts', 'alternative.make.twice', 'near-miss.make.typed', 'near-miss.remove.other'])
  })

  it('finds a near-miss that passes', async () => {
    const { broken } = await prove({ '010-one/tests/near-miss/make.typed.sh': '# expect: made wrong\nput web ClusterIP\n' })
    expect(broken).toEqual(['near-miss-stays-red make.typed: the step passed', 'near-miss-verdict make.typed made wrong: passed'])
  })

  it('finds a near-miss that could not be applied or gets another verdict', async () => {
    const { broken } = await prove({ '010-one/tests/near-miss/make.typed.sh': '# expect: made wrong\nexit 1\n' })
    expect(broken).toEqual(['near-miss-applied make.typed: exit code 1: it failed', 'near-miss-verdict make.typed made wrong: not-yet'])
  })

  it('finds an alternative that does not pass', async () => {
    const { broken } = await prove({ '010-one/tests/alternative/make.twice.sh': 'put web NodePort\n' })
    expect(broken).toEqual([expect.stringContaining('alternative-passes make.twice: ')])
  })

  it('finds a step that is green before anybody did anything for it', async () => {
    const { broken } = await prove({ '010-one/lab.yaml': quickLab.replace('is: 0, after: seen', 'atLeast: 1') })
    expect(broken).toContain('next-stays-red remove/removed after make: passed')
  })

  it('finds a check that is green from the start', async () => {
    const { broken } = await prove({ '010-one/lab.yaml': quickLab.replace('is: 0, after: seen', 'is: 0').replace('    after: [make]\n', '') })
    expect(broken).toContain('starts-red remove/removed: passed')
  })

  it('finds a reset that leaves something, in the namespaces or in the cluster', async () => {
    expect((await prove({ '010-one/solution/remove.sh': 'drop web\nput other ClusterIP\nput web ClusterIP\ndrop web\n' })).broken).toEqual([])
    const { broken } = await prove({ '010-one/solution/remove.sh': 'drop web\nput web ClusterIP\n' }, { leavesObjects: true })
    expect(broken.filter((one) => one.startsWith('reset'))).toContain('reset-as-start make/made: passed')
    expect((await prove({}, { leavesClusterObject: true })).broken).toContain('reset-cluster cluster-scoped objects: v1/Namespace/left-over')
  })

  it('finds an assertion that cannot fail', async () => {
    const { broken } = await prove({ '010-one/lab.yaml': quickLab.replace("object.spec.type == 'ClusterIP'", 'size(object.spec.ports) >= 0'), '010-one/tests/near-miss/make.typed.sh': '# expect: made not-yet\nput wbe ClusterIP\n' })
    expect(broken).toEqual(['can-fail make/made assert[0]: undefined'])
  })
})

describe('proving a question', () => {
  const asking = {
    '010-one/lab.yaml': `${quickLab}      - id: why-gone
        title: { en: Why, ko: 왜 }
        quiz:
          ask: { en: Which port?, ko: 몇 번 포트인가요? }
          number: { is: "\${vars.port}" }
          why: { en: Look again., ko: 다시 보세요. }
`,
    '010-one/solution/remove.answers.yaml': 'why-gone: "${vars.port}"\n',
    '010-one/tests/near-miss/remove.port.answers.yaml': '# expect: why-gone wrong\nwhy-gone: 80\n',
    '010-one/tests/alternative/remove.spelt.answers.yaml': 'why-gone: "8,080"\n',
  }

  it('answers it with each solution, tries its near-misses and alternatives, and keeps the answers for a replay', async () => {
    const { report, broken, recordings } = await prove(asking)
    expect(broken).toEqual([])
    expect(report.proofs.filter(({ about }) => about.includes('why-gone')).map(({ kind, about }) => `${kind} ${about}`)).toEqual(
      expect.arrayContaining(['starts-red remove/why-gone', 'solution-passes remove/why-gone', 'near-miss-verdict remove.port why-gone wrong', 'can-fail remove/why-gone quiz', 'can-fail remove/why-gone quiz answer']),
    )
    expect(recordings.find(({ name }) => name === 'near-miss.remove.port')?.moments.at(-1)?.answers).toEqual({ 'why-gone': ['80'] })
  })

  it('finds a solution that answers wrongly', async () => {
    const { broken } = await prove({ ...asking, '010-one/solution/remove.answers.yaml': 'why-gone: 80\n' })
    expect(broken).toContain('solution-passes remove/why-gone: wrong')
  })
})
