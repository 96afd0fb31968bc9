import {readFileSync} from 'node:fs';
import {onTestFinished} from 'vitest';
import type {Metrics} from '../../../server-proxy/src/app/telemetry';
import {AppError} from '../../../server-proxy/src/domain/errors';
import {
    createOpenitcockpit,
    type OpenitcockpitClient,
    type OpenitcockpitDependencies,
    type OpenitcockpitSettings,
} from '../../../server-proxy/src/openitcockpit';
import {systemClock} from '../../../server-proxy/src/telemetry/clock';
import {RecordingLogger} from '../app/fakes';
import {TLS} from '../tls_fixtures';
import {type DoubleOptions, type OpenitcockpitDouble, startOpenitcockpitDouble} from './double';
import type {RecordedRequest} from './front_door';
import {UUID} from './recorded_objects';

export const PING = {hostUuid: UUID.web01, serviceUuid: UUID.web01Ping};
export const WEB01 = {hostUuid: UUID.web01};

export const pem = (file: string): string => readFileSync(file, 'utf8');

/** A double that stops with the test. */
export const openDouble = async (options: DoubleOptions = {}): Promise<OpenitcockpitDouble> => {
    const double = await startOpenitcockpitDouble({commandDelayMs: 5, ...options});
    onTestFinished(() => double.stop());
    return double;
};

/** The same over https, with the test authority's certificate for 127.0.0.1 and localhost. */
export const openTlsDouble = (certificate = TLS.certificate): Promise<OpenitcockpitDouble> =>
    openDouble({tls: {key: pem(TLS.key), cert: pem(certificate)}});

class RecordingMetrics implements Metrics {
    readonly errors: string[] = [];
    readonly operations: string[] = [];
    alert(): void {}
    click(): void {}
    action(): void {}
    actionSeconds(): void {}
    queuedActions(): void {}
    reconciled(): void {}
    caughtUp(): void {}
    streamMissed(): void {}
    signs(): void {}
    requestSeconds(): void {}
    upstreamSeconds(_upstream: string, operation: string): void {
        this.operations.push(operation);
    }
    upstreamError(_upstream: string, code: string): void {
        this.errors.push(code);
    }
}

export interface TestClient extends OpenitcockpitClient {
    readonly logger: RecordingLogger;
    readonly metrics: RecordingMetrics;
}

/** A client of the double as `bot`, with short pauses; closes with the test. */
export const openClient = (
    double: Pick<OpenitcockpitDouble, 'url' | 'apiKeys'> | string,
    settings: Partial<OpenitcockpitSettings> = {},
    dependencies: Partial<OpenitcockpitDependencies> = {},
): TestClient => {
    const logger = new RecordingLogger();
    const metrics = new RecordingMetrics();
    const [url, apiKey] = typeof double === 'string' ? [double, 'key-of-nobody'] : [double.url, double.apiKeys.bot];
    const client = createOpenitcockpit(
        {url, apiKey, skipTlsVerification: false, ...settings},
        {clock: systemClock, logger, metrics, retryDelaysMs: [1, 1], ...dependencies},
    );
    onTestFinished(() => client.close());
    return {...client, logger, metrics};
};

/** Without requests that only serve dating (freshness of the database, the clock, the user's date format). */
export const mainRequests = ({requests}: Pick<OpenitcockpitDouble, 'requests'>): readonly RecordedRequest[] =>
    requests.filter(({target}) => !/[?&]sort=|^\/angular\/user_timezone|^\/profile\/edit/.test(target));

/** The AppError a call fails with; anything else fails the test. */
export const refusalOf = async (call: Promise<unknown>): Promise<AppError> => {
    try {
        await call;
    } catch (error) {
        if (error instanceof AppError) {
            return error;
        }
        throw error;
    }
    throw new Error('the call succeeded');
};
