import {AppError} from '../../domain/errors';
import {timeFormat} from '../../domain/post/alert_post';
import {type HandoverSchedule, nextTime, parseSchedule, whyNotSchedule} from '../../domain/shift/schedule';
import {scheduleIn} from '../../domain/subscription/schedules';
import {neutralize} from '../../domain/text';
import {type Language, says, textsOf} from '../../domain/texts';
import type {DeskDeps} from './desk';

type Deps = Pick<DeskDeps, 'ledger' | 'rights' | 'language' | 'timeZone' | 'clock'>;

/** When channels get their hand-over by themselves. */
export class HandoverSchedules {
    constructor(private readonly deps: Deps) {}

    /**
     * Shows, sets or ends the schedule of a channel.
     * @param typed times or a cron pattern, perhaps with a time zone; `off`; empty: to see it
     * @throws AppError `forbidden`, `bad_request`, `busy`, `mattermost_*`
     */
    async answer(
        {userId, channelId}: {readonly userId: string; readonly channelId: string},
        typed: string,
    ): Promise<string> {
        const {rights, ledger} = this.deps;
        if (typed === '') {
            const {language} = await rights.requireMayRead(userId, channelId);
            return this.shown(scheduleIn(await ledger.read(), channelId), language ?? this.deps.language);
        }
        const user = await rights.requireMayChange(userId, channelId);
        const language = user.language ?? this.deps.language;
        if (/^(?:off|aus)$/i.test(typed)) {
            await ledger.schedule(channelId, undefined, user);
            return textsOf(language).shift.scheduleOff;
        }
        const at = this.now();
        const schedule = {
            channelId,
            ...this.parsed(typed, user.timeZone || this.deps.timeZone),
            by: {userId, username: user.username, at},
        };
        await ledger.schedule(channelId, schedule, user);
        return this.shown(schedule, language);
    }

    /** @throws AppError `bad_request` */
    private parsed(typed: string, zone: string): Pick<HandoverSchedule, 'cron' | 'timeZone'> {
        const parsed = parseSchedule(typed, zone);
        const mistake = parsed ? whyNotSchedule(parsed, this.now()) : 'pattern';
        if (parsed && mistake === undefined) {
            return parsed;
        }
        throw new AppError(
            'bad_request',
            says(({shift}) => `${shift.scheduleWrong[mistake ?? 'pattern']} ${shift.scheduleHow}`),
        );
    }

    private shown(schedule: HandoverSchedule | undefined, language: Language): string {
        const texts = textsOf(language).shift;
        if (!schedule) {
            return texts.scheduleNone(texts.scheduleHow);
        }
        const {cron, timeZone} = schedule;
        const next = nextTime(schedule, this.now());
        const when = next === undefined ? '–' : timeFormat(language, timeZone)(next);
        return texts.scheduleIs(cron.replaceAll('`', ''), neutralize(timeZone), when);
    }

    private now(): number {
        return Math.floor(this.deps.clock.now() / 1000);
    }
}
