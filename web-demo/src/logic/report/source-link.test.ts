import { describe, expect, it } from 'vitest'
import { crashIdOf, dateOfCrashId, isCrashId, processedCrashUrl, reportUrl } from './ids'
import { sourceLink } from './source-link'
import { symbolsUrl } from './symbols'

describe('source links', () => {
  it('lead to Mercurial and to Searchfox', () => {
    expect(sourceLink('hg:hg.mozilla.org/releases/mozilla-release:dom/tiles/TileRing.cpp:4be1c07d92fa', '214')).toEqual(
      {
        text: 'dom/tiles/TileRing.cpp:214',
        href: 'https://hg.mozilla.org/releases/mozilla-release/annotate/4be1c07d92fa/dom/tiles/TileRing.cpp#l214',
        searchfox: 'https://searchfox.org/mozilla-central/source/dom/tiles/TileRing.cpp#214',
      },
    )
    expect(sourceLink('hg:hg.mozilla.org/comm-central:mail/a.cpp:12ab', undefined)).toEqual({
      text: 'mail/a.cpp',
      href: 'https://hg.mozilla.org/comm-central/annotate/12ab/mail/a.cpp',
      searchfox: 'https://searchfox.org/comm-central/source/mail/a.cpp',
    })
  })

  it('lead to GitHub, to generated files and to docs.rs', () => {
    expect(sourceLink('git:github.com/rust-lang/rust:library/core/src/option.rs:abc123', '9')).toEqual({
      text: 'library/core/src/option.rs:9',
      href: 'https://github.com/rust-lang/rust/blob/abc123/library/core/src/option.rs#L9',
    })
    expect(sourceLink('git:github.com/mozilla-firefox/firefox:dom/A.cpp:abc123', '9')?.searchfox).toBe(
      'https://searchfox.org/mozilla-central/source/dom/A.cpp#9',
    )
    expect(sourceLink('s3:gecko-generated-sources:8d2b6f0e4c1a/ipc/ipdl/PFerryParent.cpp:', '1120')).toEqual({
      text: 'ipc/ipdl/PFerryParent.cpp:1120',
      href:
        'https://crash-stats.mozilla.org/sources/highlight/?url=https%3A%2F%2Fgecko-generated-sources.s3.amazonaws.com' +
        '%2F8d2b6f0e4c1a%2Fipc%2Fipdl%2FPFerryParent.cpp&line=1120#L-1120',
    })
    const crate = 'https://docs.rs/crate/serde-json/1.0.100/source/src/lib.rs#L3'
    expect(sourceLink('cargo:github.com-1ecc6299db9ec823:serde-json-1.0.100/src/lib.rs:', '3')?.href).toBe(crate)
    const registry = '/home/a/.cargo/registry/src/index.crates.io-6f17d22bba15001f/serde-json-1.0.100/src/lib.rs'
    expect(sourceLink(registry, '3')).toEqual({ text: 'serde-json-1.0.100/src/lib.rs:3', href: crate })
  })

  it('lead to the standard library by the revision in the path', () => {
    const revision = '90b35a6239c3d8bdabc530a6a0816f7ff89a0aaf'
    const href = `https://github.com/rust-lang/rust/blob/${revision}/library/std/src/panicking.rs#L7`
    expect(sourceLink(`/rustc/${revision}/library/std/src/panicking.rs`, '7')?.href).toBe(href)
    expect(sourceLink(`/rustc/${revision}\\library\\std\\src\\panicking.rs`, '7')?.href).toBe(href)
    expect(sourceLink('library/std/src/panicking.rs', '7')).toEqual({ text: 'library/std/src/panicking.rs:7' })
  })

  it('lead to no other host, whatever a report says', () => {
    for (const file of [
      'hg:hg.mozilla.org@evil.example/a:b.cpp:1',
      'hg:evil.example/hg.mozilla.org:b.cpp:1',
      'hg:hg.mozilla.org/../..:b.cpp:1',
      'hg:hg.mozilla.org/mozilla-central:../../b.cpp:1',
      'hg:hg.mozilla.org:b.cpp:1',
      'git:github.com.evil.example/a/b:c.rs:1',
      'git:github.com/a/b/c:c.rs:1',
      's3:other-bucket:a/b.cpp:',
      'javascript:alert(1)',
      'https://evil.example/a.cpp',
      'c:\\build\\main.cpp',
      'a:b:c:d:e',
    ]) {
      expect(sourceLink(file, '1')?.href, file).toBeUndefined()
      expect(sourceLink(file, '1')?.searchfox, file).toBeUndefined()
    }
  })

  it('have every part encoded', () => {
    const link = sourceLink('hg:hg.mozilla.org/mozilla-central:a b/"><x>?#\ud800.cpp:12', '1" onclick="x')
    expect(link?.href).toBe('https://hg.mozilla.org/mozilla-central/annotate/12/a%20b/%22%3E%3Cx%3E%3F%23%EF%BF%BD.cpp')
    expect(sourceLink('hg:hg.mozilla.org/mozilla-central:a.cpp:1/../../x', '1')?.href).toBeUndefined()
  })
})

describe('symbol files', () => {
  it('are named after the debug file', () => {
    const id = '0FEA849C6DEA332EE20583A2464E216F1'
    expect(symbolsUrl('xul.pdb', id)).toBe(`https://symbols.mozilla.org/xul.pdb/${id}/xul.sym`)
    expect(symbolsUrl('libxul.so', id)).toBe(`https://symbols.mozilla.org/libxul.so/${id}/libxul.so.sym`)
    expect(symbolsUrl('C:\\a b\\x y.pdb', id)).toBe(`https://symbols.mozilla.org/x%20y.pdb/${id}/x%20y.sym`)
    expect(symbolsUrl('xul.pdb', '000000000000000000000000000000000')).toBeUndefined()
    expect(symbolsUrl('xul.pdb', '../../x')).toBeUndefined()
    expect(symbolsUrl('..', id)).toBeUndefined()
    expect(symbolsUrl('xul.pdb', undefined)).toBeUndefined()
  })
})

describe('crash ids', () => {
  const id = '6f3a1c52-8b1e-4d0a-9a57-2e41b0260714'

  it('stand by themselves or behind `bp-`', () => {
    expect(crashIdOf(id)).toBe(id)
    expect(crashIdOf(`bp-${id.toUpperCase()}`)).toBe(id)
    expect(crashIdOf(`id ${id}`)).toBeUndefined()
  })

  it('end with a day', () => {
    expect(dateOfCrashId(id)).toBe('2026-07-14')
    expect(crashIdOf('6f3a1c52-8b1e-4d0a-9a57-2e41b0261314')).toBeUndefined()
    expect(crashIdOf('6f3a1c52-8b1e-4d0a-9a57-2e41b0260231')).toBeUndefined()
    expect(crashIdOf('6f3a1c52-8b1e-4d0a-9a57-2e41b0260732')).toBeUndefined()
    expect(crashIdOf('6f3a1c52-8b1e-4d0a-9a57-2e41b0abcdef')).toBeUndefined()
    expect(crashIdOf(`a${id}`)).toBeUndefined()
    expect(crashIdOf(`${id}1`)).toBeUndefined()
    expect(isCrashId(`bp-${id}`)).toBe(false)
  })

  it('have addresses', () => {
    expect(reportUrl(id)).toBe(`https://crash-stats.mozilla.org/report/index/${id}`)
    expect(processedCrashUrl(id)).toBe(`https://crash-stats.mozilla.org/api/ProcessedCrash/?crash_id=${id}`)
  })
})
