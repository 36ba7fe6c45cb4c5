import { HIDDEN, printable } from '../logic/printable'

/** Attributes whose text is shown or read out. */
const ATTRIBUTES = ['title', 'aria-label', 'placeholder']

/**
 * Keeps hidden characters from what the page shows, whatever draws it: each text of a report or a list gets a form that
 * is seen before the browser paints it. What is copied, saved and compared stays as it is. The editor of lists is in a
 * tree of its own and shows such characters by itself.
 */
export function watchShownText(document: Document): void {
  const observer = new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === 'attributes') {
        showAttributes(change.target)
      } else if (change.type === 'characterData') {
        showTexts(change.target)
      } else {
        change.addedNodes.forEach(showTexts)
      }
    }
  })
  observer.observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ATTRIBUTES,
  })
}

function showTexts(node: Node): void {
  if (node instanceof Text) {
    showText(node)
  }
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT)
  for (let inner = walker.nextNode(); inner !== null; inner = walker.nextNode()) {
    if (inner instanceof Text) {
      showText(inner)
    } else {
      showAttributes(inner)
    }
  }
  showAttributes(node)
}

function showText(text: Text): void {
  if (text.data.search(HIDDEN) >= 0) {
    text.data = printable(text.data)
  }
}

function showAttributes(node: Node): void {
  if (!(node instanceof Element)) {
    return
  }
  for (const name of ATTRIBUTES) {
    const value = node.getAttribute(name)
    if (value !== null && value.search(HIDDEN) >= 0) {
      node.setAttribute(name, printable(value))
    }
  }
}
