import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createApplication} from '../../server-proxy/src/app/application';
import {isDone} from '../../server-proxy/src/domain/action/bulk_action';
import {createOpenitcockpit} from '../../server-proxy/src/openitcockpit';
import {openFileAudit} from '../../server-proxy/src/store/file/audit';
import {openFileBulk} from '../../server-proxy/src/store/file/bulk';
import {openFileStore} from '../../server-proxy/src/store/file/store';
import {systemClock} from '../../server-proxy/src/telemetry/clock';
import {noMetrics} from '../../server-proxy/src/telemetry/no_metrics';
import {nonce} from '../../server-proxy/src/telemetry/nonce';
import {FakeChat, RecordingLogger} from '../support/app/fakes';
import {SETTINGS} from '../support/app/harness';
import {type BenchDoubles, startBenchDoubles} from './doubles';
import {type Row, row} from './measure';

const OBJECTS = 500;
const TIMES = 10;
const TARGET_SECONDS = 20;
const PATIENT_MS = 120_000;

/** *Acknowledge all*: from the press until every object has been verified by itself; and with ten times as many. */
export const benchBulk = async (): Promise<Row[]> => {
    const doubles = await startBenchDoubles();
    try {
        // A hundred to a host.
        await doubles.addServices(OBJECTS * (TIMES + 1), OBJECTS * (TIMES + 1));
        return [await acknowledgeAll(doubles, OBJECTS), await acknowledgeAll(doubles, OBJECTS * TIMES)];
    } finally {
        doubles.stop();
    }
};

const acknowledgeAll = async (doubles: BenchDoubles, count: number): Promise<Row> => {
    const {app, search, close, userId} = await start(doubles);
    try {
        const {objects: found} = await search.matching({words: [], states: [], host: '', which: 'unhandled'}, 20_000);
        const objects = found
            .filter(({serviceName}) => serviceName !== undefined)
            .slice(0, count)
            .map(({target: {hostUuid, serviceUuid}, hostName, serviceName = ''}) => ({
                key: `${hostUuid}/${serviceUuid}`,
                hostName,
                serviceName,
            }));
        const before = await doubles.requestCount();
        const begun = performance.now();
        let updates = 0;
        let done = 0;
        let seconds = Number.NaN;
        app.onBulkProgress(({objects: now}) => {
            updates += 1;
            done = now.filter(isDone).length;
            if (done === objects.length && Number.isNaN(seconds)) {
                seconds = (performance.now() - begun) / 1000;
            }
        });
        await app.startBulk({
            userId,
            objects,
            request: {kind: 'acknowledge', comment: 'power cut', sticky: true, notify: false},
            place: {channel: 'ops/alerts'},
        });
        await app.idle();
        const requests = (await doubles.requestCount()) - before;
        const isSmall = count === OBJECTS;
        return row(
            `acknowledge all: ${objects.length} services, from the press until every one is verified`,
            `${seconds.toFixed(1)} s, ${requests} requests, ${updates} updates of its post, ${done} verified`,
            isSmall ? `≤ ${TARGET_SECONDS} s, all verified` : 'all verified',
            done === count && (!isSmall || seconds <= TARGET_SECONDS),
        );
    } finally {
        await close();
    }
};

/** In this process, on files, as door 1. */
const start = async ({openitcockpitUrl, apiKey}: BenchDoubles) => {
    const folder = await mkdtemp(join(tmpdir(), 'oitc-bench-'));
    const nowSeconds = () => Math.floor(systemClock.now() / 1000);
    const logger = new RecordingLogger();
    const chat = new FakeChat();
    const {id: userId} = chat.addUser('jane', {fullName: 'Jane Roe'});
    const store = await openFileStore(folder, nowSeconds);
    const bulkStore = await openFileBulk(folder, nowSeconds);
    const audit = await openFileAudit(folder, nowSeconds);
    const client = (timeoutMs?: number) =>
        createOpenitcockpit(
            {url: openitcockpitUrl, apiKey, skipTlsVerification: false, ...(timeoutMs ? {timeoutMs} : {})},
            {clock: systemClock, logger, metrics: noMetrics},
        );
    const monitoring = client();
    // What is done before the press is not measured.
    const search = client(PATIENT_MS);
    const app = createApplication(SETTINGS, {
        chat,
        monitoring,
        store,
        bulkStore,
        audit,
        clock: systemClock,
        logger,
        metrics: noMetrics,
        nonce,
        detectedLinkStyle: () => 'v5',
    });
    const close = async (): Promise<void> => {
        await Promise.all([store.close(), bulkStore.close(), audit.close()]);
        monitoring.close();
        search.close();
        await rm(folder, {recursive: true, force: true});
    };
    return {app, search, close, userId};
};
