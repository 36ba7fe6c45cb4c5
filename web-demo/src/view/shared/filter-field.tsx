import { createSignal, onCleanup, createEffect } from 'solid-js'
import './filter-field.css'

interface FilterFieldProps {
  label: string
  value: string
  onInput: (text: string) => void
  /** What is left, in words: read out as well. */
  found?: string
  /** Enter, or Shift+Enter. */
  onEnter?: (isBack: boolean) => void
}

/** A field that filters what stands below it; `/` leads to it. */
export function FilterField(props: FilterFieldProps) {
  // The field is ahead of what is filtered, so that typing never waits.
  const [typed, setTyped] = createSignal(props.value)
  let timer: ReturnType<typeof setTimeout> | undefined
  createEffect(() => setTyped(props.value))
  onCleanup(() => clearTimeout(timer))

  const input = (text: string) => {
    setTyped(text)
    clearTimeout(timer)
    timer = setTimeout(() => props.onInput(text), 80)
  }

  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && typed()) {
      input('')
    }
    if (event.key === 'Enter') {
      props.onEnter?.(event.shiftKey)
    }
  }

  return (
    <div class="filter-field">
      <label>
        <span class="unseen">{props.label}</span>
        <input
          type="search"
          class="field"
          placeholder={props.label}
          autocomplete="off"
          spellcheck={false}
          value={typed()}
          onInput={(event) => input(event.currentTarget.value)}
          onKeyDown={press}
        />
      </label>
      <output class="filter-field-found">{props.found}</output>
    </div>
  )
}
