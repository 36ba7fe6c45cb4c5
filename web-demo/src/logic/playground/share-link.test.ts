import { expect, it } from 'vitest'
import { linkAdvice } from './share-link'

it('warns of links over 8,000 characters', () => {
  expect(linkAdvice(8000)).toEqual({ text: 'The link is 8,000 characters long.', isLong: false })
  expect(linkAdvice(8001).isLong).toBe(true)
  expect(linkAdvice(8001).text).toContain('8,001 characters')
})
