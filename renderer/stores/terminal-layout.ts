export type Direction = 'beside' | 'below'
export type Side = 'left' | 'right' | 'up' | 'down'

/** What fills a tab: one terminal, or parts beside or below each other, at least two. */
export type SplitNode = { readonly kind: 'terminal'; readonly id: string } | { readonly kind: 'split'; readonly direction: Direction; readonly parts: readonly SplitPart[] }

export interface SplitPart {
  /** Of the whole split; the shares of all parts together are 1. */
  readonly share: number
  readonly node: SplitNode
}

export interface TerminalTab {
  readonly key: string
  /** Its place in “Terminal 2”, for as long as it has no name. */
  readonly number: number
  readonly name?: string
  readonly root: SplitNode
  /** The terminal that keys go to while the tab is shown. */
  readonly focused: string
}

export interface TerminalLayout {
  readonly tabs: readonly TerminalTab[]
  /** Key of a tab. */
  readonly shown: string | undefined
}

export const noTerminals: TerminalLayout = { tabs: [], shown: undefined }

export const shownTab = ({ tabs, shown }: TerminalLayout): TerminalTab | undefined => tabs.find(({ key }) => key === shown)
export const terminalsIn = (node: SplitNode): readonly string[] => (node.kind === 'terminal' ? [node.id] : node.parts.flatMap((part) => terminalsIn(part.node)))
export const allTerminals = ({ tabs }: TerminalLayout): readonly string[] => tabs.flatMap(({ root }) => terminalsIn(root))
export const tabOf = ({ tabs }: TerminalLayout, id: string): TerminalTab | undefined => tabs.find(({ root }) => terminalsIn(root).includes(id))

export function openTab({ tabs }: TerminalLayout, id: string): TerminalLayout {
  return { tabs: [...tabs, { key: id, number: freeNumber(tabs), root: { kind: 'terminal', id }, focused: id }], shown: id }
}

function freeNumber(tabs: readonly TerminalTab[]): number {
  const taken = new Set(tabs.map(({ number }) => number))
  let number = 1
  while (taken.has(number)) number += 1
  return number
}

export function showTab(layout: TerminalLayout, key: string): TerminalLayout {
  return layout.tabs.some((tab) => tab.key === key) ? { ...layout, shown: key } : layout
}

/** Shows the tab so many further, round and round. */
export function showNext(layout: TerminalLayout, by: number): TerminalLayout {
  const { tabs, shown } = layout
  const place = tabs.findIndex(({ key }) => key === shown)
  const next = tabs[(place + by + tabs.length) % tabs.length]
  return next === undefined ? layout : { ...layout, shown: next.key }
}

/** A tab without a name is called by its number. */
export function renameTab(layout: TerminalLayout, key: string, name: string): TerminalLayout {
  const given = name.trim()
  return changeTab(layout, key, ({ name: _before, ...tab }) => (given === '' ? tab : { ...tab, name: given }))
}

export function focusTerminal(layout: TerminalLayout, id: string): TerminalLayout {
  const tab = tabOf(layout, id)
  return tab === undefined ? layout : { ...changeTab(layout, tab.key, (one) => ({ ...one, focused: id })), shown: tab.key }
}

/** Halves a terminal's place; the new one gets the second half and the focus. */
export function splitTerminal(layout: TerminalLayout, at: string, direction: Direction, id: string): TerminalLayout {
  const tab = tabOf(layout, at)
  return tab === undefined ? openTab(layout, id) : changeTab(layout, tab.key, (one) => ({ ...one, root: halved(one.root, at, direction, id), focused: id }))
}

function halved(node: SplitNode, at: string, direction: Direction, id: string): SplitNode {
  const fresh: SplitNode = { kind: 'terminal', id }
  if (node.kind === 'terminal') return node.id === at ? { kind: 'split', direction, parts: [{ share: 0.5, node }, { share: 0.5, node: fresh }] } : node
  return {
    ...node,
    parts: node.parts.flatMap((part) => {
      const isHere = part.node.kind === 'terminal' && part.node.id === at && node.direction === direction
      const share = part.share / 2
      return isHere ? [{ ...part, share }, { share, node: fresh }] : [{ ...part, node: halved(part.node, at, direction, id) }]
    }),
  }
}

/** Puts another terminal where one is. */
export function replaceTerminal(layout: TerminalLayout, old: string, id: string): TerminalLayout {
  const put = (node: SplitNode): SplitNode => {
    if (node.kind === 'terminal') return node.id === old ? { kind: 'terminal', id } : node
    return { ...node, parts: node.parts.map((part) => ({ ...part, node: put(part.node) })) }
  }
  const tab = tabOf(layout, old)
  return tab === undefined ? openTab(layout, id) : changeTab(layout, tab.key, (one) => ({ ...one, root: put(one.root), focused: one.focused === old ? id : one.focused }))
}

