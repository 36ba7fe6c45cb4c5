import { createEffect, createSignal, on, onCleanup, type Accessor } from 'solid-js'
import type { ReportsCoverage } from '../../worker/protocol'
import { createQuery, type Query } from '../shared/query'
import { useStore } from '../store-context'

/** Long enough that nobody who types waits for it. */
const DELAY = 250

export interface ReportsCoverageResult {
  coverage: ReportsCoverage
  /** Whether it says what would be without each line. */
  isWithout: boolean
}

/** What the lines of the lists do to the open reports; asked anew when either changes. */
export function reportsCoverage(isWithout: Accessor<boolean>): Query<ReportsCoverageResult> {
  const store = useStore()
  const [question, setQuestion] = createSignal<{ isWithout: boolean }>()
  createEffect(
    on([store.lists.outcome, () => store.reports().length, isWithout], ([outcome, reports, isWithout]) => {
      if (!outcome || reports === 0) {
        setQuestion(undefined)
        return
      }
      const timer = setTimeout(() => setQuestion({ isWithout }), DELAY)
      onCleanup(() => clearTimeout(timer))
    }),
  )
  return createQuery(question, async ({ isWithout }) => {
    return { coverage: await store.engine.coverage('edited', isWithout), isWithout }
  })
}
