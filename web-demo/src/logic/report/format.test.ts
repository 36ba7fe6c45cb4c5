import { describe, expect, it } from 'vitest'
import { cut, dateFromBuildId, dateFromText, dateFromUnix, formatAddress, formatBytes, formatDuration } from './format'

describe('sizes', () => {
  it('are in the largest unit that they fill', () => {
    // 12,345,678 / 1,048,576 = 11.77…; 1,023.96 KiB would be rounded to 1,024.
    expect(formatBytes(12_345_678)).toBe('11.8 MiB')
    expect(formatBytes(0)).toBe('0 bytes')
    expect(formatBytes(1)).toBe('1 byte')
    expect(formatBytes(1023)).toBe('1,023 bytes')
    expect(formatBytes(1024)).toBe('1 KiB')
    expect(formatBytes(1_048_575)).toBe('1 MiB')
    expect(formatBytes(140_737_488_224_256)).toBe('128 TiB')
    expect(formatBytes(-2048)).toBe('-2 KiB')
  })
})

describe('durations', () => {
  it('have the two largest units', () => {
    expect(formatDuration(7500)).toBe('2 h 5 min')
    expect(formatDuration(7199)).toBe('1 h 59 min')
    expect(formatDuration(59)).toBe('59 s')
    expect(formatDuration(60)).toBe('1 min')
    expect(formatDuration(125)).toBe('2 min 5 s')
    // 694,021 s = 8 d + 2,821 s = 8 d 0 h 47 min.
    expect(formatDuration(694_021)).toBe('8 d')
    expect(formatDuration(0)).toBe('0 s')
    expect(formatDuration(-90)).toBe('-1 min 30 s')
  })
})

describe('dates', () => {
  it('are UTC', () => {
    expect(dateFromUnix(0)).toBe('1970-01-01 00:00:00 UTC')
    expect(dateFromUnix(951_782_400)).toBe('2000-02-29 00:00:00 UTC')
    expect(dateFromUnix(1e300)).toBeUndefined()
    expect(dateFromText('2026-07-14T09:31:07.512034+00:00')).toBe('2026-07-14 09:31:07 UTC')
    expect(dateFromText('2026-07-14T01:30:00+02:00')).toBe('2026-07-13 23:30:00 UTC')
    expect(dateFromText('2026-07-14 09:31:07')).toBe('2026-07-14 09:31:07 UTC')
    expect(dateFromText('2026-07-14')).toBe('2026-07-14')
    expect(dateFromText('2026-02-30')).toBeUndefined()
    expect(dateFromText('yesterday')).toBeUndefined()
  })

  it('stand in build ids', () => {
    expect(dateFromBuildId('20260718093000')).toBe('2026-07-18 09:30')
    expect(dateFromBuildId('20261318093000')).toBeUndefined()
    expect(dateFromBuildId('2026071809300')).toBeUndefined()
  })
})

it('addresses lose leading zeros only', () => {
  expect(formatAddress('0x00007ff81a7a31f8')).toBe('0x7ff81a7a31f8')
  expect(formatAddress('0x0000000000000000')).toBe('0x0')
  expect(formatAddress('none')).toBe('none')
})

it('texts are cut at a character', () => {
  expect(cut('abcdef', 6)).toBe('abcdef')
  expect(cut('abcdefg', 6)).toBe('abc...')
  expect(cut('ab😀defg', 6)).toBe('ab...')
})
