import { expect, test } from 'vitest'
import { amount, bytes } from './progress-amount'

test('bytes in the unit that fits', () => {
  expect([0, 999, 1000, 1_234_567, 99_960, 999_500, 3_000_000_000].map(bytes)).toEqual([
    '0 B',
    '999 B',
    '1.0 kB',
    '1.2 MB',
    '100 kB',
    '1.0 MB',
    '3.0 GB',
  ])
})

test('how far, with and without an end', () => {
  expect(amount({ what: '', done: 1500, total: 3000, unit: 'bytes' })).toBe('1.5 kB of 3.0 kB')
  expect(amount({ what: '', done: 1200, unit: 'reports' })).toBe('1,200 reports')
})
