const NAMED: Readonly<Record<string, string>> = {amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' '};

const entity = (whole: string, name: string): string => {
    if (!name.startsWith('#')) {
        return NAMED[name] ?? whole;
    }
    const code = Number(/^#x/i.test(name) ? `0x${name.slice(2)}` : name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
};

/** The text in HTML as openITCOCKPIT makes it of text: line breaks stay, other tags go. What comes out is as untrusted as before. */
export const textOfHtml = (html: string): string =>
    html
        .replace(/<br ?\/?>\n?/gi, '\n')
        .replace(/<[^<>]*>/g, '')
        .replace(/&(#?[a-z0-9]{1,8});/gi, entity);
