import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { openEar } from '../platform/ear.ts';

/**
 * In every frame before its first script (wxt.config.ts): see platform/ear.ts. No content script of WXT's making, whose
 * life-cycle code would be four times this.
 */
export default defineUnlistedScript(() => {
  openEar();
});
