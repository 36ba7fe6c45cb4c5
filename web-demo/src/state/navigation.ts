// The current route, in sync with the fragment of the URL.

import { createSignal, onCleanup } from 'solid-js'
import { follow, formatRoute, parseRoute } from '../logic/route'
import type { Route } from './types'

export function createNavigation() {
  const [route, setRoute] = createSignal<Route>(parseRoute(location.hash))
  // Going back fires both. A link or the address bar fires only the second in some browsers.
  const read = () => {
    if (formatRoute(route()) !== formatRoute(parseRoute(location.hash))) {
      setRoute(parseRoute(location.hash))
    }
  }
  addEventListener('popstate', read)
  addEventListener('hashchange', read)
  onCleanup(() => {
    removeEventListener('popstate', read)
    removeEventListener('hashchange', read)
  })

  const go = (to: Partial<Route>, replace = false) => {
    const next = follow(route(), to)
    const hash = formatRoute(next)
    if (hash === formatRoute(route())) {
      return
    }
    const address = `${location.pathname}${location.search}${hash}`
    if (replace) {
      history.replaceState(null, '', address)
    } else {
      history.pushState(null, '', address)
    }
    setRoute(next)
  }

  return { route, go }
}
