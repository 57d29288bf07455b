const codes = ['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EIO']

/** Whether it is this machine's disk that refused, which says nothing of the file that was being read. */
export const isOfDisk = (error: unknown): boolean => error instanceof Error && 'code' in error && codes.includes(String(error.code))
