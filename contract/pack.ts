import type { Capability } from './cluster.ts'
import type { PackText } from './lab-parts.ts'

/** Where a pack was fetched. */
export interface PackOrigin {
  readonly kind: 'folder' | 'zip' | 'git' | 'oci'
  /** As it can be asked for again: an absolute path, or an address. */
  readonly source: string
  /** What exactly the source gave: a commit, or a digest. A folder has neither. */
  readonly revision?: string
}

/** Who vouches for a pack's files. */
export type PackSignature =
  | { readonly kind: 'unsigned' }
  | {
      readonly kind: 'signed'
      /** The public key as minisign writes it: `RW…`. */
      readonly key: string
      /** What the signer says of it, itself under the signature. */
      readonly comment: string
      /**
       * Why that key is believed: it was given by the person, it signed the version that is installed,
       * it signed another pack that is, or, with nothing but its own word, it came with the pack.
       */
      readonly trust: 'given' | 'same-as-before' | 'signed-another' | 'came-along'
    }

/** Everything that a pack's labs may ask of the cluster and of this machine. */
export interface PackAsks {
  readonly capabilities: readonly Capability[]
  /** Pods with the rights of their node. */
  readonly privileged: boolean
  /** Rights beyond those that every learner has, as a person reads them: `get, list secrets`. */
  readonly rights: readonly string[]
  readonly components: readonly string[]
  readonly images: readonly string[]
}

/** What a person knows of a pack before it is trusted, and what was agreed to once it is. */
export interface PackFacts {
  readonly pack: string
  readonly version: string
  readonly title: PackText
  readonly licence: string
  readonly authors: readonly string[]
  readonly labs: readonly PackText[]
  readonly files: number
  readonly bytes: number
  /** Of all its files and their names, `sha256:…`. */
  readonly digest: string
  readonly asks: PackAsks
}

/** A pack that is fetched, judged and laid aside: nothing of it is used until it is installed. */
export interface PackInspection extends PackFacts {
  /** Installs exactly what was inspected. */
  readonly ticket: string
  readonly origin: PackOrigin
  readonly signature: PackSignature
  readonly change: PackChange
}

export type PackChange =
  | { readonly kind: 'new' }
  /** The source has what is installed already. */
  | { readonly kind: 'none' }
  /** `asksMore`: what the version that is installed does not ask for. */
  | { readonly kind: 'update'; readonly from: string; readonly asksMore: PackAsks }

/** A pack that is here. */
export type PackView =
  | (PackBasics & { readonly kind: 'built-in' })
  /** A folder that somebody put among the packs by hand. */
  | (PackBasics & { readonly kind: 'by-hand'; readonly folder: string })
  | InstalledPack

export type PackBasics = Pick<PackFacts, 'pack' | 'version' | 'title' | 'labs' | 'asks'>

export interface InstalledPack extends PackFacts {
  readonly kind: 'installed'
  readonly origin: PackOrigin
  readonly signature: PackSignature
  /** Milliseconds since the epoch. */
  readonly installedAt: number
  /** It keeps its version until that is taken back. */
  readonly pinned: boolean
}