/** Takes a terminal away; what was beside it fills its place, and the last one takes its tab along. */
export function closeTerminal(layout: TerminalLayout, id: string): TerminalLayout {
  const tab = tabOf(layout, id)
  if (tab === undefined) return layout
  const root = without(tab.root, id)
  if (root === undefined) return closeTab(layout, tab.key)
  const before = terminalsIn(tab.root)
  const next = before[before.indexOf(id) + 1] ?? before[before.indexOf(id) - 1] ?? id
  return changeTab(layout, tab.key, (one) => ({ ...one, root, focused: one.focused === id ? next : one.focused }))
}

export function closeTab({ tabs, shown }: TerminalLayout, key: string): TerminalLayout {
  const place = tabs.findIndex((tab) => tab.key === key)
  const rest = tabs.filter((tab) => tab.key !== key)
  return { tabs: rest, shown: shown === key ? (rest[place] ?? rest[place - 1])?.key : shown }
}

function without(node: SplitNode, id: string): SplitNode | undefined {
  if (node.kind === 'terminal') return node.id === id ? undefined : node
  const left = node.parts.flatMap(({ share, node: inside }) => {
    const kept = without(inside, id)
    return kept === undefined ? [] : [{ share, node: kept }]
  })
  const [only] = left
  if (left.length < 2) return only?.node
  return { ...node, parts: evened(left.flatMap((part) => melted(part, node.direction))) }
}

/** A split that came to lie in one of its own direction becomes part of it. */
function melted(part: SplitPart, direction: Direction): readonly SplitPart[] {
  const { node, share } = part
  return node.kind === 'split' && node.direction === direction ? node.parts.map((inner) => ({ ...inner, share: inner.share * share })) : [part]
}

function evened(parts: readonly SplitPart[]): readonly SplitPart[] {
  const whole = parts.reduce((sum, { share }) => sum + share, 0)
  return parts.map((part) => ({ ...part, share: part.share / whole }))
}

/** The shares that somebody dragged a split's parts to; the split is named by the first terminal of each of its parts. */
export function resizeSplit(layout: TerminalLayout, key: string, shares: Readonly<Record<string, number>>): TerminalLayout {
  const names = Object.keys(shares)
  const resized = (node: SplitNode): SplitNode => {
    if (node.kind === 'terminal') return node
    const isIt = node.parts.length === names.length && node.parts.every((part) => shares[nameOf(part.node)] !== undefined)
    return isIt ? { ...node, parts: evened(node.parts.map((part) => ({ ...part, share: shares[nameOf(part.node)] ?? part.share }))) } : { ...node, parts: node.parts.map((part) => ({ ...part, node: resized(part.node) })) }
  }
  return changeTab(layout, key, (tab) => ({ ...tab, root: resized(tab.root) }))
}

/** The first terminal in a node, by which its place is known. */
export const nameOf = (node: SplitNode): string => terminalsIn(node)[0] ?? ''

/** Brings a layout together with what the engine has: what is gone leaves, and what runs without a place gets a tab. */
export function meetTerminals(layout: TerminalLayout, there: { readonly present: readonly string[]; readonly running: readonly string[] }): TerminalLayout {
  const left = allTerminals(layout).filter((id) => !there.present.includes(id)).reduce(closeTerminal, layout)
  const met = there.running.filter((id) => !allTerminals(left).includes(id)).reduce(openTab, left)
  return showTab(met, left.shown ?? met.tabs[0]?.key ?? '')
}

interface Area {
  readonly id: string
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** The terminal that a person sees on that side of one. */
export function neighbour({ root }: TerminalTab, from: string, side: Side): string | undefined {
  const areas = areasOf(root, { left: 0, top: 0, right: 1, bottom: 1 })
  const here = areas.find(({ id }) => id === from)
  if (here === undefined) return undefined
  const touching = areas.filter((other) => touches(here, other, side))
  return touching.toSorted((one, other) => sharedEdge(here, other, side) - sharedEdge(here, one, side))[0]?.id
}

function areasOf(node: SplitNode, box: Omit<Area, 'id'>): readonly Area[] {
  if (node.kind === 'terminal') return [{ id: node.id, ...box }]
  let at = node.direction === 'beside' ? box.left : box.top
  const whole = node.direction === 'beside' ? box.right - box.left : box.bottom - box.top
  return node.parts.flatMap(({ share, node: inside }) => {
    const from = at
    at += share * whole
    return areasOf(inside, node.direction === 'beside' ? { ...box, left: from, right: at } : { ...box, top: from, bottom: at })
  })
}

function touches(here: Area, other: Area, side: Side): boolean {
  const gaps = { left: here.left - other.right, right: other.left - here.right, up: here.top - other.bottom, down: other.top - here.bottom }
  return Math.abs(gaps[side]) < 1e-6 && sharedEdge(here, other, side) > 1e-6
}

function sharedEdge(here: Area, other: Area, side: Side): number {
  const isAcross = side === 'left' || side === 'right'
  return isAcross ? Math.min(here.bottom, other.bottom) - Math.max(here.top, other.top) : Math.min(here.right, other.right) - Math.max(here.left, other.left)
}

function changeTab(layout: TerminalLayout, key: string, change: (tab: TerminalTab) => TerminalTab): TerminalLayout {
  return { ...layout, tabs: layout.tabs.map((tab) => (tab.key === key ? change(tab) : tab)) }
}
