// The service worker: after the first load, the page needs no network. It keeps the page's own files and nothing else.

declare const self: ServiceWorkerGlobalScope & {
  /** Written in front of this script by the build. */
  build: { files: string[]; version: string }
}

const { files, version } = self.build
const cacheName = `siggen-${version}`

self.addEventListener('install', (event) => {
  event.waitUntil(keepFiles())
})

async function keepFiles() {
  const cache = await caches.open(cacheName)
  // Past the browser's own cache, or an old page could meet new files.
  await cache.addAll(files.map((file) => new Request(file, { cache: 'reload' })))
  await self.skipWaiting()
}

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOldFiles())
})

async function dropOldFiles() {
  const names = await caches.keys()
  const old = names.filter((name) => name.startsWith('siggen-') && name !== cacheName)
  await Promise.all(old.map((name) => caches.delete(name)))
  await self.clients.claim()
}

self.addEventListener('fetch', (event) => {
  const { request } = event
  const isOwn = request.method === 'GET' && request.url.startsWith(self.registration.scope)
  if (isOwn) {
    event.respondWith(answer(request))
  }
})

async function answer(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName)
  const kept = await cache.match(request, { ignoreSearch: true })
  return kept ?? fetch(request)
}
