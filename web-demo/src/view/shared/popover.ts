import { onCleanup, onMount } from 'solid-js'

const MARGIN = 8

/** Puts an element above all else, below its anchor where there is room, else above it, and keeps it there. */
export function floatAt(anchor: () => HTMLElement | undefined, panel: () => HTMLElement | undefined): void {
  const place = () => {
    const [from, element] = [anchor()?.getBoundingClientRect(), panel()]
    if (!from || !element) {
      return
    }
    const left = Math.max(
      MARGIN,
      Math.min(from.left, document.documentElement.clientWidth - element.offsetWidth - MARGIN),
    )
    const isBelow = from.bottom + element.offsetHeight + MARGIN <= innerHeight || from.top < innerHeight / 2
    const top = isBelow ? from.bottom : from.top - element.offsetHeight
    element.style.left = `${left}px`
    element.style.top = `${Math.max(0, top)}px`
  }
  onMount(() => {
    panel()?.showPopover?.()
    place()
    // What it holds may grow, as when an answer comes.
    const observer = new ResizeObserver(place)
    const element = panel()
    if (element) {
      observer.observe(element)
    }
    addEventListener('scroll', place, { capture: true, passive: true })
    addEventListener('resize', place)
    onCleanup(() => {
      observer.disconnect()
      removeEventListener('scroll', place, { capture: true })
      removeEventListener('resize', place)
    })
  })
}
