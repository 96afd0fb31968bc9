import {expect, test} from 'vitest';
import {installLightFetch, LightRequest, LightResponse} from '../../../server-proxy/src/plugin_process/light_fetch';
import {LightHeaders} from '../../../server-proxy/src/plugin_process/light_headers';

/** Node's classes and ours, doing the same; what they throw counts by the kind of error. */
interface Classes {
    readonly Headers: typeof Headers;
    readonly Request: typeof Request;
    readonly Response: typeof Response;
}
const NODE: Classes = {Headers, Request, Response};
const LIGHT = {} as Classes;
installLightFetch(LIGHT);

const outcome = async (classes: Classes, run: (classes: Classes) => unknown): Promise<unknown> => {
    try {
        return {value: await run(classes)};
    } catch (error) {
        return {error: (error as Error).name};
    }
};

const same = (name: string, cases: Readonly<Record<string, (classes: Classes) => unknown>>): void => {
    test.each(Object.entries(cases))(`${name}: %s`, async (_what, run) => {
        const expected = await outcome(NODE, run);
        expect(await outcome(LIGHT, run)).toEqual(expected);
    });
};

const BYTES = new TextEncoder().encode('Grüße €');
const stream = (...chunks: Uint8Array[]): ReadableStream<Uint8Array> =>
    new ReadableStream({
        start: (controller) => {
            for (const chunk of chunks) {
                controller.enqueue(chunk);
            }
            controller.close();
        },
    });
const post = ({Request}: Classes, init: RequestInit = {}): Request =>
    new Request('http://plugin/a', {method: 'POST', ...init});

same('headers', {
    'names are case-insensitive, lists are sorted': ({Headers}) => {
        const headers = new Headers({'X-B': '1', 'x-a': '2'});
        headers.append('X-a', '3');
        return [[...headers], headers.get('X-A'), headers.has('x-B'), headers.get('none')];
    },
    'set and delete': ({Headers}) => {
        const headers = new Headers([
            ['a', '1'],
            ['a', '2'],
            ['b', '3'],
        ]);
        headers.set('A', '4');
        headers.delete('B');
        return [...headers.entries()];
    },
    'keys, values, forEach': ({Headers}) => {
        const headers = new Headers({b: '1', a: '2'});
        const seen: string[] = [];
        headers.forEach((value, name) => void seen.push(`${name}=${value}`));
        return [[...headers.keys()], [...headers.values()], seen];
    },
    'cookies stay apart': ({Headers}) => {
        const headers = new Headers({'Set-Cookie': 'a=1'});
        headers.append('set-cookie', 'b=2');
        const before = [[...headers], headers.get('Set-Cookie'), headers.getSetCookie()];
        headers.set('set-cookie', 'c=3');
        const after = [...headers];
        headers.delete('set-cookie');
        return [before, after, headers.has('set-cookie'), headers.get('set-cookie')];
    },
    'a copy of headers': ({Headers}) => [...new Headers(new Headers({a: '1', 'set-cookie': 'b'}))],
    'blanks around a value': ({Headers}) => new Headers({a: ' \t b c \r\n'}).get('a'),
    'an empty value': ({Headers}) => [...new Headers({a: ''})],
    'a name that is none': ({Headers}) => new Headers({'a b': '1'}),
    'an empty name': ({Headers}) => new Headers([['', '1']]),
    'a line break in a value': ({Headers}) => new Headers({a: 'b\r\nc: d'}),
    'a zero byte in a value': ({Headers}) => new Headers({a: 'b\0c'}),
    'a value of Latin-1': ({Headers}) => new Headers({a: 'Grüße'}).get('a'),
    'a value beyond Latin-1': ({Headers}) => new Headers({a: '€'}),
    'get of a name that is none': ({Headers}) => new Headers().get('a b'),
});

