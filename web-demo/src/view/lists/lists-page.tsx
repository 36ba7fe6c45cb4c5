import { batch, createEffect, createMemo, createSignal, Show } from 'solid-js'
import type { Finding, ListName } from 'siggen-wasm'
import { fixed } from '../../logic/lists/fix'
import { listNames, listTitles, titleOf } from '../../logic/lists/titles'
import { findingsFor } from '../../logic/playground/findings-for'
import { isListFile, listFileText, listOfFile } from '../../logic/playground/list-file'
import { changedLines, editedLines, entryCount, lineChanges } from '../../logic/playground/line-marks'
import { changesPhrase, noun } from '../../logic/playground/phrases'
import { openDropped } from '../shared/dropped-files'
import { TabPanel, Tabs } from '../shared/tabs'
import { useStore } from '../store-context'
import { AboutLines } from './about-lines'
import { ConfirmDialog } from './confirm-dialog'
import { ListEditor } from './list-editor'
import { ListsActions } from './lists-actions'
import { WhatIf } from './what-if'
import './lists-page.css'

/** The last place that was gone to: who comes back later is not sent there again. */
let seen: object | undefined

interface Question {
  title: string
  text: string
  action: string
  act: () => void
}

/** The playground: the four lists, and what an edit does to the reports that are open. */
export function ListsPage() {
  const store = useStore()
  const { lists, say } = store
  const [picked, setPicked] = createSignal<ListName>('prefix_signature_re')
  const [target, setTarget] = createSignal<{ line: number }>()
  const [question, setQuestion] = createSignal<Question>()

  const text = () => lists.texts()?.[picked()]
  const changes = createMemo(() => {
    const [base, now] = [lists.builtIn(), lists.texts()]
    return new Map(listNames.map((name) => [name, lineChanges(base?.[name] ?? '', now?.[name] ?? '')]))
  })
  const ofPicked = () => changes().get(picked())
  const findings = () => lists.outcome()?.findings ?? []
  const ofThisList = createMemo(() => findings().filter((finding) => finding.list === picked()))

  const found = createMemo(() => {
    const edited = new Map([...changes()].map(([name, here]) => [name, editedLines(here)]))
    return findingsFor(findings(), picked(), edited)
  })

  const tabs = () =>
    listTitles.map(({ name, title }) => {
      const here = changes().get(name)
      const count = here ? changedLines(here) : 0
      return {
        id: name,
        label: count > 0 ? `${title} ±${count}` : title,
        count: entryCount(lists.texts()?.[name] ?? ''),
      }
    })

  const goTo = (list: ListName, line: number) =>
    batch(() => {
      setPicked(list)
      setTarget({ line })
    })
  createEffect(() => {
    const wanted = lists.target()
    if (!wanted || wanted === seen) {
      return
    }
    seen = wanted
    goTo(wanted.list, wanted.line)
  })

  const pick = (id: string) => {
    const name = listNames.find((known) => known === id)
    if (!name) {
      return
    }
    batch(() => {
      setPicked(name)
      setTarget(undefined)
    })
  }

  const reset = (name?: ListName) =>
    setQuestion({
      title: name ? `Reset “${titleOf(name)}”?` : 'Reset all lists?',
      text: 'Your edits are replaced by the built-in text.',
      action: 'Reset',
      act: () => {
        lists.reset(name)
        say(name ? `${titleOf(name)}: the built-in text again.` : 'All lists are the built-in ones again.')
      },
    })

  const applyFix = (finding: Finding) => {
    const { list, line } = finding
    const text = fixed(lists.texts()?.[list] ?? '', finding)
    if (text === undefined) {
      return say('The list was edited meanwhile: look at the finding again.')
    }
    batch(() => {
      setPicked(list)
      lists.set(list, text)
    })
    say(`${titleOf(list)}, line ${line}: fixed. Undo in the editor reverts it.`)
  }

  const take = async (file: File) => {
    const name = listOfFile(file.name, picked())
    const read = listFileText(new Uint8Array(await file.slice(0, 4_000_001).arrayBuffer()))
    if ('problem' in read) {
      return say(`${file.name} was not imported. ${read.problem}`)
    }
    const act = () => {
      batch(() => {
        setPicked(name)
        lists.set(name, read.text)
      })
      say(`${file.name} is now the list “${titleOf(name)}”.`)
    }
    const here = changes().get(name)
    if (!here || changedLines(here) === 0) {
      return act()
    }
    setQuestion({
      title: `Replace “${titleOf(name)}”?`,
      text: `You have edited this list. ${file.name} will replace it.`,
      action: 'Replace',
      act,
    })
  }
  /** A list's file is imported; anything else is reports. */
  const drop = (transfer: DataTransfer) => {
    const [file] = transfer.files
    if (file && isListFile(file.name)) {
      void take(file)
    } else {
      openDropped(store, transfer)
    }
  }

  return (
    <div class="lists-page">
      <header>
        <h1>Lists</h1>
        <p class="lists-page-intro">
          Four lists decide which frames become the signature. Edit them and see at once how the open reports change.
          Your edits stay in this browser.
        </p>
      </header>
      <ListsActions list={picked()} onImport={(file) => void take(file)} onReset={reset} />
      <div class="lists-page-columns">
        <div class="lists-page-left">
          <Tabs label="Lists" panel="lists-page-panel" tabs={tabs()} current={picked()} onPick={pick} />
          <TabPanel id="lists-page-panel" current={picked()}>
            <p class="lists-page-about">{listTitles.find(({ name }) => name === picked())?.explanation}</p>
            <p class="lists-page-counts">
              <Show when={text() !== undefined} fallback="Working…">
                {noun(entryCount(text() ?? ''), 'entry', 'entries')}
                <Show when={ofPicked()}>{(here) => <>, {changesPhrase(here())}</>}</Show>
              </Show>
            </p>
            <ListEditor
              name={picked()}
              label={`${titleOf(picked())}, text of the list`}
              text={text()}
              findings={ofThisList()}
              marks={ofPicked()?.marks ?? []}
              target={target()}
              onText={(now) => lists.set(picked(), now)}
              onFiles={drop}
            />
            <p class="lists-page-hint">
              <kbd>Ctrl</kbd> or <kbd>⌘</kbd> <kbd>F</kbd> searches, <kbd>F8</kbd> goes to the next finding,{' '}
              <kbd>Esc</kbd> <kbd>Tab</kbd> leaves the editor. Drop a .txt file on it to import it.
            </p>
          </TabPanel>
        </div>
        <WhatIf onGo={goTo} />
        <AboutLines found={found()} list={picked()} onGo={goTo} onFix={applyFix} />
      </div>
      <Show when={question()}>
        {(asked) => (
          <ConfirmDialog
            title={asked().title}
            action={asked().action}
            onAnswer={(isWanted) => {
              const { act } = asked()
              setQuestion(undefined)
              if (isWanted) {
                act()
              }
            }}
          >
            {asked().text}
          </ConfirmDialog>
        )}
      </Show>
    </div>
  )
}
