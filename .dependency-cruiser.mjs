/** Who may import whom: the table of docs/architecture.md as rules. `npx depcruise` reports file → file. */

const layers = {
  engine: { may: [], npm: [] },
  compiler: { may: ['engine'], npm: ['yaml', 'valibot', 'opencc-js', 'vite'], node: true },
  page: { may: ['engine'], npm: [] },
  advice: { may: ['engine'], npm: [] },
  lookup: { may: ['engine'], npm: ['fuse.js'] },
  ui: { may: ['engine', 'advice', 'lookup'], npm: ['preact'] },
  platform: { may: ['engine', 'advice'], npm: ['webextension-polyfill', 'valibot', '@wxt-dev/storage'] },
};

const folders = Object.keys(layers);

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...folders.flatMap((name) => {
      const { may, npm, node } = layers[name];
      const others = [...folders, 'entrypoints', 'scripts', 'bench', 'demo', 'tests'].filter(
        (folder) => folder !== name && !may.includes(folder),
      );
      return [
        {
          name: `${name}-reaches-only-${may.join('-') || 'itself'}`,
          comment: `${name}/ 只能引用 ${[name, ...may].join('、')}（docs/architecture.md 的分层表）`,
          severity: 'error',
          from: { path: `^${name}/` },
          to: { path: `^(${others.join('|')})/` },
        },
        {
          name: `${name}-npm-packages`,
          comment: `${name}/ 只能用这些包：${npm.join('、') || '无'}`,
          severity: 'error',
          from: { path: `^${name}/` },
          to: {
            dependencyTypes: ['npm', 'npm-dev', 'npm-peer', 'npm-optional', 'npm-no-pkg'],
            pathNot: npm.map((pkg) => `node_modules/(@types/)?${pkg}(/|$)`).concat('node_modules/@types/'),
          },
        },
        ...(node
          ? []
          : [
              {
                name: `${name}-without-node`,
                comment: `${name}/ 在浏览器里运行，不能用 Node 的模块`,
                severity: 'error',
                from: { path: `^${name}/` },
                to: { dependencyTypes: ['core'] },
              },
            ]),
      ];
    }),
    {
      name: 'ui-types-only',
      comment: 'ui/ 只能用 engine/、advice/、lookup/ 的类型',
      severity: 'error',
      from: { path: '^ui/' },
      to: { path: '^(engine|advice|lookup)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'platform-types-only',
      comment:
        'platform/ 只能用 engine/、advice/ 的类型，值只能从 engine/rule.ts、paragraphs.ts 拿：级别、阶段的名单和排法，一处的数法',
      severity: 'error',
      from: { path: '^platform/' },
      to: { path: '^(engine|advice)/', dependencyTypesNot: ['type-only'], pathNot: '^engine/(rule|paragraphs)\\.ts$' },
    },
    {
      name: 'entrypoints-are-leaves',
      comment: 'entrypoints/ 只做接线，谁也不引用它',
      severity: 'error',
      from: { pathNot: '^(entrypoints|tests)/' },
      to: { path: '^entrypoints/' },
    },
    {
      name: 'entrypoints-apart',
      comment: '一个入口不引用另一个；只有守门借用提醒的立足之处',
      severity: 'error',
      from: { path: '^entrypoints/([^/]+)/' },
      to: { path: '^entrypoints/[^/]+/', pathNot: '^entrypoints/($1/|warning/(standing\\.ts|views\\.tsx)$)' },
    },
    {
      name: 'one-door-to-the-browser',
      comment: '只有 platform/browser.ts 能引用 webextension-polyfill',
      severity: 'error',
      from: { pathNot: '^platform/browser\\.ts$' },
      to: { path: 'node_modules/webextension-polyfill' },
    },
    {
      name: 'one-importer-of-fuse',
      comment: '只有 lookup/fuzzy-index.ts 能引用 fuse.js',
      severity: 'error',
      from: { pathNot: '^lookup/fuzzy-index\\.ts$' },
      to: { path: 'node_modules/fuse\\.js' },
    },
    { name: 'no-circles', comment: '不能循环引用', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'product-without-tests',
      comment: '产品代码不能引用测试、基准和脚本',
      severity: 'error',
      from: { path: `^(${folders.join('|')}|entrypoints)/` },
      to: { path: '^(tests|bench|scripts|demo)/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.output|\\.wxt|demo-output)/' },
  },
};
