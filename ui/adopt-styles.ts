/**
 * Puts style sheets on a document or a shadow root. Constructed sheets are not subject to a page's `style-src`, and
 * the in-page surfaces need no web-accessible file.
 */
export function adoptStyles(root: Document | ShadowRoot, ...texts: string[]): void {
  root.adoptedStyleSheets = [
    ...root.adoptedStyleSheets,
    ...texts.map((text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      return sheet;
    }),
  ];
}
