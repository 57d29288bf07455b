import { describe, expect, it } from 'vitest'
import { readPack } from '../../../engine/packs/load-pack.ts'
import type { PackFiles } from '../../../engine/packs/pack-files.ts'
import { printPackProblem } from '../../../engine/packs/pack-problem.ts'
import { aPack, aPackWithLab, labYaml } from '../../builders/pack-files.ts'

function faults(files: PackFiles, locale: 'en' | 'ko' = 'en'): string[] {
  const result = readPack(files)
  return result.kind === 'loaded' ? [] : result.problems.map((problem) => printPackProblem(problem, locale))
}

describe('a whole pack', () => {
  it('loads with its texts, solutions and defaults', () => {
    const result = readPack(aPack({ '010-one/start/web.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n---\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: b }\n' }))
    const lab = result.kind === 'loaded' ? result.pack.labs[0] : undefined
    expect(lab?.texts['ko']?.steps['remove']).toBe('Bye.')
    expect(lab?.solutions['make']).toMatchObject({ kind: 'script', path: '010-one/solution/make.sh' })
    expect(lab?.start).toMatchObject([{ metadata: { name: 'a' } }, { metadata: { name: 'b' } }])
    expect(lab?.lab.budget.settle).toBe('60s')
  })

  it('is refused without a lab', () => {
    const files = aPack()
    expect(faults({ ...files, files: new Map([...files.files].filter(([path]) => path === 'pack.yaml')) })).toEqual(['.: The pack has no lab: no folder with a lab.yaml was found.'])
  })

  it('is refused when two labs have the same id', () => {
    const copies = Object.fromEntries([...aPack().files].filter(([path]) => path.startsWith('010-one')).map(([path, file]) => [path.replace('010', '020'), file.content]))
    expect(faults(aPack(copies))).toEqual(['020-one/lab.yaml: Another lab (010-one) has the same id `one`.'])
  })

  it('is refused when its default language is not one of its languages', () => {
    expect(faults(aPack({ 'pack.yaml': String(aPack().files.get('pack.yaml')?.content).replace('default: en', 'default: de') }))).toEqual([
      'pack.yaml:8:21 locales.default: The default language `de` is not among `all`.',
    ])
  })
})

describe('the tracks of a pack', () => {
  const withTracks = (tracks: string): PackFiles => aPack({ 'pack.yaml': `${String(aPack().files.get('pack.yaml')?.content)}tracks:\n${tracks}` })
  const track = (labs: string): string => `  - { id: first, title: { en: First, ko: 처음 }, labs: [${labs}] }\n`

  it('load where they lead to labs that are there', () => {
    expect(faults(withTracks(track('one')))).toEqual([])
  })

  it('are refused where they lead to a lab that is not there, with the one that was meant', () => {
    expect(faults(withTracks(track('onne')))).toEqual(['pack.yaml:10:55 tracks[0].labs[0]: No lab of this pack is called `onne`. Did you mean `one`?'])
    expect(faults(withTracks(track('something-else')))).toEqual(['pack.yaml:10:55 tracks[0].labs[0]: No lab of this pack is called `something-else`. The labs are: one.'])
  })

  it('are refused where they lead to a lab twice', () => {
    expect(faults(withTracks(track('one, one')))).toEqual(['pack.yaml:10:60 tracks[0].labs[1]: The lab `one` is on a track already, on line 10. A lab is on one track.'])
  })
})

