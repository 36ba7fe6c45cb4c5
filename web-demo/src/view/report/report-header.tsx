import { Show } from 'solid-js'
import type { Explanation } from 'siggen-wasm'
import type { ReportView } from '../../logic/model'
import { inputInWords } from '../../logic/report/forms'
import { createQuery } from '../shared/query'
import { Badge } from '../shared/badge'
import { CopyButton } from '../shared/copy-button'
import { OutsideLink } from '../shared/outside-link'
import { SignatureText } from '../shared/signature'
import { useStore } from '../store-context'
import './report-header.css'
import { saveBlob } from './save'

interface ReportHeaderProps {
  id: number
  view: ReportView | undefined
  builtIn: Explanation | undefined
  edited: Explanation | undefined
}

/** The signature in its versions, and what can be done with the report. */
export function ReportHeader(props: ReportHeaderProps) {
  const store = useStore()
  const summary = () => store.reports().find((report) => report.id === props.id)
  const signature = () => props.builtIn?.signature ?? summary()?.signature ?? ''
  const stored = () => props.view?.storedSignature ?? summary()?.storedSignature
  const bug = createQuery(
    () => props.id,
    (id) => store.engine.bugUrl(id),
  )
  const bugHref = () => (bug.value?.startsWith('https://') ? bug.value : undefined)
  const saveHtml = async () => {
    try {
      const html = await store.engine.html(props.id)
      saveBlob(new Blob([html], { type: 'text/html' }), `${summary()?.crashId ?? 'report'}.html`)
    } catch (error) {
      store.say(`Not saved: ${error instanceof Error ? error.message : String(error)}`)
    }
  }

  const close = async () => {
    await store.close(props.id)
    store.go({ page: store.reports().length > 0 ? 'reports' : 'start' }, true)
  }

  return (
    <header class="report-header">
      <p class="report-header-facts">
        <Show when={[summary()?.product, summary()?.version].filter(Boolean).join(' ')}>
          {(product) => <span>{product()}</span>}
        </Show>
        <Show when={summary()?.os}>{(os) => <span>{os()}</span>}</Show>
        <Show when={summary()?.date}>{(date) => <span>{date()}</span>}</Show>
        <Show when={summary()?.crashId}>
          {(id) => (
            <OutsideLink
              class="mono"
              href={props.view?.crashStatsUrl}
              title={summary()?.isExample ? 'An example: the id is invented' : 'This report on Crash Stats'}
            >
              {id()}
            </OutsideLink>
          )}
        </Show>
        <span title="The file that it comes from">{summary()?.name}</span>
        <Show when={props.builtIn?.input}>
          {(input) => {
            const words = () => inputInWords(input())
            return (
              <span title="What the report was read as">
                {words().title} <Show when={words().member}>{(member) => <code>{member()}</code>}</Show>
              </span>
            )
          }}
        </Show>
      </p>
      <h1 class="report-header-signature">
        <SignatureText text={signature() || '(empty signature)'} />
      </h1>
      <dl class="report-header-others">
        <Show when={stored() !== undefined}>
          <div>
            <dt>Stored</dt>
            <dd>
              <Show
                when={stored() === signature()}
                fallback={
                  <>
                    <Badge kind="changed">differs</Badge> <SignatureText text={stored() ?? ''} />
                  </>
                }
              >
                <Badge kind="same">the same</Badge>
              </Show>
            </dd>
          </div>
        </Show>
        <Show when={store.lists.isEdited()}>
          <div>
            <dt>With your lists</dt>
            <dd>
              <Show when={props.edited} fallback={'\u00a0'}>
                {(edited) => (
                  <Show when={edited().signature !== signature()} fallback={<Badge kind="same">the same</Badge>}>
                    <Badge kind="changed">changed</Badge> <SignatureText text={edited().signature} />
                  </Show>
                )}
              </Show>
            </dd>
          </div>
        </Show>
      </dl>
      <div class="report-header-actions">
        <CopyButton label="Copy signature" text={signature} />
        <CopyButton label="Copy Markdown" text={() => store.engine.markdown(props.id)} />
        <CopyButton label="Copy bug comment" text={() => store.engine.bugComment(props.id)} />
        <a
          class="button"
          href={bugHref()}
          aria-disabled={bugHref() ? undefined : true}
          target="_blank"
          rel="noreferrer"
          title="Opens Bugzilla's form, filled in; nothing is filed before you send it"
        >
          Open a bug
        </a>
        <button type="button" class="button" onClick={saveHtml}>
          Save as HTML
        </button>
        <Show when={props.view?.crashStatsUrl}>
          {(href) => (
            <OutsideLink class="button" href={href()}>
              Crash Stats
            </OutsideLink>
          )}
        </Show>
        <button type="button" class="button button-quiet report-header-close" onClick={close}>
          Close
        </button>
      </div>
    </header>
  )
}
