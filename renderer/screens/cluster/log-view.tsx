import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDownToLine } from 'lucide-react'
import { useEffect, useMemo, useRef, useState, type RefObject } from 'react'
import { fillText } from '#contract/locale.ts'
import type { ContainerFacts, ObjectSummary } from '#contract/views.ts'
import { ProblemCard } from '../../parts/problem/problem-card.tsx'
import { followLog, useLog } from '../../stores/log-store.ts'
import { useLocale, useTexts } from '../../texts/use-texts.ts'

interface LogProps {
  readonly pod: ObjectSummary
  readonly containers: readonly ContainerFacts[]
}

/** What a container says: its last lines, then what comes. */
export function LogView({ pod, containers }: LogProps) {
  const { views: { logs: texts } } = useTexts()
  const [container, setContainer] = useState(containers[0]?.name ?? '')
  const [isPrevious, setPrevious] = useState(false)
  const [options, setOptions] = useState({ wraps: true, times: false, follows: true })
  const [search, setSearch] = useState('')
  const { restarts = 0, status } = containers.find(({ name }) => name === container) ?? {}
  const previous = isPrevious && restarts > 0
  // Each start has a log of its own, and before the first there is none.
  const isWaiting = status?.tone === 'under-way' && status.word !== 'Running'
  useEffect(() => followLog({ namespace: pod.namespace ?? '', pod: pod.name, container, previous, follow: true }), [pod.uid, container, previous, restarts, isWaiting])
  const { lines, isOver, problem } = useLog()
  const shown = useMemo(() => lines.filter(({ text }) => text.toLowerCase().includes(search.toLowerCase())), [lines, search])
  const toggle = (name: keyof typeof options): void => setOptions((before) => ({ ...before, [name]: !before[name] }))
  return (
    <div className="log-view">
      <div className="log-bar">
        {containers.length > 1 && (
          <select aria-label={texts.container} value={container} onChange={({ target }) => setContainer(target.value)}>
            {containers.map(({ name }) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        )}
        <input type="search" className="search" placeholder={texts.search} aria-label={texts.search} value={search} onChange={({ target }) => setSearch(target.value)} />
        {search !== '' && <output className="meta">{fillText(texts.matches, { count: shown.length, of: lines.length })}</output>}
        <span className="grow" />
        <Toggle name={texts.follow} isOn={options.follows} onToggle={() => toggle('follows')} />
        <Toggle name={texts.wrap} isOn={options.wraps} onToggle={() => toggle('wraps')} />
        <Toggle name={texts.times} isOn={options.times} onToggle={() => toggle('times')} />
        {restarts > 0 && <Toggle name={texts.previous} isOn={previous} onToggle={() => setPrevious(!isPrevious)} />}
      </div>
      {problem === undefined ? <LogLines lines={shown} search={search} {...options} onFollow={(follows) => setOptions((before) => ({ ...before, follows }))} /> : <ProblemCard problem={problem} />}
      {isOver && problem === undefined && <p className="log-over">{lines.length === 0 ? texts.empty : texts.over}</p>}
      {!isOver && lines.length === 0 && problem === undefined && <p className="log-over">{texts.empty}</p>}
    </div>
  )
}

function Toggle({ name, isOn, onToggle }: { readonly name: string; readonly isOn: boolean; readonly onToggle: () => void }) {
  return (
    <button type="button" className="log-toggle" aria-pressed={isOn} onClick={onToggle}>
      {name}
    </button>
  )
}

interface LinesProps {
  readonly lines: ReturnType<typeof useLog.getState>['lines']
  readonly search: string
  readonly wraps: boolean
  readonly times: boolean
  readonly follows: boolean
  readonly onFollow: (follows: boolean) => void
}

const lineHeight = 20

function LogLines({ lines, search, wraps, times, follows, onFollow }: LinesProps) {
  const { views: { logs: texts } } = useTexts()
  const locale = useLocale()
  const place = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({ useFlushSync: false, count: lines.length, getScrollElement: () => place.current, estimateSize: () => lineHeight, overscan: 30, getItemKey: (index) => lines[index]?.number ?? index })
  const newest = lines.at(-1)?.number
  useEffect(() => {
    if (follows && lines.length > 0) virtual.scrollToIndex(lines.length - 1, { align: 'end' })
  }, [follows, newest, virtual])
  const follow = useFollowing(place, follows, onFollow)
  return (
    <div className="log-frame">
      <div className="log-lines" role="log" aria-label={texts.label} aria-live="off" tabIndex={0} ref={place} data-wraps={wraps} onScroll={follow}>
        <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map(({ index, start, key }) => (
            <div key={key} data-index={index} ref={virtual.measureElement} className="log-line" style={{ transform: `translateY(${start}px)` }}>
              {times && <time>{timeOf(lines[index]?.at, locale)}</time>}
              <Marked text={plain(lines[index]?.text ?? '')} search={search} />
            </div>
          ))}
        </div>
      </div>
      {!follows && (
        <button type="button" className="button to-end" data-kind="first" onClick={() => onFollow(true)}>
          <ArrowDownToLine size={13} aria-hidden="true" /> {texts.toEnd}
        </button>
      )}
    </div>
  )
}

/** Whoever scrolls up wants to read: the log holds still until they come back to its end. */
function useFollowing(place: RefObject<HTMLDivElement | null>, follows: boolean, onFollow: (follows: boolean) => void): () => void {
  const top = useRef(0)
  return () => {
    const { scrollTop = 0, scrollHeight = 0, clientHeight = 0 } = place.current ?? {}
    const wentUp = scrollTop < top.current - 2
    top.current = scrollTop
    if (follows && wentUp && scrollHeight - scrollTop - clientHeight > 2 * lineHeight) onFollow(false)
  }
}

const timeOf = (at: number | undefined, locale: string): string => (at === undefined ? '' : new Date(at).toLocaleTimeString(locale, { hour12: false, hour: '2-digit', minute: '2-digit', second: '2-digit' }))

/** Colours that a program writes for terminals. */
// eslint-disable-next-line no-control-regex
const colours = /\u001B\[[\d;]*[A-Za-z]/g
const plain = (text: string): string => text.replaceAll(colours, '')

function Marked({ text, search }: { readonly text: string; readonly search: string }) {
  const start = search === '' ? -1 : text.toLowerCase().indexOf(search.toLowerCase())
  if (start === -1) return <span>{text}</span>
  return (
    <span>
      {text.slice(0, start)}
      <mark>{text.slice(start, start + search.length)}</mark>
      {text.slice(start + search.length)}
    </span>
  )
}
