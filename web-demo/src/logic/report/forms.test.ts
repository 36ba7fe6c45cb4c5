import { expect, test } from 'vitest'
import { inputInWords } from './forms'

test('what a report was read as', () => {
  expect(inputInWords({ shape: 'ping', form: 'glean-ping', detected_by: 'metrics' })).toEqual({
    title: 'Glean crash ping, detected by',
    member: 'metrics',
  })
  expect(inputInWords({ shape: 'raw', form: 'raw', detected_by: 'caller' })).toEqual({ title: 'Raw crash annotations' })
  expect(inputInWords({ shape: 'crash-data', form: 'crash-data', detected_by: 'nothing' })).toEqual({
    title: 'Crash data, since it is empty',
  })
})
