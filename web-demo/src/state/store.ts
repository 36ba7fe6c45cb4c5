import { createEffect, createMemo, createSignal, on, onCleanup } from 'solid-js'
import type { Problem, ReportSummary } from '../logic/model'
import { isEdited as differs } from '../logic/lists/entries'
import type { Engine, ListTexts, OpenInput, Progress } from '../worker/protocol'
import { openExamples } from './examples'
import { createLists } from './lists'
import { createNavigation } from './navigation'
import type { Store } from './types'

/** Work that is done sooner shows no bar. */
const QUIET = 100
const SAID_FOR = 4000

/** What only the frame of the page needs. */
export interface AppStore extends Store {
  /** Shared lists that would replace local edits: waiting for a yes. */
  offered(): ListTexts | undefined
  takeOffered(isWanted: boolean): void
  /** The worker broke down, and all reports with it. */
  lost(message: string): void
}

const words = (error: unknown) => (error instanceof Error ? error.message : String(error))

export function createStore(engine: Engine): AppStore {
  const { route, go } = createNavigation()
  const [reports, setReports] = createSignal<ReportSummary[]>([])
  const [problems, setProblems] = createSignal<Problem[]>([])
  const [running, setRunning] = createSignal<Progress>()
  const [isLate, setIsLate] = createSignal(false)
  const [said, setSaid] = createSignal<string | undefined>(undefined, { equals: false })
  const [offered, setOffered] = createSignal<ListTexts>()
  const underWay = new Set<AbortController>()

  let saidTimer: ReturnType<typeof setTimeout> | undefined
  const say = (message: string) => {
    clearTimeout(saidTimer)
    setSaid(message)
    saidTimer = setTimeout(() => setSaid(undefined), SAID_FOR)
  }

  const complain = (name: string, message: string, advice: string) => {
    setProblems((before) => [...before, { name, message, advice }])
  }

  const fail = (what: string, error: unknown) => {
    complain(what, words(error), 'Reload the page. If it happens again, it is a defect of siggen: please report it.')
  }

  const lists = createLists({
    engine,
    reports,
    isWanted: () => route().page === 'lists',
    goToLists: () => go({ page: 'lists' }),
    say,
    fail,
  })

  /** Opens inputs and gives the new reports, or nothing if it was cancelled. */
  const load = async (inputs: OpenInput[]): Promise<ReportSummary[] | undefined> => {
    const abort = new AbortController()
    underWay.add(abort)
    const timer = setTimeout(() => setIsLate(true), QUIET)
    try {
      const opened = await engine.open(inputs, abort.signal, (progress) => {
        if (underWay.has(abort)) {
          setRunning(progress)
        }
      })
      setReports((before) => [...before, ...opened.reports])
      setProblems((before) => [...before, ...opened.problems])
      const [first, ...more] = opened.problems
      if (first) {
        say(more.length ? `${opened.problems.length} problems in what was opened.` : `Not opened: ${first.message}`)
      }
      return opened.reports
    } catch (error) {
      if (abort.signal.aborted) {
        say('Cancelled.')
      }
      // `lost` has told of it.
      else if (!(error instanceof Error && error.name === 'WorkerCrash')) {
        fail('Opening failed.', error)
      }
      return undefined
    } finally {
      clearTimeout(timer)
      underWay.delete(abort)
      if (underWay.size === 0) {
        setRunning(undefined)
        setIsLate(false)
      }
    }
  }

  const open = async (inputs: OpenInput[]) => {
    if (inputs.length === 0) {
      return
    }
    const opened = await load(inputs)
    const first = opened?.[0]
    if (!opened || !first) {
      return
    }
    if (problems().length === 0) {
      say(opened.length === 1 ? 'Report opened.' : `${opened.length} reports opened.`)
    }
    if (opened.length === 1) {
      go({ page: 'report', report: first.id, tab: 'overview' })
    } else {
      go({ page: 'reports' })
    }
  }

  openExamples({
    route,
    go,
    reports,
    load,
    unknown: (name) => complain(`Example “${name}”`, 'There is no such example.', 'Pick one on the start page.'),
  })

  // Shared lists: taken at once, unless there are edits that would be lost.
  const takeShared = async (text: string, builtIn: ListTexts) => {
    const { decodeLists } = await import('../logic/share/lists')
    const { texts, problem } = decodeLists(text, builtIn)
    const now = lists.texts()
    if (!texts) {
      const advice = 'The link may have been cut off: ask for it again. Your lists are unchanged.'
      complain('The lists in the URL', `They can't be read: ${problem}.`, advice)
    } else if (lists.isEdited() && now && differs(texts, now)) {
      setOffered(texts)
    } else {
      lists.replace(texts)
    }
    go({ lists: undefined }, true)
  }
  createEffect(
    on([() => route().lists, lists.builtIn], ([text, builtIn]) => {
      if (!text || !builtIn) {
        return
      }
      takeShared(text, builtIn).catch((error: unknown) => fail('The lists in the URL', error))
    }),
  )

  const current = createMemo(() => reports().find((report) => report.id === route().report))
  createEffect(() => {
    const titles = {
      start: '',
      report: current()?.signature ?? '',
      reports: 'Reports',
      compare: 'Compare',
      lists: 'Lists',
    }
    const title = titles[route().page]
    document.title = title ? `${title} – siggen` : 'siggen'
  })

  onCleanup(() => {
    clearTimeout(saidTimer)
    for (const abort of underWay) {
      abort.abort()
    }
  })

  return {
    engine,
    reports,
    problems,
    dismissProblems: () => setProblems([]),
    progress: () => (isLate() ? running() : undefined),
    route,
    go,
    open,
    cancel: () => underWay.forEach((abort) => abort.abort()),
    async close(id) {
      try {
        await engine.close(id)
      } catch (error) {
        fail('Closing failed.', error)
      }
      setReports((before) => (id === undefined ? [] : before.filter((report) => report.id !== id)))
    },
    lists,
    say,
    said,
    lost(message) {
      setReports([])
      complain('All open reports', message, 'If one report does it every time, please tell us which.')
      go({ page: 'start' }, true)
    },
    offered,
    takeOffered(isWanted) {
      const texts = offered()
      setOffered(undefined)
      if (isWanted && texts) {
        lists.replace(texts)
      }
    },
  }
}
