// Numbers, sizes, times and addresses as people read them.

const UNITS = ['KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB']

const COUNT = new Intl.NumberFormat('en-US', { maximumFractionDigits: 3 })

/** `12,345`: the same for everybody, whatever the browser's language. */
export function formatCount(value: number): string {
  return COUNT.format(value)
}

export function counted(value: number, one: string, many: string): string {
  return `${formatCount(value)} ${value === 1 ? one : many}`
}

/** `11.8 MiB`. */
export function formatBytes(bytes: number): string {
  const sign = bytes < 0 ? '-' : ''
  let size = Math.abs(bytes)
  if (size < 1024) {
    return counted(bytes, 'byte', 'bytes')
  }
  let unit = -1
  // What would be rounded to 1,024 of a unit is 1 of the next.
  while (size >= 1023.95 && unit < UNITS.length - 1) {
    size /= 1024
    unit += 1
  }
  return `${sign}${formatCount(Number(size.toFixed(1)))} ${UNITS[Math.max(unit, 0)] ?? ''}`
}

/** `2 h 5 min`: the two largest units. */
export function formatDuration(seconds: number): string {
  if (seconds < 0) {
    return `-${formatDuration(-seconds)}`
  }
  if (seconds < 60) {
    return `${formatCount(seconds)} s`
  }
  const whole = Math.floor(seconds)
  const amounts = [
    { amount: Math.floor(whole / 86_400), unit: 'd' },
    { amount: Math.floor(whole / 3600) % 24, unit: 'h' },
    { amount: Math.floor(whole / 60) % 60, unit: 'min' },
    { amount: whole % 60, unit: 's' },
  ]
  const first = amounts.findIndex(({ amount }) => amount > 0)
  const said = amounts.slice(first, first + 2).filter(({ amount }) => amount > 0)
  return said.map(({ amount, unit }) => `${formatCount(amount)} ${unit}`).join(' ')
}

/** `2026-07-14 09:31:07 UTC`; undefined for what is no time. */
export function formatDate(milliseconds: number): string | undefined {
  const date = new Date(milliseconds)
  return Number.isNaN(date.getTime()) ? undefined : `${date.toISOString().slice(0, -5).replace('T', ' ')} UTC`
}

/** The date of seconds since 1970. */
export function dateFromUnix(seconds: number): string | undefined {
  return formatDate(seconds * 1000)
}

const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(Z|UTC|[+-]\d\d:?\d\d)?)?$/

/** The date of a text such as `2026-07-14T09:31:07.512034+00:00`. A time without a zone is one of UTC. */
export function dateFromText(text: string): string | undefined {
  const [matched, year, month, day, hour, minute, second, zone] = ISO.exec(text.trim()) ?? []
  if (matched === undefined || !isDay(Number(year), Number(month), Number(day))) {
    return undefined
  }
  if (hour === undefined) {
    return `${year}-${month}-${day}`
  }
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 60) {
    return undefined
  }
  const time = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second ?? 0))
  return formatDate(time - zoneMinutes(zone) * 60_000)
}

function zoneMinutes(zone: string | undefined): number {
  const [matched, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(zone ?? '') ?? []
  if (matched === undefined) {
    return 0
  }
  return (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1)
}

/** The date in a build id: `2026-07-18 09:30` of `20260718093000`. */
export function dateFromBuildId(build: string): string | undefined {
  const [matched, year, month, day, hour, minute] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(?:\d\d)?$/.exec(build) ?? []
  if (matched === undefined || !isDay(Number(year), Number(month), Number(day))) {
    return undefined
  }
  return Number(hour) < 24 && Number(minute) < 60 ? `${year}-${month}-${day} ${hour}:${minute}` : undefined
}

/** Whether there is such a day. */
export function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/** An address without leading zeros; any other text as it is. */
export function formatAddress(address: string): string {
  return address.replace(/^0x0*(?=[0-9a-f]+$)/i, '0x')
}

const ADDRESS = /^0x[0-9a-f]{1,16}$/i

/** How far an address is behind another one, padded as stackwalkers do: `0x0000000003d16a02`. */
export function offsetBetween(base: string | undefined, address: string | undefined): string | undefined {
  if (base === undefined || address === undefined || !ADDRESS.test(base) || !ADDRESS.test(address)) {
    return undefined
  }
  const offset = BigInt(address) - BigInt(base)
  return offset < 0n ? undefined : `0x${offset.toString(16).padStart(16, '0')}`
}

export function formatPercent(percent: number): string {
  return `${formatCount(percent)}%`
}

/** A text of at most so many characters, with `...` at its end where some were cut off. */
export function cut(text: string, length: number): string {
  if (text.length <= length) {
    return text
  }
  // Not through the middle of a character.
  return `${text.slice(0, Math.max(length - 3, 0)).replace(/[\ud800-\udbff]$/, '')}...`
}
