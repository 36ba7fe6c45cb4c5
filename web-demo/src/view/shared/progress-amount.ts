import type { Progress } from '../../worker/protocol'

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB']

/** A number of bytes as people read it, in steps of 1,000. */
export function bytes(count: number): string {
  let value = count
  let unit = 0
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000
    unit += 1
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : 1
  return `${value.toFixed(digits)} ${UNITS[unit]}`
}

/** How far something is: `1.2 MB of 3.4 MB`, or `12 reports` where nobody knows the end. */
export function amount({ done, total, unit }: Progress): string {
  const write = (count: number) => (unit === 'bytes' ? bytes(count) : count.toLocaleString('en'))
  const all = total === undefined ? write(done) : `${write(done)} of ${write(total)}`
  return unit === 'bytes' ? all : `${all} reports`
}
