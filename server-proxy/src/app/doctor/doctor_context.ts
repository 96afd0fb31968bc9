import type {DoctorStep, DoctorStepName} from '#contract';
import {asAppError} from '../../domain/errors';
import {type Language, type Texts, textsOf} from '../../domain/texts';
import type {AppSettings} from '../app_context';
import type {MonitoringPort} from '../monitoring_port';
import type {ChatPort} from '../posts/chat_port';
import type {Clock} from '../telemetry';

/** What an address answered. `json` is undefined for anything else than a JSON object. */
export interface PostAnswer {
    readonly status: number;
    readonly json: Readonly<Record<string, unknown>> | undefined;
}

/** Where a door has addresses of its own; undefined: not set, or not needed behind that door. */
export interface DoctorAddresses {
    readonly webhook?: string | undefined;
    readonly endpoint?: {readonly url: string; readonly token: string} | undefined;
    readonly handler?: string | undefined;
}

export interface DoctorContext {
    readonly monitoring: Pick<MonitoringPort, 'whoAmI' | 'tryQueue' | 'findHosts' | 'sendHostNotification'>;
    readonly chat: Pick<ChatPort, 'whoAmI' | 'createPost' | 'readPost' | 'updatePost' | 'deletePost' | 'directChannel'>;
    readonly settings: AppSettings;
    readonly clock: Clock;
    readonly addresses: DoctorAddresses;
    /** Sends JSON to one of the addresses. @throws Error whose `code` says why nothing answered */
    readonly post: (url: string, body: object, headers?: Readonly<Record<string, string>>) => Promise<PostAnswer>;
    /** See `expectTest` of app/notifications/test_notification.ts; asks the handler that receives notifications. @throws AppError */
    readonly expectTest: (hostUuid: string, mark: string) => Promise<boolean>;
    /** How long openITCOCKPIT may take to send a notification. */
    readonly notificationWaitMs: number;
    /** Random text. */
    readonly nonce: () => string;
    /** Why the newest settings are not in use: what is examined would not be what the person sees. */
    readonly wrongSettings: (language: Language) => string | undefined;
}

/** openITCOCKPIT hands a command to its core within 4 s; the rest is the notification command with its repetitions. */
export const NOTIFICATION_WAIT_MS = 60_000;

/** Called with every step as soon as it is known. */
export type Report = (step: DoctorStep) => void;

/** Reports steps in one language, with the time each took. */
export class StepReporter {
    readonly texts: Texts['doctor'];
    private readonly failed: Set<DoctorStepName>;

    constructor(
        private readonly report: Report,
        readonly language: Language,
        private readonly clock: Clock,
        /** Called with a sentence when the next step takes long. */
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

    /** @param names none: any of them */
    hasFailed(...names: DoctorStepName[]): boolean {
        return names.length === 0 ? this.failed.size > 0 : names.some((name) => this.failed.has(name));
    }

    skip(...names: DoctorStepName[]): void {
        for (const name of names) {
            this.tell(name, 'skipped', '');
        }
    }

    /** Runs one step. @returns what it found, or undefined when it failed (and that is told) */
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
