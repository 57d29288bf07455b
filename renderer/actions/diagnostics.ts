import { engine } from '../stores/connection-store.ts'
import { notice } from '../stores/notice-store.ts'
import { useSettings } from '../stores/settings-store.ts'
import { useStatus } from '../stores/status-store.ts'
import { textsIn } from '../texts/use-texts.ts'
import { diagnosticsText } from './diagnostics-text.ts'

/** Puts on the clipboard what somebody who helps wants to know. */
export async function copyDiagnostics(): Promise<void> {
  const { locale } = useSettings.getState()
  const { palette: texts } = textsIn(locale)
  notice(texts.gathering)
  // Without the engine, what the page knows is still worth sending.
  const doctor = await ask(() => engine().doctor.run())
  const text = diagnosticsText({ agent: navigator.userAgent, status: useStatus.getState().status, doctor: doctor ?? [] }, locale)
  const isCopied = await navigator.clipboard.writeText(text).then(() => true, () => false)
  notice(isCopied ? texts.diagnosticsCopied : texts.notCopied)
}

async function ask<Value>(question: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await question()
  } catch {
    return undefined
  }
}
