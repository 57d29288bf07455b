import { Fragment } from 'react'
import { Group, Panel, Separator } from 'react-resizable-panels'
import { changeLayout } from '../../stores/terminals-store.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { nameOf, resizeSplit, type SplitNode, type SplitPart, type TerminalTab } from '../../stores/terminal-layout.ts'
import { TerminalSlot } from './terminal-slot.tsx'

interface SplitViewProps {
  readonly tab: TerminalTab
  readonly node: SplitNode
}

/** A tab as its split tree says: terminals and the bars between them that can be dragged. */
export function SplitView({ tab, node }: SplitViewProps) {
  const { terminal: texts } = useTexts()
  if (node.kind === 'terminal') return <TerminalSlot id={node.id} isFocused={tab.focused === node.id} isAlone={tab.root.kind === 'terminal'} />
  const isBeside = node.direction === 'beside'
  // A group takes its sizes when it is made: with other parts it is another one.
  const parts = node.parts.map((part) => nameOf(part.node))
  return (
    <Group
      key={parts.join(' ')}
      orientation={isBeside ? 'horizontal' : 'vertical'}
      defaultLayout={Object.fromEntries(node.parts.map((part) => [nameOf(part.node), part.share * 100]))}
      onLayoutChanged={(shares, { isUserInteraction }) => {
        if (isUserInteraction) changeLayout((layout) => resizeSplit(layout, tab.key, shares))
      }}
    >
      {node.parts.map((part, index) => (
        <Fragment key={nameOf(part.node)}>
          {index > 0 && <Separator className="terminal-divider" aria-label={texts.resize} />}
          <PartPanel tab={tab} part={part} />
        </Fragment>
      ))}
    </Group>
  )
}

function PartPanel({ tab, part }: { readonly tab: TerminalTab; readonly part: SplitPart }) {
  return (
    <Panel id={nameOf(part.node)} minSize="56px">
      <SplitView tab={tab} node={part.node} />
    </Panel>
  )
}
