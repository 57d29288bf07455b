import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { importLabs, type ImportResult } from '../../../authoring/import/import-labs.ts'
import { carriedOver } from '../../../authoring/import/import-notes.ts'
import { findingsOf } from '../../../authoring/findings.ts'
import { loadPack } from '../../../engine/packs/load-pack.ts'
import { scratchFolder } from '../../builders/scratch-folder.ts'

const scenario = {
  'shop/index.json': JSON.stringify({
    title: 'Open a shop',
    description: 'A Deployment in a namespace of its own.',
    difficulty: 'easy',
    time: '10-15 minutes',
    details: {
      intro: { text: 'intro.md', background: 'setup.sh' },
      steps: [
        { title: 'Look around', text: 'look.md' },
        { title: 'Run the web server', text: 'run/text.md', verify: 'run/verify.sh' },
        { title: 'Write it down', text: 'note.md', verify: 'note.sh' },
      ],
      finish: { text: 'finish.md' },
      assets: { host01: [{ file: '*.yaml', target: '/root' }] },
    },
    backend: { imageid: 'kubernetes-kubeadm-1node' },
  }, null, 2),
  'shop/intro.md': '# Open a shop\n\nWelcome.\n\n![the plan](./plan.png)\n\nOpen it [here]({{TRAFFIC_HOST1_80}}).\n',
  'shop/plan.png': 'png',
  'shop/setup.sh': '#!/bin/bash\nkubectl create namespace shop\nkubectl create configmap prices --from-literal=tea=3 -n shop\nuntil kubectl get sa default -n shop; do sleep 1; done\nsystemctl restart docker\n',
  'shop/assets/web.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\n',
  'shop/look.md': 'See what is there:\n\n`kubectl get configmaps -n shop`{{exec}}\n',
  'shop/run/text.md': 'Run `web` in the `shop` namespace.\n\n<br>\n\n<details><summary>Tip</summary>\n\n`kubectl create deployment -h`{{exec}}\n\n</details>\n\n<details><summary>Solution</summary>\n\n```plain\nkubectl create deployment web --image=agnhost:2.53 -n shop\n```{{exec}}\n\n</details>\n',
  'shop/run/verify.sh': '#!/bin/bash\nIMG=$(kubectl get deployment web -n shop -o jsonpath="{.spec.template.spec.containers[0].image}")\n[ "$IMG" = "agnhost:2.53" ]\n',
  'shop/note.md': '```\nkubectl get pods -n shop > pods.txt\n```{{copy}}\n',
  'shop/note.sh': 'kubectl get pods -n shop --no-headers | wc -l | grep -q "^1$"\n',
  'shop/finish.md': 'Well done.\n',
}

const kuttl = {
  'scale/00-install.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec:\n  replicas: 1\n  selector: { matchLabels: { app: web } }\n  template:\n    metadata: { labels: { app: web } }\n    spec: { containers: [{ name: web, image: "agnhost:2.53" }] }\n',
  'scale/00-assert.yaml': 'apiVersion: kuttl.dev/v1beta1\nkind: TestAssert\ntimeout: 60\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nstatus: { readyReplicas: 1 }\n',
  'scale/01-scale.yaml': 'apiVersion: kuttl.dev/v1beta1\nkind: TestStep\ncommands:\n- command: kubectl scale deployment web --replicas=2 -n $NAMESPACE\n- command: sleep 5\n- script: ./other.sh\n',
  'scale/01-assert.yaml': 'apiVersion: kuttl.dev/v1beta1\nkind: TestAssert\nresourceRefs:\n- { apiVersion: apps/v1, kind: Deployment, name: web, ref: deploy }\nassertAll:\n- celExpr: deploy.status.readyReplicas == 2\n',
  'scale/02-delete.yaml': 'apiVersion: kuttl.dev/v1beta1\nkind: TestStep\ndelete:\n- { apiVersion: apps/v1, kind: Deployment, name: web }\n',
  'scale/02-errors.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: never }\n',
}

const chainsaw = {
  'colours/chainsaw-test.yaml': `apiVersion: chainsaw.kyverno.io/v1alpha1
kind: Test
metadata: { name: colours }
spec:
  timeouts: { apply: 5s }
  bindings:
  - { name: colour, value: blue }
  steps:
  - name: paint
    try:
    - apply:
        resource: { apiVersion: v1, kind: ConfigMap, metadata: { name: sky }, data: { colour: ($colour) } }
    - assert:
        file: sky-*.yaml
    - sleep: { duration: 1s }
    catch:
    - describe: { apiVersion: v1, kind: ConfigMap }
  - name: ask
    try:
    - wait: { apiVersion: v1, kind: Pod, selector: app=web, timeout: 1m, for: { condition: { name: Ready } } }
    - script:
        content: kubectl get configmap sky -o name
        check: { ($stdout): configmap/sky }
    - apply:
        file: bad.yaml
        expect: [{ check: { ($error != null): true } }]
  - name: clear
    try:
    - delete: { ref: { apiVersion: v1, kind: ConfigMap, name: sky } }
`,
  'colours/sky-assert.yaml': "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: sky }\ndata:\n  colour: ($colour)\n  (length(@)): 1\n  (join('-', keys(@))): colour\n",
  'colours/bad.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: bad }\n',
}

