import http from 'node:http';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type OpenitcockpitDouble, startOpenitcockpitDouble} from '../support/openitcockpit/double';
import type {FaultSet} from '../support/openitcockpit/faults';
import {setScene} from '../support/openitcockpit/recorded_scenes';
import {loadRecordings, type Recording, timeless} from '../support/openitcockpit/recordings';

/** What was recorded and is not replayed here, and why. Every other recorded case is. */
const NOT_REPLAYED: readonly (readonly [cases: RegExp, why: string])[] = [
    [/^otrs-/, 'the ticket system entry /nagios_module/cmd/ack: nothing of ours calls it'],
    [/^(sysdowntime-|dt-validate)/, 'downtimes by form: nothing of ours calls it'],
    [/^(mattermost-settings|proxy$|cmd-index-)/, 'set-up pages: not in the double'],
    [/^(notifications-|statehistory-)/, 'history pages: not in the double'],
    [/^(hosts|services)-loadbystring$/, 'name search of the web pages: not in the double'],
    [/^(version-check|getSystemname|getAppHeaderInfo|websocket-configuration)/, 'bits of the web pages'],
    [/^permissions-(viewer|admin)$/, 'lists of 300 and 600 rights; those of the roles we recommend are replayed'],
    [/^host-browser-admin$/, 'shows the check command line, which the recommended role may not see'],
    [
        /^(role-with-aro-again|svc-browser-longoutput|accept-encoding)$/,
        'same page as another case, in a state of its own',
    ],
    [/^redis-down-profile$/, 'without Redis hasRootPrivileges is null; nothing else differs'],
    [/^gearman-frozen/, 'no answer within 20 s: see the fault `hangCommands` in openitcockpit_pipeline.test.ts'],
];

const {recordings, cases} = loadRecordings();

describe('recordings', () => {
    it('are all replayed or listed with a reason', () => {
        const replayed = new Set(recordings.map((r) => r.name));
        const listed = (name: string) => NOT_REPLAYED.some(([pattern]) => pattern.test(name));
        expect(cases.filter((name) => !replayed.has(name) && !listed(name))).toEqual([]);
        expect(NOT_REPLAYED.filter(([pattern]) => !cases.some((name) => pattern.test(name)))).toEqual([]);
    });
});

const FAULTS: readonly (readonly [RegExp, Partial<FaultSet>])[] = [
    [/^gearman-down-/, {queueDown: true}],
    [/^fpm-down-/, {gateway: 502}],
    [/^db-down-/, {databaseDown: true}],
    [/^http-301-/, {redirectToHttps: true}],
    [/^role-without-aro$/, {roleWithoutAcl: true}],
];

describe.each(['4.8.7', '5.0.1', '5.3.0'] as const)('the double answers like openITCOCKPIT %s', (version) => {
    let double: OpenitcockpitDouble;

    beforeAll(async () => {
        // Commands are looked at in the queue; none is executed while recordings are replayed.
        double = await startOpenitcockpitDouble({version, commandDelayMs: 3_600_000});
    });
    afterAll(() => double.stop());

    it.each(recordings.filter((r) => r.versions.includes(version)))('$name', async (recording) => {
        setScene(double.world, recording.name);
        double.faults.clear();
        double.faults.set(FAULTS.find(([pattern]) => pattern.test(recording.name))?.[1] ?? {});
        const queued = double.commands.length;

        const answer = await replay(double, recording);

        expect(answer.status).toBe(recording.status);
        expect(answer.type).toBe(recording.type);
        expect(answer.headers).toEqual(recording.answerHeaders ?? {});
        if (ROWS_ONLY.test(recording.name)) {
            expect(rowsOf(answer.json)).toEqual(rowsOf(recording.json));
        } else if ('json' in recording) {
            expect(timeless(answer.json)).toEqual(recording.json);
        } else if (recording.text !== null) {
            expect(answer.text).toBe(recording.text);
        }
        if (recording.jobs) {
            const jobs = double.commands.slice(queued).map(({command, data}) => ({command, data: timeless(data)}));
            expect(jobs).toEqual(timeless(recording.jobs));
        }
    });
});

