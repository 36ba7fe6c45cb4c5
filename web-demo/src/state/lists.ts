// The edited lists: kept in the browser, put to the worker, shown in the editor.

import { createEffect, createMemo, createSignal, on } from 'solid-js'
import type { ListName } from 'siggen-wasm'
import { appendLine, isEdited as differs } from '../logic/lists/entries'
import { restoreLists, storeLists } from '../logic/lists/storage'
import type { Engine, ListsOutcome, ListTexts } from '../worker/protocol'
import { loadStored, saveStored } from './local-storage'
import type { Lists } from './types'

/** Long enough for typing not to queue up, short enough for nobody to notice. */
const DELAY = 30

interface Target {
  list: ListName
  line: number
}

interface Around {
  engine: Engine
  /** Changes when reports come or go, so that they are compared again. */
  reports: () => unknown
  /** Whether somebody looks at what the lists are worth. */
  isWanted: () => boolean
  /** Shows the editor. */
  goToLists: () => void
  say: (message: string) => void
  fail: (what: string, error: unknown) => void
}

export interface ListsState extends Lists {
  /** Takes texts as a whole, such as shared ones. */
  replace(texts: ListTexts): void
}

export function createLists(around: Around): ListsState {
  const { engine } = around
  const [builtIn, setBuiltIn] = createSignal<ListTexts>()
  const [texts, setTexts] = createSignal<ListTexts>()
  const [outcome, setOutcome] = createSignal<ListsOutcome>()
  const [target, setTarget] = createSignal<Target | undefined>(undefined, { equals: false })

  const isEdited = createMemo(() => {
    const [base, now] = [builtIn(), texts()]
    return base !== undefined && now !== undefined && differs(now, base)
  })

  let timer: ReturnType<typeof setTimeout> | undefined
  let asked = 0

  const put = (now: ListTexts) => {
    clearTimeout(timer)
    const number = ++asked
    timer = setTimeout(() => {
      engine.setLists(now).then(
        (result) => {
          // A later edit has its own answer under way.
          if (number === asked) {
            setOutcome(result)
          }
        },
        (error: unknown) => {
          if (number === asked) {
            around.fail('The edited lists could not be tried.', error)
          }
        },
      )
    }, DELAY)
  }

  // Once somebody has looked, what is shown stays true.
  const isWanted = createMemo((was: boolean) => was || around.isWanted(), false)
  createEffect(
    on([texts, around.reports, isWanted], ([now, _reports, isWanted]) => {
      // Once put, the worker has to hear of every change: of the last edit that is taken back, too.
      if (now && (isEdited() || isWanted || asked > 0)) {
        put(now)
      }
    }),
  )

  engine.builtInLists().then(
    (now) => {
      setBuiltIn(now)
      setTexts(restoreLists(loadStored('siggen.lists'), now))
    },
    (error: unknown) => around.fail('The built-in lists could not be read.', error),
  )

  let hasComplained = false
  const take = (now: ListTexts) => {
    const base = builtIn()
    if (!base) {
      return
    }
    setTexts(now)
    if (saveStored('siggen.lists', storeLists(now, base)) || hasComplained) {
      return
    }
    hasComplained = true
    around.say('The browser keeps nothing for this page: your edits last until it is closed.')
  }

  const show = (list: ListName, line: number) => {
    setTarget({ list, line })
    around.goToLists()
  }

  return {
    builtIn,
    texts,
    isEdited,
    outcome,
    target,
    show,
    set(name, text) {
      const now = texts()
      if (now && now[name] !== text) {
        take({ ...now, [name]: text })
      }
    },
    replace: take,
    propose(name, line) {
      const now = texts()
      if (!now) {
        return
      }
      const next = appendLine(now[name], line)
      take({ ...now, [name]: next.text })
      show(name, next.line)
    },
    reset(name) {
      const [base, now] = [builtIn(), texts()]
      if (base && now) {
        take(name ? { ...now, [name]: base[name] } : base)
      }
    },
  }
}
