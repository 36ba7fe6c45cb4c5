/** Has the browser keep the page's files. Without it, as on plain http or in a private window, the page works online. */
export function keepForOffline(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) {
    return
  }
  navigator.serviceWorker.register(new URL('sw.js', document.baseURI)).catch(() => undefined)
}
