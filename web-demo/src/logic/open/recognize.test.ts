import { expect, test } from 'vitest'
import { recognizeText } from './recognize'

const ID = '6f3a1c52-8b1e-4d0a-9a57-2e41b0260714'

test.each([
  ID,
  `  ${ID}\n`,
  ID.toUpperCase(),
  `bp-${ID}`,
  `https://crash-stats.mozilla.org/report/index/${ID}`,
  `https://crash-stats.mozilla.org/report/index/bp-${ID}#tab-bugzilla`,
  `https://crash-stats.mozilla.org/report/index/${ID}/?x=1`,
  `crash-stats.mozilla.org/report/index/${ID}`,
  `https://crash-stats.mozilla.org/api/ProcessedCrash/?crash_id=${ID}`,
])('%s is a crash id', (text) => {
  expect(recognizeText(text)).toEqual({ kind: 'id', id: ID })
})

test.each([
  ' {"a": 1}',
  '[]',
  '\ufeff{',
  '{ broken',
  'ProductName=Firefox',
  'ProductName=Firefox\nVersion=152.0\n',
  '<!doctype html>',
  '#0  0x00007f in raise ()\n#1 abort',
])('%j is for the reader of reports', (text) => {
  expect(recognizeText(text)).toEqual({ kind: 'report' })
})

test.each([
  '',
  'nothing',
  // The last digits are no day.
  '6f3a1c52-8b1e-4d0a-9a57-2e41b0261314',
  '6f3a1c52-8b1e-4d0a-9a57-2e41b0260732',
  '6f3a1c52-8b1e-4d0a-9a57-2e41b0260700',
  '6f3a1c52-8b1e-4d0a-9a57-2e41b026071f',
  `${ID}0`,
  `https://example.com/report/index/${ID}`,
  `https://crash-stats.mozilla.org.example.com/report/index/${ID}`,
  `https://crash-stats.mozilla.org/search/${ID}`,
])('%s is neither', (text) => {
  expect(recognizeText(text)).toEqual({ kind: 'unknown' })
})
