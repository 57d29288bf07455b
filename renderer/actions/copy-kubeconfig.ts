import { engine } from '../stores/connection-store.ts'
import { notice } from '../stores/notice-store.ts'
import { usePlace } from '../stores/place-store.ts'
import { useSettings } from '../stores/settings-store.ts'
import { textsIn } from '../texts/use-texts.ts'

/** Puts the open lab's kubeconfig on the clipboard: the page has no right to write files of the learner's. */
export async function copyKubeconfig(): Promise<void> {
  const { palette: texts } = textsIn(useSettings.getState().locale)
  const { place } = usePlace.getState()
  if (place.kind !== 'lab') return
  const kubeconfig = await engine().attempts.kubeconfig({ attempt: place.attempt }).catch(() => undefined)
  if (kubeconfig === undefined) return notice(texts.kubeconfigRefused)
  const isCopied = await navigator.clipboard.writeText(kubeconfig).then(() => true, () => false)
  notice(isCopied ? texts.kubeconfigCopied : texts.notCopied)
}
