import { delayedMessage } from './delayed-message'
import './loading-message.css'

/** A quiet message in place of something that is loading, shown once that takes long enough to be noticed. */
export function LoadingMessage(props: { word?: string }) {
  const shown = delayedMessage(() => true, props.word)
  return <p class="loading-message">{shown() ?? '\u00a0'}</p>
}
