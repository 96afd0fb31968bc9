/** `headers`: in addition to nginx's usual ones. */
export interface Answer {
    readonly status: number;
    readonly contentType: string;
    readonly body: string;
    readonly headers?: Readonly<Record<string, string>>;
}

const ESCAPES: Readonly<Record<string, string>> = {
    '\\"': '\\u0022',
    '/': '\\/',
    '<': '\\u003C',
    '>': '\\u003E',
    '&': '\\u0026',
    "'": '\\u0027',
};

/** JSON as PHP writes it with HEX_TAG, HEX_APOS, HEX_AMP and HEX_QUOT: same value, other escapes. */
const phpJson = (value: unknown): string =>
    JSON.stringify(value).replace(
        /\\.|[/<>&']|[\u0080-\uffff]/g,
        (part) =>
            ESCAPES[part] ?? (part.startsWith('\\') ? part : `\\u${part.charCodeAt(0).toString(16).padStart(4, '0')}`),
    );

const json = (status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Answer => ({
    status,
    contentType: 'application/json',
    body: phpJson(value),
    headers,
});

/** Success of a controller: the view's variables, `_csrfToken`, then paging. */
export const success = (
    variables: Readonly<Record<string, unknown>>,
    csrfToken: string | null = null,
    paging: Readonly<Record<string, unknown>> = {},
): Answer => json(200, {...variables, _csrfToken: csrfToken, ...paging}, {'X-Frame-Options': 'sameorigin'});

const htmlEscape = (text: string): string =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** An error from CakePHP; `url` is HTML-escaped and then JSON-escaped, `message` only the latter. */
export const failure = (status: number, message: string, target: string): Answer =>
    json(status, {message, url: htmlEscape(target), code: status, _csrfToken: null});

/** A form that failed validation, or something that may not be deleted. */
export const refusedForm = (variables: Readonly<Record<string, unknown>>): Answer =>
    json(400, {...variables, _csrfToken: null});

/** An error before the error middleware has a controller: no `_csrfToken`. */
export const bareFailure = (status: number, message: string, target: string): Answer =>
    json(status, {message, url: htmlEscape(target), code: status});

export const forbiddenByRole = (target: string): Answer =>
    failure(403, `Identity is not authorized to perform \`access\` on \`${target}\`.`, target);

/** The object is in a container the user may not see; the short form with `angular`. */
export const forbiddenByContainer = (angular: boolean, target: string): Answer =>
    angular
        ? json(403, {status: 403, statusText: 'Forbidden', _csrfToken: null})
        : failure(403, '403 Forbidden', target);

export const internalError = (target: string): Answer => failure(500, 'An Internal Error Has Occurred.', target);

export const methodNotAllowed = (target: string): Answer => failure(405, 'Method Not Allowed', target);

const HTML = 'text/html; charset=UTF-8';

export const unauthorized: Answer = {status: 401, contentType: HTML, body: ''};

export const redirectToLogin = (location: string): Answer => ({
    status: 302,
    contentType: HTML,
    body: '',
    headers: {location, 'X-Frame-Options': 'sameorigin'},
});

export const htmlPage = (status: number, text: string): Answer => ({
    status,
    contentType: HTML,
    body: `<!DOCTYPE html>\n<html>\n<head>\n    <title>\n        ${text}    </title>\n</head>\n<body></body>\n</html>\n`,
    headers: status === 200 ? {'X-Frame-Options': 'sameorigin'} : {},
});

/** nginx's own page, without openITCOCKPIT; only the server on port 80 shows its version. */
export const nginxPage = (status: number, reason: string, headers: Readonly<Record<string, string>> = {}): Answer => ({
    status,
    contentType: 'text/html',
    body:
        `<html>\r\n<head><title>${status} ${reason}</title></head>\r\n<body>\r\n` +
        `<center><h1>${status} ${reason}</h1></center>\r\n<hr><center>${status === 301 ? 'nginx/1.22.1' : 'nginx'}</center>\r\n</body>\r\n</html>\r\n`,
    headers,
});