async function imported(files: Readonly<Record<string, string>>) {
  const scratch = await scratchFolder()
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(scratch.path, 'source', path)), { recursive: true })
    await writeFile(join(scratch.path, 'source', path), text)
  }
  const into = join(scratch.path, 'pack')
  const result = await importLabs({ folder: join(scratch.path, 'source'), into })
  const folder = result.kind === 'imported' ? (result.labs[0]?.folder ?? '') : ''
  const read = (path: string): Promise<string> => readFile(join(folder, path), 'utf8')
  const rules = async (): Promise<readonly string[]> => [...new Set((await findingsOf(await loadPack(into))).map(({ message }) => message.en.split(':')[0] ?? ''))]
  return { scratch, into, result, read, rules, [Symbol.asyncDispose]: () => scratch[Symbol.asyncDispose]() }
}

function notesOf(result: ImportResult, fate: string): readonly string[] {
  return result.kind === 'refused' ? [] : result.labs.flatMap(({ notes }) => notes.filter((note) => note.fate === fate).map(({ file, line, message }) => `${file}:${line} ${message.en}`))
}

describe('a Killercoda scenario', () => {
  it('becomes a lab that loads and breaks only the rules whose parts its author must write', async () => {
    await using one = await imported(scenario)
    expect(await one.rules()).toEqual(['three-hints'])
  })

  it('has its verifying scripts as objects where they fetch and compare, else as commands, in namespaces of the attempt', async () => {
    await using one = await imported(scenario)
    const lab = parse(await one.read('lab.yaml')) as { minutes: number; scope: unknown; steps: { id: string; checks: Record<string, unknown>[] }[] }
    expect([lab.minutes, lab.scope, lab.steps.map(({ id }) => id), lab.steps[0]?.checks]).toEqual([
      15,
      { namespaces: ['main', 'shop'] },
      ['run-the-web-server', 'write-it-down'],
      [{ id: 'deployment-web', title: { en: 'Deployment web' }, object: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', namespace: 'shop' }, match: { spec: { template: { spec: { containers: [{ image: 'agnhost:2.53' }] } } } } }],
    ])
    expect(lab.steps[1]?.checks).toMatchObject([{ command: { run: 'kubectl get pods -n ${ns.shop} --no-headers | wc -l | grep -q "^1$"', on: [{ apiVersion: 'v1', kind: 'Pod' }] } }])
  })

  it('has its Markdown as the lesson: commands to run, hints and the solution out of what is folded away, a step that checks nothing before the next', async () => {
    await using one = await imported(scenario)
    const lesson = await one.read('text/en.md')
    expect(lesson).toContain('## Run the web server {#run-the-web-server}\n\n### Look around\n\nSee what is there:\n\n```bash run\nkubectl get configmaps -n ${ns.shop}\n```')
    expect([lesson.includes('![the plan](../assets/plan.png)'), lesson.includes('TRAFFIC'), await one.read('solution/run-the-web-server.sh'), await one.read('files/web.yaml')]).toEqual([true, false, 'kubectl create deployment web --image=agnhost:2.53 -n ${ns.shop}\n', scenario['shop/assets/web.yaml']])
  })

  it('has what its setup makes as start manifests, and tells line by line what it did not carry over', async () => {
    await using one = await imported(scenario)
    expect([parse(await one.read('start/010-setup.yaml')), notesOf(one.result, 'lost')]).toEqual([
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'prices', namespace: '${ns.shop}' }, data: { tea: '3' } },
      ['shop/index.json:4 the catalogue has no place for `difficulty`', 'shop/intro.md:7 a port of the provider’s machine: {{TRAFFIC_HOST1_80}}', 'shop/setup.sh:5 this command of a script has no counterpart: `systemctl restart docker`'],
    ])
    expect(notesOf(one.result, 'unneeded')).toContain('shop/setup.sh:4 checks follow the cluster by themselves: nothing waits or sleeps')
  })
})

