import { later } from './later'
import './late-word.css'

/** A quiet word in place of something that isn't there yet, once that takes long enough to be noticed. */
export function LateWord(props: { word?: string }) {
  const shown = later(() => true, props.word)
  return <p class="late-word">{shown() ?? '\u00a0'}</p>
}
