import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { memo, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import type { ObjectSummary } from '#contract/views.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { StatusWord } from './tone-sign.tsx'
import { useNow } from './use-now.ts'
import { openObject } from './use-scene.ts'
import { shortAge, sorted, type SortColumn, type Sorting } from './where-to-look.ts'

interface TableProps {
  readonly objects: readonly ObjectSummary[]
  readonly kind: string
  readonly hasNamespace: boolean
  readonly opened: string | undefined
}

const rowHeight = 36

/** Thousands of objects in a table of which only the rows in sight are drawn. */
export function ObjectTable({ objects, kind, hasNamespace, opened }: TableProps) {
  const [sorting, setSorting] = useState<Sorting>({ column: 'name', isDown: false })
  const rows = useMemo(() => sorted(objects, sorting), [objects, sorting])
  const place = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({ useFlushSync: false, count: rows.length, getScrollElement: () => place.current, estimateSize: () => rowHeight, overscan: 12, getItemKey: (index) => rows[index]?.id ?? index })
  const now = useNow()
  const columns = { hasNamespace, hasRestarts: kind === 'Pod' }
  const go = (event: KeyboardEvent): void => moveInRows(event, place.current, (index) => virtual.scrollToIndex(index), rows.length)
  return (
    <div className="table-scroll" ref={place} tabIndex={-1}>
      <div role="table" aria-label={kind} aria-rowcount={rows.length + 1} className="object-table" data-namespace={hasNamespace} data-restarts={columns.hasRestarts} onKeyDown={go}>
        <div role="rowgroup" className="table-head">
          <Head columns={columns} sorting={sorting} onSort={setSorting} />
        </div>
        <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const object = rows[index]
            return object && <Row key={object.id} object={object} index={index} start={start} age={object.madeAt === undefined ? '' : shortAge(object.madeAt, now)} hasNamespace={hasNamespace} hasRestarts={columns.hasRestarts} isOpened={object.id === opened} />
          })}
        </div>
      </div>
    </div>
  )
}

interface HeadProps {
  readonly columns: { readonly hasNamespace: boolean; readonly hasRestarts: boolean }
  readonly sorting: Sorting
  readonly onSort: (sorting: Sorting) => void
}

function Head({ columns, sorting, onSort }: HeadProps) {
  const { column } = useTexts().views
  const sortable = (name: SortColumn) => (
    <div role="columnheader" aria-sort={sorting.column === name ? (sorting.isDown ? 'descending' : 'ascending') : 'none'}>
      <button type="button" onClick={() => onSort({ column: name, isDown: sorting.column === name && !sorting.isDown })}>
        {column[name]}
        {sorting.column === name && (sorting.isDown ? <ArrowDown size={12} aria-hidden="true" /> : <ArrowUp size={12} aria-hidden="true" />)}
      </button>
    </div>
  )
  return (
    <div role="row" aria-rowindex={1} className="table-row">
      {sortable('name')}
      {columns.hasNamespace && <div role="columnheader">{column.namespace}</div>}
      {sortable('status')}
      <div role="columnheader">{column.ready}</div>
      {columns.hasRestarts && sortable('restarts')}
      <div role="columnheader">{column.facts}</div>
      {sortable('age')}
    </div>
  )
}

interface RowProps {
  readonly object: ObjectSummary
  readonly index: number
  readonly start: number
  readonly age: string
  readonly hasNamespace: boolean
  readonly hasRestarts: boolean
  readonly isOpened: boolean
}

const Row = memo(function Row({ object, index, start, age, hasNamespace, hasRestarts, isOpened }: RowProps) {
  const { id, name, namespace, status, ready, restarts, facts } = object
  return (
    <div role="row" aria-rowindex={index + 2} className="table-row" data-index={index} data-opened={isOpened} style={{ transform: `translateY(${start}px)` }}>
      <div role="cell" className="cell-name">
        <button type="button" onClick={() => openObject(id)}>
          {name}
        </button>
      </div>
      {hasNamespace && <div role="cell" className="cell-quiet">{namespace}</div>}
      <div role="cell"><StatusWord status={status} /></div>
      <div role="cell" className="cell-number">{ready === undefined ? '' : `${ready.are}/${ready.of}`}</div>
      {hasRestarts && <div role="cell" className="cell-number">{restarts}</div>}
      <div role="cell" className="cell-quiet cell-facts">{facts.map(({ value }) => value).join(' · ')}</div>
      <div role="cell" className="cell-number">{age}</div>
    </div>
  )
})

/** Arrow keys lead from row to row, through those that are not drawn yet too. */
function moveInRows(event: KeyboardEvent, table: HTMLElement | null, scrollTo: (index: number) => void, count: number): void {
  const row = (event.target as HTMLElement).closest<HTMLElement>('[data-index]')
  const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 15, PageUp: -15 }[event.key]
  if (row === null || step === undefined) return
  event.preventDefault()
  const next = Math.max(0, Math.min(count - 1, Number(row.dataset['index']) + step))
  scrollTo(next)
  requestAnimationFrame(() => table?.querySelector<HTMLElement>(`[data-index="${next}"] button`)?.focus())
}