describe('a mistake in lab.yaml', () => {
  it('that is an unknown field says where it is and what was meant', () => {
    expect(faults(aPackWithLab('minutes: 5', 'minuts: 5'))).toEqual([
      '010-one/lab.yaml:1:1 minutes: `minutes` is missing. Expected: a number.',
      '010-one/lab.yaml:7:1 minuts: There is no field `minuts` here. Did you mean `minutes`?',
    ])
  })

  it('inside a check is told by the kind of check that was meant', () => {
    expect(faults(aPackWithLab('is: 0, after: seen', 'is: none, afer: seen'))).toEqual([
      '010-one/lab.yaml:25:76 steps[1].checks[0].count.is: Found `none`. Expected: a number.',
      '010-one/lab.yaml:25:82 steps[1].checks[0].count.afer: There is no field `afer` here. Did you mean `after`?',
    ])
  })

  it('is told in Korean too', () => {
    expect(faults(aPackWithLab('hold: 3s', 'hold: three'), 'ko')).toEqual(['010-one/lab.yaml:18:15 steps[0].checks[0].hold: 맞지 않는 값입니다. 지금 값: `three`. 써야 할 값: 5s, 500ms, 2m 같은 시간.'])
  })

  it.each([
    ['a wrong type', 'minutes: 5', 'minutes: soon', '7:10 minutes: Found `soon`. Expected: a number.'],
    ['a number that is too big', 'minutes: 5', 'minutes: 900', '7:10 minutes: Found `900`. Expected: at most 600.'],
    ['a list that is empty', 'pick: [8080, 9090]', 'pick: []', '8:23 vars.port.pick: Found a list of 0. Expected: at least 1 entries.'],
    ['a name that is no identifier', 'id: make', 'id: Make It', '10:9 steps[0].id: Found `Make It`. Expected: lower-case letters, digits and dashes, at most 63.'],
    ['a kind of document that is not ours', 'kind: Lab', 'kind: Lob', '2:7 kind: Found `Lob`. Expected: `Lab`.'],
    ['a key that is no language', 'en: One', 'english: One', '5:10 title.english: Found `english`. Expected: a language code such as en, ko or pt-BR.'],
    ['a variable that follows none', 'vars: { port: { pick: [8080, 9090] } }', 'vars: { port: { by: fault, of: { a: 1 }, otherwise: 2 } }', '8:21 vars.port.by: No variable `fault` with `pick` is there to follow.'],
    ['a value that is never drawn', 'vars: { port: { pick: [8080, 9090] } }', 'vars: { port: { pick: [8080, 9090] }, name: { by: port, of: { 80: a }, otherwise: b } }', '8:67 vars.name.of.80: `80` is never drawn for `port`. Drawn are: 8080, 9090.'],
    ['a step that is not there', 'after: [make]', 'after: [mak]', '21:13 steps[1].after[0]: No step is called `mak`. Did you mean `make`?'],
    ['a step that waits for itself', 'after: [make]', 'after: [remove]', '21:12 steps[1].after: These steps wait for each other, so none of them ever opens: remove.'],
    ['a check id used twice', 'id: removed', 'id: made', '23:13 steps[1].checks[0].id: The id `made` is used twice. It was first used on line 13.'],
    ['a folder of another name', 'id: one', 'id: two', "3:5 id: The lab's folder must be called three digits, a dash and the lab's id: 010-two."],
    ['a field written twice', 'minutes: 5', 'minutes: 5\nminutes: 6', '8:1: This field is written twice in the same map.'],
    ['a tag', 'minutes: 5', 'minutes: !run 5', '7:15: Tags such as !run are not allowed. Remove it.'],
    ['an image without a tag', 'minutes: 5', 'minutes: 5\nimages: [nginx]', '8:10 images[0]: The image nginx is not pinned. Give it a tag other than latest, or a digest.'],
  ])('%s is placed and explained', (_, from, to, says) => {
    expect(faults(aPackWithLab(from, to))).toContain(`010-one/lab.yaml:${says}`)
  })

  it('two steps that wait for each other are named', () => {
    expect(faults(aPackWithLab('    title: { en: Make', '    after: [remove]\n    title: { en: Make'))).toEqual([
      '010-one/lab.yaml:11:12 steps[0].after: These steps wait for each other, so none of them ever opens: make, remove.',
    ])
  })

  it.each([
    ['in quotes', `["object.spec.type == 'ClusterIP'"]`, `["object.spec.typ == 'ClusterIP'"]`, 17, 31],
    ['without quotes', `["object.spec.type == 'ClusterIP'"]`, `[object.spec.typ == 'ClusterIP']`, 17, 30],
    ['in a block', `["object.spec.type == 'ClusterIP'"]`, `\n          - |\n            object.spec.typ == 'ClusterIP'`, 19, 25],
  ])('in a CEL expression %s is placed at its column', (_, from, to, line, column) => {
    const result = readPack(aPackWithLab(from, to))
    const problems = result.kind === 'refused' ? result.problems : []
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatchObject({ code: 'check-invalid', line, column, field: 'steps[0].checks[0].assert[0]' })
    expect(problems[0]?.message.en).toContain('typ')
  })
})

