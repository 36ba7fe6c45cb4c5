import { describe, expect, test } from 'vitest'
import type { ModuleRow } from '../../logic/model'
import { filterModules, filterRows, found, holds } from './filters'

const module = (file: string, isMissingSymbols = false): ModuleRow => ({ file, isMissingSymbols, isMain: false })

describe('filters', () => {
  test('go by plain text in any case', () => {
    expect(holds(['XUL.dll'], 'xul.')).toBe(true)
    expect(holds(['xulxdll'], 'xul.')).toBe(false)
    expect(holds([undefined], 'x')).toBe(false)
    expect(holds([], '  ')).toBe(true)
  })

  test('modules, all or those without symbols', () => {
    const modules = [module('xul.dll'), module('driver.dll', true), module('nvoglv64.dll', true)]
    expect(filterModules(modules, 'dll', true)).toEqual(modules.slice(1))
    expect(filterModules(modules, 'XUL', false)).toEqual(modules.slice(0, 1))
    expect(filterModules(modules, 'xul', true)).toEqual([])
  })

  test('rows by label, value and raw value', () => {
    const rows = [{ label: 'Uptime', value: '1 hour', raw: '3600' }]
    for (const filter of ['up', 'HOUR', '3600', '']) {
      expect(filterRows(rows, filter)).toEqual(rows)
    }
    expect(filterRows(rows, 'x')).toEqual([])
  })
})

test('what is left, in words', () => {
  expect(found(3, 3, 'module')).toBe('3 modules')
  expect(found(1, 1200, 'module')).toBe('1 of 1,200 modules')
  expect(found(1, 1, 'thread')).toBe('1 thread')
})
