import type {IncomingHttpHeaders} from 'node:http';
import {authenticate, csrfApplies, csrfRefuses, rightsOf} from './access';
import {
    type Answer,
    bareFailure,
    failure,
    forbiddenByRole,
    htmlPage,
    internalError,
    methodNotAllowed,
    nginxPage,
    redirectToLogin,
    unauthorized,
} from './answers';
import type {CommandQueue} from './command_queue';
import type {FaultSet} from './faults';
import {type PhpArray, parsePhpQuery} from './php_query';
import type {ApiUser} from './recorded_objects';
import {type Routed, routeOf} from './routes';
import type {Templates} from './templates';
import {textsOf} from './texts';
import type {World} from './world';

export interface RawRequest {
    readonly method: string;
    /** Path and query as received. */
    readonly target: string;
    readonly headers: IncomingHttpHeaders;
    readonly body: Buffer;
}

export interface Installation {
    readonly version: string;
    readonly world: World;
    readonly queue: CommandQueue;
    readonly templates: Templates;
    /** By lower-case key: the database compares case-insensitively. */
    readonly users: ReadonlyMap<string, ApiUser>;
    readonly language: string | undefined;
    /** Rights that every role has besides the recorded ones. */
    readonly granted: readonly string[];
    readonly denied: readonly string[];
}

export interface Processed {
    readonly answer: Answer;
    readonly user?: ApiUser;
}

const MAX_REQUEST_LINE = 8192;
const CSRF_COOKIE = 'csrfToken=TOKEN; path=/; secure; HttpOnly';

/** From the request line to the answer, in the order of nginx and openITCOCKPIT's middlewares. */
export const processRequest = (installation: Installation, request: RawRequest, faults: FaultSet): Processed => {
    const {target, headers, method} = request;
    if (target.length > MAX_REQUEST_LINE) {
        return {answer: nginxPage(414, 'Request-URI Too Large')};
    }
    const [path = '', search = ''] = splitOnce(target, '?');
    if (path.startsWith('/a/')) {
        return {
            answer: {
                status: 200,
                contentType: 'text/html',
                body: '<html>angular placeholder</html>\n',
                headers: {'X-Frame-Options': 'sameorigin'},
            },
        };
    }
    if (faults.databaseDown) {
        return {answer: internalError(target)};
    }
    const body = parseBody(request);
    if (body === MALFORMED) {
        return {answer: bareFailure(400, 'Bad Request', target)};
    }
    const query = parsePhpQuery(search);
    const csrf = csrfApplies(headers, query, path);
    if (csrf && csrfRefuses(method, path)) {
        return {answer: failure(403, 'Missing or incorrect CSRF cookie type.', target)};
    }
    const cookie = csrf && method === 'GET' ? {'Set-Cookie': CSRF_COOKIE} : {};
    const withCookie = (answer: Answer): Answer => ({...answer, headers: {...answer.headers, ...cookie}});
    const routed = routeOf(path);
    const user = authenticate(headers, query, installation.users);
    if (!user) {
        return {answer: withCookie(refuse(routed, headers, installation.version))};
    }
    const controlled = control(installation, request, faults, {routed, user, query, body, csrf});
    return {answer: withCookie(controlled), user};
};

const refuse = (routed: Routed, headers: IncomingHttpHeaders, version: string): Answer => {
    const wantsJson = routed.extension === 'json' || headers.accept === 'application/json';
    const login = version.startsWith('4.') ? '/users/login' : '/a/users/login';
    return wantsJson ? unauthorized : redirectToLogin(login);
};

interface Controlled {
    readonly routed: Routed;
    readonly user: ApiUser;
    readonly query: PhpArray;
    readonly body: unknown;
    readonly csrf: boolean;
}

const control = (installation: Installation, request: RawRequest, faults: FaultSet, found: Controlled): Answer => {
    const {version, templates} = installation;
    const {routed, user, query} = found;
    const {target, headers} = request;
    if (faults.roleWithoutAcl) {
        return failure(400, 'No Aros defined for given usergroup_id!', target);
    }
    const rights = rightsOf(templates, user, version, installation.granted, installation.denied);
    const allowed = routed.route && (!routed.route.right || rights.has(routed.route.right));
    if (routed.extension !== 'json' && routed.extension !== undefined) {
        return htmlPage(403, 'Error');
    }
    if (routed.extension === undefined) {
        return withoutExtension(Boolean(allowed), headers, version, target);
    }
    if (!allowed || !routed.route) {
        return forbiddenByRole(target);
    }
    return routed.route.handle({
        method: request.method === 'HEAD' ? 'GET' : request.method,
        target,
        args: routed.args,
        query,
        body: found.body,
        angular: query.angular !== undefined,
        user,
        rights,
        texts: textsOf(installation.language ?? user.language),
        csrfToken: found.csrf ? 'TOKEN' : null,
        faults,
        version,
        world: installation.world,
        queue: installation.queue,
        templates,
    });
};

/** Without `.json` it is a page for browsers, whatever `Accept` says. */
const withoutExtension = (allowed: boolean, headers: IncomingHttpHeaders, version: string, target: string): Answer => {
    if (headers.accept === 'application/json') {
        const answer = version.startsWith('5.3') ? methodNotAllowed(target) : internalError(target);
        return withoutToken(allowed ? answer : forbiddenByRole(target));
    }
    return allowed ? htmlPage(200, 'You have reached the openITCOCKPIT backend API') : htmlPage(403, 'Error');
};

const withoutToken = (answer: Answer): Answer => ({
    ...answer,
    body: answer.body.replace(',"_csrfToken":null', ''),
});

const MALFORMED = Symbol('malformed');

/** Parses `application/json` and forms only; any other content type silently gives an empty body. */
const parseBody = ({method, headers, body}: RawRequest): unknown => {
    const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
    if (method === 'GET' || method === 'HEAD' || body.length === 0) {
        return undefined;
    }
    if (type === 'application/x-www-form-urlencoded') {
        return parsePhpQuery(body.toString('utf8'));
    }
    if (type !== 'application/json') {
        return undefined;
    }
    try {
        return JSON.parse(new TextDecoder('utf8', {fatal: true}).decode(body)) as unknown;
    } catch {
        return MALFORMED;
    }
};

const splitOnce = (text: string, separator: string): [string, string] => {
    const index = text.indexOf(separator);
    return index < 0 ? [text, ''] : [text.slice(0, index), text.slice(index + 1)];
};
