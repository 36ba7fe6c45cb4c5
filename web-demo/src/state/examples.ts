// The example that the address names: opened once, so that a link to it works, and a reload too.

import { createEffect, on } from 'solid-js'
import { EXAMPLES } from '../logic/open/examples'
import type { ReportSummary } from '../logic/model'
import type { OpenInput } from '../worker/protocol'
import type { Route } from './types'

interface Around {
  route: () => Route
  go: (to: Partial<Route>, replace?: boolean) => void
  reports: () => ReportSummary[]
  load: (inputs: OpenInput[]) => Promise<ReportSummary[] | undefined>
  unknown: (name: string) => void
}

export function openExamples({ route, go, reports, load, unknown }: Around): void {
  /** The reports that an example was opened as. */
  const opened = new Map<string, number[]>()
  const underWay = new Set<string>()

  const isOpen = (id: number | undefined) => reports().some((report) => report.id === id)

  /** Goes to the example's report, or to the list where there are several, if one still waits for it. */
  const show = (name: string, ids: number[]) => {
    const now = route()
    if (now.example !== name) {
      return
    }
    if (ids.length > 1) {
      go({ page: 'reports', example: name, filter: now.filter }, true)
    } else {
      go({ ...now, page: 'report', report: ids[0], tab: now.tab ?? 'overview' }, true)
    }
  }

  const open = async (name: string) => {
    // Only names that are known: any other would be an address of somebody's choice.
    if (!EXAMPLES.some((example) => example.name === name)) {
      unknown(name)
      return go({ page: 'start' }, true)
    }
    const url = new URL(`examples/${name}`, document.baseURI).href
    if (underWay.has(name)) {
      return
    }
    underWay.add(name)
    const ids = (await load([{ kind: 'url', name, url, isExample: true }]))?.map((report) => report.id)
    underWay.delete(name)
    if (!ids || ids.length === 0) {
      if (route().example === name) {
        go({ page: 'start' }, true)
      }
      return
    }
    opened.set(name, ids)
    show(name, ids)
  }

  createEffect(
    on(route, ({ page, report, example }) => {
      if (!example || (page !== 'report' && page !== 'reports')) {
        return
      }
      const ids = opened.get(example)?.filter(isOpen)
      if (!ids || ids.length === 0) {
        void open(example)
      } else if (page === 'report' && !ids.includes(report ?? -1)) {
        show(example, ids)
      }
    }),
  )
}
