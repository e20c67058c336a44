/** The only door to the WebExtension API: promises and one name in every browser. */
import './own-names.ts';

export { default as browser } from 'webextension-polyfill';
