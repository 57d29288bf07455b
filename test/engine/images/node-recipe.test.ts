import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { imageNamed, readNodeRecipe, recipesFolder } from '../../../engine/images/node-recipe.ts'

const recipe = readNodeRecipe()
const goMod = (module: string): string => readFileSync(join(recipesFolder, 'node', 'go', module, 'go.mod'), 'utf8')
const required = (module: string, path: string): string | undefined =>
  goMod(module).split('\n').map((line) => line.trim().replace(/^require /, '').split(' ')).find(([name]) => name === path)?.[1]
const tagOf = (name: string): string | undefined => imageNamed(recipe, name).references.at(-1)?.split(':')[1]

describe('the recipe of the node image', () => {
  it('pins the official image by digest, of the Kubernetes version that it builds', () => {
    expect(recipe.official).toMatch(new RegExp(`^kindest/node:${recipe.kubernetes}@sha256:[0-9a-f]{64}$`))
  })

  it('tags its images with the versions that its Go modules require', () => {
    expect({ kubernetes: recipe.kubernetes, coredns: tagOf('coredns'), etcd: tagOf('etcd'), router: tagOf('kube-router') }).toEqual({
      kubernetes: required('kubernetes', 'k8s.io/kubernetes'),
      coredns: required('coredns', 'github.com/coredns/coredns'),
      etcd: `${required('etcd', 'go.etcd.io/etcd/server/v3')?.slice(1)}-0`,
      router: required('kube-router', 'github.com/cloudnativelabs/kube-router/v2'),
    })
  })

  it('has one version of Kubernetes in every image name and linker variable', () => {
    const tags = imageNamed(recipe, 'kubernetes').references.map((reference) => reference.split(':')[1])
    const variables = Object.entries(recipe.programs.find((one) => one.name === 'kubernetes')!.variables)
    const versions = variables.filter(([name]) => name.endsWith('gitVersion')).map(([, text]) => text)
    expect(new Set([...tags, ...versions])).toEqual(new Set([recipe.kubernetes]))
  })

  it('builds each program that it places', () => {
    const built = new Set([...recipe.programs.map((program) => program.name), 'pause'])
    const placed = [recipe.node, ...recipe.images.map((image) => image.programs)].flatMap((placing) => Object.keys(placing).map(dirname))
    expect(placed.filter((name) => !built.has(name))).toEqual([])
  })

  it('has the parts, files and modules that it names', () => {
    const parts = recipe.images.flatMap((image) => image.parts).filter((name) => !(name in recipe.parts))
    const files = Object.values(recipe.parts).flatMap((part) => (part.files ? [join('files', part.files)] : []))
    const folders = [...files, ...recipe.programs.map((program) => join('go', program.module))]
    expect([parts, folders.filter((folder) => !existsSync(join(recipesFolder, 'node', folder)))]).toEqual([[], []])
  })

  it('preloads what its network manifest runs', () => {
    const manifest = readFileSync(join(recipesFolder, 'node', 'files', 'node', 'kind', 'manifests', 'default-cni.yaml'), 'utf8')
    const wanted = new Set([...manifest.matchAll(/^ *image: (\S+)$/gm)].map(([, image]) => image))
    expect([...wanted]).toEqual(imageNamed(recipe, 'kube-router').references)
  })

  it('says so when an image is asked for that it does not have', () => {
    expect(() => imageNamed(recipe, 'nginx')).toThrow('no image named nginx')
  })
})
