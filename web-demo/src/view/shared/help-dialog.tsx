import { createSignal, For, Show } from 'solid-js'
import { Dialog } from './dialog'
import './help-dialog.css'
import { areShortcutsOn, setShortcutsOn, SHORTCUTS } from './keys'

const [isShown, setIsShown] = createSignal(false)

export const showHelp = () => setIsShown(true)

export function HelpDialog() {
  const close = () => setIsShown(false)
  return (
    <Show when={isShown()}>
      <Dialog title="Help" close={close}>
        <p>
          siggen opens Firefox crash reports, makes the signature that Crash Stats would, and shows which rule and which
          list entry decided. Reports are read in this page and never uploaded; they are gone when it is closed.
        </p>
        <p>
          It opens processed crashes, raw annotations, stackwalker output, crash pings and crash data: one report, a
          list of them, or one per line, also compressed. Drop files anywhere, or paste.
        </p>
        <h3 class="help-dialog-title">Keys</h3>
        <dl class="help-dialog-keys">
          <For each={SHORTCUTS}>
            {([keys, does]) => (
              <div>
                <dt>
                  <For each={keys}>{(key) => <kbd>{key}</kbd>}</For>
                </dt>
                <dd>{does}</dd>
              </div>
            )}
          </For>
        </dl>
        <label class="help-dialog-switch">
          <input
            type="checkbox"
            checked={areShortcutsOn()}
            onChange={(event) => setShortcutsOn(event.currentTarget.checked)}
          />
          Keys without Ctrl or Alt do something
        </label>
        <div class="dialog-buttons">
          <button type="button" class="button button-main" onClick={close}>
            Close
          </button>
        </div>
      </Dialog>
    </Show>
  )
}
