import {plainText} from '../text';

const LONGEST_CELL = 1000;
/** A spreadsheet takes a text that begins like this for a formula, and runs it. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/u;

/** Spreadsheets whose list separator is a semicolon, as in German, split a text there, quotes or not. */
const guarded = (text: string): string =>
    text
        .split(/([;\t\n])/)
        .map((piece, at) => (at > 0 && FORMULA.test(piece.trimStart()) ? `'${piece}` : piece))
        .join('');

/** One cell, always in quotes. Whatever might be a formula begins with an apostrophe. */
const cell = (value: string | number): string => {
    if (typeof value === 'number') {
        return String(value);
    }
    const begins = FORMULA.test(value);
    const text = guarded(plainText(value, LONGEST_CELL));
    return `"${(begins || FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
};

/** As RFC 4180 has it: commas, CRLF, the last line too. @param rows numbers stay numbers; the first row names the columns */
export const csvOf = (rows: readonly (readonly (string | number)[])[]): string =>
    rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