/** Recorded on a core that had checked nothing yet: the filter's outcome counts, not every column of the rows. */
const ROWS_ONLY = /^(hosts-index-(name-regex|bad-regex|like-wild|unknown-filter)|encoded-brackets)$/;

const rowsOf = (json: unknown) => {
    const {all_hosts, ...rest} = json as {all_hosts: {Host: {id: number; uuid: string}}[]};
    return {...rest, rows: all_hosts.map(({Host}) => [Host.id, Host.uuid])};
};

const ONE_UUID = '&filter[Hosts.uuid][]=11111111-2222-3333-4444-555555555555';

const replay = async (double: OpenitcockpitDouble, recording: Recording) => {
    const key = double.apiKeys[recording.user ?? (recording.name === 'mm-host-403' ? 'nocmd' : 'bot')];
    const withKey = (text: string): string =>
        text.replaceAll('KEY-IN-OTHER-CASE', key.toUpperCase()).replaceAll('KEY', key);
    const target =
        typeof recording.url === 'string'
            ? recording.url
            : `/hosts/index.json?angular=true${ONE_UUID.repeat(recording.url.repeat)}`;
    const headers = Object.entries(recording.headers ?? usualHeaders(recording)).map(([name, value]) => [
        name,
        withKey(value),
    ]);
    const answer = await send(double.url, recording.method, withKey(target), headers.flat(), bodyOf(recording));
    const text = answer.text.replaceAll(key, 'KEY');
    const json = recording.json === undefined ? undefined : withoutToken(JSON.parse(text));
    return {...answer, text, json};
};

const usualHeaders = ({user, body}: Recording): Record<string, string> => ({
    Accept: 'application/json',
    ...(user ? {Authorization: 'X-OITC-API KEY'} : {}),
    ...(body === undefined ? {} : {'Content-Type': 'application/json'}),
});

const bodyOf = ({name, body}: Recording): Buffer | undefined => {
    if (name === 'post-1500-uuids') {
        const {filter, repeat} = body as {filter: string; repeat: number};
        const uuids = Array.from({length: repeat}, () => '11111111-2222-3333-4444-555555555555');
        return Buffer.from(JSON.stringify({filter: {[filter]: uuids}}));
    }
    if (name === 'json-latin1') {
        return Buffer.from(String(body).replace('\ufffd', '\u00e4'), 'latin1');
    }
    return body === undefined ? undefined : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
};

const withoutToken = (json: Record<string, unknown>): unknown =>
    typeof json._csrfToken === 'string' ? {...json, _csrfToken: '<token>'} : json;

interface Reply {
    readonly status: number;
    readonly type: string;
    /** Those the recordings keep. */
    readonly headers: Record<string, string | true>;
    readonly text: string;
}

/** Raw, because recordings hold what fetch refuses: cookies, GET with a body, odd headers. */
const send = (url: string, method: string, path: string, headers: string[], body: Buffer | undefined): Promise<Reply> =>
    new Promise((resolve, reject) => {
        const {hostname, port} = new URL(url);
        const length = body ? ['Content-Length', String(body.length)] : [];
        const request = http.request({
            hostname,
            port,
            method,
            path,
            headers: ['Host', hostname, ...headers, ...length],
        });
        request.on('error', reject);
        request.on('response', (response) => {
            const chunks: Buffer[] = [];
            response.on('data', (chunk: Buffer) => chunks.push(chunk));
            response.on('end', () =>
                resolve({
                    status: response.statusCode ?? 0,
                    type: (response.headers['content-type'] ?? '').split(';')[0] ?? '',
                    headers: keptHeaders(response.headers),
                    text: Buffer.concat(chunks).toString('utf8'),
                }),
            );
        });
        request.end(body);
    });

const keptHeaders = (headers: http.IncomingHttpHeaders): Record<string, string | true> => ({
    ...(headers.location === undefined ? {} : {location: headers.location}),
    ...(headers['x-frame-options'] === undefined ? {} : {'x-frame-options': String(headers['x-frame-options'])}),
    ...(headers['set-cookie'] === undefined ? {} : {'set-cookie': true}),
});
