// The examples do what they say.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { top } from '../examples/top.js'

test('the most frequent signatures, and those of an edited list', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'siggen-'))
  try {
    const path = join(folder, 'reports.ndjson')
    const report = (...functions) =>
      JSON.stringify({ threads: [{ frames: functions.map((name) => ({ function: name })) }] })
    const [copies, draws] = [report('memcpy', 'kite::copy', 'main'), report('kite::draw', 'main')]
    writeFileSync(path, [draws, copies, '', '{"threads": ', copies].join('\n'))
    const lines = []
    for await (const line of top(path, 'kite::copy')) {
      lines.push(line)
    }
    assert.match(lines[0], /^line 4: byte 12, /)
    assert.deepEqual(lines.slice(1), [
      '2 memcpy | kite::copy',
      '1 kite::draw',
      '2 of 3 would change:',
      '2 memcpy | kite::copy -> memcpy | kite::copy | main',
    ])
  } finally {
    rmSync(folder, { recursive: true })
  }
})
