import { createContext, useContext } from 'solid-js'
import type { Store } from '../state/types'

const StoreContext = createContext<Store>()

export const StoreProvider = StoreContext.Provider

/** What the page knows and can do, for every component below `App`. */
export function useStore(): Store {
  const store = useContext(StoreContext)
  if (!store) {
    throw new Error('useStore() is for components below StoreProvider')
  }
  return store
}
