import { create } from 'zustand'
import { persist } from 'zustand/middleware'

interface Tree {
  readonly isShown: boolean
  readonly isNaming: boolean
}

/** Whether the file tree is shown, kept by the browser; whether a new file is being named is not. */
export const useTree = create<Tree>()(
  persist((): Tree => ({ isShown: true, isNaming: false }), { name: 'kindlab-file-tree', partialize: ({ isShown }) => ({ isShown }) }),
)

export function nameNewFile(): void {
  useTree.setState({ isShown: true, isNaming: true })
}
