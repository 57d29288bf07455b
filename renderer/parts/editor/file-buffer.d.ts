import type { FileContent } from '#contract/workspace.ts';
/** What stands on disk beside what a learner is typing: text, or nothing any more. */
export type Theirs = Extract<FileContent, {
    kind: 'text' | 'missing';
}>;
/** An open file: its text as the learner sees it, and the content on disk that it was made from. */
export interface FileBuffer {
    readonly text: string;
    /** The revision on disk that the text goes on from; null while there is no such file. */
    readonly base: string | null;
    /** The text of that revision. */
    readonly saved: string;
    /** Somebody else wrote the file while it had unsaved edits. Nothing is written until the learner has chosen. */
    readonly conflict?: Theirs;
}
export declare const isUnsaved: ({ text, saved, base }: FileBuffer) => boolean;
/** An empty file that is not there is what an editor begins with. */
export declare function openedBuffer(content: Theirs): FileBuffer;
/** What is on disk now, seen again: taken over where nothing would be lost by it. Undefined: the file is gone and nothing was unsaved. */
export declare function seenOnDisk(buffer: FileBuffer, now: Theirs): FileBuffer | undefined;
/** What was typed while it was being written stays unsaved. */
export declare function written(buffer: FileBuffer, text: string, revision: string): FileBuffer;
/** `mine` goes on from what is on disk now, to be written over it; `theirs` takes that. */
export declare function resolved(buffer: FileBuffer, choice: 'mine' | 'theirs'): FileBuffer;
