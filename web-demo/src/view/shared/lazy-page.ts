import { lazy, type Component } from 'solid-js'

/** A part of the page's own code could not be loaded. Browsers remember that until the page is loaded anew. */
export class NotLoaded extends Error {
  override name = 'NotLoaded'
}

/** A page whose code is loaded when somebody goes there. */
export function lazyPage(load: () => Promise<Component>) {
  return lazy(async () => {
    try {
      return { default: await load() }
    } catch (error) {
      throw new NotLoaded(error instanceof Error ? error.message : String(error))
    }
  })
}