describe('a lab with parts missing', () => {
  it.each([
    ['a lesson in one of the languages', { '010-one/text/ko.md': undefined }, '010-one/text/ko.md: The file is missing.'],
    ['a section of a step', { '010-one/text/en.md': 'Hi.\n\n## Make {#make}\n' }, '010-one/text/en.md: The lesson has no section for the step `remove`. Add a heading: ## Title {#remove}'],
    ['an introduction', { '010-one/text/en.md': '## Make {#make}\n\n## Remove {#remove}\n' }, '010-one/text/en.md:1: The lesson has no introduction before its first step.'],
    ['a solution', { '010-one/solution/remove.sh': undefined }, '010-one/solution: The step `remove` has no solution. Add 010-one/solution/remove.sh.'],
    ['its lab.yaml', { '010-one/lab.yaml': undefined }, '010-one/lab.yaml: The file is missing.'],
  ])('%s is refused', (_, changes, says) => {
    expect(faults(aPack(changes))).toEqual([says])
  })

  it.each([
    ['a section for no step', { '010-one/text/en.md': 'Hi.\n## A {#make}\n## B {#remove}\n## C {#removed}\n' }, '010-one/text/en.md:4: No step is called `removed`. Did you mean `remove`?'],
    ['an unknown mark on a block', { '010-one/text/en.md': 'Hi.\n```bash rum\nls\n```\n## A {#make}\n## B {#remove}\n' }, '010-one/text/en.md:2: Unknown mark `rum` on a code block. The marks are: run, node, fails, endless, passed, output, insert, insert=<path>.'],
    ['a block for a file outside the workspace', { '010-one/text/en.md': 'Hi.\n```yaml insert=../a.yaml\na: 1\n```\n## A {#make}\n## B {#remove}\n' }, '010-one/text/en.md:2: The path ../a.yaml leaves the workspace.'],
    ['a link out of the pack', { '010-one/text/en.md': 'Hi [x](../../../etc/passwd).\n## A {#make}\n## B {#remove}\n' }, '010-one/text/en.md:1:6: The link ../../../etc/passwd leaves the pack. Link to a file of the pack or to an https address.'],
    ['a link with an absolute path', { '010-one/text/en.md': 'Hi [x](/etc/passwd).\n## A {#make}\n## B {#remove}\n' }, '010-one/text/en.md:1:6: The link /etc/passwd leaves the pack. Link to a file of the pack or to an https address.'],
    ['a callout that is none', { '010-one/text/en.md': 'Hi.\n\n> [!WARN]\n> Mind.\n\n## A {#make}\n## B {#remove}\n' }, '010-one/text/en.md:3:3: [!WARN] is no callout. These exist, each alone on its line: [!NOTE], [!TIP], [!IMPORTANT], [!WARNING], [!CAUTION].'],
    ['a callout with text on its line', { '010-one/text/en.md': 'Hi.\n\n> [!NOTE] Mind.\n\n## A {#make}\n## B {#remove}\n' }, '010-one/text/en.md:3:3: [!NOTE] Mind. is no callout. These exist, each alone on its line: [!NOTE], [!TIP], [!IMPORTANT], [!WARNING], [!CAUTION].'],
    ['a link to a file outside the workspace', { '010-one/text/en.md': 'Hi [x](file:../a.yaml).\n## A {#make}\n## B {#remove}\n' }, '010-one/text/en.md:1:6: The path file:../a.yaml leaves the workspace.'],
    ['a picture without words', { '010-one/text/en.md': 'Hi ![](../assets/a.svg)\n## A {#make}\n## B {#remove}\n', '010-one/assets/a.svg': '<svg/>' }, '010-one/text/en.md:1:4: The picture ../assets/a.svg says nothing to those who cannot see it. Describe it: ![what is to be seen](../assets/a.svg).'],
    ['a picture out of the network', { '010-one/text/en.md': 'Hi ![A](https://example.org/a.svg)\n## A {#make}\n## B {#remove}\n' }, '010-one/text/en.md:1:4: The picture https://example.org/a.svg cannot be shown. Put a PNG, JPEG, WebP, GIF or SVG file into the folder `assets` of the lab or the pack.'],
    ['a picture outside the pack', { '010-one/text/en.md': 'Hi ![A](../../../assets/a.svg)\n## A {#make}\n## B {#remove}\n' }, '010-one/text/en.md:1:4: The picture ../../../assets/a.svg cannot be shown. Put a PNG, JPEG, WebP, GIF or SVG file into the folder `assets` of the lab or the pack.'],
    ['a picture that is none', { '010-one/text/en.md': 'Hi ![A](../assets/a.html)\n## A {#make}\n## B {#remove}\n', '010-one/assets/a.html': 'x' }, '010-one/text/en.md:1:4: The picture ../assets/a.html cannot be shown. Put a PNG, JPEG, WebP, GIF or SVG file into the folder `assets` of the lab or the pack.'],
    ['a placeholder that nothing fills', { '010-one/solution/make.sh': 'echo ${vars.prot} $HOME ${HOME}\n' }, '010-one/solution/make.sh:1:6: There is no ${vars.prot}. These exist: ${ns.main}, ${vars.port}.'],
    ['an image that is not pinned, in a script', { '010-one/solution/make.sh': 'kubectl run a --image=nginx:latest\n' }, '010-one/solution/make.sh:1:23: The image nginx:latest is not pinned. Give it a tag other than latest, or a digest.'],
    ['a manifest without a name', { '010-one/start/a.yaml': 'apiVersion: v1\nkind: Pod\n' }, '010-one/start/a.yaml:1:1: A manifest needs apiVersion, kind and metadata.name.'],
    ['a near-miss for no step', { '010-one/tests/near-miss/mke.wrong.sh': 'true\n' }, '010-one/tests/near-miss/mke.wrong.sh: This name does not say which step it is for. Expected: <step>.<name>.sh, <step>.<name>.yaml.'],
    ['answers to no question', { '010-one/solution/make.answers.yaml': 'made: 3\n' }, '010-one/solution/make.answers.yaml:1:1 made: The step `make` asks no question `made`. Its questions are: .'],
    ['answers for no step', { '010-one/solution/mke.answers.yaml': '{}\n' }, '010-one/solution/mke.answers.yaml: This name does not say which step it is for. Expected: <step>.answers.yaml.'],
    ['two solutions for a step', { '010-one/solution/make.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\n' }, '010-one/solution/make.yaml: The step `make` has two solutions.'],
    ['a text that is not UTF-8', { '010-one/solution/make.sh': Buffer.from([0x61, 0xff]) }, '010-one/solution/make.sh: The file is not UTF-8 text.'],
    ['a NUL', { '010-one/lab.yaml': `${labYaml}\n\0` }, '010-one/lab.yaml:27:1: The file holds a NUL character. Text files have none.'],
  ])('%s is refused', (_, changes, says) => {
    expect(faults(aPack(changes))).toEqual([says])
  })

  it('may name an image that does not exist in a near-miss', () => {
    expect(faults(aPack({ '010-one/tests/near-miss/make.unpinned.sh': 'kubectl run a --image=nginx\n' }))).toEqual([])
  })
})
