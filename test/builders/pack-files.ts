import type { PackFile, PackFiles } from '../../engine/packs/pack-files.ts'

const packYaml = `apiVersion: kindlab.dev/v1
kind: Pack
id: small
version: 1.0.0
title: { en: Small, ko: 작은 팩 }
licence: CC-BY-4.0
authors: [Somebody]
locales: { default: en, all: [en, ko] }
`

export const labYaml = `apiVersion: kindlab.dev/v1
kind: Lab
id: one
version: 1.0.0
title: { en: One, ko: 하나 }
summary: { en: A lab., ko: 실습입니다. }
minutes: 5
vars: { port: { pick: [8080, 9090] } }
steps:
  - id: make
    title: { en: Make, ko: 만들기 }
    checks:
      - id: made
        title: { en: It is there, ko: 있습니다 }
        object: { apiVersion: v1, kind: Service, name: web }
        match: { spec: { ports: [{ port: 80 }] } }
        assert: ["object.spec.type == 'ClusterIP'"]
        hold: 3s
  - id: remove
    title: { en: Remove, ko: 지우기 }
    after: [make]
    checks:
      - id: removed
        title: { en: It is gone, ko: 없습니다 }
        count: { object: { apiVersion: v1, kind: Service, name: web }, is: 0, after: seen }
`

const lesson = 'Hello in `${ns.main}`.\n\n## Make {#make}\n\n```bash run\nkubectl get pods\n```\n\n## Remove {#remove}\n\nBye.\n'

const small: Readonly<Record<string, string>> = {
  'pack.yaml': packYaml,
  '010-one/lab.yaml': labYaml,
  '010-one/text/en.md': lesson,
  '010-one/text/ko.md': lesson,
  '010-one/solution/make.sh': 'kubectl expose deployment web --port=80 --target-port=${vars.port}\n',
  '010-one/solution/remove.sh': 'kubectl delete service web\n',
}

/** A pack that loads, as its files; `changes` replaces files, or takes them away where the text is undefined. */
export function aPack(changes: Readonly<Record<string, string | Buffer | undefined>> = {}): PackFiles {
  const texts = Object.entries({ ...small, ...changes }).filter((entry): entry is [string, string | Buffer] => entry[1] !== undefined)
  return { folder: '/packs/small', files: new Map(texts.map(([path, text]) => [path, asFile(text)])) }
}

function asFile(text: string | Buffer): PackFile {
  const content = Buffer.from(text)
  return { bytes: content.length, content }
}

/** The small pack with one lab.yaml changed by replacing a text that is in it. */
export function aPackWithLab(from: string, to: string): PackFiles {
  if (!labYaml.includes(from)) throw new Error(`not in the lab: ${from}`)
  return aPack({ '010-one/lab.yaml': labYaml.replace(from, to) })
}
