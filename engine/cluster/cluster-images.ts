import type { Progress } from '#contract/progress.ts'

/** What provisioning needs of the images' room: each is there after its call, and a second call is quick. */
export interface ClusterImages {
  /** The minor version that a new cluster would run. */
  readonly kubernetes: string
  /** Path of the kind program. */
  kind(progress: Progress): Promise<string>
  nodeImage(progress: Progress): Promise<NodeImage>
  terminalImage(progress: Progress): Promise<string>
}

export interface NodeImage {
  readonly reference: string
  readonly source: 'official' | 'built'
}
