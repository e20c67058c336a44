declare module 'virtual:ruleset' {
  const ruleset: import('../engine/ruleset.ts').Ruleset;
  export default ruleset;
}

declare module 'virtual:catalog' {
  const catalog: import('../engine/catalog.ts').Catalog;
  export default catalog;
}

declare module 'virtual:spoken-catalog' {
  type Language = import('../engine/catalog.ts').Language;
  const catalogIn: (language: Language) => import('../engine/catalog.ts').Catalog;
  export default catalogIn;
}

declare module 'opencc-js' {
  export function Converter(options: { from: string; to: string }): (text: string) => string;
}
