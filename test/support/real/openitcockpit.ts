// Real systems, as test/real and test/e2e use them: their addresses and keys come from the environment.
import {execFile} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {promisify} from 'node:util';
import type {OpenitcockpitSettings} from '../../../server-proxy/src/openitcockpit';
import {waitFor} from '../wait_for';

/** The service as openITCOCKPIT's API shows it. */
export interface ServiceFacts {
    readonly state: number;
    readonly acknowledged: boolean;
    /** Of the newest acknowledgement; may be empty. */
    readonly comment: string;
}

/** A service of a real openITCOCKPIT that tests may break, named by the environment (docs/testing.md). */
export class RealService {
    constructor(private readonly env: Readonly<Record<string, string | undefined>>) {}

    /** Variables that are missing. */
    get missing(): readonly string[] {
        return NEEDED.filter((name) => !this.env[name]);
    }

    /** Missing commands to stop and start the worker that fills openITCOCKPIT's database. */
    get missingSwitch(): readonly string[] {
        return [STOP_WORKER, START_WORKER].filter((name) => !this.env[name]);
    }

    get target(): {readonly hostUuid: string; readonly serviceUuid: string} {
        return {hostUuid: this.setting(HOST), serviceUuid: this.setting(SERVICE)};
    }

    get settings(): OpenitcockpitSettings {
        // Node itself trusts it as well, so one variable is enough.
        const file = this.setting('NODE_EXTRA_CA_CERTS');
        return {
            url: this.url,
            apiKey: this.setting('OPENITCOCKPIT_API_KEY'),
            skipTlsVerification: false,
            ...(file === '' ? {} : {ca: readFileSync(file, 'utf8')}),
        };
    }

    /** The API key, and those of further users with other date formats, zones or languages. */
    get apiKeys(): readonly string[] {
        const others = this.setting('OPENITCOCKPIT_OTHER_API_KEYS').split(' ');
        return [this.setting('OPENITCOCKPIT_API_KEY'), ...others.filter((key) => key !== '')];
    }

    /** The same for the handler. */
    get handlerSettings(): Readonly<Record<string, string>> {
        const {url, apiKey, ca} = this.settings;
        return {OPENITCOCKPIT_URL: url, OPENITCOCKPIT_API_KEY: apiKey, ...(ca === undefined ? {} : {CUSTOM_CA: ca})};
    }

    /** @returns once openITCOCKPIT's API shows no problem */
    async heal(): Promise<void> {
        if (this.missingSwitch.length === 0) {
            await this.startWorker();
        }
        await this.setState(0, 'OK - all is well');
        await this.until(({state, acknowledged}) => state === 0 && !acknowledged);
    }

    async setState(state: 0 | 1 | 2 | 3, output: string): Promise<void> {
        const {hostUuid, serviceUuid} = this.target;
        await run(this.setting(SET_STATE), hostUuid, serviceUuid, String(state), output);
    }

    /** The same for its host. */
    async setHostState(state: 0 | 1, output: string): Promise<void> {
        await run(this.setting(SET_STATE), this.target.hostUuid, '', String(state), output);
    }

    /** From now on the API shows nothing new; the core continues. */
    stopWorker = (): Promise<void> => run(this.setting(STOP_WORKER));
    startWorker = (): Promise<void> => run(this.setting(START_WORKER));

    async facts(): Promise<ServiceFacts> {
        const path = `/services/browser/${this.target.serviceUuid}.json?angular=true`;
        const response = await fetch(`${this.url}${path}`, {
            headers: {Authorization: `X-OITC-API ${this.setting('OPENITCOCKPIT_API_KEY')}`},
        });
        if (!response.ok) {
            throw new Error(`${path} answered ${response.status}`);
        }
        const {servicestatus, acknowledgement} = (await response.json()) as {
            servicestatus: {currentState: number; problemHasBeenAcknowledged: boolean};
            acknowledgement?: {comment_data?: string};
        };
        return {
            state: servicestatus.currentState,
            acknowledged: servicestatus.problemHasBeenAcknowledged,
            comment: acknowledgement?.comment_data ?? '',
        };
    }

    /** @returns once the API shows it */
    until(fits: (facts: ServiceFacts) => boolean): Promise<ServiceFacts> {
        return waitFor(async () => {
            const facts = await this.facts();
            return fits(facts) && facts;
        });
    }

    private get url(): string {
        return this.setting('OPENITCOCKPIT_URL').replace(/\/+$/, '');
    }

    private setting(name: string): string {
        return this.env[name] ?? '';
    }
}

const HOST = 'OPENITCOCKPIT_HOST_UUID';
const SERVICE = 'OPENITCOCKPIT_SERVICE_UUID';
const SET_STATE = 'OPENITCOCKPIT_SET_STATE';
const STOP_WORKER = 'OPENITCOCKPIT_STOP_WORKER';
const START_WORKER = 'OPENITCOCKPIT_START_WORKER';
const NEEDED = ['OPENITCOCKPIT_URL', 'OPENITCOCKPIT_API_KEY', HOST, SERVICE, SET_STATE];

/** Name of a test that is skipped if something is missing. */
export const needing = (missing: readonly string[], name: string): string =>
    missing.length === 0 ? name : `${name} (needs ${missing.join(', ')})`;

/** @param command may have arguments of its own */
const run = async (command: string, ...more: readonly string[]): Promise<void> => {
    await promisify(execFile)('sh', ['-c', `${command} "$@"`, 'sh', ...more]);
};
