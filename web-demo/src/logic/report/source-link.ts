// From a frame's file to where its code can be read. Links go to the hosts that are named here, and nowhere else.

import type { SourceLink } from '../model'
import { urlPart, urlPath } from './url'

interface Place {
  /** The path, as it is shown. */
  path: string
  href?: string
  searchfox?: string
}

/** What a file and a line are, for people and as links. */
export function sourceLink(file: string | undefined, line: string | undefined): SourceLink | undefined {
  if (file === undefined || file === '') {
    return undefined
  }
  const anchor = line !== undefined && /^[1-9]\d{0,9}$/.test(line) ? line : undefined
  const { path, href, searchfox } = placeOf(file, anchor)
  const link: SourceLink = { text: line === undefined || line === '' || line === '0' ? path : `${path}:${line}` }
  if (href !== undefined) {
    link.href = href
  }
  if (searchfox !== undefined) {
    link.searchfox = searchfox
  }
  return link
}

function placeOf(file: string, line: string | undefined): Place {
  const [vcs = '', root = '', path = '', revision = '', ...more] = file.split(':')
  if (more.length === 0 && path !== '') {
    if (vcs === 'hg') {
      return inMercurial(root, path, revision, line)
    }
    if (vcs === 'git') {
      return inGit(root, path, revision, line)
    }
    if (vcs === 's3') {
      return generated(root, path, line)
    }
    if (vcs === 'cargo') {
      return inCrate(path, line) ?? { path }
    }
  }
  return inRust(file, line) ?? inRegistry(file, line) ?? { path: file }
}

function inMercurial(root: string, path: string, revision: string, line: string | undefined): Place {
  const [server, ...repository] = root.split('/')
  const place: Place = { path }
  const name = urlPath(repository.join('/'))
  const encoded = urlPath(path)
  if (server !== 'hg.mozilla.org' || name === undefined || encoded === undefined) {
    return place
  }
  if (isRevision(revision)) {
    place.href = `https://hg.mozilla.org/${name}/annotate/${revision}/${encoded}${line === undefined ? '' : `#l${line}`}`
  }
  const tree = /(?:^|\/)comm-[a-z]+\d*$/.test(name) ? 'comm-central' : 'mozilla-central'
  if (/^(?:mozilla-|comm-|releases\/|integration\/|try$)/.test(name)) {
    place.searchfox = searchfox(tree, encoded, line)
  }
  return place
}

function inGit(root: string, path: string, revision: string, line: string | undefined): Place {
  const [server, owner, name, ...more] = root.replace(/\.git$/, '').split('/')
  const place: Place = { path }
  const encoded = urlPath(path)
  const isNamed = isRepositoryPart(owner) && isRepositoryPart(name) && more.length === 0
  if (server !== 'github.com' || !isNamed || encoded === undefined) {
    return place
  }
  if (isRevision(revision)) {
    place.href = `https://github.com/${owner}/${name}/blob/${revision}/${encoded}${line === undefined ? '' : `#L${line}`}`
  }
  if (owner === 'mozilla-firefox' || (owner === 'mozilla' && name === 'gecko-dev')) {
    place.searchfox = searchfox('mozilla-central', encoded, line)
  }
  return place
}

/** Files that a build generates are kept by the hash of what is in them. */
function generated(bucket: string, path: string, line: string | undefined): Place {
  const place: Place = { path: path.replace(/^[0-9a-f]{8,}\/(?=.)/i, '') }
  const encoded = urlPath(path)
  if (bucket !== 'gecko-generated-sources' || encoded === undefined) {
    return place
  }
  const source = `https://gecko-generated-sources.s3.amazonaws.com/${encoded}`
  const at = line === undefined ? '' : `&line=${line}#L-${line}`
  place.href = `https://crash-stats.mozilla.org/sources/highlight/?url=${urlPart(source)}${at}`
  return place
}

/** The standard library as compilers name it: `/rustc/REVISION/library/core/src/option.rs`. */
function inRust(file: string, line: string | undefined): Place | undefined {
  const [, revision, rest] = /^(?:[a-z]:)?[\\/]rustc[\\/]([0-9a-f]{7,40})[\\/](.+)$/i.exec(file) ?? []
  const path = rest?.replaceAll('\\', '/')
  const encoded = path === undefined ? undefined : urlPath(path)
  if (revision === undefined || path === undefined || encoded === undefined) {
    return undefined
  }
  const at = line === undefined ? '' : `#L${line}`
  return { path, href: `https://github.com/rust-lang/rust/blob/${revision}/${encoded}${at}` }
}

/** A crate that Cargo downloaded: `…/.cargo/registry/src/INDEX/NAME-VERSION/src/lib.rs`. */
function inRegistry(file: string, line: string | undefined): Place | undefined {
  const [, path] = /[\\/]registry[\\/]src[\\/][^\\/]+[\\/](.+)$/.exec(file) ?? /^cargo:([^:]+)$/.exec(file) ?? []
  return path === undefined ? undefined : inCrate(path.replaceAll('\\', '/'), line)
}

function inCrate(path: string, line: string | undefined): Place | undefined {
  const [, name, version, rest] = /^([a-z0-9_-]+)-(\d+\.\d+\.\d+[a-z0-9.+-]*)\/(.+)$/i.exec(path) ?? []
  const encoded = rest === undefined ? undefined : urlPath(rest)
  if (name === undefined || version === undefined || encoded === undefined) {
    return undefined
  }
  const at = line === undefined ? '' : `#L${line}`
  return { path, href: `https://docs.rs/crate/${name}/${urlPart(version)}/source/${encoded}${at}` }
}

function searchfox(tree: string, path: string, line: string | undefined): string {
  return `https://searchfox.org/${tree}/source/${path}${line === undefined ? '' : `#${line}`}`
}

function isRevision(text: string): boolean {
  return /^[0-9a-z][0-9a-z_-]*(?:\.[0-9a-z_-]+)*$/i.test(text)
}

function isRepositoryPart(text: string | undefined): text is string {
  return text !== undefined && isRevision(text)
}
