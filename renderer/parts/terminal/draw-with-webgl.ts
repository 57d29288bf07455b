import type { Terminal } from '@xterm/xterm'

/** Draws with the graphics card where there is one that is worth it; otherwise, or once it is lost, xterm draws with the page's own elements. */
export async function drawWithWebgl(terminal: Terminal): Promise<void> {
  if (!hasGraphicsCard()) return
  const { WebglAddon } = await import('@xterm/addon-webgl')
  if (terminal.element === undefined) return
  try {
    const addon = new WebglAddon()
    addon.onContextLoss(() => addon.dispose())
    terminal.loadAddon(addon)
  } catch {
    // What cannot draw leaves the drawing to xterm.
  }
}

let known: boolean | undefined

/** A WebGL that the processor plays is slower than the page. Not every browser admits to it, so its name is read too. */
function hasGraphicsCard(): boolean {
  known ??= isCard(document.createElement('canvas').getContext('webgl2', { failIfMajorPerformanceCaveat: true }))
  return known
}

function isCard(context: WebGL2RenderingContext | null): boolean {
  const names = context?.getExtension('WEBGL_debug_renderer_info')
  const name: unknown = names && context?.getParameter(names.UNMASKED_RENDERER_WEBGL)
  // A page may have few of them at once.
  context?.getExtension('WEBGL_lose_context')?.loseContext()
  return context !== null && !/swiftshader|llvmpipe|softpipe|software|basic render/i.test(typeof name === 'string' ? name : '')
}