describe('a kuttl test', () => {
  it('becomes a lab whose solution is what the test applies and whose checks are what it asserts', async () => {
    await using one = await imported(kuttl)
    const lab = parse(await one.read('lab.yaml')) as { steps: { id: string; checks: Record<string, unknown>[] }[] }
    expect(lab.steps.map(({ id, checks }) => [id, checks.map(({ id: _id, title: _title, ...kind }) => kind)])).toEqual([
      ['install', [{ object: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, match: { status: { readyReplicas: 1 } } }]],
      ['scale', [{ object: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, assert: ['object.status.readyReplicas == 2'] }]],
      ['delete', [{ count: { object: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, is: 0, after: 'seen' } }]],
    ])
    expect([await one.read('solution/scale.sh'), await one.read('solution/delete.sh')]).toEqual(['kubectl scale deployment web --replicas=2 -n ${ns.main}\n', 'kubectl delete deployments web\n'])
    expect(await one.rules()).toEqual(['three-hints'])
  })

  it('tells what it could not carry over', async () => {
    await using one = await imported(kuttl)
    expect(notesOf(one.result, 'lost')).toEqual(['scale/01-scale.yaml:6 this command of a script has no counterpart: `./other.sh`', 'scale/02-errors.yaml:1 ConfigMap never is never there before: that it is absent proves nothing of a learner'])
  })
})

describe('a chainsaw test', () => {
  it('becomes a lab with its bindings filled in and its expressions as CEL', async () => {
    await using one = await imported(chainsaw)
    const lab = parse(await one.read('lab.yaml')) as { steps: { id: string; checks: Record<string, unknown>[] }[] }
    expect(lab.steps.map(({ id, checks }) => [id, checks.map(({ id: _id, title: _title, ...kind }) => kind)])).toEqual([
      ['paint', [{ object: { apiVersion: 'v1', kind: 'ConfigMap', name: 'sky' }, match: { data: { colour: 'blue' } }, assert: ['size(object.data) == 1'] }]],
      ['ask', [
        { object: { apiVersion: 'v1', kind: 'Pod', labels: { app: 'web' } }, match: { status: { conditions: [{ type: 'Ready', status: 'True' }] } } },
        { command: { run: 'kubectl get configmap sky -o name', matches: '^\\s*configmap/sky\\s*$', on: [{ apiVersion: 'v1', kind: 'Pod' }] } },
      ]],
      ['clear', [{ count: { object: { apiVersion: 'v1', kind: 'ConfigMap', name: 'sky' }, is: 0, after: 'seen' } }]],
    ])
    expect(parse((await one.read('solution/paint.sh')).replace(/^kubectl.*\n|EOF\n$/g, ''))).toMatchObject({ data: { colour: 'blue' } })
  })

  it('tells what it could not carry over, and what it did not have to', async () => {
    await using one = await imported(chainsaw)
    expect(notesOf(one.result, 'lost')).toEqual(['colours/chainsaw-test.yaml:25 a manifest that must be refused is no work of a learner’s', "colours/sky-assert.yaml:1 the expression `(join('-', keys(@)))` has no counterpart in match or CEL"])
    expect(notesOf(one.result, 'unneeded')).toHaveLength(3)
  })
})

describe('importing', () => {
  it('counts what was carried over of all that the source says', async () => {
    await using one = await imported(kuttl)
    const notes = one.result.kind === 'imported' ? one.result.labs.flatMap((lab) => lab.notes) : []
    expect(carriedOver(notes)).toEqual({ carried: 8, of: 10 })
  })

  it('adds to a pack that is there, writes over nothing, and says what is to be translated', async () => {
    await using one = await imported(kuttl)
    const again = await importLabs({ folder: join(one.scratch.path, 'source'), into: one.into })
    expect(again.kind === 'imported' && again.labs.map(({ folder }) => folder?.slice(one.into.length + 1))).toEqual(['020-scale-2'])
  })

  it('leaves no pack behind where no lab could be made of what is there', async () => {
    await using one = await imported({ 'bad/chainsaw-test.yaml': 'apiVersion: chainsaw.kyverno.io/v1alpha1\nkind: Test\nmetadata: { name: bad }\nspec:\n  steps:\n  - try:\n    - proxy: { apiVersion: v1, kind: Pod }\n' })
    expect([one.result.kind === 'imported' && one.result.labs.map(({ folder }) => folder), existsSync(one.into), notesOf(one.result, 'lost')]).toEqual([[undefined], false, ['bad/chainsaw-test.yaml:7 there is nothing like the operation `proxy`']])
  })

  it('refuses a folder that holds nothing of the kind', async () => {
    await using one = await imported({ 'README.md': 'Nothing here.' })
    expect(one.result).toMatchObject({ kind: 'refused', reason: 'nothingToImport' })
  })
})
