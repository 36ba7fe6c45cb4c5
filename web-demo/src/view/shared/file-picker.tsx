import { useStore } from '../store-context'

let input: HTMLInputElement | undefined

/** Asks for files. It has to be called while a click or a key is handled. */
export const pickFiles = () => input?.click()

/** The browser's picker, which is opened by `pickFiles`. */
export function FilePicker() {
  const store = useStore()
  return (
    <input
      type="file"
      multiple
      hidden
      aria-label="Crash reports"
      ref={(element) => (input = element)}
      onChange={(event) => {
        const files = [...(event.currentTarget.files ?? [])]
        // The same file can be picked again.
        event.currentTarget.value = ''
        void store.open(files.map((file) => ({ kind: 'file', file })))
      }}
    />
  )
}
