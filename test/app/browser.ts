import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'
import { runProgram } from '../../engine/programs/run-program.ts'

const debianChromium = '/usr/bin/chromium'

/** Why no browser can be driven here, or undefined where one can; on Debian as root it is installed, with Korean fonts. */
export async function browserMissing(): Promise<string | undefined> {
  if (browserPath() !== undefined) return undefined
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return 'no Chromium or Chrome was found, and it cannot be installed here'
  await runProgram('apt-get', ['update', '-qq'])
  await runProgram('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], { environment: { DEBIAN_FRONTEND: 'noninteractive' } })
  return browserPath() === undefined ? 'Debian’s chromium was installed but is not where it should be' : undefined
}

function browserPath(): string | undefined {
  return [process.env['KINDLAB_BROWSER'] ?? '', debianChromium, '/usr/bin/google-chrome', '/usr/bin/chromium-browser'].find((path) => path !== '' && existsSync(path))
}

/** A headless browser that speaks to nobody but the page under test; with graphics, the processor plays a card. */
export function launchBrowser({ hasGraphics = false }: { readonly hasGraphics?: boolean } = {}): Promise<Browser> {
  const graphics = hasGraphics ? ['--use-angle=swiftshader', '--enable-unsafe-swiftshader'] : ['--disable-gpu']
  return chromium.launch({
    executablePath: browserPath() ?? debianChromium,
    args: ['--no-sandbox', ...graphics, '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
}
