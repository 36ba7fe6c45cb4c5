import { render } from 'solid-js/web'
import './view/theme.css'
import { keepForOffline } from './offline/register'
import { createStore } from './state/store'
import { App } from './view/app'
import { watchShownText } from './view/shown-text'
import { connect } from './worker/rpc'

const start = () => new Worker(new URL('./worker/worker.ts', import.meta.url), { type: 'module' })

watchShownText(document)

const root = document.getElementById('app')
if (root) {
  render(() => {
    const engine = connect(start, (message) => store.lost(message))
    const store = createStore(engine)
    return <App store={store} />
  }, root)
}

keepForOffline()
