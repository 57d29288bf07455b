import { ArrowLeft } from 'lucide-react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels'
import type { Attempt } from '#contract/attempt.ts'
import { sayPackText } from '#contract/say.ts'
import { Tip } from '../../parts/chrome/tip.tsx'
import { TopBar } from '../../parts/chrome/top-bar.tsx'
import { WorkPane } from '../../parts/editor/work-pane.tsx'
import { LessonContext } from '../../parts/lesson/lesson-actions.ts'
import { TerminalPane, type TypeText } from '../../parts/terminal/terminal-pane.tsx'
import { typeIntoNode } from '../../parts/terminal/terminal-sessions.ts'
import { followAttempt, useAttempts } from '../../stores/attempts-store.ts'
import { goTo } from '../../stores/place-store.ts'
import { useLocale, useTexts } from '../../texts/use-texts.ts'
import { ChecksPanel } from './checks-panel.tsx'
import { DraftStrip } from './draft-strip.tsx'
import { LessonPanel } from './lesson-panel.tsx'
import { Announcer } from './announcer.tsx'
import { StepMeter } from './step-meter.tsx'
import './lab.css'

/** One attempt: the lesson with the step's checks pinned under it; beside it the learner's files, with terminals below. */
export function LabScreen({ attempt: id }: { readonly attempt: string }) {
  const { lab: texts } = useTexts()
  const attempt = useAttempts((state) => state.attempts[id])
  useEffect(() => followAttempt(id), [id])
  return (
    <div className="screen">
      <TopBar title={<Crumb attempt={attempt} />}>{attempt !== undefined && <StepMeter steps={attempt.steps} />}</TopBar>
      {attempt === undefined ? <p className="opening">{texts.loading}</p> : <OpenLab attempt={attempt} />}
    </div>
  )
}

function OpenLab({ attempt }: { readonly attempt: Attempt }) {
  const layout = useDefaultLayout({ id: 'lab', storage: localStorage })
  const workLayout = useDefaultLayout({ id: 'lab-work', storage: localStorage })
  const type = useRef<TypeText | undefined>(undefined)
  const [isTerminalReady, setTerminalReady] = useState(false)
  const onReady = useCallback((typing: TypeText | undefined) => {
    type.current = typing
    setTerminalReady(typing !== undefined)
  }, [])
  const actions = useMemo(() => ({ attempt: attempt.id, run: (command: string, place: 'terminal' | 'node'): void => (place === 'node' ? void typeIntoNode(`${command}\n`) : type.current?.(`${command}\n`)) }), [attempt.id])
  return (
    <main className="lab" data-terminal={isTerminalReady}>
      <Group orientation="horizontal" defaultLayout={layout.defaultLayout} onLayoutChanged={layout.onLayoutChanged}>
        <Panel id="lesson" defaultSize="40%" minSize="320px" className="lesson-side">
          <LessonContext value={actions}>
            {attempt.draft !== undefined && <DraftStrip draft={attempt.draft} />}
            <LessonPanel attempt={attempt} />
            <ChecksPanel attempt={attempt} />
          </LessonContext>
        </Panel>
        <Separator className="divider" />
        <Panel id="work" minSize="360px">
          <Group orientation="vertical" defaultLayout={workLayout.defaultLayout} onLayoutChanged={workLayout.onLayoutChanged}>
            <Panel id="files" defaultSize="56%" minSize="120px">
              <WorkPane attempt={attempt} />
            </Panel>
            <Separator className="divider" />
            <Panel id="terminals" minSize="90px">
              <TerminalPane attempt={attempt.id} onReady={onReady} />
            </Panel>
          </Group>
        </Panel>
      </Group>
      <Announcer attempt={attempt} />
    </main>
  )
}

function Crumb({ attempt }: { readonly attempt: Attempt | undefined }) {
  const { lab: texts } = useTexts()
  const locale = useLocale()
  return (
    <span className="crumb">
      <Tip text={texts.back} action="catalogue" isName>
        <button type="button" aria-label={texts.back} onClick={() => goTo({ kind: 'catalogue' })}>
          <ArrowLeft size={15} />
        </button>
      </Tip>
      <b>{attempt !== undefined && sayPackText(attempt.title, locale)}</b>
    </span>
  )
}
