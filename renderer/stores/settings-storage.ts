import type { StateStorage } from 'zustand/middleware'

/** As long as browsers keep a cookie, seconds. */
const aYear = 400 * 24 * 3600

/**
 * Where settings are kept: by the desktop app in its own storage. The page has another port each time Kindlab starts, and storage is a port's own;
 * a cookie is the address's, whatever the port.
 */
export const settingsStorage: StateStorage = {
  getItem: (name) => (isDesktop() ? localStorage.getItem(name) : cookieIn(document.cookie, name)),
  setItem: (name, value) => {
    // Also where it is a cookie that is read: other windows hear of a change of the storage.
    localStorage.setItem(name, value)
    if (!isDesktop()) document.cookie = `${name}=${encodeURIComponent(value)}; Path=/; Max-Age=${aYear}; SameSite=Strict`
  },
  removeItem: (name) => {
    localStorage.removeItem(name)
    if (!isDesktop()) document.cookie = `${name}=; Path=/; Max-Age=0`
  },
}

const isDesktop = (): boolean => location.protocol === 'app:'

export function cookieIn(cookies: string, name: string): string | null {
  const found = cookies.split('; ').find((cookie) => cookie.startsWith(`${name}=`))
  if (found === undefined) return null
  try {
    return decodeURIComponent(found.slice(name.length + 1))
  } catch {
    return null
  }
}
