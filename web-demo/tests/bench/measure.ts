// What the benches have in common.

import type { Page } from 'playwright-core'

export const print = (line: string) => process.stdout.write(`${line}\n`)

export const median = (times: number[]) => times.toSorted((a, b) => a - b)[times.length >> 1] ?? NaN

/** Gives a file to the page as if it was dropped. Its text is made there, by an expression that the debugger runs. */
export async function drop(page: Page, name: string, make: string) {
  await page.evaluate(`window.made = ${make}; undefined`)
  await page.waitForTimeout(300)
  await page.evaluate(`(() => {
    const data = new DataTransfer()
    data.items.add(new File([window.made], ${JSON.stringify(name)}))
    window.made = undefined
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))
  })()`)
}

interface Held {
  /** The longest time between two frames, in milliseconds. */
  frame: number
  /** The longest task of the main thread; 0 where none took 50 ms. */
  task: number
}

/** How long the page was held up while something went on. A frame may also wait for another process to draw. */
export async function held(page: Page, work: () => Promise<void>): Promise<Held> {
  await page.evaluate(() => {
    const state = { frame: 0, task: 0, last: performance.now(), isOn: true }
    Object.assign(window, { held: state })
    const tick = (now: number) => {
      state.frame = Math.max(state.frame, now - state.last)
      state.last = now
      if (state.isOn) {
        requestAnimationFrame(tick)
      }
    }
    requestAnimationFrame(tick)
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) {
        if (state.isOn) {
          state.task = Math.max(state.task, duration)
        }
      }
    }).observe({ type: 'longtask' })
  })
  await work()
  return page.evaluate(() => {
    const { held } = window as unknown as { held: Held & { isOn: boolean } }
    held.isOn = false
    return { frame: held.frame, task: held.task }
  })
}

export const inWords = ({ frame, task }: Held) =>
  `longest frame ${frame.toFixed(0)} ms, longest task ${task < 50 ? 'under 50' : task.toFixed(0)} ms`
