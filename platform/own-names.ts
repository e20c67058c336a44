/**
 * To be loaded before anything asks for `browser`. Where the browser itself has nothing of that name (Chromium), an
 * element or frame that the page called so would answer, in our world too, and pass for the WebExtension API.
 */
if (!Object.hasOwn(globalThis, 'browser')) Object.defineProperty(globalThis, 'browser', { value: undefined });
