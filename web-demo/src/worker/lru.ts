// Keeps the few things that were used last.

export class Lru<K, V> {
  readonly #limit: number
  readonly #kept = new Map<K, V>()
  readonly #drop: (value: V) => void

  /** `drop` is told of whatever isn't kept any more. */
  constructor(limit: number, drop: (value: V) => void = () => {}) {
    this.#limit = limit
    this.#drop = drop
  }

  /** What is kept, or else what `make` makes. */
  get(key: K, make: () => V): V {
    const value = this.#kept.get(key) ?? make()
    this.#kept.delete(key)
    this.#kept.set(key, value)
    for (const [oldest, dropped] of this.#kept) {
      if (this.#kept.size <= this.#limit) {
        break
      }
      this.#kept.delete(oldest)
      this.#drop(dropped)
    }
    return value
  }

  /** Forgets those whose key is so. */
  forget(isSo: (key: K) => boolean): void {
    for (const [key, value] of this.#kept) {
      if (isSo(key)) {
        this.#kept.delete(key)
        this.#drop(value)
      }
    }
  }

  clear(): void {
    this.forget(() => true)
  }
}
