import type {SubscriptionRow, SubscriptionsAnswer, SubscriptionsRequest} from '#contract';
import {AppError, asAppError} from '../../domain/errors';
import type {HandoverSchedule} from '../../domain/shift/schedule';
import {formFields} from '../../domain/subscription/dialogs';
import {type Draft, draftOf} from '../../domain/subscription/draft';
import {withFields} from '../../domain/subscription/fields';
import {readSubscriptions, whyNotSubscriptions} from '../../domain/subscription/schema';
import type {Subscription} from '../../domain/subscription/subscription';
import type {Subscriptions} from '../../domain/subscription/subscriptions';
import {filterWords, inQuotes, loudnessWords} from '../../domain/subscription/words';
import {type Language, says, type textsOf} from '../../domain/texts';
import type {ChatUser} from '../posts/chat_port';
import type {DeskDeps} from './desk';
import {channelIdFor} from './draft_channel';
import {remarksOn} from './remarks';
import {troubleOf} from './trouble';

type ConsoleDeps = Pick<
    DeskDeps,
    'ledger' | 'rights' | 'chat' | 'channels' | 'preview' | 'timeZone' | 'clock' | 'logger'
>;

type Edited = Extract<SubscriptionsRequest, {readonly fields: unknown}>;

const MOST_NAMED = 5;

/** The subscriptions of all channels, for system administrators: table, form, export and import. */
export class SubscriptionConsole {
    constructor(private readonly deps: ConsoleDeps) {}

    /** @throws AppError `forbidden` for anybody else, `mattermost_*`, `internal` for what is stored but cannot be read */
    async answer(request: SubscriptionsRequest, userId: string): Promise<SubscriptionsAnswer> {
        const user = await this.deps.rights.requireMayReadAll(userId);
        const {language} = request;
        try {
            switch (request.act) {
                case 'list':
                    return await this.listed(language);
                case 'export':
                    return {file: `${JSON.stringify(await this.deps.ledger.read(), undefined, 4)}\n`};
                case 'form':
                    return {fields: [...(await this.form(request.id, language))].map(mutable)};
                case 'remove':
                    await this.deps.ledger.remove(request.id, request.revision, user);
                    return await this.listed(language);
                case 'check':
                case 'save':
                    return await this.edit(request, user);
                case 'import':
                    return await this.import(request.file, user, language);
            }
        } catch (error) {
            const known = asAppError(error);
            if (known.code !== 'forbidden' && known.code !== 'bad_request') {
                throw known;
            }
            return {...(await this.listed(language)), refusal: known.sentence(language)};
        }
    }

    private async listed(language: Language): Promise<SubscriptionsAnswer> {
        const {subscriptions} = await this.deps.ledger.read();
        const rows: SubscriptionRow[] = [];
        const ids = [
            ...new Set(subscriptions.flatMap(({channelId, escalation}) => [channelId, escalation?.channelId])),
        ];
        const found = new Map(
            await Promise.all(
                ids
                    .filter((id) => id !== undefined)
                    .map(async (id) => [id, await this.deps.channels.find(id)] as const),
            ),
        );
        for (const one of subscriptions) {
            const channel = found.get(one.channelId);
            const address = channel?.address ?? one.channelId;
            rows.push({
                id: one.id,
                revision: one.revision,
                channel: address,
                team: address.includes('/') ? (address.split('/')[0] ?? '') : '',
                which: filterWords(one.filter, language, inQuotes),
                loud: loudnessWords(one, language, inQuotes, (id) => found.get(id)?.address ?? id),
                shadow: one.shadow,
                by: one.by.username,
                at: one.by.at,
                trouble: troubleOf(channel, one.channelId)?.(language) ?? '',
            });
        }
        return {rows: rows.toSorted((a, b) => a.channel.localeCompare(b.channel))};
    }

    private async form(id: string, language: Language) {
        const draft = draftOf(await this.stored(id));
        const there = draft.escalation?.channelId;
        const address = there === undefined ? undefined : (await this.deps.channels.find(there))?.address;
        return formFields(
            draft.escalation && address !== undefined
                ? {...draft, escalation: {...draft.escalation, channelId: address}}
                : draft,
            language,
        );
    }

