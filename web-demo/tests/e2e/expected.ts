import { readFileSync } from 'node:fs'
import { TESTDATA } from './harness'

interface Document {
  input: string
  expected: { signature: string; notes: string[] }
}

/** The shared corpus's documents with what must come out. */
export const DOCUMENTS: Record<string, Document> = JSON.parse(readFileSync(`${TESTDATA}crashes/expected.json`, 'utf8'))

/** The signature that a document of the corpus has. */
export function signatureOf(name: string): string {
  const document = DOCUMENTS[name]
  if (!document) {
    throw new Error(`there is no ${name} in the corpus`)
  }
  return document.expected.signature
}
