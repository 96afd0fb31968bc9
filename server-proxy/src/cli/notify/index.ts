import type {Alert} from '../../domain/alert/alert';
import {parseNotification} from '../../domain/alert/notification';
import {AppError} from '../../domain/errors';
import {oneLine} from '../../domain/text';
import {createCommandSender} from '../../net/command_sender';
import {deliver} from './deliver';
import {endpointDelivery} from './endpoint';
import {EXIT, NotifyFailure} from './failure';
import {parseCommandLine} from './flags';
import {helpText} from './help';
import {withoutOpenMacros} from './macros';
import type {Delivery} from './refusal';
import {type NotifySettings, readNotifySettings, routeOf, secretsOf, timeoutOf, withoutSecrets} from './settings';

interface Output {
    write(text: string): unknown;
}

export interface NotifyCall {
    /** The arguments after `notify`. */
    readonly argv: readonly string[];
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly stdout: Output;
    readonly stderr: Output;
    readonly version?: string;
}

/**
 * The notification command, which the monitoring core runs once per alert. Silent on success, otherwise one line on
 * stderr without secrets.
 * @returns exit code, see EXIT
 */
export const runNotify = async (call: NotifyCall): Promise<number> => {
    const started = performance.now();
    const secrets: string[] = [];
    const say = (sentence: string) =>
        call.stderr.write(`notify: ${oneLine(withoutSecrets(sentence, secrets), 1000)}\n`);
    try {
        const commandLine = parseCommandLine(call.argv);
        if (commandLine.help || commandLine.version) {
            call.stdout.write(commandLine.help ? helpText() : `${call.version ?? 'unknown'}\n`);
            return EXIT.ok;
        }
        const fields = withoutOpenMacros(commandLine.fields, say);
        const alert = parseNotification(fields);
        const settings = readNotifySettings(call.env, commandLine.config);
        secrets.push(...secretsOf(settings));
        const route = routeOf(settings);
        const delivery = await deliveryOf(alert, fields, settings, say);
        if (route.skipTlsVerification && delivery.url.protocol === 'https:') {
            say('Setting SKIP_TLS_VERIFICATION is on: anyone on the way can read and change notifications.');
        }
        await deliver(delivery, createCommandSender(route), started + timeoutOf(settings));
        return EXIT.ok;
    } catch (error) {
        const failure = asFailure(error);
        say(failure.message);
        return EXIT[failure.kind];
    }
};

/** Our endpoint is preferred to the webhook: it remembers the post and can update it. */
const deliveryOf = async (
    alert: Alert,
    fields: Readonly<Record<string, string>>,
    settings: NotifySettings,
    warn: (sentence: string) => void,
): Promise<Delivery> => {
    if (settings.NOTIFICATION_URL !== '') {
        return endpointDelivery(fields, settings);
    }
    if (settings.WEBHOOK_URL !== '') {
        const {webhookDelivery} = await import('./webhook');
        return webhookDelivery(alert, settings, warn);
    }
    throw new NotifyFailure('config', 'No target: set NOTIFICATION_URL and NOTIFICATION_TOKEN, or WEBHOOK_URL.');
};

const asFailure = (error: unknown): NotifyFailure => {
    if (error instanceof NotifyFailure) {
        return error;
    }
    if (error instanceof AppError && error.code === 'bad_request') {
        // the message begins with the field's name, which is also the flag's
        return new NotifyFailure('usage', `--${error.message}`);
    }
    if (error instanceof AppError && error.code === 'misconfigured') {
        return new NotifyFailure('config', error.message);
    }
    return new NotifyFailure('internal', `Unexpected error: ${error instanceof Error ? error.message : error}`);
};
