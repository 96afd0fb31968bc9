import type {DoctorStep, DoctorStepName} from '#contract';
import {asAppError} from '../../domain/errors';
import {type Language, type Texts, textsOf} from '../../domain/texts';
import type {AppSettings} from '../app_context';
import type {WebPartWatch} from '../health/web_parts';
import type {MonitoringPort} from '../monitoring_port';
import type {ChatPort} from '../posts/chat_port';
import type {EventStreamPort} from '../stream/stream_port';
import type {ChannelWatch} from '../subscribing/channel_watch';
import type {Clock} from '../telemetry';

/** Response to a POST. `json` is undefined unless the body is a JSON object. */
export interface PostAnswer {
    readonly status: number;
    readonly json: Readonly<Record<string, unknown>> | undefined;
}

/** Addresses to test; undefined if not configured, or not used by this door. */
export interface DoctorAddresses {
    readonly webhook?: string | undefined;
    readonly endpoint?: {readonly url: string; readonly token: string} | undefined;
    readonly handler?: string | undefined;
}

export interface DoctorContext {
    readonly monitoring: Pick<MonitoringPort, 'whoAmI' | 'tryQueue' | 'findHosts' | 'sendHostNotification'>;
    readonly chat: Pick<ChatPort, 'whoAmI' | 'createPost' | 'readPost' | 'updatePost' | 'deletePost' | 'directChannel'>;
    /** Absent where none is set. */
    readonly stream?: EventStreamPort | undefined;
    /** For how many minutes the handler's open stream has brought nothing; undefined: it is away, or not known. */
    readonly streamQuietMinutes?: (() => Promise<number | undefined>) | undefined;
    /** Absent for door 1, which the webapp cannot reach. */
    readonly webParts?: Pick<WebPartWatch, 'check' | 'findings' | 'version'> | undefined;
    /** Whether channels that have subscribed can get alerts; absent for door 1. */
    readonly subscribed?: Pick<ChannelWatch, 'check' | 'forget' | 'said'> | undefined;
    readonly settings: AppSettings;
    /** Does catching up read what openITCOCKPIT has sent? */
    readonly readsSent: () => boolean;
    readonly clock: Clock;
    readonly addresses: DoctorAddresses;
    /** Sends JSON to one of the addresses. @throws Error whose `code` says why there was no response */
    readonly post: (url: string, body: object, headers?: Readonly<Record<string, string>>) => Promise<PostAnswer>;
    /** See app/notifications/test_notification.ts; asks the process that receives notifications. @throws AppError */
    readonly expectTest: (hostUuid: string, mark: string) => Promise<boolean>;
    /** How long openITCOCKPIT may take to send a notification. */
    readonly notificationWaitMs: number;
    /** Returns random text. */
    readonly nonce: () => string;
    /** Why the saved settings are not in effect, so that testing the active ones would mislead; undefined if they are. */
    readonly wrongSettings: (language: Language) => string | undefined;
}

/** openITCOCKPIT hands a command to its core within 4 s; the rest is for the notification command and its retries. */
export const NOTIFICATION_WAIT_MS = 60_000;

/** Called with each step as soon as its result is known. */
export type Report = (step: DoctorStep) => void;

export class StepReporter {
    readonly texts: Texts['doctor'];
    private readonly failed: Set<DoctorStepName>;

    constructor(
        private readonly report: Report,
        readonly language: Language,
        private readonly clock: Clock,
        /** Called with a sentence before a step that takes long. */
        readonly wait: (sentence: string) => void = () => undefined,
        failedBefore: readonly DoctorStepName[] = [],
    ) {
        this.failed = new Set(failedBefore);
        this.texts = textsOf(language).doctor;
    }

    tell(
        name: DoctorStepName,
        result: DoctorStep['result'],
        sentence: string,
        milliseconds: number | null = null,
    ): void {
        if (result === 'failed') {
            this.failed.add(name);
        }
        this.report({name, result, milliseconds, sentence: sentence.trim()});
    }

    /** @param names the steps to look at; all of them if omitted */
    hasFailed(...names: DoctorStepName[]): boolean {
        return names.length === 0 ? this.failed.size > 0 : names.some((name) => this.failed.has(name));
    }

    skip(...names: DoctorStepName[]): void {
        for (const name of names) {
            this.tell(name, 'skipped', '');
        }
    }

    /** Runs, times and reports one step. @returns its result, or undefined if it failed */
    async measure<T>(
        name: DoctorStepName,
        work: () => Promise<T>,
        sentence: (found: T) => string,
    ): Promise<{found: T} | undefined> {
        const started = this.clock.now();
        try {
            const found = await work();
            this.tell(name, 'ok', sentence(found), this.since(started));
            return {found};
        } catch (error) {
            this.tell(name, 'failed', asAppError(error).sentence(this.language), this.since(started));
            return undefined;
        }
    }

    now(): number {
        return this.clock.now();
    }

    since(started: number): number {
        return Math.max(0, Math.round(this.clock.now() - started));
    }
}
