// Mattermost's plugin API as door 2 calls it, and the Go types it takes.
import type {Clock, Metrics} from '../app/telemetry';
import {AppError, type ErrorCode} from '../domain/errors';
import {says} from '../domain/texts';
import {type GobStruct, type GobType, type GobValue, gob, Named, type RpcClient, RpcError} from '../wire';
import {bytesOf, numberOf, stringOf, structOf} from '../wire/go_values';
import {OpenChannels} from './open_channels';
import {OwnUpdates} from './own_updates';

const NO_ARGUMENTS = gob.struct('Z_Args', {});
const ONE_STRING = gob.struct('Z_Args', {A: gob.string});

/** Mattermost's plugin API over net/rpc: one method per call, errors turned into ours. */
export class PluginApi {
    readonly ownUpdates = new OwnUpdates();
    readonly openChannels = new OpenChannels();

    constructor(
        private readonly rpc: RpcClient,
        private readonly metrics: Metrics,
        private readonly clock: Clock,
    ) {}

    /**
     * Calls `Plugin.<name>`. Replies are structs with fields A, B …; an `*model.AppError` or `error` among them is
     * thrown.
     * @throws AppError `mattermost_*`
     */
    async call<Argument>(name: string, type: GobType<Argument>, argument: Argument): Promise<GobStruct> {
        const started = this.clock.monotonic();
        try {
            const reply = structOf(await this.rpc.call(`Plugin.${name}`, type, argument));
            const failure = Object.values(reply)
                .map(failureOf)
                .find((found) => found !== undefined);
            if (failure) {
                throw failure;
            }
            return reply;
        } catch (cause) {
            const error = asPluginError(name, cause);
            this.metrics.upstreamError('mattermost', error.code);
            throw error;
        } finally {
            this.metrics.upstreamSeconds('mattermost', name, (this.clock.monotonic() - started) / 1000);
        }
    }

    ask(name: string): Promise<GobStruct> {
        return this.call(name, NO_ARGUMENTS, {});
    }

    find(name: string, id: string): Promise<GobStruct> {
        return this.call(name, ONE_STRING, {A: id});
    }

    async settings(): Promise<unknown> {
        const {A} = await this.ask('LoadPluginConfiguration');
        const text = bytesOf(A)?.toString('utf8') ?? '';
        try {
            return text === '' ? {} : JSON.parse(text);
        } catch (cause) {
            throw new AppError(
                'misconfigured',
                "Mattermost passed on settings that are not JSON: save the plugin's settings again in the System Console.",
                {cause},
            );
        }
    }
}

/** An error among a reply's fields: a struct with AppError's fields, or an interface that holds one. */
const failureOf = (value: GobValue): AppError | undefined => {
    if (value instanceof Named) {
        const fields = structOf(value.value);
        return value.name === '*plugin.ErrorString'
            ? new AppError('mattermost_bad_answer', `Mattermost refused: ${stringOf(fields.Err)}`)
            : failureOf(value.value);
    }
    const fields = structOf(value);
    const status = numberOf(fields.StatusCode);
    return 'StatusCode' in fields && 'Where' in fields ? appErrorOf(fields, status) : undefined;
};

const CODES: Readonly<Record<number, ErrorCode>> = {403: 'mattermost_forbidden', 404: 'mattermost_not_found'};

const appErrorOf = (fields: GobStruct, status: number): AppError => {
    const id = stringOf(fields.Id);
    if (id.includes('trigger_id')) {
        return new AppError(
            'mattermost_trigger_expired',
            'Mattermost did not wait for the dialog: please press the button again.',
        );
    }
    if (/_(to|in)_deleted\.error$/.test(id)) {
        return new AppError(
            'mattermost_channel_archived',
            says(({failures}) => failures.channelArchived),
        );
    }
    // Mattermost also answers 404 for a team if its database failed.
    const code = id === 'app.team.get_by_name.app_error' ? undefined : CODES[status];
    const said = stringOf(fields.Message) || id || 'no reason given';
    return new AppError(code ?? 'mattermost_bad_answer', `Mattermost refused (${status}): ${said}`, {
        nothingSent: status === 400 || status === 413,
    });
};

const asPluginError = (name: string, cause: unknown): AppError => {
    if (cause instanceof AppError) {
        return cause;
    }
    if (cause instanceof RpcError && cause.message.includes("can't find method")) {
        return new AppError('mattermost_bad_answer', `This Mattermost is too old: it does not know ${name}.`, {cause});
    }
    return new AppError('mattermost_unreachable', `Mattermost did not answer the plugin's call ${name}.`, {cause});
};
