import type { WorkspaceEntry } from '#contract/workspace.ts';
/** One line of the file tree. */
export interface TreeRow {
    readonly path: string;
    readonly name: string;
    readonly depth: number;
    readonly kind: 'file' | 'folder';
}
/** Folders with what is in them below, folders first; what is in a closed one is left out, and so is what an editor cannot open. */
export declare function treeRows(entries: readonly WorkspaceEntry[], closed: ReadonlySet<string>, folder?: string): readonly TreeRow[];