same('requests', {
    'method and address': ({Request}) => {
        const {method, url, body, bodyUsed} = new Request(new URL('/a b?c=ü', 'http://plugin'));
        return [method, url, body, bodyUsed];
    },
    'methods are written in capitals, some': ({Request}) =>
        ['get', 'post', 'PuT', 'patch', 'Foo'].map((method) => new Request('http://plugin', {method}).method),
    'a method that is forbidden': ({Request}) => new Request('http://plugin', {method: 'trace'}),
    'a method that is none': ({Request}) => new Request('http://plugin', {method: 'a b'}),
    'an address that is none': ({Request}) => new Request('nowhere'),
    'an address with a password': ({Request}) => new Request('http://a:b@plugin'),
    'GET with a body': ({Request}) => new Request('http://plugin', {body: 'x'}),
    'text of bytes': (classes) => post(classes, {body: BYTES}).text(),
    'text without its byte order mark': (classes) =>
        post(classes, {body: new Uint8Array([0xef, 0xbb, 0xbf, 65])}).text(),
    'text of bytes that are none': (classes) => post(classes, {body: new Uint8Array([65, 0xff, 66])}).text(),
    'text of a text': async (classes) => {
        const request = post(classes, {body: 'Grüße'});
        return [request.headers.get('content-type'), await request.text()];
    },
    'a type of its own': (classes) =>
        post(classes, {body: 'x', headers: {'Content-Type': 'a/b'}}).headers.get('content-type'),
    'text of a stream': (classes) =>
        post(classes, {body: stream(BYTES.slice(0, 3), BYTES.slice(3)), duplex: 'half'} as RequestInit).text(),
    'no body': async (classes) => [await post(classes).text(), (await post(classes).arrayBuffer()).byteLength],
    json: (classes) => post(classes, {body: '{"a": [1]}'}).json(),
    'json that is none': (classes) => post(classes, {body: '{'}).json(),
    bytes: async (classes) => [...new Uint8Array(await post(classes, {body: BYTES}).arrayBuffer())],
    'bytes of a text': async (classes) => [...new Uint8Array(await post(classes, {body: 'ü'}).arrayBuffer())],
    'a body is read once': async (classes) => {
        const request = post(classes, {body: 'x'});
        const first = [request.bodyUsed, await request.text(), request.bodyUsed];
        return [first, await request.text().catch((error: Error) => error.name)];
    },
    'a body read as a stream': async (classes) => {
        const request = post(classes, {body: BYTES});
        const chunks: number[] = [];
        for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
            chunks.push(...chunk);
        }
        return [chunks, request.bodyUsed, await request.text().catch((error: Error) => error.name)];
    },
    'a stream that somebody has begun to read': async (classes) => {
        const request = post(classes, {body: stream(BYTES), duplex: 'half'} as RequestInit);
        const reader = request.body?.getReader();
        await reader?.read();
        return [request.bodyUsed, await request.text().catch((error: Error) => error.name)];
    },
    'a request of a request': async (classes) => {
        const first = post(classes, {body: 'x', headers: {a: '1'}});
        const second = new classes.Request(first, {body: 'y'});
        return [second.url, second.method, [...second.headers], await second.text()];
    },
    'a request takes the body of another': async (classes) => {
        const first = post(classes, {body: 'x'});
        const second = new classes.Request(first);
        return [first.bodyUsed, await second.text()];
    },
});

same('responses', {
    nothing: async ({Response}) => {
        const response = new Response();
        return [response.status, response.statusText, response.ok, response.body, [...response.headers]];
    },
    'a text': async ({Response}) => {
        const response = new Response('a', {status: 404, statusText: 'none', headers: {b: 'c'}});
        return [response.status, response.statusText, response.ok, [...response.headers], await response.text()];
    },
    json: async ({Response}) => {
        const response = Response.json({a: 1}, {status: 201});
        return [response.status, [...response.headers], await response.json()];
    },
    'json with a type': ({Response}) => [...Response.json([], {headers: {'content-type': 'a/b', c: 'd'}}).headers],
    'a response of a response': async ({Response}) => {
        const first = new Response('a', {status: 201, headers: {b: 'c'}});
        const second = new Response(first.body, first);
        return [second.status, [...second.headers], await second.text()];
    },
    'a status that is none': ({Response}) => new Response('', {status: 600}),
    'a status without a body': ({Response}) => new Response('a', {status: 204}),
    'status 204': ({Response}) => new Response(null, {status: 204}).status,
});

test('the server takes what a response holds without a stream', async () => {
    const response = new LightResponse('a');
    expect(response.take()).toBe('a');
    expect(response.bodyUsed).toBe(true);
    expect(() => response.take()).toThrow(TypeError);
    expect(new LightResponse().take()).toBeNull();
});

test('they are what a program finds once they are installed', () => {
    expect(LIGHT.Request).toBe(LightRequest);
    expect(LIGHT.Headers).toBe(LightHeaders);
});
