import { describe, expect, it } from 'vitest'
import { signatureDifference } from './signature-difference'

/** Parts as text, with changed ones in brackets. */
function shown(before: string, after: string): [string, string] {
  const difference = signatureDifference(before, after)
  const text = (parts: typeof difference.before) =>
    parts.map((part) => (part.isChanged ? `[${part.text}]` : part.text)).join(' | ')
  return [text(difference.before), text(difference.after)]
}

describe('signatureDifference', () => {
  it('marks nothing in equal signatures', () => {
    expect(shown('a | b', 'a | b')).toEqual(['a | b', 'a | b'])
  })

  it('marks frames that were put in, left out and replaced', () => {
    expect(shown('OOM | small', 'OOM | small | f')).toEqual(['OOM | small', 'OOM | small | [f]'])
    expect(shown('memcpy | f', 'f')).toEqual(['[memcpy] | f', 'f'])
    expect(shown('a | b | c', 'a | x | c')).toEqual(['a | [b] | c', 'a | [x] | c'])
    expect(shown('f', 'g')).toEqual(['[f]', '[g]'])
  })

  it('takes a bar without spaces as part of a frame', () => {
    expect(shown('operator| | f', 'operator| | g')).toEqual(['operator| | [f]', 'operator| | [g]'])
    expect(shown('a|b', 'a | b')).toEqual(['[a|b]', '[a] | [b]'])
  })

  it('takes an empty signature as one empty frame', () => {
    expect(shown('', 'a')).toEqual(['[]', '[a]'])
  })
})
