import {decodeHTMLStrict} from 'entities/decode';

/**
 * The text in HTML as openITCOCKPIT makes it of text: line breaks stay, other tags go, and each letter that has a name in HTML was
 * written by it (`htmlentities`). What comes out is as untrusted as before.
 */
export const textOfHtml = (html: string): string =>
    decodeHTMLStrict(html.replace(/<br ?\/?>\n?/gi, '\n').replace(/<[^<>]*>/g, ''));
