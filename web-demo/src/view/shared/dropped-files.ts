import type { Store } from '../../state/types'

/** Opens what was dropped. Has to be called while the drop is handled. */
export function openDropped(store: Store, transfer: DataTransfer): void {
  droppedFiles(transfer).then(
    (files) => store.open(files.map((file) => ({ kind: 'file', file }))),
    () => store.say('A dropped folder could not be read.'),
  )
}

/** The files that were dropped, those inside of dropped folders among them. */
function droppedFiles(transfer: DataTransfer): Promise<File[]> {
  const items = [...transfer.items].filter((item) => item.kind === 'file')
  // What an item is can only be asked now: all of them are read before anything is waited for.
  const found = items.map((item) => ({ entry: item.webkitGetAsEntry?.() ?? null, file: item.getAsFile() }))
  return Promise.all(found.map(({ entry, file }) => (entry?.isDirectory ? filesIn(entry) : file ? [file] : []))).then(
    (files) => files.flat(),
  )
}

async function filesIn(entry: FileSystemEntry): Promise<File[]> {
  if (isFile(entry)) {
    return [await new Promise<File>((resolve, reject) => entry.file(resolve, reject))]
  }
  if (!isFolder(entry)) {
    return []
  }
  const files: File[] = []
  for (const inner of await entriesOf(entry)) {
    files.push(...(await filesIn(inner)))
  }
  return files
}

/** A reader gives some entries at a time, and none at the end. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (some.length === 0) {
      return all
    }
    all.push(...some)
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory
