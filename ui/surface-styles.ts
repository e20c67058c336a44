import family from './styles/family-card.css?inline';
import gate from './styles/gate.css?inline';
import note from './styles/guard-note.css?inline';
import host from './styles/host.css?inline';
import options from './styles/options.css?inline';
import page from './styles/page.css?inline';
import pieces from './styles/pieces.css?inline';
import popup from './styles/popup.css?inline';
import standIn from './styles/stand-in.css?inline';
import tokens from './styles/tokens.css?inline';
import transferred from './styles/transferred.css?inline';
import card from './styles/warning-card.css?inline';

/**
 * Style texts by surface, for `adoptStyles`. The first three go into a shadow root in a page, the others into our own
 * pages.
 */
export const cardStyles = [host, tokens, pieces, card];
export const gateStyles = [host, tokens, pieces, gate];
export const noteStyles = [host, tokens, note];
export const popupStyles = [page, tokens, pieces, popup];
export const optionsStyles = [page, tokens, pieces, options];
export const transferredStyles = [page, tokens, pieces, transferred];
export const familyStyles = [page, tokens, pieces, family];
export const standInStyles = [page, ...cardStyles, standIn];
