/** Vite hands a style sheet's text over with `?inline`; nothing is put into a page by itself. */
declare module '*.css?inline' {
  const text: string;
  export default text;
}
