// Which lists callers want, as the module is told of them.

const PARTS = ['replace', 'extend', 'remove']

/** Each part with what it says. This is a copy: it may be told again, and callers may have changed theirs. */
export function partsOf(siglists) {
  const { without = [], source, ...others } = known(siglists, 'siglists', [...PARTS, 'without', 'source'])
  const parts = PARTS.filter((part) => isGiven(others[part])).map((part) => [part, ...textsOf(others[part], part)])
  if (!Array.isArray(without)) {
    throw new TypeError('`without` must be an array of places')
  }
  for (const place of without) {
    // It may be what an explanation calls `decided_by`, which says more.
    const { list, line } = object(place, 'a place in `without`')
    if (typeof list !== 'string') {
      throw new TypeError('a list must be given by its name')
    }
    if (!Number.isInteger(line) || line < 0 || line >= 2 ** 32) {
      throw new TypeError('a line must be given by its number')
    }
    parts.push(['without', list, line])
  }
  if (isGiven(source)) {
    parts.push(['called', string(source, '`source`')])
  }
  return parts
}

/** The names of lists, and their texts. */
export function textsOf(siglists, name = 'siglists') {
  const texts = Object.entries(object(siglists, name))
  return [texts.map(([list]) => list), texts.map(([list, text]) => string(text, `the text of \`${list}\``))]
}

/** Tells the module of the parts. */
export function listsOf(parts, glue) {
  const lists = new glue.Lists()
  for (const [part, ...said] of parts) {
    lists[part](...said)
  }
  return lists
}

function isGiven(value) {
  return value !== undefined && value !== null
}

function string(value, name) {
  if (typeof value === 'string') {
    return value
  }
  throw new TypeError(`${name} must be a string`)
}

/** The members that an object has itself, without those that are undefined. */
function object(value, name) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TypeError(`${name} must be an object`)
  }
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined))
}

/** The same, where there are no others than those. */
function known(value, name, members) {
  const own = object(value, name)
  const odd = Object.keys(own).find((member) => !members.includes(member))
  if (odd === undefined) {
    return own
  }
  throw new TypeError(`${name} has no member \`${odd}\`; its members are ${members.join(', ')}`)
}
