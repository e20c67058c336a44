import { defineConfig } from 'wxt';
import { rulesetPlugin } from './compiler/vite-plugin.ts';

/** One for all entrypoints, which WXT builds one after another: the rules are compiled once. */
const ruleset = rulesetPlugin();

/** https://wxt.dev/api/config.html. Reasons for each manifest key: docs/architecture.md. */
export default defineConfig({
  imports: false,
  publicDir: 'assets/public',
  modules: ['@wxt-dev/auto-icons', '@wxt-dev/i18n/module'],
  autoIcons: { baseIconPath: 'assets/icon.svg', sizes: [128, 48, 32, 16], developmentIndicator: false },
  i18n: { localesDir: 'locales' },
  targetBrowsers: ['chrome', 'edge', 'firefox'],
  manifestVersion: 3,
  zip: { excludeSources: ['demo-output/**', 'test-results/**', 'bench-output/**'] },
  vite: () => ({ plugins: [ruleset] }),
  manifest: ({ browser }) => ({
    name: '__MSG_extName__',
    description: '__MSG_extDescription__',
    default_locale: 'zh_CN',
    permissions: ['storage', 'scripting', 'contextMenus', 'activeTab'],
    host_permissions: ['<all_urls>'],
    omnibox: { keyword: '擦' },
    // Firefox puts a button away in a menu, where nobody sees its badge, unless it is asked not to. The others keep it as
    // the person likes.
    ...(browser === 'firefox' && { action: { default_area: 'navbar' as const } }),
    // No keys of our own: whoever wants some gives them in the browser's list of shortcuts, where nothing collides.
    commands: { 'next-words': { description: '__MSG_commandNextWords__' } },
    // First in every frame, before any script of the page (platform/ear.ts).
    content_scripts: [
      {
        matches: ['<all_urls>'],
        js: ['ear.js'],
        run_at: 'document_start',
        all_frames: true,
        match_origin_as_fallback: true,
      },
    ],
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'caliangyan@example.org',
              strict_min_version: '140.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : { minimum_chrome_version: '123' }),
  }),
});
