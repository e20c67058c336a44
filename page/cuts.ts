import { getAttribute, localName } from './members.ts';
import { isStandIn, UNREAD_HINTS } from './unread.ts';

/** Where a big read (page/big-reader.ts) has to be cut: at what may be unread, holds a shadow root or hides its words. */

/**
 * Elements that need no cut, commonest first: the rest — scripts, fields, frames, slots, glosses, custom elements — is
 * found by one look at each name. Each further selector costs the browser as much again, so there are few.
 */
const PLAIN =
  'div,span,a,li,p,img,i,em,td,b,strong,ul,tr,h3,dd,dt,br,h2,h4,input,button,label,section,h5,h6,h1,svg,path,use,g,tbody,table,dl,ol,hr,font,small,form,figure,figcaption,article,header,footer,nav,main,aside,option,s,u,th,thead,tfoot,col,colgroup,caption,source,picture,rect,circle,line,polygon,polyline,ellipse,defs,symbol,clipPath,linearGradient,radialGradient,stop,mask,filter,text,tspan,title,desc,center,sup,sub,q,cite,code,pre,blockquote,time,mark,del,ins,abbr,address,summary,details,fieldset,legend,link,meta,wbr,ruby,map,area,kbd,samp,var,big,tt,nobr,param,embed,progress,meter,output,dialog,menu,bdi,bdo,data,dfn,optgroup,track';
/** Known elements that may be hosts and show nothing else are empty more often than not. */
const EMPTY_HOSTS = ':empty:is(div,span,section,article,aside,main,header,footer,nav,p,blockquote)';
/**
 * Hidden words inside a line keep the words round them apart for a machine only. Those that say so themselves are read
 * apart; those hidden by a style sheet cannot be told without asking for style.
 */
const INLINE = 'span,i,b,em,font,a,s,u,small,sub,sup,strong,label,code,mark';
const INLINE_NAMES = new Set(INLINE.split(','));
const HIDDEN_HINT = `[style]:is(${INLINE})`;
const HIDING_STYLE = /display:\s*none|visibility:\s*hidden|font-size:\s*0|opacity:\s*0(?![.\d]*[1-9])/i;

/** What has to be looked at one by one: most of it turns out to need no cut. */
export const CUT_SELECTOR = `:not(${PLAIN}),${UNREAD_HINTS},${EMPTY_HOSTS},${HIDDEN_HINT}`;

/** Whether an element inside a line says itself that its words are not to be seen. */
export function hidesItself(element: Element): boolean {
  if (isStandIn(element)) return true;
  if (!INLINE_NAMES.has(localName.call(element))) return false;
  return HIDING_STYLE.test(getAttribute.call(element, 'style') ?? '');
}