    private async edit({act, id, revision, fields, language}: Edited, user: ChatUser): Promise<SubscriptionsAnswer> {
        const {ledger, timeZone} = this.deps;
        const stored = {...draftOf(await this.stored(id)), revision};
        const read = withFields(stored, fields, {language, zone: user.timeZone || timeZone});
        if ('mistakes' in read) {
            return {mistakes: {...read.mistakes} as Record<string, string>};
        }
        const draft = await this.resolved(read.draft, language);
        if ('mistakes' in draft) {
            return draft;
        }
        if (act === 'check') {
            return {remarks: [...(await remarksOn(this.deps, draft, language))]};
        }
        await ledger.save(draft, user);
        return this.listed(language);
    }

    private async resolved(
        draft: Draft,
        language: Language,
    ): Promise<Draft | {readonly mistakes: Record<string, string>}> {
        const {escalation} = draft;
        if (escalation?.channelId === undefined) {
            return draft;
        }
        try {
            const channelId = await channelIdFor(this.deps, draft.channelId, escalation.channelId);
            return {...draft, escalation: {...escalation, channelId}};
        } catch (error) {
            return {mistakes: {escalation_channel: asAppError(error).sentence(language)}};
        }
    }

    private async stored(id: string): Promise<Subscription> {
        const found = await this.deps.ledger.find(id);
        if (!found) {
            throw new AppError(
                'forbidden',
                says(({subscriptions}) => subscriptions.removedMeanwhile),
            );
        }
        return found;
    }

    /** All or nothing. @throws AppError `bad_request` saying what is wrong */
    private async import(file: string, user: ChatUser, language: Language): Promise<SubscriptionsAnswer> {
        const {subscriptions, handovers = []} = readFile(file);
        const unknown: string[] = [];
        const idOf = async (channel: string): Promise<string> => {
            const id = await this.deps.chat.channelId(channel).catch(() => undefined);
            if (id === undefined || !(await this.deps.channels.find(id))) {
                unknown.push(channel);
            }
            return id ?? channel;
        };
        const resolved: Subscription[] = [];
        for (const one of subscriptions) {
            const channelId = await idOf(one.channelId);
            const there = one.escalation?.channelId;
            const escalation =
                one.escalation && there !== undefined
                    ? {escalation: {...one.escalation, channelId: await idOf(there)}}
                    : {};
            resolved.push({...one, channelId, ...escalation});
        }
        const schedules: HandoverSchedule[] = [];
        for (const one of handovers) {
            schedules.push({...one, channelId: await idOf(one.channelId)});
        }
        if (unknown.length > 0) {
            const named = [...new Set(unknown)];
            const shown = named.slice(0, MOST_NAMED).join(', ') + (named.length > MOST_NAMED ? ' …' : '');
            throw new AppError(
                'bad_request',
                says(({subscribing}) => subscribing.console.unknownChannels(shown)),
            );
        }
        await this.deps.ledger.replaceAll({subscriptions: resolved, handovers: schedules}, user);
        return this.listed(language);
    }
}

/** @throws AppError `bad_request` */
const readFile = (file: string): Subscriptions => {
    const wrong = (why: (texts: ReturnType<typeof textsOf>['subscribing']['console']) => string) =>
        new AppError(
            'bad_request',
            says(({subscribing: {console}}) => console.notSubscriptions(why(console))),
        );
    let value: unknown;
    try {
        value = JSON.parse(file);
    } catch {
        throw wrong(({notJson}) => notJson);
    }
    const version = typeof value === 'object' && value !== null && 'version' in value ? value.version : undefined;
    if (version !== undefined && version !== 1) {
        throw wrong(({otherVersion}) => otherVersion(String(version).slice(0, 20)));
    }
    const why = whyNotSubscriptions(value);
    if (why !== undefined) {
        throw wrong(() => why);
    }
    const read = readSubscriptions(value);
    const {subscriptions} = read;
    const twice = subscriptions.find(({id}, at) => subscriptions.findIndex((one) => one.id === id) !== at);
    if (twice) {
        throw wrong((texts) => texts.twice(twice.id));
    }
    return read;
};

const mutable = <T extends {readonly options?: readonly {readonly text: string; readonly value: string}[]}>({
    options,
    ...field
}: T) => ({...field, ...(options ? {options: [...options]} : {})});
