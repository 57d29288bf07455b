import type { EngineMessage } from './engine-messages.ts'

/** How far one layer is. */
export interface LayerProgress {
  /** Bytes downloaded, and of how many; unknown until the download of this layer begins. */
  readonly downloaded: number
  readonly size: number | undefined
  /** 0 to 1. */
  readonly extracted: number
  readonly done: boolean
  /** Was here before, so that nothing had to come over the network. */
  readonly existed: boolean
}

export type Layers = ReadonlyMap<string, LayerProgress>

export interface PullState {
  /** 0 to 1. */
  readonly fraction: number
  /** "120 of 340 MB"; none before the first bytes. */
  readonly note: string | undefined
}

const fresh: LayerProgress = { downloaded: 0, size: undefined, extracted: 0, done: false, existed: false }

/** The layers after one more message; messages about anything else change nothing. */
export function withMessage(layers: Layers, message: EngineMessage): Layers {
  if (message.id === undefined) return layers
  const next = nextLayer(layers.get(message.id) ?? fresh, message)
  return next === undefined ? layers : new Map(layers).set(message.id, next)
}

/** Layer by layer, in the words of `docker pull`. */
function nextLayer(layer: LayerProgress, { status, progressDetail }: EngineMessage): LayerProgress | undefined {
  const current = progressDetail?.current ?? 0
  const total = progressDetail?.total
  switch (status) {
    case 'Pulling fs layer':
    case 'Waiting':
      return layer
    case 'Downloading':
      return { ...layer, downloaded: current, size: total ?? layer.size }
    case 'Verifying Checksum':
    case 'Download complete':
      return { ...layer, downloaded: layer.size ?? layer.downloaded }
    case 'Extracting':
      return { ...layer, downloaded: layer.size ?? layer.downloaded, extracted: total ? current / total : layer.extracted }
    case 'Pull complete':
      return { ...layer, downloaded: layer.size ?? layer.downloaded, extracted: 1, done: true }
    case 'Already exists':
      return { ...layer, done: true, existed: true }
    default:
      return undefined
  }
}

/** Of a layer's time, what the download usually takes; the rest is unpacking. */
const downloadShare = 0.8

/** All layers together. A layer whose size is not known yet counts like the average of the others. */
export function pullState(layers: Layers): PullState {
  const pulled = [...layers.values()].filter((layer) => !layer.existed)
  const sized = pulled.filter((layer) => layer.size !== undefined)
  const known = sum(sized.map((layer) => layer.size ?? 0))
  const average = sized.length > 0 ? known / sized.length : 1
  const weightOf = (layer: LayerProgress): number => layer.size ?? average
  const weight = sum(pulled.map(weightOf))
  const done = sum(pulled.map((layer) => weightOf(layer) * layerFraction(layer)))
  return { fraction: weight === 0 ? 0 : done / weight, note: noteOf(pulled, known) }
}

function layerFraction({ done, downloaded, size, extracted }: LayerProgress): number {
  if (done) return 1
  return downloadShare * (size ? downloaded / size : 0) + (1 - downloadShare) * extracted
}

function noteOf(pulled: readonly LayerProgress[], known: number): string | undefined {
  if (known === 0) return undefined
  const downloaded = sum(pulled.map((layer) => layer.downloaded))
  const isWhole = pulled.every((layer) => layer.size !== undefined || layer.done)
  return isWhole ? `${megabytes(downloaded)} of ${megabytes(known)} MB` : `${megabytes(downloaded)} MB`
}

const megabytes = (bytes: number): string => (bytes < 10e6 ? (bytes / 1e6).toFixed(1) : Math.round(bytes / 1e6).toString())
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)

/** Bytes that came over the network so far: more of them means that an attempt got somewhere. */
export function downloadedBytes(layers: Layers): number {
  return sum([...layers.values()].map((layer) => layer.downloaded))
}
