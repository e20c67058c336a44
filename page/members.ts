/**
 * Members of nodes that a page cannot forge. In Chromium a field called `nextSibling` stands in for its form's own
 * `nextSibling`, in our isolated world too, and any node of the page may be a form. So wherever it may be one, a member is
 * taken from here and called on it: `nextSibling.call(node)`. A getter of Element throws on what is no element.
 * Text nodes, documents, shadow roots, events and ranges have no such names and are read as usual.
 */

type Getter<Owner, Name extends keyof Owner> = (this: Owner) => Owner[Name];

function getter<Owner extends object, Name extends keyof Owner & string>(
  prototype: Owner,
  name: Name,
): Getter<Owner, Name> {
  return Object.getOwnPropertyDescriptor(prototype, name)!.get as Getter<Owner, Name>;
}

const node = Node.prototype;
export const nodeType = getter(node, 'nodeType');
export const parentNode = getter(node, 'parentNode');
export const parentElement = getter(node, 'parentElement');
export const firstChild = getter(node, 'firstChild');
export const lastChild = getter(node, 'lastChild');
export const previousSibling = getter(node, 'previousSibling');
export const nextSibling = getter(node, 'nextSibling');
export const childNodes = getter(node, 'childNodes');
export const textContent = getter(node, 'textContent');
export const isConnected = getter(node, 'isConnected');
export const ownerDocument = getter(node, 'ownerDocument');
export const { contains, compareDocumentPosition, getRootNode } = node;

const element = Element.prototype;
export const localName = getter(element, 'localName');
export const assignedSlot = getter(element, 'assignedSlot');
export const firstElementChild = getter(element, 'firstElementChild');
export const shadowRoot = getter(element, 'shadowRoot');
const namespaceURI = getter(element, 'namespaceURI');
export const {
  hasAttribute,
  getAttribute,
  matches,
  closest,
  querySelector,
  querySelectorAll,
  getElementsByTagName,
  checkVisibility,
  getBoundingClientRect,
  scrollIntoView,
} = element;

export const elements = getter(HTMLFormElement.prototype, 'elements');
export const isContentEditable = getter(HTMLElement.prototype, 'isContentEditable');
export const { blur, click } = HTMLElement.prototype;

const HTML = 'http://www.w3.org/1999/xhtml';

/** Of whatever window the form is. Everything else has members of its own that can be relied on. */
export function isForm(of: Element): of is HTMLFormElement {
  return localName.call(of) === 'form' && namespaceURI.call(of) === HTML;
}

export function isElement(of: Node): of is Element {
  return nodeType.call(of) === Node.ELEMENT_NODE;
}

export function isText(of: Node): of is Text {
  return nodeType.call(of) === Node.TEXT_NODE;
}
