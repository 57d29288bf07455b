import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { tarOf } from '../../../engine/terminals/tar.ts'

describe('a tar', () => {
  const tar = tarOf([
    { path: 'etc/kindlab', mode: 0o755, uid: 0, gid: 0 },
    { path: 'etc/kindlab/설정', content: '이름: 웹\n'.repeat(100), mode: 0o400, uid: 1000, gid: 100 },
    { path: 'empty', content: '', mode: 0o644, uid: 0, gid: 0 },
  ])

  it('is read by tar: names, modes, owners, sizes', () => {
    const lines = execFileSync('tar', ['--quoting-style=literal', '--show-transformed-names', '-tvf', '-'], { input: tar, env: { ...process.env, LC_ALL: 'C.UTF-8' } }).toString().trim().split('\n')
    expect(lines.map((line) => line.replace(/ +/g, ' ').replace(/ \d{4}-\d\d-\d\d \d\d:\d\d /, ' '))).toEqual([
      expect.stringMatching(/^drwxr-xr-x 0\/0 0 etc\/kindlab\/?$/),
      '-r-------- 1000/100 1200 etc/kindlab/설정',
      '-rw-r--r-- 0/0 0 empty',
    ])
  })

  it('gives back each byte', () => {
    expect(execFileSync('tar', ['-xOf', '-', 'etc/kindlab/설정'], { input: tar }).toString()).toBe('이름: 웹\n'.repeat(100))
  })

  it('refuses a name that it could not hold whole', () => {
    expect(() => tarOf([{ path: 'x'.repeat(101), mode: 0o644, uid: 0, gid: 0 }])).toThrow('too long')
  })
})
