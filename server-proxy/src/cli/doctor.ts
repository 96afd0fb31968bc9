import {parseArgs} from 'node:util';
import {DOCTOR_STEPS, type DoctorStep} from '#contract';
import {readsSent} from '../app/catch_up/alerts_from';
import type {RunOptions} from '../app/doctor/doctor';
import {openitcockpitSettings} from '../config/app_settings';
import {environmentAndFile} from '../config/file_source';
import {readSettings, requireSettings} from '../config/read_settings';
import type {Settings} from '../config/schema';
import {asAppError} from '../domain/errors';
import {isWell, stepLine} from '../domain/post/doctor_report';
import {type Language, textsOf} from '../domain/texts';

import {createRestChat} from '../mattermost/rest/chat';
import {RestClient} from '../mattermost/rest/client';
import {createOpenitcockpit} from '../openitcockpit';
import {peekWatch} from '../store/file/watch';
import {systemClock} from '../telemetry/clock';
import {createLogger} from '../telemetry/logger';
import {noMetrics} from '../telemetry/no_metrics';
import {mattermostSettings, standaloneDoctor} from './doctor_ports';

export interface DoctorCommand {
    readonly argv: readonly string[];
    readonly env: Readonly<Record<string, string | undefined>>;
    /** Receives the report line by line, as results come in. */
    readonly stdout: {write(text: string): unknown};
    readonly stderr: {write(text: string): unknown};
}

const FAILED = 1;
const USAGE_ERROR = 64;

const OPTIONS = {
    config: {type: 'string'},
    channel: {type: 'string'},
    host: {type: 'string'},
    wait: {type: 'string'},
    language: {type: 'string'},
} as const;

interface Options {
    readonly config?: string;
    readonly channel?: string;
    readonly host?: string;
    readonly wait?: string;
    readonly language?: string;
}

const MOST_SECONDS = 600;

/** Tests door 1 while `serve` is running. @returns exit code: 0 if everything works, 1 if not, 64 for a usage error */
export const runDoctor = async ({argv, env, stdout, stderr}: DoctorCommand): Promise<number> => {
    let options: Options;
    let waitMs: number | undefined;
    try {
        options = parseArgs({args: [...argv], options: OPTIONS}).values;
        waitMs = waitOf(options);
    } catch (error) {
        stderr.write(`doctor: ${(error as Error).message}\n`);
        return USAGE_ERROR;
    }
    let language: Language = options.language === 'de' ? 'de' : 'en';
    const say = (step: DoctorStep) => void stdout.write(`${stepLine(step, language)}\n`);
    let settings: Settings;
    try {
        settings = readSettings(environmentAndFile(env, options.config ?? env.OITC_MATTERMOST_CONFIG));
        requireSettings(settings, NEEDED);
        language = options.language === undefined ? settings.LANGUAGE : language;
    } catch (error) {
        tellUnusable(say, asAppError(error).sentence(language));
        return FAILED;
    }
    const steps = await examine(settings, waitMs, {
        language,
        channel: options.channel ?? '',
        host: options.host ?? '',
        onStep: say,
        onWait: (sentence) => void stdout.write(`  ${sentence}\n`),
    });
    const texts = textsOf(language).doctor;
    stdout.write(`\n${isWell(steps) ? texts.allWell : texts.notYet.replace(/:$/, '.')}\n`);
    return isWell(steps) ? 0 : FAILED;
};

const NEEDED = [
    'OPENITCOCKPIT_URL',
    'OPENITCOCKPIT_API_KEY',
    'MATTERMOST_URL',
    'MATTERMOST_BOT_TOKEN',
    'NOTIFICATION_TOKEN',
    'SIGNING_SECRET',
] as const;

const tellUnusable = (say: (step: DoctorStep) => void, sentence: string): void => {
    for (const name of DOCTOR_STEPS) {
        const failed = name === 'settings';
        say({name, result: failed ? 'failed' : 'skipped', milliseconds: null, sentence: failed ? sentence : ''});
    }
};

/** @returns milliseconds, undefined if not given @throws Error if not a valid number of seconds */
const waitOf = ({wait}: Options): number | undefined => {
    const seconds = Number(wait ?? 0);
    if (!Number.isInteger(seconds) || seconds < 0 || seconds > MOST_SECONDS) {
        throw new Error(`--wait must be a whole number of seconds, at most ${MOST_SECONDS}`);
    }
    return wait === undefined ? undefined : seconds * 1000;
};

const examine = async (
    settings: Settings,
    waitMs: number | undefined,
    options: Omit<RunOptions, 'press'>,
): Promise<readonly DoctorStep[]> => {
    // A log would only repeat what the report says.
    const deps = {clock: systemClock, logger: createLogger('error', () => undefined), metrics: noMetrics};
    const monitoring = createOpenitcockpit(openitcockpitSettings(settings), deps);
    const rest = new RestClient(mattermostSettings(settings), deps);
    const press = async (postId: string, actionId: string): Promise<void> => {
        await rest.call({
            method: 'POST',
            path: `/posts/${postId}/actions/${actionId}`,
            body: {selected_option: ''},
            operation: 'press',
            repeatable: false,
            urgent: true,
        });
    };
    const chat = createRestChat(mattermostSettings(settings), deps);
    try {
        const needsSent = await readsWhatWasSent(settings);
        const ports = {monitoring, chat, clock: systemClock, readsSent: () => needsSent};
        const doctor = standaloneDoctor(settings, ports, waitMs);
        return await doctor.runAll({...options, press});
    } finally {
        monitoring.close();
    }
};

/** What the handler's first start decided is in its data folder. */
const readsWhatWasSent = async ({ALERTS_FROM, TELL_MISSED, DATA_FOLDER}: Settings): Promise<boolean> => {
    const opens = ALERTS_FROM === 'auto' ? (await peekWatch(DATA_FOLDER)).alertsFrom : ALERTS_FROM;
    return readsSent(opens, TELL_MISSED);
};
