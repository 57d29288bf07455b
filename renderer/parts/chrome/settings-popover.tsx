import { Settings } from 'lucide-react'
import { Popover } from 'radix-ui'
import { offeredFates } from '#contract/fate.ts'
import { chooseFate, useDesktop } from '../../stores/desktop-store.ts'
import { loadAgain, useEditorLanguage } from '../../stores/editor-language-store.ts'
import { closeOverlay, comeBack, showOverlay, useOverlay } from '../../stores/overlay-store.ts'
import { useSettings, type Theme } from '../../stores/settings-store.ts'
import { percent, textSizes } from '../../stores/text-sizes.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from './button.tsx'
import { Choice } from './choice.tsx'
import { Switch } from './switch.tsx'
import { Tip } from './tip.tsx'
import './overlays.css'

/** How the window is to be, behind one button of the bar. */
export function SettingsPopover() {
  const isShown = useOverlay(({ shown }) => shown === 'settings')
  const { bar, settings: texts } = useTexts()
  return (
    <Popover.Root open={isShown} onOpenChange={(isOpen) => (isOpen ? showOverlay('settings') : closeOverlay())}>
      <Tip text={bar.settings} action="settings" isName>
        <Popover.Trigger className="icon-button" aria-label={bar.settings}>
          <Settings size={16} />
        </Popover.Trigger>
      </Tip>
      <Popover.Portal>
        <Popover.Content className="settings" align="end" sideOffset={12} collisionPadding={8} aria-label={texts.title} onCloseAutoFocus={comeBack}>
          <ThemeChoice />
          <LanguageChoice />
          <SizeChoice />
          <Switches />
          <FateChoice />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

const themes: readonly Theme[] = ['system', 'light', 'dark', 'contrast']

function ThemeChoice() {
  const { settings: texts } = useTexts()
  const theme = useSettings((settings) => settings.theme)
  return <Choice label={texts.theme} value={theme} options={themes.map((value) => ({ value, label: texts[value] }))} onChange={(chosen) => useSettings.setState({ theme: chosen })} />
}

function LanguageChoice() {
  const { settings: texts } = useTexts()
  const locale = useSettings((settings) => settings.locale)
  const options = [{ value: 'ko', label: '한국어', lang: 'ko' }, { value: 'en', label: 'English', lang: 'en' }] as const
  return (
    <>
      <Choice label={texts.language} value={locale} options={options} onChange={(chosen) => useSettings.setState({ locale: chosen })} />
      <EditorLanguage />
    </>
  )
}

/** The editor is loaded once, with the language it then speaks. */
function EditorLanguage() {
  const { settings: texts } = useTexts()
  const locale = useSettings((settings) => settings.locale)
  const spoken = useEditorLanguage((state) => state.spoken)
  if (spoken === undefined || spoken === locale) return null
  return (
    <div className="settings-note" role="status">
      {texts.editorLanguage}
      <Button onClick={() => void loadAgain()}>{texts.reload}</Button>
    </div>
  )
}

function SizeChoice() {
  const { settings: texts } = useTexts()
  const zoom = useSettings((settings) => settings.zoom)
  const options = textSizes.map((size) => ({ value: String(size), label: percent(size) }))
  return <Choice label={texts.size} value={String(zoom)} options={options} onChange={(chosen) => useSettings.setState({ zoom: Number(chosen) })} />
}

function Switches() {
  const { settings: texts } = useTexts()
  const { motion, screenReaderMode } = useSettings()
  return (
    <>
      <Switch isOn={motion === 'reduced'} lead={texts.motionLead} onChange={(isOn) => useSettings.setState({ motion: isOn ? 'reduced' : 'system' })}>
        {texts.motion}
      </Switch>
      <Switch isOn={screenReaderMode} lead={texts.screenReaderLead} onChange={(isOn) => useSettings.setState({ screenReaderMode: isOn })}>
        {texts.screenReader}
      </Switch>
    </>
  )
}

/** Only the desktop app has somebody to remember it; elsewhere the command line says so each time. */
function FateChoice() {
  const { settings: texts } = useTexts()
  const fate = useDesktop((desktop) => desktop.fate)
  if (fate === undefined) return null
  return <Choice<string> label={texts.fate} value={fate} lead={texts.fateLead[fate]} options={offeredFates.map((value) => ({ value, label: texts.fates[value] }))} onChange={(chosen) => offeredFates.filter((one) => one === chosen).forEach(chooseFate)} />
}
